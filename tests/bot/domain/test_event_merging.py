"""What Outlook tells goes together with what people changed here, part by part."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.event_merging import PARTS, adopted, different, merged, part_of, with_parts
from bot.domain.events import EventDraft, Form, Recording, Registration, Status
from tests.support.drafts import draft, helsinki

WORDS = st.sampled_from(["", "yksi", "kaksi"])
DRAFTS = st.builds(
    draft,
    series=WORDS,
    title=WORDS,
    place=WORDS,
    host=WORDS,
    link=WORDS,
    description=WORDS,
    form=st.sampled_from(Form),
    status=st.sampled_from(Status),
    starts=st.sampled_from([helsinki(2026, 10, 25, 3, 30), helsinki(2026, 10, 25, 3, 30, fold=1)]),
)


@given(DRAFTS, DRAFTS, DRAFTS)
def test_each_part_is_theirs_where_they_alone_changed_it_and_ours_otherwise(
    ours: EventDraft, before: EventDraft, after: EventDraft
) -> None:
    both = merged(ours, before, after)
    for part in PARTS:
        here, was, now = (part_of(one, part) for one in (ours, before, after))
        assert part_of(both.facts, part) == (now if here == was else here)
        assert (part in both.kept) == (here != was and now not in (was, here))


@given(DRAFTS, DRAFTS)
def test_what_was_never_changed_here_follows_wholly(before: EventDraft, after: EventDraft) -> None:
    both = merged(before, before, after)
    assert (different(both.facts, after), both.kept) == ((), ())


@given(DRAFTS, DRAFTS)
def test_all_parts_taken_nothing_differs(ours: EventDraft, told: EventDraft) -> None:
    assert different(with_parts(ours, told, different(ours, told)), told) == ()


def test_what_outlook_has_no_fields_for_stays_ours() -> None:
    ours = draft(registration=Registration("https://ilmo.example"), recording=Recording("https://video.example"))
    after = merged(ours, draft(), draft(title="Uusi")).facts
    assert (after.registration, after.recording, after.key) == (ours.registration, ours.recording, ours.key)


def test_the_hour_that_comes_twice_is_two_hours() -> None:
    early, late = helsinki(2026, 10, 25, 3, 30), helsinki(2026, 10, 25, 3, 30, fold=1)
    ends = helsinki(2026, 10, 25, 5)
    first, second = draft(starts=early, ends=ends), draft(starts=late, ends=ends)
    assert different(first, second) == ("times",)


def test_a_moved_event_takes_place_as_a_planned_one_does() -> None:
    assert different(draft(status=Status.MOVED), draft(status=Status.PLANNED)) == ()


def test_adopted_an_event_of_ours_is_only_filled_in() -> None:
    ours = draft(host="Aino", link="")
    told = replace(ours, host="Bo", link="https://teams.example", description="Kuvaus", status=Status.CANCELLED)
    found = adopted(ours, told)
    assert (found.host, found.link, found.description) == ("Aino", "https://teams.example", "Kuvaus")
    assert found.status is Status.PLANNED
