"""The frozen settings of a running bot: the only reader of the environment and of `.env`."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from urllib.parse import unquote

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.retention import DAYS, SHORTEST_NOTICES, USUAL, Retention
from bot.domain.small_groups import SMALLEST
from bot.domain.trip_costs import Rates

_SQLITE = re.compile(r"sqlite(\+aiosqlite)?:///(?!:memory:)[^?]+")
_LOGIN = r"([^:/]*(:[^@]*)?@)?"
_HOST = r"(\[[^/?]+\]|[^/:?]+)?(:\d*)?"
_SHORTEST_SECRET = 16
_RATES = Rates()
_CHANNEL = re.compile(r"19:[^\s:;@/]+@thread\.(tacv2|skype)")
_PUBLIC = re.compile(r"https://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._~/-]*)?")
_MAILBOX = re.compile(r"[^\s@/?#]{1,64}@[^\s@/?#]{1,255}")
_NOT_OPEN = re.compile(
    r"(https://[A-Za-z0-9.-]+|http://(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\]))(:\d{1,5})?(/[^\s?#@]*)?"
)
_COLLECTOR = re.compile(r"https?://(\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?(/[A-Za-z0-9._~/-]*)?")
_POSTGRES = re.compile(rf"postgresql(\+psycopg)?://{_LOGIN}{_HOST}(/[^?]*)?(\?.*)?")

OPENID_DOCUMENT = "https://login.botframework.com/v1/.well-known/openidconfiguration"
"""Where the channel tells by which keys it signs its requests."""

GRAPH = "https://graph.microsoft.com/v1.0"
"""Where Microsoft Graph is asked."""


class AppType(StrEnum):
    """The kinds of identity a bot can have in Azure, by the names that Azure uses."""

    SINGLE_TENANT = "SingleTenant"
    MULTI_TENANT = "MultiTenant"
    MANAGED_IDENTITY = "UserAssignedMSI"

    @classmethod
    def of(cls, name: str) -> AppType | None:
        """The kind of that name in any case of letters, None when there is no such kind."""
        return next((kind for kind in cls if kind.casefold() == name.strip().casefold()), None)


class ForemanConsent(StrEnum):
    """How a foreman agrees to a trip: the traveller ticks it, or the foreman presses a confirmation."""

    TICK = "tick"
    PRESS = "press"


class SettingsError(Exception):
    """The settings cannot be used; `sentences` say what is wrong and what to set."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class Settings(BaseSettings):
    """What the environment says. The names of Teams' credentials are the SDK's own."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    # Shown nowhere: it may hold a password.
    database_url: str = Field(default="sqlite+aiosqlite:///data/kahvibotti.db", repr=False)
    port: int = Field(default=3978, ge=1, le=65535)
    metrics_port: int = Field(default=0, ge=0, le=65535)
    otel_exporter_otlp_endpoint: str = Field(default="", repr=False)
    app_id: str = ""
    app_password: SecretStr = SecretStr("")
    app_type: str = AppType.SINGLE_TENANT
    app_tenantid: str = ""
    app_password_ends: date | None = None
    app_certificate: str = ""
    app_certificate_password: SecretStr = SecretStr("")
    to_bot_from_channel_openid_metadata_url: str = OPENID_DOCUMENT
    ake_members: str = ""
    secret_key: SecretStr = SecretStr("")
    ake_channel_id: str = ""
    announcement_channel_id: str = ""
    graph_mailbox: str = ""
    graph_url: str = GRAPH
    public_url: str = ""
    contact: str = Field(default="", max_length=200)
    smallest_group: int = Field(default=SMALLEST, ge=3, le=50)
    trip_foreman: ForemanConsent = ForemanConsent.TICK
    trip_car_km: float = Field(default=_RATES.car_km, ge=0, le=10)
    trip_ticket_km: float = Field(default=_RATES.ticket_km, ge=0, le=10)
    trip_night: float = Field(default=_RATES.night, ge=0, le=1000)
    trip_keep_months: int = Field(default=USUAL.trip_months, ge=1, le=120)
    keep_turns_days: int = Field(default=USUAL.turns, ge=1, le=30)
    keep_memories_days: int = Field(default=USUAL.memories, ge=1, le=30)
    keep_notices_days: int = Field(default=USUAL.notices, ge=SHORTEST_NOTICES, le=3650)
    keep_telling_days: int = Field(default=USUAL.telling, ge=1, le=30)
    # Feedback is asked a second time within days, which Christmas puts off.
    keep_asking_days: int = Field(default=USUAL.asking, ge=14, le=90)
    keep_wishes_days: int = Field(default=USUAL.wishes, ge=1, le=3650)
    keep_questions_days: int = Field(default=USUAL.questions, ge=1, le=3650)
    # An answer is news for a fortnight, and is told of only while its question is kept.
    keep_answered_days: int = Field(default=USUAL.answered, ge=15, le=365)
    # An answer can be changed for 90 days.
    keep_hands_days: int = Field(default=USUAL.hands, ge=91, le=365)
    keep_names_days: int = Field(default=USUAL.names, ge=1, le=3650)

    @property
    def trip_rates(self) -> Rates:
        """Euros by which trips are estimated."""
        return Rates(self.trip_car_km, self.trip_ticket_km, self.trip_night)

    @property
    def kept_for(self) -> Retention:
        """For how long what is kept only for a while is kept."""
        days = {name: getattr(self, f"keep_{name}_days") for name in DAYS}
        return Retention(**days, trip_months=self.trip_keep_months)

    @property
    def ake_directory_ids(self) -> tuple[str, ...]:
        """The ids in the directory of the AKE team's members."""
        return tuple(one.strip() for one in self.ake_members.split(",") if one.strip())

    @field_validator("app_password_ends", mode="before")
    @classmethod
    def _a_day(cls, told: object) -> date | None:
        try:
            return date.fromisoformat(str(told).strip()) if told else None
        except ValueError as error:
            raise PydanticCustomError("day", "it is no day of the form 2027-05-01") from error

    @field_validator("secret_key")
    @classmethod
    def _hard_to_guess(cls, key: SecretStr) -> SecretStr:
        if 0 < len(key.get_secret_value()) < _SHORTEST_SECRET:
            raise PydanticCustomError("secret_key", f"it must have at least {_SHORTEST_SECRET} characters")
        return key

    @field_validator("ake_channel_id", "announcement_channel_id")
    @classmethod
    def _of_a_channel(cls, told: str) -> str:
        """The id itself; in a link to the channel it is written with %3a and %40."""
        account = unquote(told.strip())
        if account and not _CHANNEL.fullmatch(account):
            where = "in the link to the channel it is what follows /channel/, up to the next /"
            raise PydanticCustomError("channel_id", f"it is no channel's id of the form 19:...@thread.tacv2; {where}")
        return account

    @field_validator("graph_mailbox")
    @classmethod
    def _of_a_mailbox(cls, told: str) -> str:
        mailbox = told.strip()
        if mailbox and not _MAILBOX.fullmatch(mailbox):
            raise PydanticCustomError("mailbox", "it is no address of a mailbox of the form NAME@ORGANISATION")
        return mailbox

    @field_validator("public_url")
    @classmethod
    def _of_https(cls, url: str) -> str:
        if url and not is_public_url(url):
            raise PydanticCustomError("public_url", "it is no address of the form https://HOST")
        return url

    @field_validator("to_bot_from_channel_openid_metadata_url", "graph_url")
    @classmethod
    def _not_in_the_open(cls, url: str) -> str:
        """Whoever can change what is read there can speak for the channel; the bot's token is sent to Graph."""
        if not _NOT_OPEN.fullmatch(url):
            where = "it is no address of the form https://HOST/PATH; http is for this machine itself alone"
            raise PydanticCustomError("open_url", where)
        return url

    @field_validator("otel_exporter_otlp_endpoint")
    @classmethod
    def _of_a_collector(cls, url: str) -> str:
        if url and not _COLLECTOR.fullmatch(url):
            raise PydanticCustomError("otlp", "it is no address of the form http://HOST:4318 or https://HOST")
        return url

    @field_validator("database_url")
    @classmethod
    def _of_a_known_database(cls, url: str) -> str:
        if not _SQLITE.fullmatch(url) and not _POSTGRES.fullmatch(url):
            forms = "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE"
            raise PydanticCustomError("database_url", f"it is no address of the form {forms}")
        return url


