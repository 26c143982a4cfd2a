"""What is kept of people only for a while is erased when its time is over."""

from __future__ import annotations

from datetime import datetime

from bot.domain.intervals import at_helsinki
from bot.domain.outbox import TELLING, NoticeKind
from bot.domain.retention import USUAL, Retention
from bot.domain.trip_forgetting import months_before
from bot.services.ports import UnitOfWork


async def forget_old(uow: UnitOfWork, now: datetime, kept_for: Retention = USUAL) -> dict[str, int]:
    """Erase what is kept only for a while: hands of answers, names in records and trips, of the rest all; how many."""
    telling = await uow.outbox.forget_before(now - kept_for.span("telling"), TELLING)
    telling += await uow.outbox.forget_before(now - kept_for.span("asking"), [NoticeKind.FEEDBACK])
    return {
        "turns": await uow.turns.forget_before(now - kept_for.span("turns")),
        "memories": await uow.memories.forget_before(now - kept_for.span("memories")),
        "notices": telling + await uow.outbox.forget_before(now - kept_for.span("notices")),
        "hands": await uow.feedback.loosen((now - kept_for.span("hands")).date()),
        "names": await uow.personal.forget_names_before(now - kept_for.span("names")),
        "left": await uow.rosters.forget_left(),
        "trips": await uow.trips.erase_ended(months_before(at_helsinki(now).date(), kept_for.trip_months)),
        "questions": await uow.unanswered.forget(
            (now - kept_for.span("questions")).date(), (now - kept_for.span("answered")).date()
        ),
        "wishes": await uow.wishes.forget_ended((now - kept_for.span("wishes")).date()),
    }
