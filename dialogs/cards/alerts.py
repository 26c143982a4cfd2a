"""The card that warns the AKE team's channel of a trouble, or says that it is over."""

from __future__ import annotations

from datetime import date, datetime

from bot.domain.alerts import Alert, Cause
from bot.domain.conversation import Reply
from bot.domain.intervals import at_helsinki
from bot.texts import Texts
from bot.texts.moments import full_day, said_span
from dialogs.cards.elements import sentences_card


def alert_card(texts: Texts, alert: Alert, now: datetime) -> Reply:
    """What is wrong, what it means for people, and who is to do what about it."""
    title, *sentences = _over(texts, alert, now) if alert.over else trouble_told(texts, alert, now)
    return sentences_card(title, *sentences, language=texts.language, intent="alert")


def _over(texts: Texts, alert: Alert, now: datetime) -> list[str]:
    since = began_at(texts, alert, now)
    return [texts(f"alert.{alert.cause}.over_title"), texts(f"alert.{alert.cause}.over", since=since)]


def began_at(texts: Texts, alert: Alert, now: datetime) -> str:
    """When a trouble began, as people say it."""
    began = at_helsinki(alert.began)
    return said_span(texts, began, began, now)


def trouble_told(texts: Texts, alert: Alert, now: datetime) -> list[str]:
    """A title without a full stop, then what is found, what it means for people, and what to do."""
    sentences = [texts(f"alert.{alert.cause}.{name}") for name in ("means", "do")]
    if alert.cause is Cause.SECRET:
        return [*_secret(texts, alert, now.date()), *sentences]
    return [*(texts(f"alert.{alert.cause}.{name}") for name in ("title", "found")), *sentences]


def _secret(texts: Texts, alert: Alert, today: date) -> list[str]:
    """The day on which the secret ends, and how long that is off."""
    ends = date.fromisoformat(str(alert.facts["ends"]))
    if ends < today:
        return [texts("alert.secret.ended_title")]
    left = (ends - today).days
    title = texts("alert.secret.ends_title", day=full_day(texts, ends))
    return [title, texts.count("alert.secret.left", left) if left else texts("alert.secret.today")]
