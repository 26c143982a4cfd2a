"""An answer of the AKE team as whoever asked sees it, which of several was meant, and the news that there is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.unanswered import MAX_WORDING, NewlyAnswered
from bot.domain.written_answers import Writing, WrittenAnswer
from bot.texts import Texts
from dialogs.cards.announcements import SPOKEN
from dialogs.cards.elements import (
    Action,
    CardElement,
    heading,
    line,
    open_button,
    plain,
    press_button,
    reply,
    safe_link,
    shortened,
)


def written_card(texts: Texts, answer: WrittenAnswer, asked: str) -> Reply:
    """The answer, with a way to tell that something else was asked."""
    by_team = [line(texts("written.from_team"), subtle=True)] if answer.version else []
    return _card(texts, answer.writing, asked, by_team)


def meant_card(texts: Texts, meant: Sequence[WrittenAnswer], asked: str) -> Reply:
    """Asks which of several answers was meant."""
    title = texts.count("written.meant", len(meant))
    names = [title_of(texts, answer.writing) for answer in meant]
    shows = [
        press_button(shortened(name, MAX_BUTTON), written_data(texts, "show", answer=answer.key))
        for name, answer in zip(names, meant, strict=True)
    ]
    return reply(
        [heading(title), *(line(plain(name)) for name in names)],
        language=texts.language,
        summary=f"{title} {names[0]}",
        speak=" ".join([title, *(f"{name}." for name in names)]),
        intent="written.meant",
        actions=[*shows, *_else(texts, "none_meant", asked)],
    )


def newly_answered_card(texts: Texts, about: NewlyAnswered) -> Reply:
    """The news for whoever asked in vain that the team has answered."""
    first = [line(plain(texts("written.you_asked", wording=about.wording)))]
    return _card(texts, about.answer.writing, "", first, news=texts("written.news"))


def title_of(texts: Texts, writing: Writing) -> str:
    """The title in a language, or else in Finnish."""
    return writing.title_en if texts.language == "en" and writing.title_en else writing.title


def written_lines(texts: Texts, writing: Writing) -> list[CardElement]:
    """The text in a language, or else in Finnish, paragraph by paragraph, nothing of it read as markup."""
    return [line(plain(one)) for one in _paragraphs(texts, writing)]


def link_buttons(texts: Texts, writing: Writing) -> list[Action]:
    """The button that opens its link, if it has one."""
    return [open_button(texts("button.open_link"), writing.link)] if safe_link(writing.link) else []


def answers_button(texts: Texts) -> Action:
    """The button that shows the team all answers."""
    return press_button(texts("written_button.list"), written_data(texts, "list"))


def written_data(texts: Texts, do: str, **more: Any) -> dict[str, Any]:
    """What a button about answers sends."""
    return {"do": f"written_{do}", "language": texts.language, **more}


MAX_BUTTON = 40
"""Characters of a title on a button; a phone shows hardly more."""


def _card(texts: Texts, writing: Writing, asked: str, more: Sequence[CardElement], *, news: str = "") -> Reply:
    title = title_of(texts, writing)
    said = " ".join(_paragraphs(texts, writing))
    body = [heading(news or plain(title)), *(more if news else ())]
    body += [line(plain(title), strong=True)] if news else []
    return reply(
        [*body, *written_lines(texts, writing), *(() if news else more)],
        language=texts.language,
        summary=f"{news}: {title}" if news else title,
        speak=" ".join(filter(None, [news and f"{news}.", f"{title}.", shortened(said, SPOKEN)])),
        intent="written.news" if news else "written",
        actions=[*link_buttons(texts, writing), *_else(texts, "not_this", asked)],
    )


def _paragraphs(texts: Texts, writing: Writing) -> list[str]:
    english = texts.language == "en" and writing.text_en
    only_finnish = [texts("written.only_finnish")] if texts.language == "en" and not writing.text_en else []
    told = re.split(r"\n+", writing.text_en if english else writing.text)
    return [*only_finnish, *filter(str.strip, told)]


def _else(texts: Texts, name: str, asked: str) -> list[Action]:
    """The button of whoever asked something else, which then is as if nothing had been found."""
    if not asked or len(asked) > MAX_WORDING:
        return []
    data = {"do": "unanswered_else", "text": asked, "language": texts.language}
    return [press_button(texts(f"written_button.{name}"), data)]
