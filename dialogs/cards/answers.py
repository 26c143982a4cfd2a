"""Answers from the calendar as cards: events found, nothing found, a doubt to be cleared, recordings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.domain.conversation import Reply
from bot.domain.events import Event, Form
from bot.services.answers import Answer, Outcome
from bot.services.feedback import takes_feedback
from bot.texts import Texts, texts_of
from bot.texts.moments import clock, short_date
from bot.understanding.meaning import Aspect, Intent, Meaning
from dialogs.cards.aspects import aspect_sentences
from dialogs.cards.elements import (
    SHOWN,
    Action,
    CardElement,
    fits,
    fitting,
    heading,
    line,
    link,
    plain,
    press_button,
    reply,
    safe_link,
)
from dialogs.cards.event_block import event_block, remind_button, spoken
from dialogs.cards.reading import reading

MORE = 16
"""Events that "Näytä lisää" brings at a time."""

_SIGNING_UP = frozenset({Aspect.REGISTRATION, Aspect.DEADLINE, Aspect.SEATS})

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


def show_card(texts: Texts, event: Event, now: datetime) -> Reply:
    """The one event that was chosen."""
    title = plain(event.facts.title)
    return reply(
        [heading(title), event_block(texts, event, now, alone=True, titled=False)],
        language=texts.language,
        summary=event.facts.title,
        speak=spoken(texts, event, now),
        intent="show",
        actions=_of_one(texts, [event], now),
    )


def more_card(texts: Texts, events: Sequence[Event], shown: int, now: datetime) -> Reply:
    """A long list with more of its events than the `shown` ones, or with the following ones if all are too many."""
    longer = _list_card(texts, events, 0, now, shown + MORE)
    if fits(longer):
        return longer
    return fitting(partial(_list_card, texts, events, shown, now), MORE)


def _list_card(texts: Texts, events: Sequence[Event], first: int, now: datetime, most: int) -> Reply:
    listed = events[first : first + most]
    lead = texts.count("answer.found", len(events))
    body: list[CardElement] = [heading(lead)]
    body += [event_block(texts, event, now, alone=False, brief=True) for event in listed]
    return reply(
        body,
        language=texts.language,
        summary=lead,
        speak=" ".join([lead, *(spoken(texts, event, now) for event in listed)]),
        intent="more",
        actions=_more(texts, events, first + len(listed)),
    )


def _events_card(texts: Texts, answer: Answer, now: datetime, most: int) -> Reply:
    shown = answer.events[:most]
    alone = len(answer.events) == 1
    lead = _lead(texts, answer, shown, now)
    titled = not alone or lead[0] != plain(shown[0].facts.title)
    said = answer.meaning.aspects if alone and titled else frozenset[Aspect]()
    body = _with_reading(texts, answer, now, lead)
    body += [
        event_block(texts, event, now, alone=alone, brief=len(shown) > 4, said=said, titled=titled) for event in shown
    ]
    spoken_lead = _spoken_lead(lead if titled else lead[1:])
    speak = " ".join(part for part in (spoken_lead, *(spoken(texts, event, now) for event in shown)) if part)
    told = spoken_lead
    if alone:
        told = ": ".join(part for part in (shown[0].facts.title, spoken_lead) if part)
    return reply(
        body,
        language=texts.language,
        summary=told,
        speak=speak,
        intent=f"{answer.meaning.intent}.{answer.outcome}",
        actions=_more(texts, answer.events, len(shown)) or _of_one(texts, answer.events, now),
    )


def _of_one(texts: Texts, events: Sequence[Event], now: datetime) -> list[Action]:
    """What can be done about the one event that was found: a reminder while it is to come, then feedback."""
    if len(events) != 1:
        return []
    remind = remind_button(texts, events[0], now)
    if remind or not takes_feedback(events[0], now):
        return remind
    key, do = ("give_feedback", "feedback_open") if events[0].over(now) else ("attended", "feedback_attended")
    return [press_button(texts(f"button.{key}"), {"do": do, "event": events[0].id, "language": texts.language})]


def _with_reading(texts: Texts, answer: Answer, now: datetime, lead: list[str]) -> list[CardElement]:
    body: list[CardElement] = [heading(lead[0])]
    body += [line(text) for text in lead[1:]]
    said = "" if answer.meaning.shown else reading(texts, answer.meaning, now)
    if said:
        body.append(line(texts("answer.reading", reading=said), subtle=True))
    return body


def _lead(texts: Texts, answer: Answer, shown: Sequence[Event], now: datetime) -> list[str]:
    """The sentences above the events: the answer itself, in words; for one event at least its title."""
    meaning, events = answer.meaning, answer.events
    if len(events) > 1:
        return _lead_of_list(texts, answer, shown, now)
    event = events[0]
    if meaning.intent is Intent.RECORDING:
        return [plain(event.facts.title), *recording_sentences(texts, event, now)]
    sentences = aspect_sentences(texts, event, meaning.aspects, now)
    if answer.assumed:
        return [texts("answer.next_assumed"), *sentences]
    return sentences or [plain(event.facts.title)]


def _lead_of_list(texts: Texts, answer: Answer, shown: Sequence[Event], now: datetime) -> list[str]:
    """How many there are, and what was asked of each that its block does not show."""
    meaning, events = answer.meaning, answer.events
    if meaning.intent is Intent.RECORDING:
        watchable = sum(_watchable(event, now) for event in events)
        lines = [texts.count("recording.watchable", watchable) if watchable else texts("recording.no_such")]
        gone = [event for event in shown if not _watchable(event, now)]
        return lines + [_of(event, recording_sentences(texts, event, now)) for event in gone]
    aspects = meaning.aspects & {Aspect.STATUS, Aspect.FORM}
    asked = shown if aspects else ()
    free = meaning.aspects & _SIGNING_UP and not any(map(_asks_to_sign_up, events))
    return [
        texts("answer.no_registration") if free else texts.count("answer.found", len(events)),
        *(_of(event, aspect_sentences(texts, event, aspects, now)) for event in asked),
    ]


def _asks_to_sign_up(event: Event) -> bool:
    """Whether one signs up, or may have to: of what is on site the calendar may just not tell."""
    return event.facts.registration.needed or event.facts.form is not Form.REMOTE


def _of(event: Event, sentences: Sequence[str]) -> str:
    return f"{plain(event.topic)}: {' '.join(sentences)}"


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
    lead = texts(_why_nothing(answer.meaning))
    body = _with_reading(texts, answer, now, [lead])
    speak = [lead]
    if nearest:
        nearby = texts.count("answer.nearest", len(nearest))
        body.append(line(nearby))
        body += [event_block(texts, e, now, alone=len(nearest) == 1) for e in nearest]
        speak += [nearby, *(spoken(texts, event, now) for event in nearest)]
    return reply(
        body,
        language=texts.language,
        summary=lead,
        speak=" ".join(speak),
        intent=f"{answer.meaning.intent}.nothing",
    )


def _why_nothing(meaning: Meaning) -> str:
    """The key of what is said first: a stranger's name was not kept, so it cannot be repeated."""
    if meaning.stranger:
        return "answer.no_such_host"
    return "recording.no_such" if meaning.intent is Intent.RECORDING else "answer.nothing"


