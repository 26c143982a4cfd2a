"""One card of every kind that the bot makes, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.domain.alerts import Alert, Cause
from bot.domain.calendar_sync import SyncState
from bot.domain.conversation import Reply
from bot.domain.errors import Problem
from bot.domain.event_forms import Field, Kind, cleaned, written
from bot.domain.events import Event, EventDraft, Form, Recording, Registration, Status
from bot.domain.outbox import NewNotice, Notice, NoticeKind, State
from bot.domain.personal import Kept
from bot.domain.recipients import Address, Recipient, RecipientKind
from bot.domain.reminders import ChannelReminders, Lead, Scope, Subscription
from bot.domain.retention import USUAL
from bot.services.answers import Answer, Outcome
from bot.services.checked import Changes
from bot.services.event_care import Concern
from bot.services.event_records import RECORDED, EventChange, Touched
from bot.services.remembering import FROM_CALENDAR
from bot.services.reminders import ordered
from bot.services.status import BotStatus
from bot.texts import LANGUAGES, Texts, texts_of
from bot.understanding.meaning import Aspect, Direction, Intent, Meaning
from dialogs.cards import own
from dialogs.cards.alerts import alert_card
from dialogs.cards.answers import answer_card, more_card
from dialogs.cards.event_care import (
    added_card,
    care_told_card,
    changes_card,
    choose_event_card,
    done_card,
    with_edit_button,
)
from dialogs.cards.event_dates import DateChoice
from dialogs.cards.event_filled import Filled
from dialogs.cards.event_form import form_card
from dialogs.cards.personal import (
    ask_forget_card,
    forgotten_card,
    kept_card,
    personal_file_card,
    personal_told_card,
)
from dialogs.cards.recordings import recordings_card
from dialogs.cards.reminders import choose_card, ordered_card, own_card, pause_card, told_card
from dialogs.cards.shared import shared_card
from dialogs.cards.status import status_card
from dialogs.cards.talk import error_card, talk_card, welcome_card
from dialogs.cards.team import channel_card, saved_card, usual_card
from dialogs.unasked import render
from tests.dialogs.cards.announcement_kinds import HOSTILE, announcement_cards
from tests.dialogs.cards.answer_kinds import answer_cards
from tests.dialogs.cards.feedback_kinds import feedback_cards
from tests.dialogs.cards.feedback_summary_kinds import summary_cards
from tests.dialogs.cards.own_calendar_kinds import own_calendar_cards
from tests.dialogs.cards.sync_kinds import sync_cards
from tests.dialogs.cards.trip_after_kinds import trip_after_cards
from tests.dialogs.cards.trip_host_kinds import trip_host_cards
from tests.dialogs.cards.trip_kinds import trip_cards
from tests.dialogs.cards.trip_queue_kinds import queue_cards
from tests.dialogs.cards.trip_rule_kinds import trip_rule_cards
from tests.dialogs.cards.trip_year_kinds import trip_year_cards
from tests.dialogs.cards.wish_kinds import wish_cards
from tests.support.drafts import draft, helsinki
from tests.support.world import calendar_of

NOW = helsinki(2026, 11, 23, 9, 0)


def event(number: int = 1, *, moved_from: bool = False, **facts: Any) -> Event:
    """A coming event of its own hour, with the given facts."""
    starts = NOW + timedelta(hours=number)
    told = draft(f"k{number}", starts=starts, ends=starts + timedelta(minutes=30), **facts)
    return Event(number, 1, told, starts - timedelta(days=1) if moved_from else None)


def past(number: int, recording: Recording | None) -> Event:
    """An event that was held."""
    return Event(number, 1, _shifted(event(number, recording=recording).facts, timedelta(days=-30)))


def _shifted(facts: EventDraft, by: timedelta) -> EventDraft:
    return replace(facts, starts=facts.starts + by, ends=facts.ends + by)


def varied() -> list[Event]:
    """Events of which each is told in another way."""
    full: dict[str, Any] = {
        "host": "Vetäjä Esimerkki",
        "place": "Kirjasto",
        "link": "https://yhteys.example/1",
        "description": "Mitä tapahtuu ja kenelle.",
        "registration": Registration("https://ilmo.example/1", date(2026, 11, 30), 20),
    }
    shows = "https://katso.example/1"
    return [
        event(1, **full),
        event(2, **full, form=Form.HYBRID),
        event(3, **full, form=Form.ON_SITE, status=Status.CANCELLED),
        event(4, **full, status=Status.MOVED, moved_from=True),
        event(5, moved_from=True, all_day=True),
        event(6, title=HOSTILE, host=HOSTILE, place=HOSTILE, description=HOSTILE, link="javascript:alert(1)"),
        event(7, registration=Registration("https://ilmo.example/7", date(2026, 11, 1))),
        past(8, Recording(shows)),
        past(9, Recording(shows, date(2026, 12, 31))),
        past(10, Recording(shows, date(2026, 11, 1))),
        past(11, None),
    ]


def twins(number: int = 60, **facts: Any) -> list[Event]:
    """Events that look the same but for their numbers."""
    return [replace(event(1, **facts), id=one) for one in range(1, number + 1)]


def long_ones(number: int = 60, letter: str = "ä") -> list[Event]:
    """Events whose every text is as long as a calendar may have it."""
    return twins(
        number,
        series="Sarja",
        title=f"{letter} " * 150,
        host=letter * 300,
        place=letter * 300,
        form=Form.HYBRID,
        link="https://yhteys.example/" + "a" * 1900,
        description=f"{letter} " * 2500,
        registration=Registration("https://ilmo.example/" + "b" * 1900, date(2026, 11, 30), 20),
    )


def _outcomes(intent: Intent) -> Sequence[Outcome]:
    if intent in FROM_CALENDAR:
        return (Outcome.FOUND, Outcome.NOTHING, Outcome.UNSURE)
    return (Outcome.NO_EVENTS_ASKED,)


def cards_of(events: Sequence[Event]) -> Iterator[tuple[str, Reply]]:
    """Every kind of card, with these events where it has any, by a name for each."""
    some = tuple(events)
    for language in LANGUAGES:
        texts = texts_of(language)
        for intent in set(Intent) - {Intent.REMINDER, Intent.FEEDBACK, Intent.TOPIC_WISH}:
            meaning = Meaning(language, intent, frozenset(Aspect), hint="weather", place="kuopio")
            for outcome in _outcomes(intent):
                found = Answer(meaning, outcome, some[:3] if outcome is Outcome.UNSURE else some, some[:3])
                card = answer_card(found, NOW) if intent in FROM_CALENDAR else talk_card(found)
                yield f"{language} {intent} {outcome}", card
        yield from ((f"{language} {kind}", card) for kind, card in reminder_cards(language, some))
        yield from ((f"{language} {kind}", card) for kind, card in personal_cards(language))
        yield from (
            (f"{language} {kind}", card)
            for kind, card in announcement_cards(language, [*varied()[1:6:2], *long_ones(1, "😀")])
        )
        yield from ((f"{language} {kind}", card) for kind, card in own_calendar_cards(language))
        yield from ((f"{language} {kind}", card) for kind, card in care_cards(language, some))
        yield from ((f"{language} {kind}", card) for kind, card in feedback_cards(language, some))
        yield from ((f"{language} {kind}", card) for kind, card in team_cards(language, some))
        yield from ((f"{language} {kind}", card) for kind, card in sync_cards(language, some))
        yield from ((f"{language} {kind}", card) for kind, card in trip_rule_cards(language))
        yield from ((f"{language} {kind}", card) for kind, card in wish_cards(language, some))
        yield from ((f"{language} {kind}", card) for kind, card in summary_cards(language, some))
        yield from ((f"{language} {kind}", card) for kind, card in trip_year_cards(language))
        last = Meaning(language, Intent.EVENTS, direction=Direction.PAST, shown=(1,))
        yield f"{language} shown", answer_card(Answer(last, Outcome.FOUND, some[:1]), NOW)
        yield f"{language} next", answer_card(Answer(last, Outcome.FOUND, some[:1], assumed="next"), NOW)
        yield f"{language} none near", answer_card(Answer(last, Outcome.NOTHING), NOW)
        yield f"{language} more", more_card(texts, some, 0, NOW)
        yield from ((f"{language} shared {one.id}", shared_card(texts, one, NOW)) for one in some[:11])
        yield f"{language} welcome", welcome_card(language)
        yield f"{language} own library", own.library_card(texts, "Juva", "Tervo", HOSTILE)
        yield f"{language} own library none", own.library_card(texts, "", "")
        yield f"{language} own stop", own.announcements_card(texts, wanted=False)
        yield f"{language} own start", own.announcements_card(texts, wanted=True)
        yield f"{language} own told", own.told_card(texts, texts("own.elsewhere"))
        for key in ("gone", "broken_button"):
            yield f"{language} error {key}", error_card(language, key)


def reminder_cards(language: str, some: Sequence[Event]) -> Iterator[tuple[str, Reply]]:
    """Cards about reminders, and those that are sent unasked, of the given events."""
    texts, calendar = texts_of(language), calendar_of(tuple(event.facts for event in some))
    leads = frozenset({Lead.HOUR, Lead.WORKDAY_BEFORE})
    wholes = [Subscription(Scope.ALL, "", leads), Subscription(Scope.SERIES, HOSTILE, frozenset({Lead.NEVER}))]
    ordered_ones = [*wholes, *(Subscription(Scope.EVENT, str(event.id), leads) for event in calendar.events)]
    for number, one in enumerate(ordered_ones):
        yield f"ordered {number}", ordered_card(texts, ordered(one, calendar, NOW), NOW)
    yield "own", own_card(texts, ordered_ones, calendar, NOW, paused_until=NOW + timedelta(days=3), told=HOSTILE)
    yield "own none", own_card(texts, [], calendar, NOW)
    yield "pause", pause_card(texts, NOW, until=NOW.date(), wrong=True)
    yield "choose", choose_card(texts, calendar.events[:3], leads, NOW)
    yield "told", told_card(texts, texts("reminders.stopped_none"))
    for kind in RecipientKind:
        to = Recipient(1, Address(kind, "29:a", "a:b", "https://s.example", "28:b", language=language))
        for number, event in enumerate(calendar.events):
            yield f"{kind} reminder {number}", render(_notice(NoticeKind.REMINDER, event), event, to, NOW)
            yield f"{kind} change {number}", _changed([event], to)
        yield f"{kind} changes", _changed(calendar.events[:11] * 3, to)


def _changed(events: Sequence[Event], to: Recipient) -> Reply:
    """What is sent of changes of these events."""
    each = tuple((_notice(NoticeKind.CHANGE, event), event) for event in events)
    return render(each[0][0], Changes(each), to, NOW)


def personal_cards(language: str) -> Iterator[tuple[str, Reply]]:
    """Cards about what is kept of a person."""
    texts = texts_of(language)
    for number, kept in enumerate(
        (Kept(), Kept(True), Kept(True, "Juva", True, 1, True, 2, 3, 4, 5, HOSTILE, 6, calendar_key=True))
    ):
        yield f"kept {number}", kept_card(texts, kept, USUAL)
        yield f"ask forget {number}", ask_forget_card(texts, kept)
    yield "own file", personal_file_card(texts, "https://botti.example/mine/a", timedelta(minutes=10))
    yield "no file", personal_file_card(texts, "", timedelta(minutes=10))
    yield "forgotten", forgotten_card(texts)
    yield "personal told", personal_told_card(texts, texts("personal.in_private"))


def team_cards(language: str, some: Sequence[Event]) -> Iterator[tuple[str, Reply]]:
    """Cards that tell the AKE team's channel of what the bot does by itself."""
    texts, leads = texts_of(language), frozenset({Lead.QUARTER, Lead.WORKDAY_BEFORE})
    address = Address(RecipientKind.CHANNEL, "19:a", "19:a", "https://s.example", "28:b", name=HOSTILE)
    channel = Recipient(1, address)
    yield "usual", usual_card(texts, ChannelReminders(channel, leads))
    yield "channel", channel_card(texts, "", leads, channel)
    yield "channel saved", saved_card(texts, "", leads, channel)
    for number in (1, len(some)):
        yield f"recordings end {number}", recordings_card(texts, some[:number], NOW)
    yield from _alerts(texts)


