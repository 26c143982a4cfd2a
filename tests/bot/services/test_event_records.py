"""Facts as they are kept in the record of changes."""

from __future__ import annotations

import pytest

from bot.domain.events import EventDraft, Form, Recording, Registration, Status
from bot.jsontext import decoded, encoded
from bot.services.event_records import facts_of_plain, facts_to_plain
from tests.support.drafts import draft, helsinki


@pytest.mark.parametrize(
    "facts",
    [
        draft(),
        draft(starts=helsinki(2026, 10, 25, 3, 30, fold=1), form=Form.HYBRID, status=Status.MOVED, place="Juva"),
        draft(recording=Recording("https://a.example/"), registration=Registration("https://b.example/", None, 5)),
        draft(recording=Recording("https://a.example/", helsinki(2027, 1, 1).date()), all_day=True),
        None,
    ],
)
def test_facts_come_back_as_they_were(facts: EventDraft | None) -> None:
    back = facts_of_plain(decoded(encoded(facts_to_plain(facts))))
    assert back == facts
    if facts is not None:
        assert back is not None
        assert back.same_as(facts)
