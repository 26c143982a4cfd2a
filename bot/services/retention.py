"""What is kept of people only for a while, and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.intervals import at_helsinki
from bot.domain.outbox import TELLING, NoticeKind
from bot.domain.trip_forgetting import KEEP_MONTHS, months_before
from bot.services.ports import UnitOfWork

# The channel delivers a turn again within minutes, and a talk is taken up again within the day.
KEEP_TURNS = timedelta(days=2)
KEEP_MEMORIES = timedelta(days=1)
# Longer than any event is announced ahead of its start, so that who was reminded of it is known while it matters.
KEEP_NOTICES = timedelta(days=90)
# Long enough to look into what was not delivered.
KEEP_TELLING_NOTICES = timedelta(days=2)
# Whom feedback was not asked any more has said something: forgotten once nobody is asked again, which holidays put off.
KEEP_ASKING = timedelta(days=14)
# What came of a wish can be looked up through the next year's planning.
KEEP_ENDED_WISHES = timedelta(days=365)
# Long enough to be asked again and to be seen to; a question that nobody asks any more needs no answer.
KEEP_OPEN_QUESTIONS = timedelta(days=180)
# Longer than those who wanted to hear can be told, and a slip can be seen.
KEEP_ENDED_QUESTIONS = timedelta(days=30)
# Longer than an answer can be changed and than it takes to ask what came of it: after that nobody's hand is needed.
KEEP_HANDS = timedelta(days=120)
# Long enough to ask who changed something of last year's; after that it matters only what was changed.
KEEP_NAMES = timedelta(days=365)


async def forget_old(uow: UnitOfWork, now: datetime, trip_months: int = KEEP_MONTHS) -> dict[str, int]:
    """Erase what is kept only for a while: hands of answers, names in records and trips, of the rest all; how many.

    `trip_months` is for how many months a trip's names are kept.
    """
    telling = await uow.outbox.forget_before(now - KEEP_TELLING_NOTICES, TELLING)
    telling += await uow.outbox.forget_before(now - KEEP_ASKING, [NoticeKind.FEEDBACK])
    return {
        "turns": await uow.turns.forget_before(now - KEEP_TURNS),
        "memories": await uow.memories.forget_before(now - KEEP_MEMORIES),
        "notices": telling + await uow.outbox.forget_before(now - KEEP_NOTICES),
        "hands": await uow.feedback.loosen((now - KEEP_HANDS).date()),
        "names": await uow.personal.forget_names_before(now - KEEP_NAMES),
        "left": await uow.rosters.forget_left(),
        "trips": await uow.trips.erase_ended(months_before(at_helsinki(now).date(), trip_months)),
        "questions": await uow.unanswered.forget(
            (now - KEEP_OPEN_QUESTIONS).date(), (now - KEEP_ENDED_QUESTIONS).date()
        ),
        "wishes": await uow.wishes.forget_ended((now - KEEP_ENDED_WISHES).date()),
    }
