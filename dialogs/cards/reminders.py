"""Cards about a person's reminders: what was ordered, all of them to be changed, and what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.domain.reminders import LEADS, Lead, Scope, Subscription
from bot.services.calendar import Calendar
from bot.services.reminders import Ordered, event_of
from bot.texts import Texts
from bot.texts.moments import said_span, short_date, when
from dialogs.cards.elements import Action, CardElement, heading, line, plain, press_button, reply, sentences_card
from dialogs.cards.inputs import choices, day

LISTED = 8
"""Subscriptions on a card: more make its form longer than anyone fills in."""


def ordered_card(texts: Texts, ordered: Ordered, now: datetime) -> Reply:
    """What was ordered, in words, and a form to change it."""
    subscription = ordered.subscription
    title = {
        Scope.EVENT: texts("reminders.set_event"),
        Scope.SERIES: texts("reminders.set_series", series=plain(subscription.about)),
        Scope.ALL: texts("reminders.set_all"),
    }[subscription.scope]
    lines = _what_comes(texts, ordered, now)
    body = [heading(title), *(line(text) for text in lines), _leads_field(texts, subscription, "reminders.leads_label")]
    return reply(
        body,
        language=texts.language,
        summary=f"{title} {lines[0]}",
        speak=" ".join([title, *lines]),
        intent="reminder.set",
        actions=_buttons(texts, ordered),
    )


def _what_comes(texts: Texts, ordered: Ordered, now: datetime) -> list[str]:
    if ordered.event is None:
        return [_sentence(_leads(texts, ordered.subscription.leads)), texts("reminders.where")]
    lines = [_event(texts, ordered.event, now)]
    if ordered.moments:
        said = [
            texts("reminders.moment", lead=texts(f"lead.{lead}"), when=said_span(texts, due, due, now))
            for lead, due in reversed(ordered.moments)
        ]
        lines += [texts("reminders.moments", moments="; ".join(said)), texts("reminders.where")]
    else:
        lines.append(texts("reminders.too_late"))
    if ordered.gone and ordered.moments:
        lines.append(texts("reminders.gone", leads=_leads(texts, ordered.gone)))
    return lines


def _buttons(texts: Texts, ordered: Ordered) -> list[Action]:
    what = {"scope": ordered.subscription.scope, "about": ordered.subscription.about, "language": texts.language}
    actions = [
        press_button(texts("button.save"), {"do": "reminder_save", **what}),
        press_button(texts("button.stop"), {"do": "reminder_stop", **what}),
    ]
    if ordered.event is not None and ordered.event.facts.series:
        series = {"do": "reminder_series", "about": ordered.event.facts.series, "language": texts.language}
        actions.append(press_button(texts("button.remind_series"), series))
    return [*actions, own_button(texts)]


def own_button(texts: Texts) -> Action:
    """The button that shows all of one's reminders."""
    return press_button(texts("button.reminders"), {"do": "reminders", "language": texts.language})


def own_card(
    texts: Texts,
    own: Sequence[Subscription],
    calendar: Calendar,
    now: datetime,
    *,
    paused_until: datetime | None = None,
    told: str = "",
) -> Reply:
    """All of a person's reminders as one form; `told` is what has just been done."""
    title = texts("reminders.list_title")
    shown = own[:LISTED]
    lines = [told] if told else []
    if paused_until is not None:
        lines.append(texts("reminders.paused_short", day=short_date(_last_day(paused_until), now.date())))
    if not own:
        lines += [texts("reminders.list_none"), texts("reminders.list_how")]
    elif len(own) > len(shown):
        lines.append(texts.count("reminders.list_more", len(own) - len(shown)))
    fields = [
        _leads_field(texts, one, "reminders.leads_of", number=n, what=what_of(texts, one, calendar, now))
        for n, one in enumerate(shown)
    ]
    names = [what_of(texts, one, calendar, now) + ": " + _leads(texts, one.leads) for one in shown]
    return reply(
        [heading(title), *(line(text) for text in lines), *fields],
        language=texts.language,
        summary=" ".join([title + ".", *lines[:1]]),
        speak=" ".join([title + ".", *lines, *(name + "." for name in names)]),
        intent="reminder.list",
        actions=_own_buttons(texts, shown, paused=paused_until is not None),
    )


