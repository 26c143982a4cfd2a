"""The AKE team's own channel, to which what concerns the team alone is posted."""

from __future__ import annotations

from bot.domain.recipients import Recipient
from bot.services.ports import UnitOfWork


class AkeChannel:
    """The channel of the settings, by its lasting id; empty when none is set."""

    def __init__(self, account: str = "") -> None:
        self._account = account

    async def recipient(self, uow: UnitOfWork) -> Recipient | None:
        """The channel, None when none is set or the bot has not been spoken to there yet."""
        return await uow.recipients.by_account(self._account) if self._account else None
