"""Cards after a peer-learning trip for its traveller: whether it took place, what was learnt, what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.domain.conversation import Reply
from bot.domain.trip_reports import MAX_TOLD, TOLD, told_from
from bot.domain.trips import ENDED, MAX_REASON, Trip, TripReport, TripState
from bot.texts import Texts
from bot.texts.moments import full_day
from dialogs.cards.elements import Action, CardElement, heading, line, mend_line, plain, reply, without_inputs
from dialogs.cards.feedback import rating_field
from dialogs.cards.inputs import words
from dialogs.cards.trips import titled_trip_button, trip_button
from dialogs.trip_report_form import LATER, PUBLISH, REASON


def afterwards_actions(texts: Texts, trip: Trip, today: date) -> list[Action]:
    """What a traveller can do about the trip after it, for a card that shows it."""
    if told_from(trip, today) or trip.state is TripState.DONE:
        return [trip_button(texts, "after_open", "after_open", trip)]
    if trip.state is TripState.REPORTED:
        return [trip_button(texts, "after_edit", "after_open", trip)]
    return [trip_button(texts, "after_forget", "after_forget", trip)] if trip.state in ENDED else []


def made_card(texts: Texts, trip: Trip, told: str = "") -> Reply:
    """Asks whether the trip took place."""
    actions = [trip_button(texts, f"after_{one}", f"after_{one}", trip) for one in ("happened", "not_made")]
    return after_card(texts, "made", trip, [told, texts("trip_after.made_how")], [], actions)


def not_made_card(texts: Texts, trip: Trip, reason: str = "", told: str = "") -> Reply:
    """What becomes of a trip that did not take place."""
    field = lines_field(texts, REASON, "trip_after.reason", reason, MAX_REASON)
    actions = [
        trip_button(texts, "after_not_yet", "after_not_yet", trip),
        trip_button(texts, "after_cancel", "after_cancel", trip),
        without_inputs(trip_button(texts, "after_back", "after_open", trip)),
    ]
    return after_card(texts, "not_made", trip, [told, texts("trip_after.not_made_how")], [field], actions)


def answers_card(
    texts: Texts,
    trip: Trip,
    report: TripReport,
    *,
    faults: Mapping[str, str] | None = None,
    told: str = "",
    undoable: bool = False,
) -> Reply:
    """The form; what was written comes back with what to mend below each field."""
    wrong = {name: texts(f"trip_after.fault.{code}", limit=MAX_TOLD) for name, code in (faults or {}).items()}
    body: list[CardElement] = []
    for field in _answer_fields(texts, report):
        body.append(field)
        if field["id"] in wrong:
            body.append(mend_line(texts("trip_after.mend", what=wrong[field["id"]]), close=True))
    how = texts("trip_after.again_how" if report.text else "trip_after.form_how")
    actions = [trip_button(texts, "after_answer", "after_answer", trip)]
    if undoable:
        actions.append(without_inputs(trip_button(texts, "after_undo", "after_undo", trip)))
    return after_card(texts, "form", trip, [told, how], body, actions, wrong=[*wrong.values()])


def later_card(texts: Texts, trip: Trip, meant: str, text: str, problem: str = "") -> Reply:
    """Asks what has changed since the trip; `meant` is what the traveller meant to change."""
    field = lines_field(texts, LATER, "trip_after.later_label", text, MAX_TOLD, required=True)
    lines = [texts("trip_after.later_meant", words=plain(meant))] if meant else []
    actions = [trip_button(texts, "after_save_later", "after_save_later", trip)]
    wrong = [mend_line(texts("trip_after.mend", what=problem), close=True)] if problem else []
    return after_card(texts, "later", trip, lines, [field, *wrong], actions, wrong=[problem])


def forget_card(texts: Texts, trip: Trip) -> Reply:
    """Asks whether what the trip tells of the traveller is to be erased."""
    actions = [trip_button(texts, f"after_{one}", f"after_{one}", trip) for one in ("forget_now", "stay")]
    return after_card(texts, "forget", trip, [texts("trip_after.forget_how")], [], actions)


def choose_trip_card(texts: Texts, trips: Sequence[Trip]) -> Reply:
    """Of which trip one tells, the newest first; without any, that there is none."""
    lead = texts("trip_after.choose" if trips else "trip_after.none")
    named = [where_told(texts, trip) for trip in trips]
    return reply(
        [heading(lead)],
        language=texts.language,
        summary=lead,
        speak=" ".join([lead, *(f"{name}." for name in named)]),
        intent="trip.after.choose",
        actions=[titled_trip_button(texts, name, "after_open", trip) for trip, name in zip(trips, named, strict=True)],
    )


def lines_field(
    texts: Texts, name: str, label: str, value: str, longest: int, *, required: bool = False
) -> CardElement:
    """A field of several lines; `label` is the name of its label in the texts."""
    error = texts("trip_after.words_error", limit=longest)
    return words(name, texts(label), value, longest, error=error, required=required)


def publish_field(texts: Texts, publish: bool) -> CardElement:
    """Whether the report may be published; it may not unless that is ticked."""
    return {
        "type": "Input.Toggle",
        "id": PUBLISH,
        "label": texts("trip_after.publish"),
        "title": texts("trip_after.publish_title"),
        "value": "true" if publish else "false",
        "wrap": True,
        "errorMessage": texts("trip_after.publish_error"),
    }


def _answer_fields(texts: Texts, report: TripReport) -> list[CardElement]:
    told = [
        lines_field(texts, name, f"trip_after.{name}", getattr(report, name), MAX_TOLD, required=name == "learnt")
        for name in TOLD
    ]
    value, error = str(report.rating or ""), texts("trip_after.fault.rating")
    rating = rating_field(texts, texts("trip_after.rating"), value, error=error, required=False)
    return [*told, rating, publish_field(texts, report.publish)]


def after_card(
    texts: Texts,
    kind: str,
    trip: Trip,
    said: Iterable[str],
    fields: Sequence[CardElement],
    actions: Sequence[Action],
    *,
    wrong: Iterable[str] = (),
) -> Reply:
    """A card about one trip: what is said above its fields, and what is `wrong` with these read aloud too."""
    title, where = texts(f"trip_after.{kind}_title"), where_told(texts, trip)
    lines = [one for one in said if one]
    return reply(
        [heading(title), line(plain(where), strong=True), *map(line, lines), *fields],
        language=texts.language,
        summary=f"{title}. {where}".replace("?.", "?"),
        speak=" ".join([f"{title}.".replace("?.", "?"), f"{where}.", *lines, *filter(None, wrong)]).replace("\\", ""),
        intent=f"trip.after.{kind}",
        actions=actions,
    )


def where_told(texts: Texts, trip: Trip) -> str:
    """The host's municipality and the day, as the trip's name."""
    day = trip.made_on or trip.agreed.day
    return ", ".join(filter(None, [trip.agreed.host, full_day(texts, day) if day else ""])) or texts("trip.title")
