"""Who may speak to the bot, behind the SDK's own seam: the channel by its tokens, or loopback alone."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Mapping
from dataclasses import dataclass
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

from bot.teams.addresses import tenants_of
from bot.teams.connector import Connectors
from bot.teams.errors import ForbiddenServiceError, TooManyError, UnauthorizedError
from bot.teams.pace import SenderPace
from bot.teams.signing_keys import SigningKey, SigningKeys

_SKEW_SECONDS = 5 * 60
_DEMANDED = ["exp", "iss", "aud"]
_ALGORITHM = "RS256"
_ISSUER = AuthenticationConstants.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER
# The channel's own are about 1 KB.
_LONGEST_TOKEN = 8 * 1024
# Only true tokens are kept, of which there are a few at a time.
_MOST_PROVEN = 100
# What PyJWT raises, and what it lets through of a token that is made to be odd: nested deep, or with an endless number.
_BROKEN = (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a token proves by itself: its claims, and the channels that its key may speak for."""

    claims: Mapping[str, Any]
    endorsements: frozenset[str]


class Access(Protocol):
    """Who may speak to the bot: first by the request's head alone, then by its activity too."""

    async def prove(self, authorization: str) -> Proof:
        """What the header proves; UnauthorizedError when that is nothing."""

    def admit(self, activity: Activity, proof: Proof) -> ClaimsIdentity:
        """Who is speaking.

        UnauthorizedError when the activity is not what the proof is for, ForbiddenServiceError when its answer
        must not be sent where it asks, TooManyError when its sender speaks too fast.
        """


class LocalAccess:
    """Local mode: anyone may speak, but the answer is only sent to this machine itself."""

    def __init__(self) -> None:
        self._anonymous = ClaimsIdentity({}, True, AuthenticationConstants.ANONYMOUS_AUTH_TYPE)
        self._nothing = Proof({}, frozenset())

    async def prove(self, authorization: str) -> Proof:
        """Nothing, and nothing is needed."""
        return self._nothing

    def admit(self, activity: Activity, proof: Proof) -> ClaimsIdentity:
        """Nobody in particular; ForbiddenServiceError when the answer would leave this machine."""
        if activity.service_url and not is_loopback_url(activity.service_url):
            raise ForbiddenServiceError("In local mode answers are sent to loopback addresses alone.")
        return self._anonymous


@dataclass(frozen=True, slots=True)
class _Proven:
    """What a token proved, by which key, and until when (seconds since 1970): with the key or the time it is gone."""

    proof: Proof
    key_id: str
    key: SigningKey
    until: int


class ChannelAccess:
    """The channel alone, by the token that it signs each request with, and one organisation's people.

    `tenant` is the organisation's id in the directory, empty when every organisation may speak.
    """

    def __init__(self, app_id: str, tenant: str, keys: SigningKeys) -> None:
        self._app_id = app_id
        self._tenant = tenant.casefold()
        self._keys = keys
        self._pace = SenderPace()
        self._proven: dict[str, _Proven] = {}

    async def prove(self, authorization: str) -> Proof:
        """The claims of the token, whose signature, issuer, audience and time agree."""
        scheme, _, token = authorization.partition(" ")
        token = token.strip()
        if scheme.casefold() != "bearer" or not token or not token.isascii():
            raise UnauthorizedError("A bearer token is needed.")
        if len(token) > _LONGEST_TOKEN:
            raise UnauthorizedError("The token is too long.")
        try:
            return await self._proof(token)
        except jwt.ExpiredSignatureError as error:
            raise UnauthorizedError("The token has expired.") from error
        except jwt.InvalidAudienceError as error:
            raise UnauthorizedError("The token is for another bot.") from error
        except _BROKEN as error:
            raise UnauthorizedError("The token is not valid.") from error

    def admit(self, activity: Activity, proof: Proof) -> ClaimsIdentity:
        """The channel, when its key may speak for this one, and the activity is of its service and our tenant."""
        if activity.channel_id not in proof.endorsements:
            raise UnauthorizedError("The token's key does not speak for this channel.")
        if not activity.service_url or proof.claims.get("serviceurl") != activity.service_url:
            raise UnauthorizedError("The token is for another service address.")
        if self._tenant and tenants_of(activity) != {self._tenant}:
            raise UnauthorizedError("The activity is of another organisation.")
        if activity.from_property is not None and (wait := self._pace.wait(activity.from_property.id)):
            raise TooManyError(wait)
        return ClaimsIdentity(dict(proof.claims), True)

    async def _proof(self, token: str) -> Proof:
        """The channel sends a token again and again for an hour, and its signature is the dearest part of a check."""
        one = self._proven.get(token)
        if one is None or time.time() >= one.until or self._keys.known(one.key_id) is not one.key:
            one = await self._proven_now(token)
            if len(self._proven) >= _MOST_PROVEN:
                self._proven.clear()
            self._proven[token] = one
        return one.proof

    async def _proven_now(self, token: str) -> _Proven:
        head = jwt.get_unverified_header(token)
        key_id = head.get("kid")
        if head.get("alg") != _ALGORITHM or not isinstance(key_id, str):
            raise UnauthorizedError("The token is not signed as the channel signs.")
        key = self._keys.known(key_id)
        if key is None:
            # Only what might be the channel's makes the bot ask for its keys.
            self._claims(token, None)
            key = await self._keys.find(key_id)
        if key is None:
            raise UnauthorizedError("The token is signed by an unknown key.")
        claims = self._claims(token, key)
        return _Proven(Proof(claims, key.endorsements), key_id, key, int(claims["exp"]) + _SKEW_SECONDS)

    def _claims(self, token: str, key: SigningKey | None) -> Mapping[str, Any]:
        """The claims, whose issuer, audience and time are right, and the signature where a key is given."""
        claims: Mapping[str, Any] = jwt.decode(
            token,
            key.key if key else "",
            algorithms=[_ALGORITHM],
            audience=self._app_id,
            issuer=_ISSUER,
            leeway=_SKEW_SECONDS,
            options=_SIGNED if key else _UNSIGNED,
        )
        return claims


_SIGNED: Any = {"require": _DEMANDED, "strict_aud": True}
_CHECKED = dict.fromkeys(("verify_exp", "verify_nbf", "verify_iat", "verify_aud", "verify_iss"), True)
_UNSIGNED: Any = {**_SIGNED, **_CHECKED, "verify_signature": False}


class SharedAuthentication(BotFrameworkAuthentication):  # type: ignore[misc]
    """The SDK's seam for who speaks and how answers are sent, with one set of connectors for all turns.

    The SDK's own builds two clients and opens a connection for every turn.
    """

    def __init__(self, connectors: Connectors) -> None:
        self._connectors = connectors

    def admitted(self, identity: ClaimsIdentity) -> AuthenticateRequestResult:
        """What the SDK's adapter takes in place of a header: who was admitted, and what answers them."""
        result = AuthenticateRequestResult()
        result.claims_identity = identity
        result.audience = AuthenticationConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE
        result.connector_factory = self._connectors
        return result

    async def authenticate_request(self, activity: Activity, auth_header: str) -> None:
        """The route admits by the head before it reads the body, so nobody is admitted here."""
        raise UnauthorizedError("Requests are admitted by the route alone.")

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