def _own_buttons(texts: Texts, shown: Sequence[Subscription], *, paused: bool) -> list[Action]:
    if not shown:
        return []
    of = [[one.scope, one.about] for one in shown]
    pause = press_button(texts("button.pause"), {"do": "reminder_ask_pause", "language": texts.language})
    if paused:
        pause = press_button(texts("button.resume"), {"do": "reminder_resume", "language": texts.language})
    return [
        press_button(texts("button.save"), {"do": "reminders_save", "of": of, "language": texts.language}),
        pause,
        press_button(texts("button.stop_all"), {"do": "reminder_stop_all", "language": texts.language}),
    ]


def pause_card(texts: Texts, now: datetime, *, until: date | None = None, wrong: bool = False) -> Reply:
    """Asks until when reminders are paused."""
    title = texts("reminders.pause_asks_until")
    error = texts("reminders.pause_error")
    field = day("until", texts("reminders.pause_until_label"), until, now.date() + timedelta(days=1), error=error)
    return reply(
        [heading(title), *([line(error)] if wrong else []), field],
        language=texts.language,
        summary=title,
        speak=f"{title} {error}" if wrong else title,
        intent="reminder.pause",
        actions=[
            press_button(texts("button.pause"), {"do": "reminder_pause", "language": texts.language}),
            own_button(texts),
        ],
    )


def choose_card(texts: Texts, events: Sequence[Event], leads: frozenset[Lead], now: datetime) -> Reply:
    """Asks which of several events is meant: nothing is set by a guess."""
    title = texts("reminders.choose")
    told = sorted(leads)
    actions = [
        press_button(
            _event(texts, event, now, marked=False),
            {"do": "reminder_event", "event": event.id, "leads": told, "language": texts.language},
        )
        for event in events
    ]
    return reply(
        [heading(title)],
        language=texts.language,
        summary=title,
        speak=" ".join([title, *(action["title"] + "." for action in actions)]),
        intent="reminder.choose",
        actions=actions,
    )


def told_card(texts: Texts, *sentences: str) -> Reply:
    """What was done with reminders, or why nothing could be."""
    return sentences_card(*sentences, language=texts.language, intent="reminder.told", actions=[own_button(texts)])


def what_of(texts: Texts, one: Subscription, calendar: Calendar, now: datetime) -> str:
    """What a subscription is of, in words."""
    if one.scope is Scope.ALL:
        return texts("reminders.all")
    if one.scope is Scope.SERIES:
        return texts("reminders.series", series=one.about)
    event = event_of(one, calendar)
    return _event(texts, event, now, marked=False) if event else one.about


def _leads_field(
    texts: Texts, one: Subscription, label: str, *, number: int | None = None, what: str = ""
) -> CardElement:
    name = "leads" if number is None else f"leads{number}"
    options = {str(lead): texts(f"lead.{lead}") for lead in LEADS}
    chosen = [lead for lead in LEADS if lead in one.leads]
    # In the list of all, choosing none is how one of them is given up.
    return choices(
        name, texts(label, what=what), options, chosen, error=texts("reminders.leads_error"), required=number is None
    )


def _leads(texts: Texts, leads: Sequence[Lead] | frozenset[Lead]) -> str:
    said = [texts(f"lead.{lead}") for lead in reversed(LEADS) if lead in leads]
    return ", ".join(said) or texts("reminders.never")


def _event(texts: Texts, event: Event, now: datetime, *, marked: bool = True) -> str:
    title = plain(event.facts.title) if marked else event.facts.title
    return texts("reminders.event", title=title, when=when(texts, event.facts, now))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _last_day(until: datetime) -> date:
    """The last day of a pause that ends at a midnight."""
    return (until - timedelta(microseconds=1)).date()
