"""What cards tell of approvals, and the words that members of the AKE team hear about announcements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.announcements import Announced, AnnouncementState
from bot.domain.conversation import Reply
from bot.domain.intervals import at_helsinki
from bot.services.approving import MAX_REASON
from bot.services.repeating import coming
from bot.services.team_words import Word
from bot.texts import Texts
from bot.texts.moments import said_span
from dialogs.cards.elements import CardElement, heading, line, plain, press_button, reply


def approval_lines(texts: Texts, *, own: bool) -> list[str]:
    """What to do with an announcement that waits to be approved."""
    return [texts("approval.own_waits" if own else "approval.please"), texts("approval.change_cancels")]


def reason_field(texts: Texts) -> CardElement:
    """Where whoever returns an announcement may tell its author why."""
    return {
        "type": "Input.Text",
        "id": "reason",
        "label": texts("approval.reason_label"),
        "errorMessage": texts("approval.reason_error", most=MAX_REASON),
        "maxLength": MAX_REASON,
        "isMultiline": True,
    }


def standing_lines(texts: Texts, about: Announced, *, corrects: bool = False) -> list[str]:
    """Why an announcement is a draft again, where it could not leave, and why it cannot leave now.

    One that `corrects` what was sent goes whatever has become of its event.
    """
    trouble, event = about.announcement.trouble, about.event
    lines = [texts(f"news.trouble.{trouble}")] if trouble else []
    if about.announcement.sent_at is None and not corrects and event is not None and event.cancelled:
        lines.append(texts("news.event_cancelled"))
    return lines


def word_card(texts: Texts, told: Mapping[str, Any], about: Announced, now: datetime) -> Reply:
    """A word to a member, with a button to the announcement that it is about."""
    word, announcement = Word(told["word"]), about.announcement
    title = texts(f"approval.{word}_title")
    slots = {"when": _said(texts, told["when"], now)} if "when" in told else {}
    more = _more(texts, word, told, about, now)
    name = announcement.writing.title
    shown, spoken = (texts(f"approval.{word}", title=one, **slots) for one in (plain(name), name))
    data = {"do": "news_open", "id": announcement.id, "language": texts.language}
    return reply(
        [heading(title), line(shown), *(line(plain(one)) for one in more)],
        language=texts.language,
        summary=f"{title}. {name}",
        speak=" ".join([f"{title}.", spoken, *more]),
        intent=f"announcement.word.{word}",
        actions=[press_button(texts("button.open_news", title=name), data)],
    )


def _more(texts: Texts, word: Word, told: Mapping[str, Any], about: Announced, now: datetime) -> list[str]:
    announcement = about.announcement
    at = announcement.writing.send_at
    if word is Word.RETURNED:
        return [texts("approval.reason", reason=told["reason"]) if told["reason"] else texts("approval.no_reason")]
    following = next(coming(announcement.writing, about.event, now), None)
    if word is Word.SKIPPED and following is not None:
        return [texts("approval.skipped_next", when=said_span(texts, following.at, following.at, now))]
    if word is Word.APPROVED and announcement.state is AnnouncementState.SCHEDULED and at is not None:
        return [texts("news.goes_at", when=said_span(texts, at, at, now))]
    return []


def _said(texts: Texts, moment: str, now: datetime) -> str:
    at = at_helsinki(datetime.fromisoformat(moment))
    return said_span(texts, at, at, now)
