"""The bot's own tokens: fetched in a thread, once, ahead of need."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
import requests

from bot.identity import credentials
from bot.identity.credentials import Tokens, Unsigned, tokens_of
from bot.identity.errors import NoTokenError
from tests.bot.teams.fakes import settings_of


class Source:
    """Gives numbered tokens that last as long as told, or the error that it is given."""

    def __init__(self, lasting: int = 3600) -> None:
        self.lasting = lasting
        self.fetched = 0
        self.error: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()

    def __call__(self) -> dict[str, Any]:
        assert threading.current_thread() is not threading.main_thread()
        self.gate.wait(5)
        if self.error:
            raise self.error
        self.fetched += 1
        return {"access_token": f"token-{self.fetched}", "expires_in": self.lasting}


async def test_one_token_serves_all() -> None:
    source = Source()
    tokens = Tokens(source)
    headers = await asyncio.gather(*(tokens.authorization() for _ in range(20)))
    assert set(headers) == {"Bearer token-1"}
    assert source.fetched == 1


async def test_the_loop_runs_on_while_a_token_is_fetched() -> None:
    source = Source()
    source.gate.clear()
    asking = asyncio.create_task(Tokens(source).authorization())
    for _ in range(10):
        await asyncio.sleep(0)
    assert not asking.done()
    source.gate.set()
    assert await asking == "Bearer token-1"


async def test_a_token_about_to_end_is_used_while_a_new_one_is_fetched() -> None:
    source = Source(lasting=credentials._RENEW_SECONDS)
    tokens = Tokens(source)
    assert await tokens.authorization() == "Bearer token-1"
    source.gate.clear()
    assert await tokens.authorization() == "Bearer token-1"
    source.gate.set()
    await asyncio.wait_for(tokens._renewal(), 5)
    assert await tokens.authorization() == "Bearer token-2"


async def test_a_forgotten_token_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials, "_NEW_SECONDS", -1.0)
    tokens = Tokens(Source())
    await tokens.authorization()
    tokens.forget()
    assert await tokens.authorization() == "Bearer token-2"


async def test_a_new_token_that_is_refused_is_not_to_blame() -> None:
    source = Source()
    tokens = Tokens(source)
    for _ in range(10):
        await tokens.authorization()
        tokens.forget()
    assert source.fetched == 1


async def test_a_token_is_there_before_anybody_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials, "_LOOK_SECONDS", 0.001)
    source = Source(lasting=credentials._RENEW_SECONDS)
    fetched = threading.Event()

    def fetch() -> dict[str, Any]:
        answer = source()
        if source.fetched == 3:
            fetched.set()
        return answer

    async with Tokens(fetch).kept_fresh():
        assert await asyncio.to_thread(fetched.wait, 10)


async def test_without_an_identity_the_keeping_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials, "_LOOK_SECONDS", 0.001)
    tried = threading.Semaphore(0)

    def fetch() -> dict[str, Any]:
        tried.release()
        raise requests.ConnectionError("away")

    async with Tokens(fetch).kept_fresh():
        for _ in range(3):
            assert await asyncio.to_thread(tried.acquire, timeout=10)


async def test_why_there_is_no_token_is_told_by_codes_alone(caplog: pytest.LogCaptureFixture) -> None:
    answer = {"error": "invalid_client", "error_codes": [7000222], "error_description": "salainen"}
    tokens = Tokens(lambda: answer)
    for _ in range(5):
        with pytest.raises(NoTokenError):
            await tokens.authorization()
    assert [vars(record)["fields"] for record in caplog.records] == [{"reason": "invalid_client AADSTS7000222"}]


async def test_no_token_is_an_error_and_the_next_call_tries_again() -> None:
    source = Source()
    source.error = requests.ConnectionError("away")
    tokens = Tokens(source)
    with pytest.raises(NoTokenError):
        await tokens.authorization()
    source.error = None
    assert await tokens.authorization() == "Bearer token-1"


async def test_a_refusal_of_the_identity_is_an_error() -> None:
    with pytest.raises(NoTokenError):
        await Tokens(lambda: {"error": "invalid_client"}).authorization()


async def test_in_local_mode_nothing_is_signed() -> None:
    assert await Unsigned().authorization() is None


@pytest.mark.parametrize(
    ("values", "authority"),
    [
        ({"app_tenantid": "tenant"}, "https://login.microsoftonline.com/tenant"),
        ({"app_type": "MultiTenant"}, "https://login.microsoftonline.com/botframework.com"),
    ],
)
async def test_the_secret_is_shown_to_the_right_directory_once(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], authority: str
) -> None:
    made: list[tuple[str, str, str]] = []
    monkeypatch.setattr(credentials, "_NEW_SECONDS", -1.0)

    class Client:
        def __init__(self, app_id: str, *, client_credential: str, authority: str, **more: Any) -> None:
            made.append((app_id, client_credential, authority))

        def acquire_token_for_client(self, scopes: list[str]) -> dict[str, Any]:
            assert scopes == ["https://api.botframework.com/.default"]
            return {"access_token": "t", "expires_in": 3600}

    monkeypatch.setattr("msal.ConfidentialClientApplication", Client)
    tokens = tokens_of(settings_of(app_id="app", app_password="secret", **values))
    assert await tokens.authorization() == "Bearer t"
    tokens.forget()
    assert await tokens.authorization() == "Bearer t"
    assert made == [("app", "secret", authority)]


async def test_a_managed_identity_has_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    class Client:
        def __init__(self, identity: Any, *, http_client: requests.Session, token_cache: Any) -> None:
            assert identity["Id"] == "app"

        def acquire_token_for_client(self, *, resource: str) -> dict[str, Any]:
            assert resource == "https://api.botframework.com"
            return {"access_token": "t", "expires_in": 3600}

    monkeypatch.setattr("msal.ManagedIdentityClient", Client)
    settings = settings_of(app_id="app", app_type="UserAssignedMSI", app_tenantid="tenant")
    assert await tokens_of(settings).authorization() == "Bearer t"


async def test_the_hosts_identity_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def send(self: requests.Session, request: Any, **options: Any) -> requests.Response:
        asked.append(options["timeout"])
        raise requests.Timeout

    monkeypatch.setattr(requests.Session, "send", send)
    settings = settings_of(app_id="app", app_type="UserAssignedMSI", app_tenantid="tenant")
    with pytest.raises(NoTokenError):
        await tokens_of(settings).authorization()
    assert asked == [credentials._FETCH_SECONDS]
