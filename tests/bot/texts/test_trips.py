"""Whatever a peer-learning trip can be, become, or be told of has its words: what is added is not forgotten."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from bot.domain.trip_clashes import ClashKind
from bot.domain.trip_forms import Field
from bot.domain.trip_history import OF_TRAVELLER
from bot.domain.trip_hosts import Reply
from bot.domain.trip_steps import STEPS, Actor, Step
from bot.domain.trip_words import TripWord
from bot.domain.trips import Consent, Travel, TripState
from bot.texts import texts_of
from bot.understanding.themes import themes

OF_TEAM = [Step.UNDO, *(step for step, rule in STEPS.items() if Actor.TEAM in rule.by)]


@pytest.mark.parametrize(
    ("section", "all_of"),
    [
        ("trip_state", TripState),
        ("trip_next", TripState),
        ("trip_history", OF_TRAVELLER),
        ("queue_step", Step),
        ("queue_done", OF_TEAM),
        ("queue_consent", Consent),
        ("queue_reply", Reply),
        ("trip_word", TripWord),
        ("trip_travel", Travel),
        ("trip_clash", ClashKind),
        ("trip_form.label", Field),
        ("trip_form.short", Field),
        ("trip_theme", themes()),
    ],
)
def test_everything_has_its_words(section: str, all_of: Iterable[str]) -> None:
    known = {key.removesuffix(".one") for key in texts_of("fi").sentences}
    assert {f"{section}.{one}" for one in all_of} <= known
