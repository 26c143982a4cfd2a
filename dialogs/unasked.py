"""What is sent unasked: reminders, announcements, feedback, news of changed events, and what the AKE team is told."""

from __future__ import annotations

from datetime import datetime

from bot.domain.alerts import Alert
from bot.domain.announcements import Announced
from bot.domain.calendar_sync import Difference
from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.domain.feedback_rounds import Round
from bot.domain.intervals import at_helsinki
from bot.domain.outbox import Notice, NoticeKind
from bot.domain.recipients import Recipient, RecipientKind
from bot.domain.recordings import EndingRecordings
from bot.domain.reminders import ChannelReminders
from bot.domain.summaries import EventSummary
from bot.domain.trip_words import TripTold
from bot.domain.unanswered import NewlyAnswered
from bot.domain.wishes import PlannedWish
from bot.services.checked import About, Changes, Proposal
from bot.services.reminders import later_leads
from bot.texts import Texts, texts_of
from bot.texts.moments import relative_day
from dialogs.cards.alerts import alert_card
from dialogs.cards.announcement_desk import preview_card
from dialogs.cards.announcements import announcement_card
from dialogs.cards.approvals import word_card
from dialogs.cards.changed import changed_card
from dialogs.cards.elements import Action, heading, line, plain, press_button, reply
from dialogs.cards.event_block import event_block, spoken
from dialogs.cards.feedback import ask_card
from dialogs.cards.feedback_outcome import outcome_card
from dialogs.cards.feedback_summary import event_summary_card
from dialogs.cards.recordings import recordings_card
from dialogs.cards.sync import difference_card
from dialogs.cards.team import usual_card
from dialogs.cards.trip_words import trip_word_card
from dialogs.cards.wish_planned import wish_planned_card
from dialogs.cards.written import newly_answered_card

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
    if isinstance(about, Alert):
        return alert_card(texts, about, here)
    if isinstance(about, EndingRecordings):
        return recordings_card(texts, about.events, here)
    if isinstance(about, ChannelReminders):
        return usual_card(texts, about)
    if isinstance(about, PlannedWish):
        return wish_planned_card(texts, about, here)
    if isinstance(about, NewlyAnswered):
        return newly_answered_card(texts, about)
    if isinstance(about, Difference):
        return difference_card(texts, about, here, notice.told.data.get("more", 0))
    if isinstance(about, TripTold):
        return trip_word_card(texts, about, here)
    if isinstance(about, EventSummary):
        return event_summary_card(texts, about, here)
    if notice.told.kind is NoticeKind.FEEDBACK:
        return ask_card(texts, about, again=notice.told.data["round"] == Round.AGAIN)
    if notice.told.kind is NoticeKind.OUTCOME:
        return outcome_card(texts, about)
    return _reminder(texts, about, recipient, here)


def _proposed(texts: Texts, about: Proposal, now: datetime) -> Reply:
    to = (about.channels, about.people)
    return preview_card(texts, about.announced, *to, now, corrects=about.corrects, by_library=about.by_library)


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
    """In a channel everyone gets reminders of their own; in one's own chat one has had enough, or wants more."""
    about = {"event": event.id, "language": texts.language}
    if recipient.address.kind is RecipientKind.CHANNEL:
        return [press_button(texts("button.remind"), {"do": "reminder_event", **about})]
    actions = [press_button(texts("button.enough"), {"do": "reminder_enough", **about})]
    for lead in later_leads(event, now):
        actions.append(press_button(texts(f"later.{lead}"), {"do": "reminder_later", "lead": lead, **about}))
    return actions
