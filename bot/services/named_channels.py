"""Channels that the settings name by their ids: each is written to once the bot has met it."""

from __future__ import annotations

import logging

from bot.domain.recipients import Recipient
from bot.services.ports import UnitOfWork

_log = logging.getLogger(__name__)


class NamedChannel:
    """A channel of a setting; without an account none is named."""

    def __init__(self, setting: str, account: str = "") -> None:
        self.account = account
        self.setting = setting
        self._told = False

    async def find(self, uow: UnitOfWork) -> Recipient | None:
        """The channel, None while there is none; of one that the bot has not met the log tells once."""
        if not self.account:
            return None
        found = await uow.recipients.by_account(self.account)
        if found is None and not self._told:
            self._told = True
            _log.warning(
                "%s names a channel that the bot has not met yet; what is for it waits. Install the bot in the "
                "channel's team, or mention it in the channel.",
                self.setting,
            )
        return found
