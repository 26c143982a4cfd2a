"""Cards about following Outlook's calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.calendar_sync import Difference, SyncState, Tally
from bot.domain.conversation import Reply
from bot.domain.event_merging import PARTS
from bot.domain.events import Event, Form, Status
from bot.texts import texts_of
from dialogs.cards.sync import difference_card, off_card, same_card, state_card, taken_card
from tests.dialogs.cards.announcement_kinds import HOSTILE
from tests.support.drafts import helsinki

NOW = helsinki(2026, 11, 23, 9)


def _otherwise(event: Event) -> Difference:
    """An event of which Outlook says something hostile in every part."""
    words: dict[str, Any] = {
        "series": HOSTILE,
        "title": HOSTILE,
        "place": HOSTILE,
        "host": "",
        "link": HOSTILE,
        "description": HOSTILE,
    }
    told = replace(event.facts, form=Form.HYBRID, status=Status.CANCELLED, **words)
    return Difference(event, told, PARTS)


def sync_cards(language: str, some: Sequence[Event]) -> Iterator[tuple[str, Reply]]:
    """Each of them, with no, one and many differences."""
    texts = texts_of(language)
    well = SyncState(active=True, succeeded=NOW, tally=Tally(1, 2, 3, 4, 5), changed_at=NOW - timedelta(days=2))
    wrong = replace(well, succeeded=None, problem="forbidden", problem_since=NOW)
    differ = [_otherwise(event) for event in some]
    for doing in ("begins", "under_way", "fresh"):
        yield f"sync {doing}", state_card(texts, well, [], NOW, doing)
    yield "sync wrong", state_card(texts, wrong, [], NOW, "begins")
    yield "sync never", state_card(texts, SyncState(active=True), [], NOW, "begins")
    for number in (1, len(differ)):
        yield f"sync differs {number}", state_card(texts, well, differ[:number], NOW, "fresh")
    yield "differs", difference_card(texts, differ[0], NOW)
    yield "taken", taken_card(texts, HOSTILE)
    yield "same", same_card(texts)
    yield "off", off_card(texts)
