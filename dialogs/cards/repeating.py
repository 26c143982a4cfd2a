"""What cards tell of announcements that repeat, and the fields in which it is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice

from bot.domain.announcements import Announced, Writing
from bot.domain.repeats import Repeat
from bot.domain.written import day_of
from bot.services.repeating import coming
from bot.texts import Texts
from bot.texts.moments import said_span, short_date, weekday
from dialogs.cards.elements import CardElement

NEVER = "never"
"""The choice of an announcement that is sent once."""

_NEXT = 3


def repeat_inputs(texts: Texts, repeats: str, until: str, today: date) -> list[CardElement]:
    """The fields for how often, and until which day."""
    options = {NEVER: texts("repeat.never"), **{str(one): texts(f"repeat.{one}") for one in Repeat}}
    often: CardElement = {
        "type": "Input.ChoiceSet",
        "id": "repeats",
        "label": texts("news.label.repeats"),
        "errorMessage": texts("news.fault.repeats_unknown"),
        "style": "compact",
        "wrap": True,
        "choices": [{"title": title, "value": value} for value, title in options.items()],
        "value": repeats if repeats in options else NEVER,
    }
    last: CardElement = {
        "type": "Input.Date",
        "id": "until",
        "label": texts("news.label.until"),
        "errorMessage": texts("news.fault.until_unknown"),
        "min": today.isoformat(),
    }
    return [often, last | ({"value": until} if day_of(until) else {})]


def repeat_lines(texts: Texts, about: Announced, now: datetime) -> list[str]:
    """How it repeats, and the next times: on working days, whatever day the repetition names."""
    writing = about.announcement.writing
    times = [said_span(texts, one.at, one.at, now) for one in islice(coming(writing, about.event, now), _NEXT)]
    lines = [texts("repeat.often", often=_often(texts, writing))]
    lines.append(texts("repeat.next", times="; ".join(times)) if times else texts("repeat.none_left"))
    lines.append(texts("repeat.workdays"))
    if writing.until is not None:
        day = f"{weekday(texts, writing.until)} {short_date(writing.until, now.date())}"
        lines.append(texts("repeat.last", day=day))
    return lines


def next_line(texts: Texts, about: Announced, now: datetime) -> str:
    """How often, and the next time, in few words for a list."""
    writing = about.announcement.writing
    following = next(coming(writing, about.event, now), None)
    if following is None:
        return _often(texts, writing)
    return texts("repeat.listed", often=_often(texts, writing), when=said_span(texts, following.at, following.at, now))


def skipped_lines(texts: Texts, skipped: Sequence[datetime], now: datetime) -> list[str]:
    """The times that were left out because the bot was away."""
    times = [said_span(texts, one, one, now) for one in skipped]
    return [texts("repeat.skipped", times="; ".join(times))] if times else []


def _often(texts: Texts, writing: Writing) -> str:
    return texts(f"repeat.{writing.repeats}").lower()
