"""Cards by which the AKE team cares for a topic wish, and the forms for answering, closing and joining."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.domain.wishes import ENDED, MAX_SAID, Supported, Wish, WishState
from bot.texts import Texts
from dialogs.cards.elements import (
    Action,
    CardElement,
    heading,
    line,
    mend_line,
    plain,
    press_button,
    reply,
    shortened,
    without_inputs,
)
from dialogs.cards.wishes import list_button, wish_lines

_SHOWN_OF_WISH = 80
_SHOWN_OF_JOINED = 500


def wish_care_card(texts: Texts, one: Supported, event: Event | None, now: datetime, told: str = "") -> Reply:
    """A wish with all that the team can do with it, and what was just done."""
    title = texts("wish_care.title")
    body = [heading(title), *([line(told)] if told else []), *wish_lines(texts, one, event, now)]
    if one.others:
        joined = texts("wish_care.joined", texts=shortened("; ".join(one.others), _SHOWN_OF_JOINED))
        body.append(line(plain(joined), subtle=True))
    return reply(
        body,
        language=texts.language,
        summary=f"{title}. {told or one.wish.text}",
        speak=" ".join(filter(None, [f"{title}.", told, one.wish.text])),
        intent="topic_wish.care",
        actions=[*(_button(texts, name, one.wish) for name in _deeds_of(one.wish)), list_button(texts)],
    )


def wish_say_card(texts: Texts, name: str, wish: Wish, said: str, problem: str = "") -> Reply:
    """The form for an answer ("answer") or for the reason of closing ("close"), with what is wrong above its field."""
    title = texts(f"wish_care.{name}_title")
    lines = [texts("wish_care.close_how")] if name == "close" else []
    field: CardElement = {
        "type": "Input.Text",
        "id": "said",
        "label": texts(f"wish_care.{name}_label"),
        "errorMessage": texts(f"wish_care.{name}_error", limit=MAX_SAID),
        "isRequired": name == "close",
        "isMultiline": True,
        "maxLength": MAX_SAID,
        "value": said,
    }
    wrong = [mend_line(plain(problem))] if problem else []
    # What the answer was when it was shown: another's meanwhile is not overwritten unseen.
    save = _button(texts, f"save_{name}", wish, was=wish.answer)
    return reply(
        [heading(title), line(plain(wish.text), strong=True), *(line(one) for one in lines), *wrong, field],
        language=texts.language,
        summary=f"{title}. {problem or wish.text}",
        speak=" ".join(filter(None, [f"{title}.", wish.text, *lines, problem])),
        intent=f"topic_wish.{name}",
        actions=[save, _back(texts, wish)],
    )


def wish_join_card(texts: Texts, wish: Wish, others: Sequence[Wish], problem: str = "") -> Reply:
    """The form that asks which wish this one is joined with."""
    title = texts("wish_care.join_title")
    lines = [texts("wish_care.join_how" if others else "wish_care.join_none"), *([problem] if problem else [])]
    field: CardElement = {
        "type": "Input.ChoiceSet",
        "id": "into",
        "label": texts("wish_care.join_label"),
        "errorMessage": texts("wish_care.join_error"),
        "isRequired": True,
        "style": "compact",
        "wrap": True,
        "choices": [{"title": shortened(one.text, _SHOWN_OF_WISH), "value": str(one.id)} for one in others],
    }
    return reply(
        [heading(title), line(plain(wish.text), strong=True), *map(line, lines), *([field] if others else [])],
        language=texts.language,
        summary=f"{title}. {wish.text}",
        speak=" ".join([f"{title}.", wish.text, *lines]),
        intent="topic_wish.join",
        actions=[*([_button(texts, "save_join", wish)] if others else []), _back(texts, wish)],
    )


def _deeds_of(wish: Wish) -> Sequence[str]:
    if wish.hidden:
        return ("show",) if wish.state in ENDED else ("show", "close")
    if wish.state is not WishState.OPEN:
        return ("answer", "reopen", "hide")
    return ("plan", "answer", "join", "close", "hide")


def _button(texts: Texts, name: str, wish: Wish, **more: str) -> Action:
    data = {"do": f"wish_{name}", "wish": wish.id, "language": texts.language, **more}
    return press_button(texts(f"wish_button.{name}"), data)


def _back(texts: Texts, wish: Wish) -> Action:
    """The way back to the wish; what is written on the card is not sent along."""
    data = {"do": "wish_care", "wish": wish.id, "language": texts.language}
    return without_inputs(press_button(texts("wish_button.open"), data))
