"""Cards of the AKE team: its members, what takes the team, and the reminders of a channel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.recipients import Recipient
from bot.domain.reminders import LEADS, ChannelReminders, Lead
from bot.domain.roles import Deed, Member
from bot.texts import Texts
from dialogs.cards.announcement_form import channel_names
from dialogs.cards.elements import heading, line, plain, press_button, reply, sentences_card
from dialogs.cards.inputs import choices


def members_card(texts: Texts, by_settings: int, added: Sequence[Member]) -> Reply:
    """Who belongs to the team, and how to change it."""
    names = ", ".join(plain(member.name) for member in added)
    return sentences_card(
        texts("team.title"),
        texts.count("team.by_settings", by_settings),
        texts("team.added", names=names) if names else texts("team.none_added"),
        texts("team.how"),
        language=texts.language,
        intent="team.list",
    )


def told_card(texts: Texts, sentence: str) -> Reply:
    """What was done, or why nothing could be."""
    return sentences_card(texts("team.title"), sentence, language=texts.language, intent="team.told")


def not_allowed_card(texts: Texts, deed: Deed) -> Reply:
    """A deed that takes the team was tried by somebody else."""
    title, sentence = texts("allowed.title"), texts(f"allowed.{deed}")
    return sentences_card(title, sentence, language=texts.language, intent="not_allowed")


def channel_card(texts: Texts, series: str, leads: frozenset[Lead], channel: Recipient | None = None) -> Reply:
    """When a channel is reminded, of all events or of a series, as a form; without a channel of the one it is in."""
    title, how, what = _title(texts, channel), texts("channel_reminders.how"), _what(texts, series)
    options = {str(lead): texts(f"lead.{lead}") for lead in LEADS}
    field = choices(
        "leads",
        texts("channel_reminders.leads_label", what=what),
        options,
        [lead for lead in LEADS if lead in leads],
        error=texts("reminders.leads_error"),
        required=False,
    )
    data: dict[str, Any] = {"do": "channel_save", "about": series, "language": texts.language}
    if channel:
        data["channel"] = channel.id
    return reply(
        [heading(plain(title)), line(how), field],
        language=texts.language,
        summary=title,
        speak=f"{title}. {how}",
        intent="channel_reminders",
        actions=[press_button(texts("button.save"), data)],
    )


def usual_card(texts: Texts, told: ChannelReminders) -> Reply:
    """A channel is reminded from now on without anybody having said so in it, and how to change that."""
    title = texts("channel_reminders.usual_title", channel=_name(texts, told.channel))
    leads = _said(texts, told.leads)
    sentences = [texts("channel_reminders.usual", leads=leads), texts("channel_reminders.usual_how")]
    data = {"do": "channel_open", "channel": told.channel.id, "language": texts.language}
    return reply(
        [heading(plain(title)), *(line(text) for text in sentences)],
        language=texts.language,
        summary=title,
        speak=" ".join([f"{title}.", *sentences]),
        intent="channel_reminders.usual",
        actions=[press_button(texts("channel_reminders.change"), data)],
    )


def saved_card(texts: Texts, series: str, leads: frozenset[Lead], channel: Recipient | None = None) -> Reply:
    """What a channel's reminders are now; without a channel those of the one it is in."""
    said = _said(texts, leads)
    what = plain(_what(texts, series))
    sentence = texts("channel_reminders.saved" if leads else "channel_reminders.off", what=what, leads=said)
    title, intent = plain(_title(texts, channel)), "channel_reminders.saved"
    return sentences_card(title, sentence, language=texts.language, intent=intent)


def _title(texts: Texts, channel: Recipient | None) -> str:
    if channel is None:
        return texts("channel_reminders.title")
    return texts("channel_reminders.title_of", channel=_name(texts, channel))


def _name(texts: Texts, channel: Recipient) -> str:
    return channel_names(texts, [channel])[channel.id]


def _said(texts: Texts, leads: frozenset[Lead]) -> str:
    return ", ".join(texts(f"lead.{lead}") for lead in reversed(LEADS) if lead in leads)


def _what(texts: Texts, series: str) -> str:
    return texts("channel_reminders.series", series=series) if series else texts("channel_reminders.all")
