"""Reading the transducer's tags."""

from __future__ import annotations

from bot.understanding.morphology.finite_state import read
from bot.understanding.morphology.words import Case, WordClass


def test_a_plain_noun() -> None:
    (found,) = read("[Ln][Xp]koira[X]koir[Sg][Nm]ien")
    assert found.reading.lemma == "koira"
    assert found.reading.case is Case.GENITIVE


def test_a_participle_is_its_verb_too() -> None:
    readings = [found.reading for found in read("[Lt][Xp]perua[X]peru[Ll][Rt]t[Xj]tu[X]tu[Sn][Ny]")]
    assert [(r.lemma, r.word_class) for r in readings] == [
        ("peruttu", WordClass.ADJECTIVE),
        ("perua", WordClass.VERB),
    ]


def test_an_odd_compound_costs_more_than_a_word() -> None:
    plain = read("[Ln][Xp]koira[X]koir[Sn][Ny]a")[0]
    compound = read("[Ln][Xp]koi[X]koi[Sn][Ny][Bh][Bc][Ln][Xp]ra[X]r[Sn][Ny]a")[0]
    assert compound.cost > plain.cost


def test_letters_without_tags_are_their_own_base_form() -> None:
    assert read("[Lp]digi[Bh][Bc][Ln][Xp]vartti[X]vart[Sn][Nm]it")[0].reading.parts == ("digi", "vartti")
