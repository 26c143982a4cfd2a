"""What has become of an event while its form was open."""

from __future__ import annotations

from bot.domain.event_differences import differences, mark, marks, marks_of, together
from bot.domain.event_forms import Field, written
from tests.support.drafts import draft

LONG = "pitkä " * 30


def test_what_has_changed_is_told_with_what_was_there() -> None:
    before, after = written(draft(host="Aino", description=LONG)), written(draft(host="Eero", description=LONG + "a"))
    was = marks_of(marks(before))
    assert differences(was, before) == []
    told = {field: (old, new) for field, old, new in differences(was, after)}
    assert told[Field.HOST] == ("Aino", "Eero")
    assert told[Field.DESCRIPTION] == (LONG[:80] + " …", LONG + "a")
    assert len(told) == 2


def test_what_was_left_alone_becomes_what_it_is_now() -> None:
    was = {Field.HOST: "Aino", Field.PLACE: "", Field.DESCRIPTION: mark(LONG)}
    now = {Field.HOST: "Eero", Field.PLACE: "Juva", Field.DESCRIPTION: "Uusi"}
    wrote = {Field.HOST: "Helmi", Field.PLACE: "", Field.DESCRIPTION: LONG}
    assert together(wrote, was, now) == {Field.HOST: "Helmi", Field.PLACE: "Juva", Field.DESCRIPTION: "Uusi"}


def test_marks_that_cannot_be_are_left_out() -> None:
    assert marks_of("x") == {}
    marked = marks_of({"host": 7, "place": "p" * 1000, "title": "t"})
    assert (Field.HOST in marked, Field.PLACE in marked, marked[Field.TITLE]) == (False, False, "t")
