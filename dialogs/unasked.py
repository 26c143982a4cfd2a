"""What is sent unasked: reminders, announcements, feedback, and news of events that were moved or cancelled."""

from __future__ import annotations

from datetime import datetime

from bot.domain.announcements import Announcement
from bot.domain.conversation import Reply
from bot.domain.events import Event, Status
from bot.domain.intervals import at_helsinki
from bot.domain.outbox import Notice, NoticeKind
from bot.domain.recipients import Recipient, RecipientKind
from bot.domain.reminders import Lead, due_at
from bot.domain.summaries import EventSummary
from bot.services.checked import About
from bot.services.holidays import is_holiday
from bot.texts import Texts, texts_of
from bot.texts.moments import relative_day, said_span, when
from dialogs.cards.announcements import announcement_card
from dialogs.cards.elements import Action, CardElement, heading, line, plain, press_button, reply
from dialogs.cards.event_block import event_block, spoken
from dialogs.cards.feedback_summary import event_summary_card

_SOON_MINUTES = 90


def render(notice: Notice, about: About, recipient: Recipient, now: datetime) -> Reply:
    """The card of a notice, in the recipient's language."""
    texts, here = texts_of(recipient.address.language), at_helsinki(now)
    if isinstance(about, Announcement):
        return announcement_card(texts, about, here)
    if isinstance(about, EventSummary):
        return event_summary_card(texts, about, here)
    if notice.told.kind is NoticeKind.CHANGE:
        return _changed(texts, notice, about, here)
    return _reminder(texts, about, recipient, here)


def _reminder(texts: Texts, event: Event, recipient: Recipient, now: datetime) -> Reply:
    facts = event.facts
    title = texts("reminded.title", title=plain(facts.title))
    begins = _begins(texts, event, now)
    return reply(
        [heading(title), line(begins, strong=True), event_block(texts, event, now, alone=True, titled=False)],
        language=texts.language,
        summary=f"{texts('reminded.title', title=facts.title)}. {begins}",
        speak=f"{begins} {spoken(texts, event, now)}",
        intent="reminder",
        actions=_actions(texts, event, recipient, now),
    )


def _begins(texts: Texts, event: Event, now: datetime) -> str:
    minutes = -int((now.timestamp() - event.facts.starts.timestamp()) // 60)
    if minutes <= 0:
        return texts("reminded.begun")
    if minutes <= _SOON_MINUTES:
        return texts.count("reminded.soon", minutes)
    return texts("reminded.day", when=relative_day(texts, event.facts.starts.date(), now.date()))


def _actions(texts: Texts, event: Event, recipient: Recipient, now: datetime) -> list[Action]:
    """In a channel everyone gets reminders of their own; in one's own chat one has had enough, or wants another."""
    about = {"event": event.id, "language": texts.language}
    if recipient.address.kind is RecipientKind.CHANNEL:
        return [press_button(texts("button.remind"), {"do": "reminder_event", **about})]
    actions = [press_button(texts("button.enough"), {"do": "reminder_enough", **about})]
    if now.timestamp() < due_at(event.facts.starts, Lead.QUARTER, is_holiday).timestamp():
        actions.append(press_button(texts("button.later"), {"do": "reminder_later", **about}))
    return actions


def _changed(texts: Texts, notice: Notice, event: Event, now: datetime) -> Reply:
    was, facts = notice.told.data, event.facts
    title = texts(f"changed.{_kind(was['status'], notice, event)}", title=plain(facts.title))
    starts, ends = (at_helsinki(datetime.fromisoformat(was[name])) for name in ("starts", "ends"))
    before = said_span(texts, starts, ends, now)
    after = texts("changed.not_held") if event.cancelled else when(texts, facts, now)
    if not event.cancelled:
        forms = (texts(f"event.form.{was['form']}"), texts(f"event.form.{facts.form}"))
        for old, new in (forms, (plain(was["place"]), plain(facts.place))):
            if old != new:
                before, after = (", ".join(filter(None, told)) for told in ((before, old), (after, new)))
    lines = [texts("changed.before", what=before), texts("changed.now", what=after)]
    body: list[CardElement] = [heading(title), *(line(text, strong=True) for text in lines)]
    if not event.cancelled:
        body.append(event_block(texts, event, now, alone=True, titled=False))
    return reply(
        body,
        language=texts.language,
        summary=f"{title.replace(chr(92), '')}. {lines[1]}",
        speak=" ".join([f"{title}.".replace("\\", ""), *(f"{text}." for text in lines)]),
        intent="change",
    )


def _kind(was: str, notice: Notice, event: Event) -> str:
    if event.cancelled:
        return "cancelled"
    if was == Status.CANCELLED:
        return "reinstated"
    starts = datetime.fromisoformat(notice.told.data["starts"])
    return "moved" if starts.timestamp() != event.facts.starts.timestamp() else "other"
