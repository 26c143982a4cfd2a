"""Sentences said while something is talked of, read as far as a test needs."""

from __future__ import annotations

from bot.understanding.aspects import aspects_of
from bot.understanding.choosing import pointed_out
from bot.understanding.cues import cues_of
from bot.understanding.earlier import Earlier
from bot.understanding.following import FollowUp
from bot.understanding.leaning import Leaning
from bot.understanding.meaning import Choice
from bot.understanding.subjects import find_subjects
from tests.support.reading import timed
from tests.support.world import World, autumn


def talked_of(question: str, world: World | None = None) -> Earlier:
    """What is talked of after a question has been answered."""
    earlier = (world or autumn()).reply(question)[1]
    assert earlier is not None
    return earlier


def followed_up(said: str, earlier: Earlier) -> FollowUp | None:
    """What a sentence takes from what was talked of in the autumn."""
    draft = timed(said)
    leaning = Leaning(draft, earlier)
    find_subjects(draft, autumn().now)
    aspects = aspects_of(draft.concepts, draft.sentence.words, topic_known=True)
    return leaning.followed(aspects, autumn().now)


def chosen(said: str, earlier: Earlier) -> Choice | None:
    """What a sentence points out of what was shown in the autumn."""
    draft = timed(said)
    pointed = pointed_out(draft, cues_of(draft.sentence), earlier)
    return pointed[0] if pointed else None
