"""Cards of the AKE team: its members, what takes the team, and the reminders of a channel."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.conversation import Reply
from bot.domain.reminders import LEADS, Lead
from bot.domain.roles import Deed, Member
from bot.texts import Texts
from dialogs.cards.elements import heading, line, plain, press_button, reply
from dialogs.cards.inputs import choices


def members_card(texts: Texts, by_settings: int, added: Sequence[Member]) -> Reply:
    """Who belongs to the team, and how to change it."""
    names = ", ".join(plain(member.name) for member in added)
    return _told(
        texts,
        "team.list",
        texts("team.title"),
        texts.count("team.by_settings", by_settings),
        texts("team.added", names=names) if names else texts("team.none_added"),
        texts("team.how"),
    )


def told_card(texts: Texts, sentence: str) -> Reply:
    """What was done, or why nothing could be."""
    return _told(texts, "team.told", texts("team.title"), sentence)


def not_allowed_card(texts: Texts, deed: Deed) -> Reply:
    """A deed that takes the team was tried by somebody else."""
    return _told(texts, "not_allowed", texts("allowed.title"), texts(f"allowed.{deed}"))


def channel_card(texts: Texts, series: str, leads: frozenset[Lead]) -> Reply:
    """When a channel is reminded, of all events or of a series, as a form."""
    title, how, what = texts("channel_reminders.title"), texts("channel_reminders.how"), _what(texts, series)
    options = {str(lead): texts(f"lead.{lead}") for lead in LEADS}
    field = choices(
        "leads",
        texts("channel_reminders.leads_label", what=what),
        options,
        [lead for lead in LEADS if lead in leads],
        error=texts("reminders.leads_error"),
        required=False,
    )
    data = {"do": "channel_save", "about": series, "language": texts.language}
    return reply(
        [heading(title), line(how), field],
        language=texts.language,
        summary=title,
        speak=f"{title}. {how}",
        intent="channel_reminders",
        actions=[press_button(texts("button.save"), data)],
    )


def saved_card(texts: Texts, series: str, leads: frozenset[Lead]) -> Reply:
    """What a channel's reminders are now."""
    said = ", ".join(texts(f"lead.{lead}") for lead in reversed(LEADS) if lead in leads)
    what = plain(_what(texts, series))
    sentence = texts("channel_reminders.saved" if leads else "channel_reminders.off", what=what, leads=said)
    return _told(texts, "channel_reminders.saved", texts("channel_reminders.title"), sentence)


def _what(texts: Texts, series: str) -> str:
    return texts("channel_reminders.series", series=series) if series else texts("channel_reminders.all")


def _told(texts: Texts, intent: str, title: str, *sentences: str) -> Reply:
    return reply(
        [heading(title), *(line(text) for text in sentences)],
        language=texts.language,
        summary=f"{title}. {sentences[0]}",
        speak=" ".join([f"{title}.", *sentences]),
        intent=intent,
    )
