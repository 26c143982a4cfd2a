"""Cards of the AKE team: its members, what takes the team, and the reminders of a channel."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.conversation import Reply
from bot.domain.reminders import LEADS, Lead
from bot.domain.roles import Deed, Member
from bot.texts import Texts
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
    title, intent = texts("channel_reminders.title"), "channel_reminders.saved"
    return sentences_card(title, sentence, language=texts.language, intent=intent)


def _what(texts: Texts, series: str) -> str:
    return texts("channel_reminders.series", series=series) if series else texts("channel_reminders.all")
