"""Hands: by which somebody's answer is found again, although it leads to nobody."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from hashlib import sha256

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Hands:
    """Makes hands with a secret key that is not kept where the answers are.

    A hand is a keyed hash (HMAC, RFC 2104) of an account and of what it is for: the same person and event give the
    same hand, other events another, and without the key nobody can try out whose a hand may be.
    """

    key: bytes = field(repr=False)

    def of(self, account: str, purpose: str) -> str:
        """The hand of an account for a purpose such as "event:17": 64 hexadecimal digits."""
        told = f"{purpose}\0{account}".encode("utf-8", "surrogatepass")
        return hmac.new(self.key, told, sha256).hexdigest()
