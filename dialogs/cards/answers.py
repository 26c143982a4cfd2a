"""Answers from the calendar as cards: events found, nothing found, a doubt to be cleared, recordings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.services.answers import Answer, Outcome
from bot.texts import Texts, texts_of
from bot.texts.moments import clock, short_date
from bot.understanding.meaning import Aspect, Direction, Intent, Selector, Which
from dialogs.cards.aspects import aspect_sentences
from dialogs.cards.elements import (
    SHOWN,
    Action,
    CardElement,
    fitting,
    heading,
    line,
    link,
    plain,
    press_button,
    reply,
    safe_link,
)
from dialogs.cards.event_block import event_block, spoken
from dialogs.cards.reading import reading

MORE = 20
"""Events that "Näytä lisää" brings at a time."""

MAX_IDS = 200
"""Events that a button can bring, all in all."""


def answer_card(answer: Answer, now: datetime) -> Reply:
    """The card of an answer from the calendar."""
    texts = texts_of(answer.meaning.language)
    if answer.outcome is Outcome.NOTHING:
        return fitting(partial(_nothing, texts, answer, now), SHOWN)
    if answer.outcome is Outcome.UNSURE:
        return _unsure(texts, answer, now)
    return fitting(partial(_events_card, texts, answer, now), SHOWN)


def more_card(texts: Texts, events: Sequence[Event], now: datetime) -> Reply:
    """Further events of a long list, as many of them as a card holds, and a button for the rest."""
    return fitting(partial(_more_card, texts, events, now), MORE)


def _more_card(texts: Texts, events: Sequence[Event], now: datetime, most: int) -> Reply:
    shown, rest = events[:most], events[most:]
    body: list[CardElement] = [heading(texts("answer.rest"))]
    body += [event_block(texts, event, now, alone=False, brief=True) for event in shown]
    return reply(
        body,
        language=texts.language,
        summary=texts("answer.rest"),
        speak=" ".join([texts("answer.rest"), *(spoken(texts, event, now) for event in shown)]),
        intent="more",
        actions=_more(texts, rest),
    )


def _events_card(texts: Texts, answer: Answer, now: datetime, most: int) -> Reply:
    shown, rest = answer.events[:most], answer.events[most:]
    lead = _lead(texts, answer, shown, now)
    body = _with_reading(texts, answer, now, lead)
    alone = len(shown) == 1
    body += [event_block(texts, event, now, alone=alone, brief=len(shown) > 4) for event in shown]
    speak = " ".join([_spoken_lead(lead), *(spoken(texts, event, now) for event in shown)])
    summary = _spoken_lead(lead[:1]) if not alone else f"{shown[0].facts.title}: {_spoken_lead(lead[:1])}"
    return reply(
        body,
        language=texts.language,
        summary=summary,
        speak=speak,
        intent=f"{answer.meaning.intent}.{answer.outcome}",
        actions=_more(texts, rest),
    )


def _with_reading(texts: Texts, answer: Answer, now: datetime, lead: list[str]) -> list[CardElement]:
    body: list[CardElement] = [heading(lead[0])]
    body += [line(text) for text in lead[1:]]
    said = reading(texts, answer.meaning, now)
    if said:
        body.append(line(texts("answer.reading", reading=said), subtle=True))
    return body


def _lead(texts: Texts, answer: Answer, shown: Sequence[Event], now: datetime) -> list[str]:
    """The sentences above the events: the answer itself, in words."""
    meaning, events = answer.meaning, answer.events
    if meaning.intent is Intent.RECORDING:
        return _recording_lead(texts, answer, shown, now)
    if len(events) == 1:
        sentences = aspect_sentences(texts, events[0], meaning.aspects, now)
        return [*_which_one(texts, answer), *sentences] if sentences else _which_one(texts, answer)
    return [texts.count("answer.found", len(answer.events)), *_each(texts, answer, shown, now)]


def _each(texts: Texts, answer: Answer, shown: Sequence[Event], now: datetime) -> list[str]:
    """With several events, what was asked of each that the block itself does not show."""
    aspects = answer.meaning.aspects & {Aspect.LINK, Aspect.STATUS, Aspect.FORM, Aspect.PLACE}
    lines = []
    for event in shown if aspects else ():
        for sentence in aspect_sentences(texts, event, aspects, now):
            lines.append(f"{plain(event.topic)}: {sentence}")
    return lines


def _which_one(texts: Texts, answer: Answer) -> list[str]:
    if answer.assumed:
        return [texts("answer.next_assumed")]
    meaning = answer.meaning
    if meaning.direction is Direction.PAST and (meaning.selector.which is Which.LAST) and not meaning.times:
        return [texts("answer.last")]
    takes_next = meaning.selector != Selector() or (meaning.series and not meaning.times and not meaning.topic)
    if meaning.direction is Direction.COMING and takes_next and not meaning.shown:
        return [texts("answer.next")]
    return [texts.count("answer.found", 1)] if not meaning.shown else [plain(answer.events[0].facts.title)]


def _recording_lead(texts: Texts, answer: Answer, shown: Sequence[Event], now: datetime) -> list[str]:
    if len(answer.events) == 1:
        event = answer.events[0]
        return [plain(event.facts.title), *recording_sentences(texts, event, now)]
    watchable = sum(_watchable(event, now) for event in answer.events)
    lines = [texts.count("recording.watchable", watchable) if watchable else texts("recording.no_such")]
    for event in shown:
        lines.append(f"{plain(event.facts.title)}: " + " ".join(recording_sentences(texts, event, now)))
    return lines


def _watchable(event: Event, now: datetime) -> bool:
    recording = event.facts.recording
    return recording is not None and recording.watchable(now.date()) and event.over(now)


def recording_sentences(texts: Texts, event: Event, now: datetime) -> list[str]:
    """Whether, where and until when an event's recording can be watched; an expired address is never given."""
    recording, today = event.facts.recording, now.date()
    if event.cancelled:
        return [texts("recording.cancelled")]
    if not event.over(now):
        return [texts("recording.coming")]
    if recording is None or not safe_link(recording.url):
        return [texts("recording.none")]
    if recording.until is None:
        return [texts("recording.here", link=link(recording.url)), texts("recording.permanent")]
    day = short_date(recording.until, today)
    if not recording.watchable(today):
        return [texts("recording.expired", day=day)]
    return [texts("recording.here", link=link(recording.url)), texts("recording.until", day=day)]


