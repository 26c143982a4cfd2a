"""Forms in which a host that was asked for a trip answers, or gives a visit up again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.domain.conversation import Reply
from bot.domain.host_forms import DAYS, LATER, HostWritten
from bot.domain.trips import MAX_REASON, Trip
from bot.services.trip_answers import Question
from bot.texts import Texts
from bot.texts.moments import full_day
from dialogs.cards.elements import Action, CardElement, heading, line, mend_line, plain, reply, without_inputs
from dialogs.cards.inputs import choice, day, words
from dialogs.cards.trip_hosts import host_button, unnamed
from dialogs.cards.trips import aloud, trip_sentences


def answer_form_card(
    texts: Texts,
    name: str,
    asked: Question,
    wished: Sequence[date],
    written: HostWritten,
    minded: Sequence[tuple[date, str]],
    now: datetime,
    told: str = "",
) -> Reply:
    """The form of an answer ("yes", "other", "not"); `minded` is what speaks against the wished days."""
    trip, offer = unnamed(asked.trip), asked.asked.offer
    against = [texts("trip_clash.on", day=full_day(texts, day), what=what) for day, what in minded]
    back = without_inputs(host_button(texts, "back", trip, do="host_open", offer=offer))
    actions = [host_button(texts, f"say_{name}", trip, offer=offer), back]
    lines = [*_told(told), *trip_sentences(texts, trip), *against]
    return _form(texts, f"answer_{name}", lines, written, _day_fields(texts, name, wished, written, now), actions)


def cancel_form_card(texts: Texts, trip: Trip, written: HostWritten, told: str = "") -> Reply:
    """The form in which a host tells why it cannot take the visitor after all."""
    back = without_inputs(host_button(texts, "back", trip, do="host_show"))
    actions = [host_button(texts, "cancel", trip), back]
    return _form(texts, "cancel", [*_told(told), *trip_sentences(texts, trip)], written, [], actions)


def _form(
    texts: Texts,
    kind: str,
    lines: Sequence[str],
    written: HostWritten,
    fields: Sequence[CardElement],
    actions: Sequence[Action],
) -> Reply:
    title = texts(f"trip_host.form.{kind}")
    problem = texts(f"trip_host.fault.{written.fault}", limit=MAX_REASON) if written.fault else ""
    wrong = [mend_line(problem)] if problem else []
    said = words(
        "words",
        texts(f"trip_host.label.{kind}"),
        written.words,
        MAX_REASON,
        error=texts("trip_host.fault.missing" if kind == "cancel" else "trip_host.fault.too_long", limit=MAX_REASON),
        required=kind == "cancel",
    )
    return reply(
        [heading(title), *(line(plain(one)) for one in lines), *wrong, *fields, said],
        language=texts.language,
        summary=aloud(title, problem or next(iter(lines), title)),
        speak=aloud(title, *lines, *([problem] if problem else [])),
        intent=f"trip.host_{kind}",
        actions=actions,
    )


def _day_fields(
    texts: Texts, name: str, wished: Sequence[date], written: HostWritten, now: datetime
) -> list[CardElement]:
    if name == "yes" and wished:
        options = {one.isoformat(): full_day(texts, one) for one in wished} | {LATER: texts("trip_host.later")}
        error = texts("trip_host.fault.day")
        return [choice("day", texts("trip_host.label.day"), options, written.chosen, error=error)]
    if name != "other":
        return []
    first, error = now.date() + timedelta(days=1), texts("trip_host.fault.days")
    days = [*written.days, None, None, None]
    return [
        day(field, texts(f"trip_host.label.{field}"), days[i], first, error=error, required=i == 0)
        for i, field in enumerate(DAYS)
    ]


def _told(told: str) -> list[str]:
    return [told] if told else []
