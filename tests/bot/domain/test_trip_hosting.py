"""The room that hosts have, who has been where, and how much each has hosted for its size."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.trip_hosting import Hosting, Place, open_months
from bot.domain.trip_hosts import Offer, Visit

TODAY = date(2026, 11, 26)
MAY, JUNE = (2027, 5), (2027, 6)
PLACES = {
    "Aamula": Place("Aamula", (62.0, 27.0), 8000),
    "Haarala": Place("Aamula", (62.1, 27.1), 900),
    "Iltala": Place("Iltala", (63.0, 27.0), 1000),
    "Suurila": Place("Suurila", (62.5, 27.5), 32000),
    "Valtala": Place("Valtala", (62.5, 28.5), 500000),
}
OFFER = Offer(7, "k", 1, "29:host", "", "Iltala", per_month=2)


def visit(
    host: str = "Iltala",
    month: tuple[int, int] | None = MAY,
    library: str = "Suurila",
    who: str = "29:b",
    *,
    certain: bool = True,
    offer: int | None = 7,
) -> Visit:
    """A visit of somebody else."""
    return Visit(1, who, library, host, month, certain, offer)


def hosting(*visits: Visit) -> Hosting:
    """These visits, seen on a day of November."""
    return Hosting(visits, PLACES, TODAY)


@pytest.mark.parametrize(
    ("visits", "room"),
    [
        ([], True),
        ([visit()], True),
        ([visit(), visit()], False),
        ([visit(), visit(certain=False)], False),
        ([visit(), visit(offer=None)], False),
        ([visit(), visit(offer=8)], True),
        ([visit(), visit(month=JUNE)], True),
        ([visit(), visit("Aamula")], True),
        ([visit(), visit(month=None)], True),
    ],
)
def test_agreed_and_asked_visits_take_the_room_of_their_month(visits: list[Visit], room: bool) -> None:
    assert hosting(*visits).room(OFFER, {MAY}, "29:a") is room
    assert hosting(*visits).room(OFFER, {MAY, (2027, 7)}, "29:a")
    assert hosting(*visits).room(OFFER, set(), "29:a")


def test_what_was_asked_for_oneself_takes_no_room_from_oneself() -> None:
    visits = [visit(), visit(who="29:a", certain=False)]
    assert hosting(*visits).room(OFFER, {MAY}, "29:a")
    assert not hosting(*visits).room(OFFER, {MAY}, "29:c")


def test_months_in_which_an_offer_is_closed_are_no_months_of_it() -> None:
    closed = Offer(7, "k", 1, "29:host", "", "Iltala", closed=(5,))
    assert open_months(closed, {MAY, JUNE}) == frozenset({JUNE})
    assert open_months(closed, {MAY}) is None
    assert open_months(closed, ()) == frozenset()
    assert open_months(Offer(7, "k", 1, "", "", "Iltala", closed=tuple(range(1, 13))), ()) is None


def test_one_has_been_where_the_own_people_or_a_branch_of_theirs_have_been() -> None:
    of_branch = visit("Iltala", library="Haarala")
    own = visit("Suurila", who="29:a", library="Valtala")
    of_others = visit("Valtala")
    only_asked = visit("Valtala", library="Aamula", certain=False)
    assert hosting(of_branch, own, of_others, only_asked).been("29:a", "Aamula") == {"Iltala", "Suurila"}


def test_what_has_no_name_any_more_is_nobodys() -> None:
    erased = visit("Iltala", who="", library="")
    assert hosting(erased).been("", "") == frozenset()


def test_a_small_library_is_loaded_sooner_and_what_is_a_year_ago_not_at_all() -> None:
    loads = [hosting(visit(name), visit(name, (2025, 11))).load(name) for name in ("Iltala", "Aamula", "Suurila")]
    assert loads == [2.0, 1.0, 0.5]
    assert hosting(visit("Valtala"), visit("Valtala", None)).load("Valtala") == pytest.approx(2 / 3)