def _alerts(texts: Texts) -> Iterator[tuple[str, Reply]]:
    for cause in Cause:
        for over in (False, True):
            for days in (-1, 0, 1, 30) if cause is Cause.SECRET else (0,):
                ends = (NOW + timedelta(days=days)).date().isoformat()
                alert = Alert(cause, NOW - timedelta(days=3), over, {"ends": ends})
                yield f"alert {cause} {over} {days}", alert_card(texts, alert, NOW)
    every = [Alert(cause, NOW - timedelta(days=3), False, {"ends": NOW.date().isoformat()}) for cause in Cause]
    followed = SyncState(active=True, problem="forbidden", problem_since=NOW)
    for troubles, number in ((), 0), (every[:1], 1), (every, 2):
        some = event() if number else None
        status = BotStatus(troubles, number, number, some, followed if number else None)
        yield f"status {number}", status_card(texts, status, NOW)


def care_cards(language: str, some: Sequence[Event]) -> Iterator[tuple[str, Reply]]:
    """Cards about the care of the given events."""
    texts = texts_of(language)
    series = [one.facts.series for one in some] + [f"{HOSTILE} {number}" for number in range(40)]
    when = NOW.date()
    concerns = [Concern("past", when), Concern("holiday", when), *(Concern("clash", when, one) for one in some)]
    dates = [DateChoice(when + timedelta(days=n), n % 9 > 0, n % 9 == 0, some[0].facts.title) for n in range(60)]
    for one in some[:11]:
        told = cleaned({name.value: text for name, text in written(one.facts).items()}, tuple(Field))
        problems = {field: Problem("bad_https", slots={"value": HOSTILE}) for field in Field}
        news = [(field, HOSTILE, text) for field, text in told.items()]
        for kind in Kind:
            about = None if kind is Kind.ADD else one
            yield f"form {kind} {one.id}", form_card(texts, Filled(kind, about, told), series, NOW)
            wrong = Filled(kind, about, told, problems, news=news)
            yield f"form {kind} {one.id} wrong", form_card(texts, wrong, series, NOW)
            minded = Filled(kind, about, told, concerns=concerns, aware="a" * 16)
            yield f"form {kind} {one.id} minded", form_card(texts, minded, series, NOW)
            yield f"done {kind} {one.id}", done_card(texts, kind, one, NOW)
        series_of = Filled(Kind.ADD, None, told, aware="a" * 16, dates=dates)
        yield f"form dates {one.id}", form_card(texts, series_of, series, NOW)
    for kind in Kind:
        yield f"choose {kind}", choose_event_card(texts, kind, some, NOW)
    touched = (Touched("k1", 1, None),)
    titles = [one.facts.title for one in some[:6]] * 6
    changed = [EventChange(HOSTILE, NOW, what, titles[n], touched) for n, what in enumerate(RECORDED)]
    yield "changes", changes_card(texts, changed, NOW)
    yield "no changes", changes_card(texts, [], NOW)
    yield "several added", added_card(texts, some, NOW)
    yield "care told", care_told_card(texts, texts("event_care.left"))
    yield "editable", with_edit_button(care_told_card(texts, "a"), texts, some[0])


