"""What speaks against a day for a peer-learning trip, as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.trip_clashes import Clash, ClashKind
from bot.texts import Texts
from bot.texts.moments import EN_DASH, clock

NAMED = 3
"""Events that are named; of others their number is told."""


def clash_sentences(texts: Texts, clashes: Sequence[Clash]) -> list[str]:
    """A sentence for each, and one for the events that are not named; none when nothing speaks against the day.

    They hold the calendar's own words as they were written: a card passes them through `plain`.
    """
    others = [one for one in clashes if one.kind is not ClashKind.EVENT]
    events = [one for one in clashes if one.kind is ClashKind.EVENT]
    said = [_said(texts, one) for one in (*others, *events[:NAMED])]
    return said + ([texts.count("trip_clash.events", len(events) - NAMED)] if len(events) > NAMED else [])


def _said(texts: Texts, clash: Clash) -> str:
    if clash.event is not None:
        facts = clash.event.facts
        if facts.all_day:
            return texts("trip_clash.event_all_day", title=facts.title)
        times = f"{clock(facts.starts)}{EN_DASH}{clock(facts.ends)}"
        return texts("trip_clash.event", title=facts.title, times=times)
    if clash.kind is ClashKind.FULL:
        return texts.count("trip_clash.full", clash.number)
    return texts(f"trip_clash.{clash.kind}")
