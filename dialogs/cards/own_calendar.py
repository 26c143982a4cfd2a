"""Cards of a person's own calendar address: the address itself, which is shown once, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.conversation import Reply
from bot.texts import Texts
from bot.texts.moments import full_day
from dialogs.cards.elements import (
    Action,
    heading,
    line,
    plain,
    press_button,
    reply,
    sentences_card,
    without_inputs,
)
from dialogs.cards.inputs import words

LONGEST_ADDRESS = 2000
"""Characters that all calendars take in an address."""

_HOW = ("outlook", "iphone", "android", "slowly")


def address_card(texts: Texts, own: str, public: str, series: Sequence[str]) -> Reply:
    """Both addresses in fields of which every client can copy; they are neither read aloud nor notified of."""
    title, made = texts("own_calendar.title"), texts("own_calendar.made")
    lines = [made, *([texts("own_calendar.only", series=plain(", ".join(series)))] if series else [])]
    secret, how = texts("own_calendar.secret"), [texts(f"own_calendar.{one}") for one in _HOW]
    fields = [
        words(name, texts(f"own_calendar.{name}_label"), address, LONGEST_ADDRESS, error=texts("own_calendar.copy"))
        for name, address in (("own", own), ("public", public))
    ]
    return reply(
        [
            heading(title),
            *(line(one) for one in lines),
            fields[0],
            line(secret, strong=True),
            fields[1],
            *(line(one) for one in how),
        ],
        language=texts.language,
        summary=f"{title}. {made}",
        speak=" ".join([f"{title}.", *lines, secret, *how]),
        intent="own_calendar.address",
        actions=[_button(texts, "remove")],
    )


def have_card(texts: Texts, made_at: datetime, series: Sequence[str]) -> Reply:
    """That there is an address already, and how to get another in its place."""
    have = texts("own_calendar.have", day=full_day(texts, made_at.date()))
    return sentences_card(
        texts("own_calendar.title"),
        have,
        language=texts.language,
        intent="own_calendar.have",
        actions=[_button(texts, "new", series), _button(texts, "remove")],
    )


def calendar_told_card(texts: Texts, key: str) -> Reply:
    """What was done, or why nothing could be."""
    return sentences_card(
        texts("own_calendar.title"), texts(f"own_calendar.{key}"), language=texts.language, intent=f"own_calendar.{key}"
    )


def _button(texts: Texts, deed: str, series: Sequence[str] = ()) -> Action:
    data = {"do": f"calendar_{deed}", "language": texts.language, **({"series": list(series)} if series else {})}
    # What the fields hold is not to be sent anywhere.
    return without_inputs(press_button(texts(f"own_calendar_button.{deed}"), data))
