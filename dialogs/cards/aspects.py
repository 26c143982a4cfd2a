"""The sentences that answer what exactly was asked of an event: when, link, host, place, and so on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.events import Event, Form, Status
from bot.texts import Texts
from bot.texts.moments import duration, short_date, when
from bot.understanding.meaning import Aspect
from dialogs.cards.elements import link, plain, safe_link

Say = Callable[[Texts, Event, datetime], str]


def aspect_sentences(texts: Texts, event: Event, aspects: frozenset[Aspect], now: datetime) -> list[str]:
    """What was asked, answered in the order of the table below; a cancelled event says that first."""
    asked = [aspect for aspect in _SAY if aspect in aspects]
    if event.cancelled:
        return [texts("aspect.status_cancelled"), *(_SAY[a](texts, event, now) for a in asked if a in _STILL_TRUE)]
    if event.over(now):
        asked = [aspect for aspect in asked if aspect not in _ONLY_BEFORE]
    if Aspect.REGISTRATION in asked and Aspect.DEADLINE in asked:
        # The answer about registration tells its last day too.
        asked.remove(Aspect.DEADLINE)
    if Aspect.TIME in asked and Aspect.DURATION in asked:
        asked.remove(Aspect.DURATION)
    return list(dict.fromkeys(_SAY[aspect](texts, event, now) for aspect in asked))


def _time(texts: Texts, event: Event, now: datetime) -> str:
    return texts(_tense("time", event, now), when=when(texts, event.facts, now), duration=duration(texts, event.facts))


def _tense(aspect: str, event: Event, now: datetime) -> str:
    """The key of an aspect's sentence: what is over is told in the past tense."""
    return f"aspect.{aspect}_past" if event.over(now) else f"aspect.{aspect}"


def _link(texts: Texts, event: Event, now: datetime) -> str:
    facts = event.facts
    if safe_link(facts.link):
        return texts("aspect.link", link=link(facts.link))
    if facts.form is Form.ON_SITE:
        return texts("aspect.link_on_site", place=_place_or_unknown(texts, event))
    return texts("aspect.link_missing")


def _host(texts: Texts, event: Event, now: datetime) -> str:
    host = event.facts.host
    return texts(_tense("host", event, now), host=plain(host)) if host else texts("aspect.host_missing")


def _duration(texts: Texts, event: Event, now: datetime) -> str:
    return texts("aspect.duration", duration=duration(texts, event.facts))


def _place(texts: Texts, event: Event, now: datetime) -> str:
    place = plain(event.facts.place)
    if not place:
        return texts("aspect.place_missing")
    return texts("aspect.place_remote" if event.facts.form is Form.REMOTE else "aspect.place", place=place)


def _form(texts: Texts, event: Event, now: datetime) -> str:
    return texts(f"aspect.form_{event.facts.form}", place=_place_or_unknown(texts, event))


def _place_or_unknown(texts: Texts, event: Event) -> str:
    return plain(event.facts.place) or texts("aspect.place_unknown")


def _registration(texts: Texts, event: Event, now: datetime) -> str:
    registration = event.facts.registration
    if registration.closes and registration.closes < now.date():
        return _deadline(texts, event, now)
    if registration.needed:
        start = texts("aspect.registration_needed")
        if safe_link(registration.url):
            start = texts("aspect.registration_url", url=link(registration.url))
        return f"{start} {_deadline(texts, event, now)}" if registration.closes else start
    return _no_registration(texts, event)


def _no_registration(texts: Texts, event: Event) -> str:
    """Remote coffees are open to all; of what is on site the calendar may just not tell."""
    return texts("aspect.registration_not_needed" if event.facts.form is Form.REMOTE else "aspect.registration_unknown")


def _deadline(texts: Texts, event: Event, now: datetime) -> str:
    closes = event.facts.registration.closes
    if closes is None:
        return texts("aspect.deadline_missing") if event.facts.registration.needed else _no_registration(texts, event)
    key = "aspect.deadline_passed" if closes < now.date() else "aspect.deadline"
    return texts(key, day=short_date(closes, now.date()))


def _seats(texts: Texts, event: Event, now: datetime) -> str:
    seats = event.facts.registration.seats
    return texts("aspect.seats", n=seats) if seats else texts("aspect.seats_missing")


def _status(texts: Texts, event: Event, now: datetime) -> str:
    moved = event.facts.status is Status.MOVED or event.moved_from is not None
    return texts("aspect.status_moved" if moved else "aspect.status_planned", when=when(texts, event.facts, now))


def _topic(texts: Texts, event: Event, now: datetime) -> str:
    return texts("aspect.topic", topic=plain(event.topic))


def _audience(texts: Texts, event: Event, now: datetime) -> str:
    return texts("aspect.audience")


def _certificate(texts: Texts, event: Event, now: datetime) -> str:
    return texts("aspect.certificate")


_SAY: dict[Aspect, Say] = {
    Aspect.STATUS: _status,
    Aspect.TIME: _time,
    Aspect.DURATION: _duration,
    Aspect.TOPIC: _topic,
    Aspect.HOST: _host,
    Aspect.PLACE: _place,
    Aspect.FORM: _form,
    Aspect.REGISTRATION: _registration,
    Aspect.DEADLINE: _deadline,
    Aspect.SEATS: _seats,
    Aspect.LINK: _link,
    Aspect.AUDIENCE: _audience,
    Aspect.CERTIFICATE: _certificate,
}
_STILL_TRUE = frozenset({Aspect.HOST, Aspect.TOPIC})
_ONLY_BEFORE = frozenset({Aspect.LINK, Aspect.REGISTRATION, Aspect.DEADLINE, Aspect.SEATS, Aspect.STATUS, Aspect.FORM})
