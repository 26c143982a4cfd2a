"""Headers of tables."""

from __future__ import annotations

import pytest

from bot.domain.errors import BadInput
from bot.files.columns import REQUIRED, Column, column_of, read_header
from bot.files.row import Row


@pytest.mark.parametrize("name", ["Päättyy", "PÄÄTTYY", " päättyy ", "Pa\u0308a\u0308ttyy", "\ufeffPäättyy"])
def test_names_in_any_spelling(name: str) -> None:
    assert column_of(name) is Column.ENDS


def test_columns_are_found_where_they_are() -> None:
    columns, notes = read_header(Row(1, ["Muu", *reversed(REQUIRED), ""]))
    assert columns == {column: 5 - index for index, column in enumerate(REQUIRED)}
    assert [note.slots for note in notes] == [{"columns": "Muu"}]


@pytest.mark.parametrize(
    ("names", "code"),
    [([], "missing_columns"), (["Tunnus"], "missing_columns"), (["Tunnus", "tunnus"], "repeated_column")],
)
def test_headers_that_cannot_be_used(names: list[str], code: str) -> None:
    with pytest.raises(BadInput, match=code):
        read_header(Row(1, names))
