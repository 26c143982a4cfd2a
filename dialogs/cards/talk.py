"""Answers that are not from the calendar: help, thanks, whom to ask, what the bot never does."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.conversation import Reply
from bot.domain.roles import Role
from bot.services.answers import Answer, Outcome
from bot.texts import Texts, texts_of
from bot.understanding.meaning import Intent, Meaning
from dialogs.cards.elements import ask_button, heading, line, reply
from dialogs.cards.unanswered import hear_button

_OTHER_HINTS = frozenset({"secret", "private", "platform", "lending", "opening_hours"})


def talk_card(answer: Answer, *, role: Role = Role.STAFF, question: int = 0) -> Reply:
    """The card of an answer that is about no event. Who asks for help is told of everything that the role may do.

    `question` is the number under which a question was kept for the AKE team, since there is no answer yet.
    """
    texts = texts_of(answer.meaning.language)
    title, *lines = _sentences(texts, answer)
    if answer.meaning.intent is Intent.HELP:
        lines += _more_help(texts, role)
    return _card(texts, answer.meaning, title, lines, question)


def welcome_card(language: str) -> Reply:
    """The first hello: in three lines what the bot does, and examples to press."""
    return talk_card(Answer(Meaning(texts_of(language).language, Intent.GREETING), Outcome.NO_EVENTS_ASKED))


def error_card(language: str, key: str) -> Reply:
    """Something could not be done, and what to do instead."""
    texts = texts_of(language)
    title, text = texts("error.title"), texts(f"error.{key}")
    return reply(
        [heading(title), line(text)],
        language=texts.language,
        summary=text,
        speak=f"{title}. {text}",
        intent=f"error.{key}",
    )


def _card(texts: Texts, meaning: Meaning, title: str, lines: Sequence[str], question: int = 0) -> Reply:
    if question:
        lines = [texts("unanswered.kept"), *lines]
    return reply(
        [heading(title), *(line(text) for text in lines)],
        language=texts.language,
        summary=f"{title}. {lines[0]}" if lines else title,
        speak=" ".join([f"{title}.", *lines]),
        intent=str(meaning.intent) + (f".{meaning.hint}" if meaning.hint and meaning.intent is Intent.OTHER else ""),
        actions=[
            *([hear_button(texts, question)] if question else ()),
            *(ask_button(texts(f"help.example_{name}")) for name in _EXAMPLES.get(meaning.intent, ())),
        ],
    )


_QUESTIONS = ("week", "next", "recordings")
# Whoever has just met the bot, or was not understood, finds from these what else there is.
_EXAMPLES = {
    Intent.GREETING: (*_QUESTIONS, "help"),
    Intent.OTHER: (*_QUESTIONS, "help"),
    Intent.HELP: (*_QUESTIONS, "library", "feedback", "wishes"),
}


_OWN_HELP = ("reminders", "library", "announcements", "feedback", "wishes", "trips", "calendar", "personal")
TEAM_HELP = (
    "team",
    "team_events",
    "team_announcements",
    "team_feedback",
    "team_wishes",
    "team_trips",
    "team_answers",
    "team_own",
)


def _more_help(texts: Texts, role: Role) -> list[str]:
    names = (*_OWN_HELP, *(TEAM_HELP if role is Role.AKE else ()))
    return [texts(f"help.{name}") for name in names]


def _sentences(texts: Texts, answer: Answer) -> list[str]:
    meaning = answer.meaning
    if meaning.intent in (Intent.HELP, Intent.GREETING):
        return [texts("help.title"), texts("help.what"), texts("help.how"), texts("help.honest")]
    if meaning.intent is Intent.THANKS:
        return [texts("thanks.title"), texts("thanks.more")]
    if meaning.intent is Intent.OTHER:
        hint = meaning.hint if meaning.hint in _OTHER_HINTS else ""
        if not meaning.hint:
            return [texts("other.not_understood"), texts("other.what")]
        known_limit = [texts(f"other.{hint}")] if hint else []
        return [texts("other.title"), *known_limit, texts("other.what")]
    return [texts(f"{meaning.intent}.title"), texts(f"{meaning.intent}.how")]
