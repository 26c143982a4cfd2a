"""Cards of topic wishes as everybody sees them: the form, the public list, and what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.domain.paging import pages_of
from bot.domain.wishes import MAX_WISH, Supported, WishState
from bot.texts import Texts
from bot.texts.moments import when
from dialogs.cards.elements import (
    Action,
    CardElement,
    buttons,
    group,
    heading,
    line,
    mend_line,
    plain,
    press_button,
    reply,
    without_inputs,
)

PAGE = 5
"""Wishes on a card of the list: each has its text, its answer and its buttons."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list, counted from 0. `events` are those that came of wishes, by their numbers.

    Only whoever looks alone sees which wishes they support (`own`), and the team its `tools`.
    """

    wishes: Sequence[Supported]
    events: Mapping[int, Event]
    number: int
    total: int
    ended: bool = False
    own: bool = False
    tools: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total, PAGE)


def wish_form_card(
    texts: Texts, text: str, like: Sequence[Supported], *, key: str, aware: Sequence[int] = (), fault: str = ""
) -> Reply:
    """The form of a new wish; open ones that may be the same are shown before it."""
    title, how = texts("topic_wish.title"), texts("topic_wish.how")
    asked = [texts("wishes.same"), texts("wishes.same_how")] if like else []
    wrong = [texts(f"wishes.fault.{fault}", limit=MAX_WISH)] if fault else []
    body = [heading(title), line(how)]
    if like:
        body += [line(asked[0], strong=True), line(asked[1], close=True)]
        body += [
            group([*_told(texts, one, number=number), *buttons([_of_wish(texts, "support", one, number)])])
            for number, one in enumerate(like, 1)
        ]
    body += [_field(texts, text), *(mend_line(one) for one in wrong)]
    data: dict[str, Any] = {"do": "wish_save", "made": key, "aware": list(aware), "language": texts.language}
    spoken = [f"{title}.", how, *asked, *(f"{_numbered(texts, one, n)}." for n, one in enumerate(like, 1)), *wrong]
    return reply(
        body,
        language=texts.language,
        summary=f"{title}. {(wrong or asked or [how])[0]}",
        speak=" ".join(spoken),
        intent="topic_wish",
        actions=[press_button(texts(f"wish_button.{'send_new' if like else 'send'}"), data), list_button(texts)],
    )


def wish_list_card(texts: Texts, page: Page, now: datetime, told: str = "") -> Reply:
    """A page of the list, with what was just done above it."""
    title = texts(f"wishes.title{'_ended' if page.ended else ''}")
    lines = [plain(told)] if told else []
    lines.append(texts.count("wishes.total", page.total) if page.total else _none(texts, page))
    if page.pages > 1:
        lines.append(texts("wishes.page", page=page.number + 1, pages=page.pages))
    body = [heading(title), *(line(one) for one in lines)]
    spoken = []
    for number, one in enumerate(page.wishes, page.number * PAGE + 1):
        news = _news(texts, one, page.events.get(one.wish.event or 0), now)
        told_of_it = [*_told(texts, one, own=page.own, number=number), *(line(plain(text)) for text in news)]
        body.append(group([*told_of_it, *buttons(_buttons_of(texts, one, number, page))]))
        spoken.append(f"{_numbered(texts, one, number)}, {texts.count('wishes.supported', one.number)}.")
    return reply(
        body,
        language=texts.language,
        summary=told or f"{title}. {lines[0]}",
        speak=" ".join([f"{title}.", *(one.replace("\\", "") for one in lines), *spoken]),
        intent="topic_wish.list",
        actions=_ways_on(texts, page),
    )


def wish_told_card(texts: Texts, sentence: str, actions: Sequence[Action] = ()) -> Reply:
    """What was done with a wish, or why nothing could be."""
    title = texts("wishes.title")
    return reply(
        [heading(title), line(plain(sentence))],
        language=texts.language,
        summary=sentence,
        speak=f"{title}. {sentence}",
        intent="topic_wish.told",
        actions=[*actions, list_button(texts)],
    )


def wish_lines(texts: Texts, one: Supported, event: Event | None, now: datetime) -> list[CardElement]:
    """A wish with all that everybody is told of it."""
    return [*_told(texts, one), *(line(plain(text)) for text in _news(texts, one, event, now))]


def list_button(texts: Texts) -> Action:
    """The button that shows the list; what is written on its card is not sent along."""
    return without_inputs(_list(texts, "list", 0, ended=False))


def _field(texts: Texts, text: str) -> CardElement:
    return {
        "type": "Input.Text",
        "id": "wish",
        "label": texts("wishes.label"),
        "errorMessage": texts("wishes.error", limit=MAX_WISH),
        "isRequired": True,
        "isMultiline": True,
        "maxLength": MAX_WISH,
        "value": text,
    }


def _told(texts: Texts, one: Supported, *, own: bool = False, number: int = 0) -> list[CardElement]:
    """The wish and by how many it is supported; with a number that its buttons tell too."""
    told = texts.count("wishes.supported", one.number)
    if own and one.own:
        told = f"{told}. {texts('wishes.own')}"
    text = _numbered(texts, one, number) if number else one.wish.text
    lines = [line(plain(text), strong=True), line(told, subtle=True, close=True)]
    return [*lines, line(texts("wishes.is_hidden"))] if one.wish.hidden else lines


def _numbered(texts: Texts, one: Supported, number: int) -> str:
    return texts("wishes.numbered", number=number, text=one.wish.text)


def _news(texts: Texts, one: Supported, event: Event | None, now: datetime) -> list[str]:
    """What the team has said of it, and what came of it."""
    wish = one.wish
    told = [texts("wishes.answered", text=wish.answer)] if wish.answer else []
    if wish.state is WishState.CLOSED:
        return [*told, texts("wishes.closed", text=wish.reason)]
    if wish.state is WishState.OPEN:
        return told
    if event is None:
        return [*told, texts("wishes.planned_gone")]
    name = "planned_cancelled" if event.cancelled else "was_held" if event.over(now) else "planned"
    return [*told, texts(f"wishes.{name}", title=event.facts.title, when=when(texts, event.facts, now))]


def _buttons_of(texts: Texts, one: Supported, number: int, page: Page) -> list[Action]:
    found = []
    if one.wish.listed:
        found.append(_of_wish(texts, "take_back" if page.own and one.own else "support", one, number, page.number))
    if page.tools:
        found.append(_of_wish(texts, "care", one, number, page.number))
    return found


def _of_wish(texts: Texts, name: str, one: Supported, number: int, page: int = 0) -> Action:
    """A button that tells by the number which wish it is of: its text would be cut off on a phone."""
    title = texts(f"wish_button.{name}", number=number)
    data = {"do": f"wish_{name}", "wish": one.wish.id, "page": page, "language": texts.language}
    return without_inputs(press_button(title, data))


def _ways_on(texts: Texts, page: Page) -> list[Action]:
    found = []
    if page.number + 1 < page.pages:
        found.append(_list(texts, "next", page.number + 1, ended=page.ended))
    if page.number:
        found.append(_list(texts, "previous", page.number - 1, ended=page.ended))
    found.append(press_button(texts("wish_button.new"), {"do": "wish_new", "language": texts.language}))
    found.append(_list(texts, "list" if page.ended else "ended", 0, ended=not page.ended))
    return found


def _list(texts: Texts, name: str, page: int, *, ended: bool) -> Action:
    data = {"do": "wish_list", "page": page, "ended": ended, "language": texts.language}
    return press_button(texts(f"wish_button.{name}"), data)


def _none(texts: Texts, page: Page) -> str:
    return texts("wishes.none_ended" if page.ended else "wishes.none")
