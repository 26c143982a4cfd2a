"""Who may speak to the bot, behind the SDK's own seam: the channel by its tokens, or loopback alone."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Protocol
from urllib.parse import urlsplit

import jwt
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticateRequestResult,
    AuthenticationConstants,
    BotFrameworkAuthentication,
    ClaimsIdentity,
)

from bot.teams.connector import Connectors
from bot.teams.errors import ForbiddenServiceError, UnauthorizedError
from bot.teams.signing_keys import SigningKeys

_SKEW_SECONDS = 5 * 60
_DEMANDED = ["exp", "iss", "aud"]


class Access(Protocol):
    """Who may speak to the bot."""

    async def check(self, activity: Activity, authorization: str) -> ClaimsIdentity:
        """Who is speaking; UnauthorizedError or ForbiddenServiceError when it must not be heard."""


class LocalAccess:
    """Local mode: anyone may speak, but the answer is only sent to this machine itself."""

    def __init__(self) -> None:
        self._anonymous = ClaimsIdentity({}, True, AuthenticationConstants.ANONYMOUS_AUTH_TYPE)

    async def check(self, activity: Activity, authorization: str) -> ClaimsIdentity:
        """Nobody in particular; ForbiddenServiceError when the answer would leave this machine."""
        if activity.service_url and not is_loopback_url(activity.service_url):
            raise ForbiddenServiceError("In local mode answers are sent to loopback addresses alone.")
        return self._anonymous


class ChannelAccess:
    """The channel alone, by the token that it signs each request with."""

    def __init__(self, app_id: str, keys: SigningKeys) -> None:
        self._app_id = app_id
        self._keys = keys

    async def check(self, activity: Activity, authorization: str) -> ClaimsIdentity:
        """The claims of the token: issuer, audience, time, signature, channel and service must agree."""
        scheme, _, token = authorization.partition(" ")
        if scheme.casefold() != "bearer" or not token.strip() or not token.isascii():
            raise UnauthorizedError("A bearer token is needed.")
        try:
            claims = await self._claims(token.strip(), activity.channel_id)
        except jwt.PyJWTError as error:
            raise UnauthorizedError("The token is not valid.") from error
        if not activity.service_url or claims.get("serviceurl") != activity.service_url:
            raise UnauthorizedError("The token is for another service address.")
        return ClaimsIdentity(dict(claims), True)

    async def _claims(self, token: str, channel: str) -> Mapping[str, Any]:
        self._refuse_foreign(token)
        key_id = jwt.get_unverified_header(token).get("kid")
        key = await self._keys.find(key_id) if isinstance(key_id, str) else None
        if key is None:
            raise UnauthorizedError("The token is signed by an unknown key.")
        if channel not in key.endorsements:
            raise UnauthorizedError("The token's key does not speak for this channel.")
        claims: Mapping[str, Any] = jwt.decode(
            token,
            key.key,
            algorithms=["RS256"],
            audience=self._app_id,
            issuer=AuthenticationConstants.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER,
            leeway=_SKEW_SECONDS,
            options={"require": _DEMANDED},
        )
        return claims

    def _refuse_foreign(self, token: str) -> None:
        """Turn away what cannot be the channel's before any key is asked for."""
        told = jwt.decode(token, options={"verify_signature": False})
        if told.get("iss") != AuthenticationConstants.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER:
            raise UnauthorizedError("The token is issued by another.")


class SharedAuthentication(BotFrameworkAuthentication):  # type: ignore[misc]
    """The SDK's seam for who speaks and how answers are sent, with one set of connectors for all turns.

    The SDK's own builds two clients and opens a connection for every turn.
    """

    def __init__(self, access: Access, connectors: Connectors) -> None:
        self._access = access
        self._connectors = connectors

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        """Who sent the activity, and what answers it."""
        result = AuthenticateRequestResult()
        result.claims_identity = await self._access.check(activity, auth_header)
        result.audience = AuthenticationConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE
        result.connector_factory = self._connectors
        return result

    async def authenticate_streaming_request(self, auth_header: str, channel_id_header: str) -> None:
        """Streaming is not offered."""
        raise UnauthorizedError("Streaming is not offered.")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> Connectors:
        """The one set of connectors."""
        return self._connectors

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        """None: the bot signs nobody in."""


@lru_cache(maxsize=256)
def is_loopback_url(url: str) -> bool:
    """Whether the address is of this machine itself, by its host alone."""
    try:
        parts = urlsplit(url)
        host, named = parts.hostname or "", parts.username or parts.password
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and not named and is_loopback_host(host)


def is_loopback_host(host: str) -> bool:
    """Whether the host is `localhost` or a loopback number."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
