"""The web server's log of requests that are no HTTP."""

from __future__ import annotations

import logging
from typing import Any

from aiohttp.http_exceptions import HttpProcessingError

from bot.sparing_log import SparingLog


class ServerErrors(logging.LoggerAdapter[logging.Logger]):
    """The web server's log, which writes a line with a trace of each request that is no HTTP."""

    def __init__(self, log: logging.Logger) -> None:
        super().__init__(log)
        self._sparing = SparingLog(log)

    def log(self, level: int, msg: object, *args: object, **options: Any) -> None:
        """What is wrong with a request by its class alone, for the message quotes what was sent; the rest as it is."""
        error = options.get("exc_info")
        if isinstance(error, HttpProcessingError):
            self._sparing.note("request refused", type(error).__name__)
        else:
            super().log(level, msg, *args, **options)
