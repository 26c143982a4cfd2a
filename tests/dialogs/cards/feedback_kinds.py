"""One card of every kind about feedback, for the shortest, the longest and the most hostile of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.domain.feedback import MAX_QUESTION, MAX_QUESTIONS, MAX_WORDS, Outcome, Question, Used
from bot.services.feedback import usual_questions
from bot.services.libraries import municipalities
from bot.texts import texts_of
from dialogs.cards.feedback import ask_card, choose_card, feedback_told_card, form_card, refused_card, thanks_card
from dialogs.cards.feedback_outcome import outcome_card
from dialogs.cards.feedback_questions import Row, questions_card, series_card
from dialogs.feedback import OFFERED
from dialogs.feedback_form import Filled
from tests.dialogs.cards.announcement_kinds import HOSTILE


def feedback_cards(language: str, events: Sequence[Event]) -> Iterator[tuple[str, Reply]]:
    """Every kind of card of feedback, by a name for each."""
    texts, usual = texts_of(language), usual_questions()
    many = [Question(f"q{n}", f"{n} " + "ä" * (MAX_QUESTION - 2)) for n in range(MAX_QUESTIONS)]
    forms = {
        "empty": (usual, Filled()),
        "hostile": (usual, Filled("3", {one.key: HOSTILE for one in usual}, "Juva")),
        "long": (many, Filled("5", {one.key: "😀" * (MAX_WORDS + 1) for one in many}, "Juva")),
    }
    for number, event in enumerate(events):
        yield f"ask {number}", ask_card(texts, event)
        for name, (asked, form) in forms.items():
            faults = {"rating": "rating", f"words_{asked[0].key}": "words", "library": "library"}
            yield f"form {number} {name}", form_card(texts, event, asked, form, municipalities(), again=True)
            yield f"form {number} {name} wrong", form_card(texts, event, asked, form, municipalities(), faults=faults)
        yield f"outcome {number}", outcome_card(texts, event)
        for wrong in ("used", "words"):
            given = Outcome(Used.YES, HOSTILE)
            yield f"outcome {number} {wrong}", outcome_card(texts, event, given, wrong=wrong)
        yield f"ask again {number}", ask_card(texts, event, again=True)
        yield f"refused {number}", refused_card(texts, event, "not_yet")
    for name, rows in {
        "usual": [Row(one.key, one.fi, one.en) for one in usual],
        "long": [Row("k" * 64, "😀" * 300, "ä" * 300)] * MAX_QUESTIONS,
    }.items():
        yield f"questions {name}", questions_card(texts, HOSTILE, rows, own=True, wrong="too_long")
    yield "questions choose", series_card(texts, [f"Sarja {n}" for n in range(99)])
    shown = events[:OFFERED]
    yield "feedback choose", choose_card(texts, shown, [f"{n} {one.facts.title}" for n, one in enumerate(shown)])
    for key in ("thanks", "thanks_changed"):
        yield key, thanks_card(texts, key)
        yield f"{key} library", thanks_card(texts, key, "Juva")
    for key in ("taken_back", "nothing_to_take_back", "thanks_attended", "thanks_absent"):
        yield key, feedback_told_card(texts, key)
