"""Cards about the followed calendar: how far it has been followed, and where events are otherwise here than there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.domain.calendar_sync import Difference, SyncState
from bot.domain.conversation import Reply
from bot.domain.entry_reading import links_in
from bot.domain.event_merging import HELD, TIMES, part_of
from bot.domain.events import EventDraft
from bot.texts import Texts
from bot.texts.moments import said_span, when
from dialogs.cards.elements import (
    Action,
    fitting,
    heading,
    line,
    plain,
    press_button,
    reply,
    sentences_card,
    shortened,
)

_MOST = 5
_SHOWN = 100


def state_card(texts: Texts, state: SyncState, differ: Sequence[Difference], now: datetime, doing: str) -> Reply:
    """How far the calendar has been followed; `doing` is what is done about it just now, a key below `sync`."""
    return fitting(partial(_state_card, texts, state, differ, now, doing), _MOST)


def off_card(texts: Texts) -> Reply:
    """No calendar is followed, and how to have one followed."""
    return sentences_card(texts("sync.title"), texts("sync.off"), language=texts.language, intent="sync.off")


def difference_card(texts: Texts, one: Difference, now: datetime, more: int = 0) -> Reply:
    """An event was changed on both sides: what each says, how to take what Outlook says, and how many more are so."""
    title = texts("sync_differs.title")
    lines = _lines(texts, one, now)
    others = [texts.count("sync_differs.more", more), texts("sync_differs.see_more")] if more else []
    how = " ".join([texts("sync_differs.how"), *others])
    return reply(
        [heading(title), *(line(plain(text)) for text in lines), line(how, subtle=True)],
        language=texts.language,
        summary=f"{title}: {one.event.facts.title}",
        speak=" ".join([f"{title}.", *lines, how]),
        intent="sync.differs",
        actions=[_take_button(texts, one, alone=True)],
    )


def taken_card(texts: Texts, title: str) -> Reply:
    """What Outlook says was taken."""
    said = texts("sync_differs.taken", title=plain(title))
    return sentences_card(texts("sync.title"), said, language=texts.language, intent="sync.taken")


def same_card(texts: Texts) -> Reply:
    """There was nothing to take."""
    return sentences_card(texts("sync.title"), texts("sync_differs.same"), language=texts.language, intent="sync.taken")


def _state_card(
    texts: Texts, state: SyncState, differ: Sequence[Difference], now: datetime, doing: str, most: int
) -> Reply:
    title, sentences = texts("sync.title"), _sentences(texts, state, now, doing)
    shown = differ[:most]
    body, spoken = [line(text) for text in sentences], list(sentences)
    if shown:
        body.append(line(texts("sync_differs.how_all"), subtle=True))
    for one in shown:
        first, *others = _lines(texts, one, now)
        body += [line(plain(first), strong=True), *(line(plain(text), close=True) for text in others)]
        spoken += [first, *others]
    if len(differ) > most:
        body.append(line(texts.count("sync_differs.more", len(differ) - most)))
    return reply(
        [heading(title), *body],
        language=texts.language,
        summary=f"{title}: {sentences[0]}",
        speak=" ".join([f"{title}.", *spoken]),
        intent="sync.state",
        actions=[_take_button(texts, one, alone=len(shown) == 1) for one in shown],
    )


def _sentences(texts: Texts, state: SyncState, now: datetime, doing: str) -> list[str]:
    return [texts(f"sync.{doing}"), *followed_told(texts, state, now)]


def followed_told(texts: Texts, state: SyncState, now: datetime) -> list[str]:
    """How it went the last time, and what changed."""
    said = []
    if state.problem and state.problem_since:
        reason = texts(f"sync.problem.{state.problem}")
        said.append(texts("sync.failing", when=_moment(texts, state.problem_since, now), reason=reason))
    last = state.succeeded
    said.append(texts("sync.last", when=_moment(texts, last, now)) if last else texts("sync.never"))
    if state.changed_at:
        told = state.tally
        counts = {"added": told.added, "changed": told.changed, "cancelled": told.cancelled}
        said.append(texts("sync.changes", when=_moment(texts, state.changed_at, now), **counts))
        if told.unread:
            said.append(texts.count("sync.unread", told.unread))
    return said


def _lines(texts: Texts, one: Difference, now: datetime) -> list[str]:
    facts = one.event.facts
    said = [texts("sync_differs.which", title=shortened(facts.title, _SHOWN), when=when(texts, facts, now))]
    for part in one.parts:
        ours, theirs = (_said(texts, told, part, now) for told in (facts, one.told))
        said.append(texts("sync_differs.line", part=texts(f"sync_differs.part.{part}"), ours=ours, theirs=theirs))
    return said


def _said(texts: Texts, facts: EventDraft, part: str, now: datetime) -> str:
    if part == TIMES:
        return when(texts, facts, now)
    if part == HELD:
        return texts("event_form.held.yes" if part_of(facts, part) else "event_form.held.no")
    if part == "form":
        return texts(f"event_form.form.{facts.form}")
    told = str(part_of(facts, part))
    for address in links_in(told):
        # Nobody reads an address, least of all aloud.
        told = told.replace(address, texts("sync_differs.address"))
    return shortened(told, _SHOWN) or texts("sync_differs.empty")


def _take_button(texts: Texts, one: Difference, *, alone: bool) -> Action:
    title = shortened(one.event.facts.title, _SHOWN)
    said = texts("sync_differs.take") if alone else texts("sync_differs.take_which", title=title)
    return press_button(said, {"do": "sync_take", "event": one.event.id, "language": texts.language})


def _moment(texts: Texts, moment: datetime, now: datetime) -> str:
    return said_span(texts, moment, moment, now)
