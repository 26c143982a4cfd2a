"""A closed set of words."""

from __future__ import annotations

from bot.understanding.morphology.paradigms import inflect
from bot.understanding.morphology.vocabulary import Vocabulary
from bot.understanding.morphology.words import Case, Reading, WordClass

KOIRA = Reading("koira", ("koira",), WordClass.NOUN)
PAIVA = Reading("päivä", ("päivä",), WordClass.NOUN)
WORDS = Vocabulary([(KOIRA, inflect("koira")), (PAIVA, inflect("päivä"))])


def test_a_form_is_found_with_its_case() -> None:
    (reading,) = WORDS.find("koirista")
    assert (reading.lemma, reading.case) == ("koira", Case.ELATIVE)
    assert WORDS.find("kissa") == ()


def test_dots_are_put_back_only_where_they_were_left_out() -> None:
    assert WORDS.with_dots("paivat") == "päivät"
    assert WORDS.with_dots("köira") == ""


def test_a_form_of_two_words_has_both() -> None:
    both = Vocabulary([(KOIRA, {"x": Case.GENITIVE}), (PAIVA, {"x": Case.PARTITIVE})])
    assert [reading.lemma for reading in both.find("x")] == ["koira", "päivä"]
