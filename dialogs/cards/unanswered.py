"""Cards about questions without an answer: what whoever asked can do, and the AKE team's list of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.paging import pages_of
from bot.domain.unanswered import Awaited, Unanswered
from bot.domain.written_answers import WrittenAnswer
from bot.texts import Texts
from bot.texts.moments import short_date
from dialogs.cards.elements import (
    Action,
    CardElement,
    buttons,
    group,
    heading,
    line,
    plain,
    press_button,
    reply,
    sentences_card,
    shortened,
    without_inputs,
)
from dialogs.cards.inputs import choice
from dialogs.cards.written import answers_button, written_data

PAGE = 5
"""Questions on a card of the list: each has its words, its counts and its button."""

_SHOWN_OF_TITLE = 80


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list, counted from 0. `readings` say of each question what the bot took it for."""

    questions: Sequence[Awaited]
    readings: Sequence[str]
    number: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total, PAGE)


def hear_button(texts: Texts, question: int) -> Action:
    """The button of whoever wants to hear when there is an answer."""
    return press_button(texts("unanswered_button.hear"), _data(texts, "hear", question=question))


def will_hear_card(texts: Texts, question: int) -> Reply:
    """They will be told."""
    back = press_button(texts("unanswered_button.unhear"), _data(texts, "unhear", question=question))
    return _told(texts, "hear", texts("unanswered.will_hear"), texts("unanswered.will_hear_kept"), actions=[back])


def not_known_card(texts: Texts, question: int) -> Reply:
    """Nothing is known of what was asked; it was kept for the team, if it has a number."""
    kept = texts("unanswered.kept" if question else "unanswered.not_kept")
    return _told(texts, "else", texts("other.title"), kept, actions=[hear_button(texts, question)] if question else [])


def unanswered_told_card(texts: Texts, sentence: str, actions: Sequence[Action] = ()) -> Reply:
    """What was done with a question, or why nothing could be."""
    return _told(texts, "told", texts("unanswered.title"), sentence, actions=actions)


def unanswered_list_card(texts: Texts, page: Page, told: str = "") -> Reply:
    """A page of the list, with what was just done above it."""
    title = texts("unanswered.title")
    lines = [told] if told else []
    lines.append(texts.count("unanswered.total", page.total) if page.total else texts("unanswered.none"))
    if page.pages > 1:
        lines.append(texts("unanswered.page", page=page.number + 1, pages=page.pages))
    body = [heading(title), *(line(plain(one)) for one in lines)]
    spoken = []
    for number, (one, reading) in enumerate(zip(page.questions, page.readings, strict=True), page.number * PAGE + 1):
        name = texts("unanswered.numbered", number=number, wording=one.question.wordings[0])
        show = press_button(
            texts("unanswered_button.open", number=number), _data(texts, "open", question=one.question.id)
        )
        body.append(group([line(plain(name), strong=True), *_facts(texts, one, reading), *buttons([show])]))
        spoken.append(f"{name}. {_counted(texts, one)}")
    return reply(
        body,
        language=texts.language,
        summary=told or f"{title}. {lines[0]}",
        speak=" ".join([f"{title}.", *lines, *spoken]),
        intent="unanswered.list",
        actions=[*_ways_on(texts, page), answers_button(texts)],
    )


def question_card(texts: Texts, one: Awaited, reading: str, *, asks_drop: bool = False) -> Reply:
    """A question with all that the team can do with it; `asks_drop` asks whether to pass over it although some wait."""
    title, question = texts("unanswered.one"), one.question
    told = texts.count("unanswered.drop_asked", one.hearers) if asks_drop else ""
    sure = {"surely": True} if asks_drop else {}
    first, *others = question.wordings
    body = [heading(title), *([line(plain(told))] if told else []), line(plain(first), strong=True)]
    body += [line(plain(other), close=True) for other in others]
    actions = [
        press_button(texts("unanswered_button.answer"), written_data(texts, "form", question=question.id)),
        press_button(texts("unanswered_button.join"), _data(texts, "join", question=question.id)),
        press_button(
            texts(f"unanswered_button.drop{'_surely' if asks_drop else ''}"),
            _data(texts, "drop", question=question.id, **sure),
        ),
        list_button(texts),
    ]
    return reply(
        [*body, *_facts(texts, one, reading)],
        language=texts.language,
        summary=f"{title}: {first}",
        speak=" ".join(filter(None, [f"{title}.", told, f"{first}.", _counted(texts, one), reading])),
        intent="unanswered.open",
        actions=actions,
    )


def join_card(texts: Texts, question: Unanswered, answers: Sequence[WrittenAnswer], problem: str = "") -> Reply:
    """The form that asks which answer is this question's already."""
    title, how = texts("unanswered.join_title"), texts("unanswered.join_how")
    options = {answer.key: shortened(answer.writing.title, _SHOWN_OF_TITLE) for answer in answers}
    field = choice(
        "into", texts("unanswered.join_label"), options, "", error=texts("unanswered.join_error"), style="compact"
    )
    lines = [how, *([problem] if problem else [])]
    save = press_button(texts("unanswered_button.save_join"), _data(texts, "save_join", question=question.id))
    return reply(
        [heading(title), line(plain(question.wordings[0]), strong=True), *map(line, lines), field],
        language=texts.language,
        summary=f"{title}. {question.wordings[0]}",
        speak=" ".join([f"{title}.", question.wordings[0], *lines]),
        intent="unanswered.join",
        actions=[save, without_inputs(open_question_button(texts, question.id))],
    )


def list_button(texts: Texts, page: int = 0, name: str = "list") -> Action:
    """The button that shows the list; what is written on its card is not sent along."""
    return without_inputs(press_button(texts(f"unanswered_button.{name}"), _data(texts, "list", page=page)))


def open_question_button(texts: Texts, question: int) -> Action:
    """The way back to a question."""
    return press_button(texts("unanswered_button.back"), _data(texts, "open", question=question))


def _facts(texts: Texts, one: Awaited, reading: str) -> list[CardElement]:
    return [line(_counted(texts, one), subtle=True, close=True), line(plain(reading), subtle=True, close=True)]


def _counted(texts: Texts, one: Awaited) -> str:
    question = one.question
    asked = texts.count("unanswered.asked", question.number, day=short_date(question.last_on, question.last_on))
    return f"{asked} {texts.count('unanswered.hearers', one.hearers)}" if one.hearers else asked


def _ways_on(texts: Texts, page: Page) -> list[Action]:
    found = [list_button(texts, page.number + 1, "next")] if page.number + 1 < page.pages else []
    return [*found, *([list_button(texts, page.number - 1, "previous")] if page.number else [])]


def _told(texts: Texts, intent: str, *sentences: str, actions: Sequence[Action] = ()) -> Reply:
    shown = (plain(one) for one in sentences)
    return sentences_card(*shown, language=texts.language, intent=f"unanswered.{intent}", actions=actions)


def _data(texts: Texts, do: str, **more: Any) -> dict[str, Any]:
    return {"do": f"unanswered_{do}", "language": texts.language, **more}
