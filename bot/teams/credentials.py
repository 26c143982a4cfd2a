"""The bot's own tokens for sending: one msal client a process, asked in a thread ahead of need."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any, Protocol

import msal
import requests

from bot.settings import AppType, Settings
from bot.teams.errors import NoTokenError

_RESOURCE = "https://api.botframework.com"
_AUTHORITY = "https://login.microsoftonline.com/"
_MULTI_TENANT = "botframework.com"
# Microsoft's tokens last an hour or more; a new one is fetched aside when this little is left.
_RENEW_SECONDS = 600
_FETCH_SECONDS = 4

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
        self._ends = 0.0
        self._fetching: asyncio.Task[None] | None = None

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
        """Ask for a new token next time."""
        self._ends = 0.0

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
            _log.error("no token", extra={"fields": {"reason": answer.get("error", "unknown")}})
            return
        self._header = f"Bearer {token}"
        self._ends = time.monotonic() + float(answer.get("expires_in", 0)) - 60


def tokens_of(settings: Settings) -> Tokens:
    """The tokens of the identity that checked settings describe."""
    if AppType.of(settings.app_type) is AppType.MANAGED_IDENTITY:
        return Tokens(_ManagedIdentity(settings.app_id))
    tenant = settings.app_tenantid or _MULTI_TENANT
    return Tokens(_Secret(settings.app_id, settings.app_password.get_secret_value(), tenant))


class _Secret:
    """Fetches by a client secret. The msal client asks the network when made, so the first fetch makes it."""

    def __init__(self, app_id: str, secret: str, tenant: str) -> None:
        self._app_id, self._secret, self._tenant = app_id, secret, tenant
        self._client: Any = None

    def __call__(self) -> dict[str, Any]:
        if self._client is None:
            self._client = msal.ConfidentialClientApplication(
                self._app_id,
                client_credential=self._secret,
                authority=_AUTHORITY + self._tenant,
                timeout=_FETCH_SECONDS,
            )
        answer: dict[str, Any] = self._client.acquire_token_for_client([f"{_RESOURCE}/.default"])
        return answer


class _ManagedIdentity:
    """Fetches by the identity that the host has in Azure."""

    def __init__(self, app_id: str) -> None:
        identity = msal.UserAssignedManagedIdentity(client_id=app_id)
        self._client = msal.ManagedIdentityClient(identity, http_client=requests.Session())

    def __call__(self) -> dict[str, Any]:
        answer: dict[str, Any] = self._client.acquire_token_for_client(resource=_RESOURCE)
        return answer
