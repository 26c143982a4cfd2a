"""The bot's own tokens for sending: asked of msal in a thread ahead of need, and kept until they end."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol

import msal
import requests

from bot.identity.certificates import certificate_of
from bot.identity.errors import NoTokenError
from bot.settings import AppType, Settings
from bot.sparing_log import SparingLog

CHANNEL = "https://api.botframework.com"
"""The resource whose tokens the channel's service takes."""

_AUTHORITY = "https://login.microsoftonline.com/"
_MULTI_TENANT = "botframework.com"
# Microsoft's tokens last an hour or more; a new one is fetched aside when this little is left.
_RENEW_SECONDS = 600
_FETCH_SECONDS = 4
_LOOK_SECONDS = 60.0
# A token this new is not to blame when it is refused: another one would be no better.
_NEW_SECONDS = 30.0

_log = logging.getLogger(__name__)


class Credentials(Protocol):
    """What signs the requests that the bot sends."""

    async def authorization(self) -> str | None:
        """The Authorization header, None where requests are not signed; NoTokenError when there is none."""

    def forget(self) -> None:
        """The last header was refused: ask for a new one next time."""


class Unsigned:
    """Credentials of the local mode: requests are not signed."""

    async def authorization(self) -> str | None:
        """No header."""
        return None

    def forget(self) -> None:
        """There is nothing to forget."""


class Tokens:
    """Tokens of the bot's identity, kept until they end.

    `fetch` blocks; it gives msal's answer: `access_token` and `expires_in` (seconds), or an error.
    """

    def __init__(self, fetch: Callable[[], dict[str, Any]]) -> None:
        self._fetch = fetch
        self._header = ""
        self._got = self._ends = float("-inf")
        self._fetching: asyncio.Task[None] | None = None
        self._told = SparingLog(_log, logging.ERROR)

    @asynccontextmanager
    async def kept_fresh(self) -> AsyncIterator[None]:
        """Have a token from now on, and renew it before it ends, while the block runs."""
        keeping = asyncio.create_task(self._keep())
        try:
            yield
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)

    async def _keep(self) -> None:
        while True:
            with suppress(NoTokenError):
                await self.authorization()
            await asyncio.sleep(_LOOK_SECONDS)

    async def authorization(self) -> str | None:
        """The header with a valid token; only the first call, or one after a failure, waits for it."""
        left = self._ends - time.monotonic()
        if left < _RENEW_SECONDS:
            task = self._renewal()
            if left <= 0:
                await asyncio.shield(task)
        if self._ends <= time.monotonic():
            raise NoTokenError
        return self._header

    def forget(self) -> None:
        """Ask for a new token next time, unless this one is new."""
        if time.monotonic() - self._got > _NEW_SECONDS:
            self._ends = float("-inf")

    def _renewal(self) -> asyncio.Task[None]:
        if self._fetching is None or self._fetching.done():
            self._fetching = asyncio.create_task(self._renew())
        return self._fetching

    async def _renew(self) -> None:
        try:
            answer = await asyncio.to_thread(self._fetch)
        except (requests.RequestException, ValueError) as error:
            answer = {"error": type(error).__name__}
        token = answer.get("access_token")
        if not token:
            self._told.note("no token", _reason(answer))
            return
        self._header = f"Bearer {token}"
        self._got = time.monotonic()
        self._ends = self._got + float(answer.get("expires_in", 0)) - 60


def _reason(answer: dict[str, Any]) -> str:
    """Why there is no token, by codes alone: descriptions name ids, and change each time."""
    codes = answer.get("error_codes")
    numbers = [f"AADSTS{code}" for code in codes if isinstance(code, int)] if isinstance(codes, list) else []
    return " ".join([str(answer.get("error", "unknown")), *numbers])


def tokens_of(settings: Settings, resource: str = CHANNEL) -> Tokens:
    """The tokens for a resource of the identity that checked settings describe.

    SettingsError when its certificate is of no use.
    """
    app_id = settings.app_id.strip()
    if AppType.of(settings.app_type) is AppType.MANAGED_IDENTITY:
        return Tokens(_ManagedIdentity(app_id, resource))
    proof = certificate_of(settings) or settings.app_password.get_secret_value().strip()
    return Tokens(_Secret(app_id, proof, settings.app_tenantid.strip() or _MULTI_TENANT, resource))


class _Secret:
    """Fetches by a client secret, or by a certificate and its key as msal takes them.

    The msal client asks the network when made, so the first fetch makes it.
    """

    def __init__(self, app_id: str, proof: str | dict[str, str], tenant: str, resource: str) -> None:
        self._app_id, self._proof, self._tenant, self._resource = app_id, proof, tenant, resource
        self._client: Any = None

    def __call__(self) -> dict[str, Any]:
        if self._client is None:
            self._client = msal.ConfidentialClientApplication(
                self._app_id,
                client_credential=self._proof,
                authority=_AUTHORITY + self._tenant,
                timeout=_FETCH_SECONDS,
                token_cache=_NoCache(),
            )
        answer: dict[str, Any] = self._client.acquire_token_for_client([f"{self._resource}/.default"])
        return answer


class _ManagedIdentity:
    """Fetches by the identity that the host has in Azure."""

    def __init__(self, app_id: str, resource: str) -> None:
        self._resource = resource
        identity = msal.UserAssignedManagedIdentity(client_id=app_id)
        self._client = msal.ManagedIdentityClient(identity, http_client=_ShortSession(), token_cache=_NoCache())

    def __call__(self) -> dict[str, Any]:
        answer: dict[str, Any] = self._client.acquire_token_for_client(resource=self._resource)
        return answer


class _NoCache(msal.TokenCache):  # type: ignore[misc]
    """Keeps nothing: `Tokens` keeps the token, and msal would give again the one that was refused."""

    def add(self, event: dict[str, Any], now: float | None = None) -> None:
        """Let go of what was got."""


class _ShortSession(requests.Session):
    """A session whose requests end in time: msal gives those to the host's identity no bound."""

    def request(self, *args: Any, **options: Any) -> requests.Response:
        """The answer; requests.Timeout when it does not come in time."""
        return super().request(*args, **{"timeout": _FETCH_SECONDS, **options})