def _nothing(texts: Texts, answer: Answer, now: datetime, most: int) -> Reply:
    nearest = answer.nearest[:most]
    said = reading(texts, answer.meaning, now)
    if answer.meaning.intent is Intent.RECORDING:
        lead = texts("recording.no_such")
    else:
        lead = texts("answer.nothing_reading", reading=said) if said else texts("answer.nothing")
    body: list[CardElement] = [heading(lead)]
    if said and answer.meaning.intent is Intent.RECORDING:
        body.append(line(texts("answer.reading", reading=said), subtle=True))
    if nearest:
        body.append(line(texts.count("answer.nearest", len(nearest))))
        body += [event_block(texts, e, now, alone=len(nearest) == 1) for e in nearest]
    speak = " ".join([_spoken_lead([lead]), *(spoken(texts, event, now) for event in nearest)])
    return reply(
        body,
        language=texts.language,
        summary=_spoken_lead([lead]),
        speak=speak,
        intent=f"{answer.meaning.intent}.nothing",
    )


def _unsure(texts: Texts, answer: Answer, now: datetime) -> Reply:
    lead = texts("answer.unsure")
    actions = [
        press_button(title, {"do": "show", "ids": [event.id], "language": texts.language})
        for title, event in zip(_titles(answer.events, now), answer.events, strict=True)
    ]
    return reply(
        [heading(lead)],
        language=texts.language,
        summary=lead,
        speak=" ".join([lead, *(event.facts.title + "." for event in answer.events)]),
        intent=f"{answer.meaning.intent}.unsure",
        actions=actions,
    )


def _titles(events: Sequence[Event], now: datetime) -> list[str]:
    """Titles to choose from; those that are the same tell their start too."""
    titles = [event.facts.title for event in events]
    starts = [event.facts.starts for event in events]
    return [
        title if titles.count(title) == 1 else f"{title} {short_date(start.date(), now.date())} {clock(start)}"
        for title, start in zip(titles, starts, strict=True)
    ]


def _more(texts: Texts, rest: Sequence[Event]) -> list[Action]:
    if not rest:
        return []
    ids = [event.id for event in rest[:MAX_IDS]]
    data = {"do": "more", "ids": ids, "language": texts.language}
    return [press_button(texts("button.more", n=len(ids)), data)]


def _spoken_lead(lead: Sequence[str]) -> str:
    """Sentences without link marks, for reading aloud and for a notification."""
    words = [part for text in lead for part in text.replace("\\", "").split() if "](http" not in part]
    return " ".join(words).replace("**", "")
