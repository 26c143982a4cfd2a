"""The order of hosts that fit: whatever the candidates, what is fair and new goes first, and nobody comes twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.trip_hosts import Offer
from bot.domain.trip_matching import NOT_WORSE, Candidate, Fit, Reason, ranked

LIBRARIES = ("Aamula", "Iltala", "Keskilä", "Perälä", "Rantala")


def candidate(
    number: int = 1,
    library: str = "Aamula",
    share: float = 1.0,
    kilometres: int | None = 50,
    load: float = 0.0,
    *,
    wished: bool = False,
    been: bool = False,
    full: bool = False,
) -> Candidate:
    """A candidate that fits by a theme."""
    offer = Offer(number, str(number), 1, "29:host", "", library, ("events",))
    return Candidate(offer, Fit(share, ("events",)), kilometres, load, wished, been, full)


@st.composite
def _candidates(draw: st.DrawFn) -> list[Candidate]:
    wished = draw(st.sets(st.sampled_from(LIBRARIES), max_size=1))
    been = draw(st.sets(st.sampled_from(LIBRARIES)))
    loads = {library: draw(st.floats(0, 20)) for library in LIBRARIES}
    return [
        candidate(
            number,
            library := draw(st.sampled_from(LIBRARIES)),
            draw(st.floats(0.1, 1)),
            draw(st.none() | st.integers(5, 400)),
            loads[library],
            wished=library in wished,
            been=library in been,
            full=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 12)))
    ]


def _names(candidates: list[Candidate], most: int = 3) -> list[str]:
    return [one.offer.library for one in ranked(candidates, most)]


@given(_candidates(), st.integers(0, 5))
def test_at_most_so_many_hosts_each_once_and_all_of_them_fit(candidates: list[Candidate], most: int) -> None:
    names = _names(candidates, most)
    assert len(names) <= most
    assert len(names) == len(set(names))
    by_number = {one.offer.id: one for one in candidates}
    best = max((one.fit.share for one in candidates), default=0)
    assert all(by_number[one.offer.id].fit.share >= NOT_WORSE * best for one in ranked(candidates, most))
    assert bool(names) == bool(candidates and most)


@given(_candidates())
def test_nobody_is_sent_to_the_same_place_again_while_another_host_fits(candidates: list[Candidate]) -> None:
    best = max((one.fit.share for one in candidates), default=0)
    new = {one.offer.library for one in candidates if one.fit.share >= NOT_WORSE * best and not one.been}
    for one in ranked(candidates, 3):
        if Reason.BEEN_BEFORE in one.reasons and Reason.WISHED not in one.reasons:
            assert not new


@given(_candidates())
def test_a_full_host_comes_only_when_named_or_when_nobody_new_has_room(candidates: list[Candidate]) -> None:
    best = max((one.fit.share for one in candidates), default=0)
    free = [one for one in candidates if one.fit.share >= NOT_WORSE * best and not one.full and not one.been]
    for one in ranked(candidates, 3):
        if Reason.FULL in one.reasons and Reason.WISHED not in one.reasons:
            assert not free


@given(_candidates())
def test_a_named_host_goes_first(candidates: list[Candidate]) -> None:
    wished = [Reason.WISHED in one.reasons for one in ranked(candidates, 5)]
    assert wished == sorted(wished, reverse=True)


@given(st.permutations(range(8)), st.data())
def test_the_order_of_the_offers_does_not_matter(order: list[int], data: st.DataObject) -> None:
    candidates = [
        candidate(number, f"{number}", data.draw(st.floats(0.1, 1)), data.draw(st.integers(5, 300)))
        for number in range(8)
    ]
    assert ranked(candidates, 3) == ranked([candidates[i] for i in order], 3)


@given(st.integers(5, 400), st.floats(0, 9), st.floats(0.1, 9))
def test_of_equals_those_come_first_who_have_hosted_less(kilometres: int, load: float, more: float) -> None:
    busy = candidate(1, "Aamula", kilometres=kilometres, load=load + more)
    seldom = candidate(2, "Iltala", kilometres=kilometres, load=load)
    first, second = ranked([busy, seldom], 2)
    assert first.offer.library == "Iltala"
    assert Reason.SELDOM in first.reasons
    assert Reason.SELDOM not in second.reasons


def test_the_near_one_comes_first_of_those_that_nobody_has_visited() -> None:
    far, near = candidate(1, "Aamula", kilometres=250), candidate(2, "Iltala", kilometres=40)
    first, second = ranked([far, near], 2)
    assert first.reasons == (Reason.THEME, Reason.NEAR, Reason.NEW)
    assert second.reasons == (Reason.THEME, Reason.NEW)
    assert (first.kilometres, first.themes) == (40, ("events",))


def test_a_host_that_fits_wholly_is_worth_a_longer_way_but_not_any() -> None:
    half, whole = candidate(1, "Aamula", 0.7, 20), candidate(2, "Iltala", 1.0, 60)
    assert _names([half, whole]) == ["Iltala", "Aamula"]
    assert _names([half, candidate(2, "Iltala", 1.0, 250)]) == ["Aamula", "Iltala"]


def test_what_fits_far_worse_is_not_suggested() -> None:
    assert _names([candidate(1, "Aamula", 0.3, 10), candidate(2, "Iltala", 1.0, 200)]) == ["Iltala"]


def test_where_everybody_has_been_that_is_said() -> None:
    (one,) = ranked([candidate(been=True, full=True, kilometres=None)], 3)
    assert one.reasons == (Reason.THEME, Reason.BEEN_BEFORE, Reason.FULL)
    assert one.kilometres == 0


def test_a_full_host_is_not_said_to_be_seldom_visited() -> None:
    full = candidate(1, "Aamula", wished=True, full=True)
    reasons = {one.offer.library: one.reasons for one in ranked([full, candidate(2, "Iltala", load=2)], 2)}
    assert reasons["Aamula"] == (Reason.WISHED, Reason.THEME, Reason.NEAR, Reason.NEW, Reason.FULL)


def test_a_host_is_suggested_by_its_best_offer() -> None:
    (one,) = ranked([candidate(1, share=0.7), candidate(2, share=1.0), candidate(3, full=True)], 3)
    assert one.offer.id == 2
