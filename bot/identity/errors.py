"""What can go wrong with the bot's own identity."""

from __future__ import annotations


class NoTokenError(Exception):
    """No token for sending could be had."""
