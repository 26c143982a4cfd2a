"""A member of the AKE team adds, moves and cancels an event by forms."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.intervals import HELSINKI
from bot.texts import texts_of
from tests.browser.playground import Playground

pytestmark = pytest.mark.browser

FI = texts_of("fi")


def _write(playground: Playground, label: str, value: str) -> None:
    """Write into the field of the newest card that has this label."""
    playground.last_card().get_by_label(FI(f"event_form.label.{label}")).first.fill(value)


def test_an_event_is_added_moved_and_cancelled(playground: Playground) -> None:
    playground.wait_for_card()
    # A Sunday far ahead, when there is nothing else.
    day = (datetime.now(HELSINKI) + timedelta(days=300)).date()
    day += timedelta(days=6 - day.weekday())
    playground.ask("lisää tapahtuma")
    playground.screenshot("event_add_empty")
    _write(playground, "own_series", "Lautapelikerho")
    _write(playground, "title", "Korttipelit")
    _write(playground, "day", day.isoformat())
    _write(playground, "start", "09:00")
    _write(playground, "end", "08:00")
    wrong = playground.press(FI("event_button.save"))
    playground.screenshot("event_add_wrong")
    assert FI("problem.end_not_after_start") in wrong
    _write(playground, "end", "10:00")
    added = playground.press(FI("event_button.save"))
    playground.screenshot("event_added")
    assert FI("event_care.done.add") in added
    assert "Lautapelikerho: Korttipelit" in added

    playground.ask("siirrä korttipelit")
    _write(playground, "start", "12:00")
    _write(playground, "end", "13:00")
    playground.narrow()
    playground.screenshot("event_move_narrow")
    assert playground.overflow() <= 0
    moved = playground.press(FI("event_button.save"))
    playground.screenshot("event_moved")
    assert FI("event.moved") in moved

    playground.ask("peru korttipelit")
    _write(playground, "reason", "vetäjä sairastui")
    cancelled = playground.press(FI("event_button.do_cancel"))
    playground.screenshot("event_cancelled")
    assert "vetäjä sairastui" in cancelled
    assert FI("event_changes.what.event_cancelled", title="Lautapelikerho: Korttipelit") in playground.ask("muutokset")
    playground.screenshot("event_changes")


def test_a_series_is_chosen_by_its_dates(playground: Playground) -> None:
    playground.wait_for_card()
    playground.ask("lisää tapahtuma digivartit joka toinen tiistai 9.00 10 kertaa")
    check = playground.press(FI("event_button.save"))
    playground.screenshot("event_series")
    playground.narrow()
    playground.screenshot("event_series_narrow")
    assert FI("event_form.dates_check") in check
    assert playground.overflow() <= 0
    assert "Digivartit" in playground.press(FI("event_button.save_dates"))
    playground.screenshot("event_series_saved")
