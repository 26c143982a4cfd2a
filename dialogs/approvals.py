"""The conversation about approvals: an announcement is proposed, and approved or returned by another of the team."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.announcements import Announcement
from bot.domain.written import clean_text
from bot.services.approving import Approving, Refusal
from bot.texts import Texts

Shown = tuple[Announcement, str]
"""An announcement to be shown as it is now, and what to say of it."""


class ApprovalTalk:
    """One member's turn about approvals; each deed is checked where it is done."""

    def __init__(self, texts: Texts, approving: Approving) -> None:
        self._texts, self._approving = texts, approving

    async def propose(self, draft: Announcement) -> Shown:
        """Ask the others; where there are none it says so, and the draft can still be sent."""
        proposed = await self._approving.propose(draft)
        if proposed is None:
            return draft, self._texts("approval.nobody_else")
        return proposed, self._texts("approval.asked")

    async def approve(self, proposed: Announcement, data: Mapping[str, Any]) -> Shown:
        """Let it leave, or say why it does not."""
        done = await self._approving.approve(proposed, data.get("version"))
        if isinstance(done, Refusal):
            return proposed, self._texts(f"approval.refused.{done}")
        return done, self._texts("approval.done")

    async def give_back(self, proposed: Announcement, data: Mapping[str, Any]) -> Shown:
        """Make it a draft again, whoever asks for it."""
        reason = data.get("reason")
        draft = await self._approving.give_back(proposed, clean_text(reason) if isinstance(reason, str) else "")
        if draft is proposed:
            return proposed, self._texts(f"approval.refused.{Refusal.NOT_WAITING}")
        return draft, self._texts("approval.taken_back" if self._approving.is_author(draft) else "approval.given_back")
