"""What is wrong with an answer, and which questions are said how."""

from __future__ import annotations

from bot.domain.feedback import MAX_WORDS, Answer, Question, faults_of, with_hidden


def test_a_rating_is_needed_and_words_are_bounded() -> None:
    assert faults_of(5, {"use": "x" * MAX_WORDS}) == {}
    assert faults_of(1, {}) == {}
    for wrong in (None, 0, 6):
        assert faults_of(wrong, {}) == {"rating": "missing"}
    assert faults_of(3, {"use": "x" * (MAX_WORDS + 1), "free": "ok"}) == {"use": "too_long"}


def test_a_question_is_said_in_the_language_that_it_has() -> None:
    assert Question("a", "Mitä?", "What?").said("en") == "What?"
    assert Question("a", "Mitä?", "What?").said("fi") == "Mitä?"
    assert Question("a", "Mitä?").said("en") == "Mitä?"
    assert Question("a", "", "What?").said("fi") == "What?"


def test_hidden_words_and_empty_ones_are_left_out() -> None:
    answer = Answer(4, {"use": "Matti Meikäläinen auttoi", "free": "Hyvä!", "onward": ""})
    assert with_hidden(answer, {"use"}) == {"free": "Hyvä!"}
