"""Cards of a trip's report: polished by the traveller, read, copied to be published, and listed for the AKE team."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.conversation import Reply
from bot.domain.paging import pages_of
from bot.domain.trip_reports import MAX_REPORT, Reported
from bot.domain.trips import Trip, TripReport, TripState
from bot.texts import Texts
from bot.texts.moments import full_day
from bot.texts.trips import themes_told
from dialogs.cards.elements import (
    Action,
    CardElement,
    heading,
    line,
    mend_line,
    plain,
    press_button,
    reply,
    shortened,
    without_inputs,
)
from dialogs.cards.trip_afterwards import after_card, lines_field, publish_field
from dialogs.cards.trips import titled_trip_button, trip_button
from dialogs.trip_report_form import TEXT

PAGE = 5
"""Reports on a card of the list: each is read before it is copied."""

_LONGEST_WHAT = 120
_SPOKEN = 800
"""Characters of a report that are read aloud by themselves; the card holds it all."""


def polish_card(texts: Texts, trip: Trip, report: TripReport, *, told: str = "", problem: str = "") -> Reply:
    """The draft, or the report that was sent, as a field; nothing typed is lost when something is to be mended."""
    sent = trip.state is TripState.REPORTED
    fields: list[CardElement] = [lines_field(texts, TEXT, "trip_after.text", report.text, MAX_REPORT, required=True)]
    fields += [mend_line(texts("trip_after.mend", what=problem), close=True)] if problem else []
    actions = [trip_button(texts, "after_send_again" if sent else "after_send", "after_send", trip)]
    if not sent:
        actions.append(without_inputs(trip_button(texts, "after_answers", "after_answers", trip)))
    how = texts("trip_after.edit_how" if sent else "trip_after.polish_how")
    kind = "edit" if sent else "polish"
    fields.append(publish_field(texts, report.publish))
    return after_card(texts, kind, trip, [told, how], fields, actions, wrong=[problem])


def report_card(texts: Texts, trip: Trip, report: TripReport, *, of_team: bool) -> Reply:
    """The report to be read; whether it may be published, the rating and what came later are for the team."""
    title, where = texts("trip_report.title"), _way(trip)
    more = _of_team(texts, report) if of_team else []
    lines = [one for one in report.text.split("\n") if one.strip()]
    # One block, whatever the number of lines: an element for each would make a card that Teams does not take.
    text = line("\n\n".join(map(plain, lines)))
    return reply(
        [heading(title), line(plain(where), strong=True), *map(line, more), text],
        language=texts.language,
        summary=f"{title}. {where}",
        speak=" ".join([f"{title}.", f"{where}.", shortened(" ".join([*more, *lines]), _SPOKEN)]).replace("\\", ""),
        intent="trip.report",
        actions=[trip_button(texts, "after_copy", "after_copy", trip)] if of_team and report.publish else [],
    )


def copy_card(texts: Texts, trip: Trip, report: TripReport) -> Reply:
    """The text in a field, of which it can be copied in every client."""
    title, how, where = texts("trip_report.copy_title"), texts("trip_report.copy_how"), _way(trip)
    field: CardElement = {
        "type": "Input.Text",
        "id": TEXT,
        "label": texts("trip_report.copy_label"),
        "isMultiline": True,
        "errorMessage": texts("trip_report.copy_how"),
        "value": report.text,
    }
    back = without_inputs(list_button(texts, "list"))
    return reply(
        [heading(title), line(plain(where), strong=True), line(how), field],
        language=texts.language,
        summary=f"{title}. {where}",
        speak=f"{title}. {where}. {how}",
        intent="trip.report.copy",
        actions=[back],
    )


def reports_card(texts: Texts, reports: Sequence[Reported], number: int, total: int) -> Reply:
    """A page, counted from 0, of those that may be published, the newest first."""
    title, pages = texts("trip_report.list_title"), pages_of(total, PAGE)
    lines = [texts.count("trip_report.list_total", total) if total else texts("trip_report.list_none")]
    lines += [texts("trip_report.list_page", page=number + 1, pages=pages)] if pages > 1 else []
    actions: list[Action] = []
    for place, one in enumerate(reports, number * PAGE + 1):
        lines.append(plain(_listed(texts, place, one.trip)))
        numbered = texts("trip_button.after_copy_number", number=place)
        actions.append(titled_trip_button(texts, numbered, "after_copy", one.trip))
    actions += [list_button(texts, "previous", number - 1)] if number else []
    actions += [list_button(texts, "next", number + 1)] if number + 1 < pages else []
    return reply(
        [heading(title), *map(line, lines)],
        language=texts.language,
        summary=f"{title}. {lines[0]}",
        speak=" ".join([f"{title}.", *lines]).replace("\\", ""),
        intent="trip.report.list",
        actions=actions,
    )


def list_button(texts: Texts, name: str, page: int = 0) -> Action:
    """A button to a page of the list."""
    data = {"do": "after_list", "page": page, "language": texts.language}
    return press_button(texts(f"trip_button.after_{name}"), data)


def _of_team(texts: Texts, report: TripReport) -> list[str]:
    lines = [texts("trip_report.publish" if report.publish else "trip_report.not_publish")]
    if report.rating:
        lines.append(texts("trip_report.rating", rating=texts(f"feedback.scale.{report.rating}")))
    return lines + ([texts("trip_report.later", words=plain(report.later))] if report.later else [])


def _listed(texts: Texts, number: int, trip: Trip) -> str:
    day = trip.made_on or trip.agreed.day
    what = shortened(themes_told(texts, trip.wanted.themes, trip.wanted.words), _LONGEST_WHAT)
    said = texts("trip_report.list_line", number=number, trip=_way(trip), day=full_day(texts, day) if day else "")
    return f"{said}: {what}" if what else said


def _way(trip: Trip) -> str:
    return " – ".join(filter(None, [trip.wanted.library, trip.agreed.host]))
