"""The SDK's adapter over our own access and connectors."""

from __future__ import annotations

import logging

from botbuilder.core import TurnContext
from botbuilder.integration.aiohttp import CloudAdapter

from bot.domain.errors import TurnUnderWay
from bot.logs import path_of
from bot.teams.access import SharedAuthentication
from bot.teams.errors import DeliveryError, TurnFailedError

_log = logging.getLogger(__name__)


class TeamsAdapter(CloudAdapter):  # type: ignore[misc]
    """The SDK's CloudAdapter; our route calls its `process_activity`.

    Its own `process` serializes an invoke's body twice and fails, and answers bad tokens with 500.
    """

    def __init__(self, authentication: SharedAuthentication) -> None:
        super().__init__(authentication)
        self.on_turn_error = _end_turn


async def _end_turn(turn_context: TurnContext, error: Exception) -> None:
    """The SDK hands over whatever a turn did not catch; TurnFailedError asks the channel to try again.

    A sending that may have gone through, or that never can, must not be tried again.
    """
    if isinstance(error, DeliveryError):
        if error.later:
            raise TurnFailedError from error
        return
    if isinstance(error, TurnUnderWay):
        raise TurnFailedError from error
    fields = {"error": type(error).__name__, "at": path_of(error.__traceback__)}
    _log.error("turn failed", extra={"fields": fields})
    raise TurnFailedError from error
