"""What is sent unasked: reminders, announcements, news of moved or cancelled events, words to the AKE team."""

from __future__ import annotations

from datetime import datetime

from bot.domain.announcements import Announced
from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.domain.feedback_rounds import Round
from bot.domain.intervals import at_helsinki
from bot.domain.outbox import Notice, NoticeKind
from bot.domain.recipients import Recipient, RecipientKind
from bot.domain.reminders import Lead, due_at
from bot.services.checked import About, Changes, Proposal
from bot.services.holidays import is_holiday
from bot.texts import Texts, texts_of
from bot.texts.moments import relative_day
from dialogs.cards.announcement_desk import preview_card
from dialogs.cards.announcements import announcement_card
from dialogs.cards.approvals import word_card
from dialogs.cards.changed import changed_card
from dialogs.cards.elements import Action, heading, line, plain, press_button, reply
from dialogs.cards.event_block import event_block, spoken
from dialogs.cards.feedback import ask_card
from dialogs.cards.feedback_outcome import outcome_card

_SOON_MINUTES = 90


def render(notice: Notice, about: About, recipient: Recipient, now: datetime) -> Reply:
    """The card of a notice, in the recipient's language."""
    texts, here = texts_of(recipient.address.language), at_helsinki(now)
    if isinstance(about, Proposal):
        return _proposed(texts, about, here)
    if isinstance(about, Announced) and notice.told.kind is NoticeKind.TEAM_WORD:
        return word_card(texts, notice.told.data, about, here)
    if isinstance(about, Announced):
        return announcement_card(texts, about.announcement, here, about.event)
    if isinstance(about, Changes):
        return changed_card(texts, about.each, here)
    if notice.told.kind is NoticeKind.FEEDBACK:
        return _feedback(texts, notice, about)
    return _reminder(texts, about, recipient, here)


def _proposed(texts: Texts, about: Proposal, now: datetime) -> Reply:
    to = (about.channels, about.people)
    return preview_card(texts, about.announced, *to, now, corrects=about.corrects, by_library=about.by_library)


def _feedback(texts: Texts, notice: Notice, event: Event) -> Reply:
    which = Round(notice.told.data["round"])
    return outcome_card(texts, event) if which is Round.OUTCOME else ask_card(texts, event, again=which is Round.AGAIN)


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
