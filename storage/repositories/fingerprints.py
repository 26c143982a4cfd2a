"""Keys that hold a person's or a conversation's id are kept as fingerprints only."""

from __future__ import annotations

from hashlib import sha256


def fingerprint(key: str) -> str:
    """64 hexadecimal digits that stand for the key, whatever its length and characters."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def reader_of(announcement: int, account: str) -> str:
    """What stands for the reader of an announcement: something else for each, so that nobody can be followed."""
    return fingerprint(f"{announcement}\0{account}")