def _notice(kind: NoticeKind, event: Event) -> Notice:
    was = {"starts": event.facts.starts.isoformat(), "ends": event.facts.ends.isoformat()}
    told = NewNotice(
        "k", kind, NOW, NOW, event.id, 1, {**was, "status": Status.PLANNED, "place": HOSTILE, "form": Form.HYBRID}
    )
    return Notice(1, told, State.CLAIMED)


def every_card() -> Iterator[tuple[str, Reply]]:
    """Every kind of card with no more than one event, with unlike events, alike ones and long ones."""
    unlike = varied()
    groups = {"one": unlike[:1], "unlike": unlike, "past": unlike[7:], "alike": twins(), "long": long_ones()}
    groups |= {f"only {number}": [one] for number, one in enumerate(unlike)}
    for language in LANGUAGES:
        yield from ((f"{language} {kind}", card) for kind, card in trip_host_cards(language))
    for name, events in groups.items():
        yield from ((f"{kind} of {name}", card) for kind, card in cards_of(events))
    for language in LANGUAGES:
        yield from ((f"{language} {kind}", card) for kind, card in answer_cards(language))
        yield from ((f"{language} {kind}", card) for kind, card in trip_after_cards(language))
        yield from ((f"{language} {kind}", card) for kind, card in queue_cards(language))
        yield from ((f"{language} {kind}", card) for kind, card in trip_cards(language))
