"""The form of what a library offers to those who come to learn."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.conversation import Reply
from bot.domain.offer_forms import LONGEST, MONTHS, OfferWritten
from bot.domain.trip_hosts import MOST_A_MONTH
from bot.texts import Texts
from bot.understanding.themes import themes
from dialogs.cards.elements import CardElement, heading, line, mend_line, plain, press_button, reply
from dialogs.cards.inputs import choice, choices, words
from dialogs.cards.own import library_field
from dialogs.cards.trips import aloud

_FIELDS = ("library", "themes", "words", "contact", "per_month", "closed", "when_not")


def offer_form_card(
    texts: Texts,
    written: OfferWritten,
    data: Mapping[str, object],
    faults: Mapping[str, str] | None = None,
    told: str = "",
) -> Reply:
    """The form of an offer with what is written in it; `data` is what its button carries of which offer it is."""
    faults = faults or {}
    title = texts("trip_offer.form_title")
    problems = {name: _fault(texts, name, code) for name, code in faults.items()}
    lines = [*([told] if told else []), texts("trip_offer.form_what")]
    body: list[CardElement] = [heading(title), *(line(plain(one)) for one in lines)]
    for name in _FIELDS:
        if name in problems:
            body.append(mend_line(problems[name]))
        body.append(_field(texts, name, written))
    save = press_button(texts("trip_offer_button.save"), {"do": "offer_save", **data, "language": texts.language})
    return reply(
        body,
        language=texts.language,
        summary=aloud(title, next(iter(problems.values()), lines[0])),
        speak=aloud(title, *lines, *problems.values()),
        intent="trip.offer_form",
        actions=[save],
    )


def _fault(texts: Texts, name: str, code: str) -> str:
    if code == "too_long":
        return texts("trip_offer.fault_too_long", limit=LONGEST[name])
    return texts(f"trip_offer.fault.{name}")


def _field(texts: Texts, name: str, written: OfferWritten) -> CardElement:
    if name == "library":
        return library_field(texts, written.library)
    label = texts(f"trip_offer.label.{name}")
    if name == "themes":
        named = {one: texts(f"trip_theme.{one}") for one in themes()}
        error = texts("trip_offer.fault.themes")
        return choices("themes", label, named, written.themes, error=error, required=False)
    if name == "closed":
        months = {str(one): texts(f"trip_month.{one}") for one in MONTHS}
        error = texts("trip_offer.fault.closed")
        return choices("closed", label, months, map(str, written.closed), error=error, required=False)
    if name == "per_month":
        numbers = {str(one): str(one) for one in range(1, MOST_A_MONTH + 1)}
        error = texts("trip_offer.fault.per_month")
        return choice("per_month", label, numbers, str(written.per_month), error=error, style="compact")
    contact = name == "contact"
    error = texts("trip_offer.fault.contact") if contact else texts("trip_offer.fault_too_long", limit=LONGEST[name])
    return words(name, label, getattr(written, name), LONGEST[name], error=error, required=contact, lines=not contact)
