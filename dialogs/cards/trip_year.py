"""The card of a year of peer-learning trips: sentences, lists, and who visited whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.conversation import Reply
from bot.domain.trip_period import Period
from bot.services.trip_year import SeenYear
from bot.texts import Texts
from bot.texts.terms import term_name
from dialogs.cards.elements import Action, fitting, heading, line, open_button, press_button, reply
from dialogs.cards.trip_year_lines import year_sentences
from dialogs.cards.trip_year_lists import MOST, year_lists

_YEARS_SHOWN = 3
"""Other years that can be pressed: the latest."""


def trip_year_card(texts: Texts, seen: SeenYear, today: date, smallest: int, address: str, how: str) -> Reply:
    """A period as a whole. `address` is that of its file, empty where none is given; `how` tells of that."""
    period = seen.trips.period
    if not seen.trips.requests and not seen.trips.made:
        return _empty_card(texts, seen)
    title, sentences = _title(texts, period), year_sentences(texts, seen, today, smallest)
    load = [open_button(texts("button.report_download"), address)] if address else []

    def card(most: int) -> Reply:
        elements, spoken = year_lists(texts, seen.trips, most)
        return reply(
            [heading(title), *(line(one) for one in sentences), *elements, line(how)],
            language=texts.language,
            summary=f"{title}. {sentences[0]}",
            speak=" ".join([f"{title}.", *sentences, *spoken, how]),
            intent="trip_year",
            actions=[*load, *_buttons(texts, seen)],
        )

    return fitting(card, MOST)


def _empty_card(texts: Texts, seen: SeenYear) -> Reply:
    """That there is nothing, and which years have something."""
    title = _title(texts, seen.trips.period)
    lines = [texts("trip_year.nothing" if seen.years else "trip_year.nothing_ever")]
    if seen.years:
        lines.append(texts.count("trip_year.have", len(seen.years), years=", ".join(map(str, seen.years))))
    return reply(
        [heading(title), *map(line, lines)],
        language=texts.language,
        summary=f"{title}. {lines[0]}",
        speak=" ".join([f"{title}.", *lines]),
        intent="trip_year.empty",
        actions=_buttons(texts, seen),
    )


def _title(texts: Texts, period: Period) -> str:
    if period.half:
        return texts("trip_year.title_half", term=term_name(texts, period.half))
    return texts("trip_year.title", year=period.year)


def _buttons(texts: Texts, seen: SeenYear) -> Sequence[Action]:
    """To the libraries to be encouraged, and to other years."""
    shown, language = seen.trips.period.name, texts.language
    years = [str(year) for year in seen.years[:_YEARS_SHOWN] if str(year) != shown]
    return [
        press_button(
            texts("trip_year_button.encourage"), {"do": "trips_encourage", "period": shown, "language": language}
        ),
        *(
            press_button(
                texts("trip_year_button.year", year=year), {"do": "trips_year", "period": year, "language": language}
            )
            for year in years
        ),
    ]
