"""The form by which the AKE team writes down the agreed day and plan of a peer-learning trip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.conversation import Reply
from bot.domain.trips import MAX_LINE, MAX_PLAN, Trip
from bot.domain.written import day_of
from bot.texts import Texts
from dialogs.cards.elements import CardElement
from dialogs.cards.inputs import day, words
from dialogs.cards.trip_queue_forms import form_card


@dataclass(frozen=True, slots=True)
class DayForm:
    """What is written on the form, as it came: a day and times in ISO form, words as they are."""

    day: str = ""
    starts: str = ""
    ends: str = ""
    contact: str = ""
    plan: str = ""


def day_card(
    texts: Texts,
    trip: Trip,
    form: DayForm,
    today: date,
    *,
    told: Sequence[str] = (),
    problem: str = "",
    minded: Mapping[str, str] | None = None,
) -> Reply:
    """The form. `told` is what the host has said; `minded` are warnings by their codes, to be taken knowingly."""
    lines = [texts("queue_day.how"), *told]
    if minded:
        lines += [texts("queue_day.minded"), *minded.values()]
    save = "agree_anyway" if minded else "save_agree"
    return form_card(
        texts,
        trip,
        texts("queue_day.title"),
        lines,
        _fields(texts, form, today),
        save,
        "queue_agree",
        problem,
        aware=sorted(minded or {}),
    )


def _fields(texts: Texts, form: DayForm, today: date) -> list[CardElement]:
    contact_error, plan_error = (
        texts("queue_day.contact_error", limit=MAX_LINE),
        texts("queue_day.plan_error", limit=MAX_PLAN),
    )
    return [
        day("day", texts("queue_day.day_label"), day_of(form.day), today, error=texts("queue_day.day_error")),
        _clock(texts, "starts", form.starts),
        _clock(texts, "ends", form.ends),
        words(
            "contact",
            texts("queue_day.contact_label"),
            form.contact,
            MAX_LINE,
            error=contact_error,
            required=True,
            lines=False,
        ),
        words("plan", texts("queue_day.plan_label"), form.plan, MAX_PLAN, error=plan_error, required=True),
    ]


def _clock(texts: Texts, name: str, value: str) -> CardElement:
    field: CardElement = {
        "type": "Input.Time",
        "id": name,
        "label": texts(f"queue_day.{name}_label"),
        "errorMessage": texts("queue_day.time_error"),
        "isRequired": True,
    }
    return field | {"value": value} if value else field