def is_public_url(url: str) -> bool:
    """Whether it can be the bot's own address on the web, below which its pages and files are loaded."""
    return _PUBLIC.fullmatch(url) is not None


def read_settings() -> Settings:
    """The settings of this environment; SettingsError when a value cannot be what it says."""
    try:
        return Settings()
    except ValidationError as error:
        names = [".".join(str(part) for part in problem["loc"]).upper() for problem in error.errors()]
        reasons = [problem["msg"] for problem in error.errors()]
        raise SettingsError(
            [f"{name} cannot be used: {reason}." for name, reason in zip(names, reasons, strict=True)]
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError([".env cannot be used: it is not in UTF-8. Save it again in that encoding."]) from error


def check_for_teams(settings: Settings) -> list[str]:
    """What keeps this bot from serving Teams safely, a sentence each; empty when nothing does.

    The SDK takes a missing or misspelt APP_TYPE for MultiTenant, and switches authentication off
    when APP_ID is empty there. So every part is demanded here, before anything listens.
    """
    kind = AppType.of(settings.app_type)
    wrong = []
    if kind is None:
        wrong.append(f"APP_TYPE is not a kind of bot: set it to one of {', '.join(AppType)}.")
    if not settings.app_id.strip():
        wrong.append("APP_ID is missing: set it to the application (client) id of the bot's registration.")
    wrong += _wrong_proof(settings, kind)
    wrong += _wrong_tenant(settings.app_tenantid.strip(), kind)
    if kind is AppType.MULTI_TENANT and settings.graph_mailbox:
        wrong.append("GRAPH_MAILBOX is set, but MultiTenant has no tenant whose mailbox it could be: change APP_TYPE.")
    if _POSTGRES.fullmatch(settings.database_url) and not settings.secret_key.get_secret_value():
        # Replicas that share a database must find the same answers by the same key.
        wrong.append("SECRET_KEY is missing: set it to a secret text of your own, the same for every replica.")
    return wrong


def _wrong_proof(settings: Settings, kind: AppType | None) -> list[str]:
    """What is wrong with that by which the bot proves who it is: a secret, a certificate, or its host's identity."""
    told = {
        "APP_PASSWORD": settings.app_password.get_secret_value().strip(),
        "APP_CERTIFICATE": settings.app_certificate.strip(),
    }
    given = [name for name, value in told.items() if value]
    if kind is AppType.MANAGED_IDENTITY:
        reason = "is set, but UserAssignedMSI has no password and no certificate: remove it, or change APP_TYPE."
        return [f"{name} {reason}" for name in given]
    if kind is not None and not given:
        return [
            "APP_PASSWORD is missing: set it to a client secret of the bot's registration,"
            " or APP_CERTIFICATE to the file of its certificate and key."
        ]
    if len(given) > 1:
        return ["APP_CERTIFICATE is set, but APP_PASSWORD too: remove the one that the bot is not to use."]
    return []


def _wrong_tenant(tenant: str, kind: AppType | None) -> list[str]:
    if kind is AppType.MULTI_TENANT:
        reason = "is set, but MultiTenant has no tenant: remove it, or change APP_TYPE."
        return [f"APP_TENANTID {reason}"] if tenant else []
    if kind is not None and not tenant:
        return [f"APP_TENANTID is missing: {kind} needs the directory (tenant) id of the organisation."]
    if "." in tenant:
        # Each activity tells the id, so by a domain's name nobody would be heard.
        return ["APP_TENANTID is a domain's name: set it to the directory (tenant) id, which Azure shows beside it."]
    return []
