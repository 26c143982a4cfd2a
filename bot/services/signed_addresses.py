"""Addresses below the bot's own that are signed: whose each is, of what, and until when it may be loaded."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from bot.domain.hands import Hands
from bot.jsontext import decoded, encoded

_LONGEST = 1_000


class Refused(Enum):
    """Why an address gives nothing."""

    FORGED = "forged"
    EXPIRED = "expired"


class SignedAddresses:
    """Makes addresses below one folder and reads what came back of them, which is hostile until it is checked.

    A signature holds for its `purpose` alone: what was signed for a report opens no other file.
    """

    def __init__(self, hands: Hands, root: str, folder: str, purpose: str) -> None:
        self._hands, self._root, self._folder, self._purpose = hands, root.rstrip("/"), folder, purpose

    def address(self, told: Sequence[object], until: datetime) -> str:
        """The address that tells this until a moment; empty when the bot has none of its own."""
        if not self._root:
            return ""
        body = base64.urlsafe_b64encode(encoded([*told, int(until.timestamp())])).decode().rstrip("=")
        return f"{self._root}/{self._folder}/{body}.{self._signature(body)}"

    def read(self, token: str, now: datetime) -> list[Any] | Refused:
        """What a token tells, with the second until which it holds as the last; or why it gives nothing."""
        body, _, signature = token.partition(".")
        if len(token) > _LONGEST or not token.isascii() or not hmac.compare_digest(signature, self._signature(body)):
            return Refused.FORGED
        told: list[Any] = decoded(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        return Refused.EXPIRED if now.timestamp() >= told[-1] else told

    def _signature(self, body: str) -> str:
        return self._hands.of(body, self._purpose)
