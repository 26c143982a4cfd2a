"""Answers in words for the AKE team's eyes, each with a button that hides it or shows it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.domain.feedback import FREE, ONWARD, USE, WISH, Question
from bot.services.feedback_words import OUTCOME, Said
from bot.texts import Texts
from dialogs.cards.elements import (
    Action,
    CardElement,
    buttons,
    fitting,
    group,
    heading,
    line,
    plain,
    press_button,
    reply,
    shortened,
)

PAGE = 6
"""Answers on a card."""

_SHOWN_OF_QUESTION = 24
_SHOWN_OF_OUTCOME = 500
_FIXED = (ONWARD, USE, FREE, WISH)


def questions_shown(texts: Texts, own: Sequence[Question]) -> list[Question]:
    """All questions whose answers are shown: a series' own, those that every event may be asked, what came of it."""
    asked = {one.key for one in own}
    named = [*((key, key) for key in _FIXED if key not in asked), (OUTCOME, "outcome")]
    return [*own, *(Question(key, texts(f"summary.question.{name}")) for key, name in named)]


def button_of_words(texts: Texts, event: int, question: Question, number: int) -> Action:
    """A button to the answers to a question."""
    name = shortened(question.said(texts.language), _SHOWN_OF_QUESTION)
    data = _data(texts, "summary_words", event, question.key, "")
    return press_button(texts("button.summary_words", question=name, n=number), data)


def words_card(texts: Texts, event: Event, question: Question, after: str, said: Sequence[Said]) -> Reply:
    """A page of answers that begins behind a hand. One more than is shown tells that there are more."""

    def card(most: int) -> Reply:
        shown = said[:most]
        title = question.said(texts.language)
        body: list[CardElement] = [heading(plain(title)), line(plain(event.facts.title))]
        body += [_block(texts, event.id, question.key, after, one) for one in shown]
        if not shown:
            body.append(line(texts("words.none")))
        back = press_button(
            texts("button.summary_back"), {"do": "summary_event", "event": event.id, "language": texts.language}
        )
        more = [_more(texts, event.id, question.key, shown[-1].hand)] if len(said) > len(shown) else []
        return reply(
            body,
            language=texts.language,
            summary=f"{title} ({event.facts.title})",
            speak=" ".join([f"{title}.", *(_spoken(texts, one) for one in shown)]),
            intent="feedback_summary.words",
            actions=[*more, back],
        )

    return fitting(card, PAGE)


def _block(texts: Texts, event: int, key: str, after: str, said: Said) -> CardElement:
    lines = [line(plain(_text(texts, said)), subtle=said.hidden)]
    if said.outcome is not None and key != OUTCOME:
        lines.append(line(plain(_later(texts, said)), subtle=True))
    data = _data(texts, "summary_hide", event, key, after) | {"hand": said.hand, "hidden": not said.hidden}
    title = texts("button.words_show" if said.hidden else "button.words_hide")
    return group([*lines, *buttons([press_button(title, data)])])


def _text(texts: Texts, said: Said) -> str:
    return texts("words.hidden") if said.hidden else said.text


def _later(texts: Texts, said: Said) -> str:
    assert said.outcome is not None
    used, words = texts(f"words.used.{said.outcome.used}"), shortened(said.outcome.words, _SHOWN_OF_OUTCOME)
    return texts("words.outcome_words", used=used, words=words) if words else texts("words.outcome", used=used)


def _spoken(texts: Texts, said: Said) -> str:
    return shortened(" ".join(_text(texts, said).split()), 200)


def _more(texts: Texts, event: int, key: str, after: str) -> Action:
    return press_button(texts("button.words_more"), _data(texts, "summary_words", event, key, after))


def _data(texts: Texts, do: str, event: int, key: str, after: str) -> dict[str, Any]:
    # Not "key": the simulator's page cannot press a button whose data has that name.
    return {"do": do, "event": event, "question": key, "after": after, "language": texts.language}
