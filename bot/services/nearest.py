"""What a question without an answer was nearest to, for the AKE team to see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.unanswered import Unanswered
from bot.services.calendar import Calendar
from bot.services.written import Shelf
from bot.understanding.interpreter import interpret
from bot.understanding.meaning import Intent

_KINDS = {Intent.OTHER: "nothing", Intent.CONTACT: "contact", Intent.HELP: "help"}


@dataclass(frozen=True, slots=True)
class Nearest:
    """The title of the nearest answer or event, and what kind of a reading it is."""

    kind: str
    answer: str = ""
    event: str = ""


def nearest_reading(question: Unanswered, calendar: Calendar, shelf: Shelf, now: datetime) -> Nearest:
    """What the question in its first words is nearest to at a moment."""
    text = question.wordings[0]
    if answer := shelf.nearest(text):
        return Nearest("answer", answer=answer.writing.title)
    meaning = interpret(text, now, calendar.names, None, question.language)
    hits = calendar.names.topics.search(meaning.topic, range(len(calendar.events))) if meaning.topic else []
    if hits:
        return Nearest("event", event=calendar.events[hits[0].position].facts.title)
    if meaning.hint == "office":
        return Nearest("office")
    return Nearest(_KINDS.get(meaning.intent, "calendar"))
