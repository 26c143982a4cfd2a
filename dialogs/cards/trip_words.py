"""Cards of what is told of peer-learning trips unasked: a word, the trip, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.domain.conversation import Reply
from bot.domain.trip_words import Audience, TripTold, TripWord
from bot.texts import Texts
from dialogs.cards.elements import Action, heading, line, plain, reply
from dialogs.cards.trip_after_words import after_actions, after_sentences
from dialogs.cards.trip_host_words import host_actions, host_sentences
from dialogs.cards.trip_hosts import unnamed
from dialogs.cards.trip_plan import plan_title
from dialogs.cards.trip_team_words import team_actions, team_sentences
from dialogs.cards.trip_traveller_words import traveller_actions, traveller_fields, traveller_sentences
from dialogs.cards.trips import aloud, trip_lines, trip_sentences

_Parts = tuple[
    Callable[[Texts, TripTold, datetime], Sequence[str]], Callable[[Texts, TripTold, datetime], Sequence[Action]]
]
_AFTERWARDS = frozenset(
    {
        TripWord.ASK_REPORT,
        TripWord.REPORTED,
        TripWord.REPORT_CHANGED,
        TripWord.NO_REPORT,
        TripWord.THANKS,
        TripWord.CLAIM,
        TripWord.PAID,
        TripWord.UNPAID,
        TripWord.LATER,
        TripWord.CONTACT_GONE,
    }
)
_HOST: _Parts = (host_sentences, host_actions)
_TEAM: _Parts = (team_sentences, team_actions)
_PARTS: Mapping[Audience, _Parts] = {
    Audience.TRAVELLER: (traveller_sentences, traveller_actions),
    Audience.HOST: _HOST,
    Audience.ASKED: _HOST,
    Audience.HANDLER: _TEAM,
    Audience.FORMER: _TEAM,
    Audience.TEAM: _TEAM,
}


def trip_word_card(texts: Texts, told: TripTold, now: datetime) -> Reply:
    """A word to whoever has a part in the trip."""
    title, trip = plan_title(texts, told, now), unnamed(told.trip) if told.audience is Audience.ASKED else told.trip
    sentences, actions = (after_sentences, after_actions) if told.word in _AFTERWARDS else _PARTS[told.audience]
    words = [texts("trip_word.said", name=told.name or "AKE", words=told.words)] if told.words else []
    more = sentences(texts, told, now)
    fields = traveller_fields(texts, told) if told.audience is Audience.TRAVELLER else ()
    return reply(
        [
            heading(title),
            *(line(plain(one)) for one in words),
            *trip_lines(texts, trip),
            *(line(plain(one)) for one in more),
            *fields,
        ],
        language=texts.language,
        summary=title,
        speak=aloud(title, *words, *trip_sentences(texts, trip), *more),
        intent=f"trip.word.{told.word}",
        actions=actions(texts, told, now),
    )
