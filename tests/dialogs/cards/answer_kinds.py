"""One card of every kind about the AKE team's answers and questions without one, from the shortest to the longest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.domain.conversation import Reply
from bot.domain.unanswered import MAX_WORDING, MOST_WORDINGS, Awaited, NewlyAnswered, Unanswered
from bot.domain.written_answers import MAX_LINK, MAX_TEXT, MAX_TITLE, MAX_WAY, MAX_WAYS, Writing, WrittenAnswer
from bot.texts import texts_of
from dialogs.cards.answer_care import PAGE as ANSWERS
from dialogs.cards.answer_care import Draft, answer_care_card, answer_list_card, writing_card
from dialogs.cards.unanswered import (
    PAGE,
    Page,
    join_card,
    not_known_card,
    question_card,
    unanswered_list_card,
    unanswered_told_card,
    will_hear_card,
)
from dialogs.cards.written import meant_card, newly_answered_card, written_card
from tests.dialogs.cards.announcement_kinds import HOSTILE

KEY = "a" * 32
FAULTS = {"title": "missing", "text": "too_long", "title_en": "missing", "text_en": "missing", "link": "wrong"}


def writings() -> Iterator[tuple[str, Writing]]:
    """Answers as short, as long and as hostile as they can be."""
    link = "https://linkki.example/" + "a" * (MAX_LINK - 23)
    yield "short", Writing("a", "a", ways=("a",))
    yield "hostile", Writing(HOSTILE, f"{HOSTILE}\n\n{HOSTILE}", HOSTILE, HOSTILE, ways=(HOSTILE,))
    for letter in ("ä", "<", "😀", '"'):
        title, text = letter * MAX_TITLE, letter * MAX_TEXT
        yield f"long {letter}", Writing(title, text, title, text, link, (letter * MAX_WAY,) * MAX_WAYS)


def answer_cards(language: str) -> Iterator[tuple[str, Reply]]:
    """Cards about answers and about questions."""
    texts = texts_of(language)
    for name, writing in writings():
        answer = WrittenAnswer(KEY, writing, 3, before=writing)
        gone = replace(answer, removed=True)
        wording = writing.ways[0][:MAX_WORDING]
        question = Unanswered(7, (wording,) * MOST_WORDINGS, "fi", 12, date(2026, 11, 20))
        one = Awaited(question, 3)
        reading = texts("unanswered.nearest.answer", title=writing.title)
        yield f"{name} written", written_card(texts, answer, wording)
        yield f"{name} start", written_card(texts, replace(answer, version=0), "")
        yield f"{name} meant", meant_card(texts, [answer] * 3, wording)
        yield f"{name} newly answered", newly_answered_card(texts, NewlyAnswered(wording, answer))
        yield f"{name} answers", answer_list_card(texts, [answer] * (3 * ANSWERS), 1, writing.title)
        yield f"{name} answer", answer_care_card(texts, answer, texts("answer_care.saved"))
        yield f"{name} removed answer", answer_care_card(texts, gone)
        yield f"{name} form", writing_card(texts, Draft(answer, 7, faults=FAULTS | {"ways": "too_long"}))
        seen = Draft(answer, 7, elsewhere=writing.ways[:2], seen="b" * 16, told=texts("answer_care.look_again"))
        yield f"{name} preview", writing_card(texts, seen)
        page = Page([one] * PAGE, [reading] * PAGE, 1, 3 * PAGE)
        yield f"{name} questions", unanswered_list_card(texts, page, texts("unanswered.dropped", wording=wording))
        yield f"{name} question", question_card(texts, one, reading, asks_drop=True)
        yield f"{name} join", join_card(texts, question, [answer] * 50, texts("unanswered.join_error"))
    yield "no questions", unanswered_list_card(texts, Page((), (), 0, 0))
    yield "no answers", answer_list_card(texts, [], 0)
    yield "will hear", will_hear_card(texts, 7)
    yield "not known", not_known_card(texts, 7)
    yield "not kept", not_known_card(texts, 0)
    yield "question told", unanswered_told_card(texts, texts("unanswered.in_private"))