def _unsure(texts: Texts, answer: Answer, now: datetime) -> Reply:
    lead = texts.count("answer.unsure", len(answer.events))
    actions = [
        press_button(title, {"do": "show", "ids": [event.id], "language": texts.language})
        for title, event in zip(titles_apart(answer.events, now), answer.events, strict=True)
    ]
    return reply(
        [heading(lead)],
        language=texts.language,
        summary=lead,
        speak=" ".join([lead, *(event.facts.title + "." for event in answer.events)]),
        intent=f"{answer.meaning.intent}.unsure",
        actions=actions,
    )


def titles_apart(events: Sequence[Event], now: datetime) -> list[str]:
    """Titles to choose from; those that are the same tell their start too."""
    titles = [event.facts.title for event in events]
    starts = [event.facts.starts for event in events]
    return [
        title if titles.count(title) == 1 else f"{title} {short_date(start.date(), now.date())} {clock(start)}"
        for title, start in zip(titles, starts, strict=True)
    ]


def _more(texts: Texts, events: Sequence[Event], shown: int) -> list[Action]:
    if shown >= len(events):
        return []
    ids = [event.id for event in events[:MAX_IDS]]
    data = {"do": "more", "ids": ids, "shown": shown, "language": texts.language}
    return [press_button(texts("button.more", n=len(ids) - shown), data)]


def _spoken_lead(lead: Sequence[str]) -> str:
    """Sentences for reading aloud and for a notification: those that hold an address are left to the button."""
    return " ".join(text.replace("\\", "") for text in lead if "](http" not in text)
