"""This bot as it serves the channel, but for its own token, which is made up: msal asks Microsoft alone."""

from __future__ import annotations

import sys
from typing import Any

from app import main
from bot.identity import credentials

_MADE_UP: dict[str, Any] = {"access_token": "bench", "expires_in": 86_400}

if __name__ == "__main__":
    credentials._Secret.__call__ = lambda asked: _MADE_UP  # type: ignore[method-assign, assignment]
    sys.exit(main(["serve", "--host", "127.0.0.1", "--port", sys.argv[1]]))
