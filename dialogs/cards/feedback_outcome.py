"""What came of an event, asked some weeks after: one question, and thanks."""

from __future__ import annotations

from typing import Any

from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.domain.feedback import MAX_WORDS, Outcome, Used
from bot.texts import Texts
from dialogs.cards.elements import CardElement, heading, line, mend_line, plain, press_button, reply, without_inputs

USED, WORDS = "used", "words"


def outcome_card(texts: Texts, event: Event, given: Outcome | None = None, *, wrong: str = "") -> Reply:
    """The question; `wrong` is the field that must be mended."""
    title, how = texts("outcome.title"), texts("outcome.how", title=plain(event.facts.title))
    body: list[CardElement] = [heading(title), line(how)]
    for field in (_used(texts, given), _words(texts, given)):
        body.append(field)
        if field["id"] == wrong:
            mend = texts("feedback.mend", what=texts(f"outcome.fault.{wrong}"))
            body.append(mend_line(mend, close=True))
    about: dict[str, Any] = {"event": event.id, "language": texts.language}
    decline = press_button(texts("button.no_feedback"), {"do": "outcome_decline", **about})
    return reply(
        body,
        language=texts.language,
        summary=f"{title} {event.facts.title}",
        speak=f"{title} {how}".replace("\\", ""),
        intent="feedback.outcome",
        actions=[
            press_button(texts("button.send_feedback"), {"do": "outcome_send", **about}),
            without_inputs(decline),
        ],
    )


def _used(texts: Texts, given: Outcome | None) -> CardElement:
    return {
        "type": "Input.ChoiceSet",
        "id": USED,
        "label": texts("outcome.used"),
        "style": "expanded",
        "wrap": True,
        "isRequired": True,
        "errorMessage": texts("outcome.fault.used"),
        "choices": [{"title": texts(f"outcome.{one}"), "value": str(one)} for one in Used],
        **({"value": str(given.used)} if given else {}),
    }


def _words(texts: Texts, given: Outcome | None) -> CardElement:
    return {
        "type": "Input.Text",
        "id": WORDS,
        "label": texts("outcome.words"),
        "isMultiline": True,
        "maxLength": MAX_WORDS,
        "errorMessage": texts("outcome.fault.words"),
        "value": given.words if given else "",
    }
