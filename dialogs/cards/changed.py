"""News of events that were moved, cancelled or changed: one at length, or several on one card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.domain.conversation import Reply
from bot.domain.events import Event, Status
from bot.domain.intervals import at_helsinki
from bot.domain.outbox import Notice
from bot.texts import Texts
from bot.texts.moments import said_span, when
from dialogs.cards.answers import MAX_IDS
from dialogs.cards.elements import CardElement, fitting, group, heading, line, plain, press_button, reply
from dialogs.cards.event_block import event_block

Change = tuple[Notice, Event]
"""What was before, as the notice holds it, and the event as it is now."""

LISTED = 10
"""Changes on one card: more make a phone's screen a wall."""


def changed_card(texts: Texts, changes: Sequence[Change], now: datetime) -> Reply:
    """All that a recipient hears of at once."""
    if len(changes) == 1:
        return _of_one(texts, changes[0], now)
    return fitting(partial(_of_several, texts, changes, now), LISTED)


def _of_one(texts: Texts, change: Change, now: datetime) -> Reply:
    event, lines = change[1], _before_and_now(texts, change, now)
    body: list[CardElement] = [
        heading(plain(_title(texts, change))),
        *(line(text, strong=True) for text in lines),
    ]
    if not event.cancelled:
        body.append(event_block(texts, event, now, alone=True, titled=False))
    return reply(
        body,
        language=texts.language,
        summary=f"{_title(texts, change)}. {_unescaped(lines[1])}",
        speak=" ".join([f"{_title(texts, change)}.", *(f"{_unescaped(text)}." for text in lines)]),
        intent="change",
    )


def _of_several(texts: Texts, changes: Sequence[Change], now: datetime, most: int) -> Reply:
    """Each with its title, what was before and what is now; a button shows them all in full."""
    title, listed = texts("changed.several", n=len(changes)), changes[:most]
    body: list[CardElement] = [heading(title)]
    spoken = [f"{title}."]
    for change in listed:
        lines = _before_and_now(texts, change, now)
        body.append(group([line(plain(_title(texts, change)), strong=True), *(line(one, close=True) for one in lines)]))
        spoken.append(f"{_title(texts, change)}. " + " ".join(f"{_unescaped(one)}." for one in lines))
    left = len(changes) - len(listed)
    if left:
        more = texts.count("changed.and_others", left)
        body.append(line(more, strong=True))
        spoken.append(more)
    ids = [event.id for _, event in changes[:MAX_IDS]]
    data = {"do": "more", "ids": ids, "shown": 0, "language": texts.language}
    return reply(
        body,
        language=texts.language,
        summary=f"{title}: {', '.join(_title(texts, change) for change in listed)}",
        speak=" ".join(spoken),
        intent="changes",
        actions=[press_button(texts("button.changed_all"), data)],
    )


def _title(texts: Texts, change: Change) -> str:
    return texts(f"changed.{_kind(change)}", title=change[1].facts.title)


def _before_and_now(texts: Texts, change: Change, now: datetime) -> list[str]:
    notice, event = change
    was, facts = notice.told.data, event.facts
    starts, ends = (at_helsinki(datetime.fromisoformat(was[name])) for name in ("starts", "ends"))
    before = said_span(texts, starts, ends, now)
    after = texts("changed.not_held") if event.cancelled else when(texts, facts, now)
    if not event.cancelled:
        forms = (texts(f"event.form.{was['form']}"), texts(f"event.form.{facts.form}"))
        for old, new in (forms, (plain(was["place"]), plain(facts.place))):
            if old != new:
                before, after = (", ".join(filter(None, told)) for told in ((before, old), (after, new)))
    return [texts("changed.before", what=before), texts("changed.now", what=after)]


def _kind(change: Change) -> str:
    notice, event = change
    if event.cancelled:
        return "cancelled"
    if notice.told.data["status"] == Status.CANCELLED:
        return "reinstated"
    starts = datetime.fromisoformat(notice.told.data["starts"])
    return "moved" if starts.timestamp() != event.facts.starts.timestamp() else "other"


def _unescaped(text: str) -> str:
    return text.replace("\\", "")
