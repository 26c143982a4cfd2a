"""The words of a sentence that tell of peer-learning trips, and what they make together: a request, an offer."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from bot.understanding.concepts import concepts_of
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.words import Word
from bot.understanding.themes import themes_at

_OWN = ("ni", "niko", "nikaan", "mme")
"""Ends of what is one's own: "vertaisoppimismatkani"."""

_NAME = "vertaisoppi"
"""What compounds of peer learning begin with: "vertaisoppimisraportti"."""

_PAST = frozenset({"kävin", "kävimme", "käytiin", "olin", "olimme", "tutustuin", "tutustuimme", "tutustuttiin", "visited"})

_ANYWHERE = frozenset({"events"})
"""Themes that are also what the calendar is full of: going to see such is no trip by itself."""

_SOON_ANSWERED = frozenset({"how", "where", "who"})
"""Rules that opening a request answers."""


class TripKind(StrEnum):
    """What somebody wants to know or to do."""

    RULES = "rules"
    REQUEST = "request"
    OFFER = "offer"
    MINE = "mine"
    """Where is my request?"""

    CANCEL = "cancel"


class TripCues:
    """What the words of one sentence tell of trips. `asks` are the rules that are asked, `named` says that it calls
    them by their name.
    """

    def __init__(self, words: Sequence[Word], language: str) -> None:
        self._found = concepts_of(language, "trips.toml").find(words)
        self._names = frozenset(found.concept for found in self._found)
        at = {i for f in concepts_of(language).find(words) if f.concept == "peer_learning" for i in f.at}
        named = [word for i, word in enumerate(words) if i in at or word.written.startswith(_NAME)]
        self.named = bool(named)
        self._own_trip = any(word.written.endswith(_OWN) for word in named)
        self._themes = themes_at(words).keys()
        self._town = any(word.lemmas & _towns() for word in words)
        self._past = any(word.written in _PAST for word in words)
        self._asks = frozenset(found.concept for found in concepts_of(language, "trip_rules.toml").find(words))

    def has(self, *names: str) -> bool:
        """Whether one of these cues is there."""
        return not self._names.isdisjoint(names)

    def ends_of(self, *names: str) -> list[int]:
        """The positions after the last words of these cues, in their order."""
        return sorted({found.at[-1] + 1 for found in self._found if found.concept in names})

    @property
    def at(self) -> set[int]:
        """The positions of all words that are cues."""
        return {i for found in self._found for i in found.at}

    @property
    def own(self) -> bool:
        """Whether a request that has been made is spoken of."""
        if self.has("form") and not self.has("status"):
            return False
        of_trip = self.named and self.has("status") and (self._own_trip or self.has("mine", "request"))
        return self.has("own_request", "trip_request") or of_trip or (self.has("request") and self.has("mine"))

    @property
    def cancels(self) -> bool:
        """Whether the own trip or request is called off."""
        if self.has("request", "trip_noun") and self.has("take_back", "cannot"):
            return True
        return self.has("cancel") and (self.own or self.named or self.has("own_request", "trip_request"))

    @property
    def offers(self) -> bool:
        """Whether the writer's library takes those who come to learn."""
        learns = self.has("visit", "look", "see_how")
        if self.has("me"):
            return False
        if self.has("take_visitor") or (self.has("take_someone") and (learns or self.has("to_us"))):
            return True
        if self.has("show_others") and self.has("may") and self.has("at_us", "to_us"):
            return True
        if learns and ((self.has("to_us") and self.has("come", "whoever")) or self.has("offer")):
            return True
        return learns and self.has("at_us") and self.has("may") and not self.has("want", "elsewhere")

    @property
    def wishes(self) -> bool:
        """Whether one wishes to go and learn, without naming the trip."""
        if self._past:
            return False
        somewhere = self._town or self.has("elsewhere", "near")
        goal = somewhere or bool(self._themes - _ANYWHERE)
        asked = self.has("want", "may")
        if self.has("visit_named") or (self.has("visit", "see_how") and asked and goal):
            return True
        if self.has("look") and (somewhere or (self.has("go") and asked and goal)):
            return True
        if self.has("learn") and self.has("want") and self.has("elsewhere"):
            return True
        going = self.has("go") and asked and somewhere
        return going and bool(self.has("for_a_day") or (self.has("want") and self._themes - _ANYWHERE))

    @property
    def framed(self) -> TripKind | None:
        """What a sentence makes by its frame alone; None when it may be about something else altogether."""
        if self.cancels:
            return TripKind.CANCEL
        if self.own:
            return TripKind.MINE
        if self.offers:
            return TripKind.OFFER
        begun = self.has("form") and self.has("trip_request", "own_request")
        return TripKind.REQUEST if begun or self.wishes else None

    @property
    def kind(self) -> TripKind:
        """What a sentence wants that is known to be about trips."""
        framed = self.framed
        if framed is TripKind.REQUEST or (framed is None and self.named):
            return self._request_or_rules(framed)
        if framed:
            return framed
        if self.has("cancel"):
            return TripKind.CANCEL
        return TripKind.MINE if self.has("status") and not self._asks else TripKind.RULES

    def _request_or_rules(self, framed: TripKind | None) -> TripKind:
        """ "Haluaisin lähteä vertaisoppimaan", but "kuka maksaa, jos lähden"."""
        hard = self._asks - _SOON_ANSWERED
        goal = self._town or bool(self._themes) or self.has("elsewhere", "look", "visit")
        if framed or (goal and not self._asks) or self.has("form"):
            return TripKind.RULES if hard and not self.has("want") else TripKind.REQUEST
        return TripKind.REQUEST if self.has("want") and not self._asks else TripKind.RULES

    @property
    def asks(self) -> tuple[str, ...]:
        """The rules that are asked, those left out that the kind of sentence answers by itself."""
        kind = self.kind
        if kind in (TripKind.MINE, TripKind.CANCEL, TripKind.OFFER):
            return ()
        asked = self._asks - _SOON_ANSWERED if kind is TripKind.REQUEST else self._asks
        if asked & {"lodging", "allowance", "substitute", "car"}:
            asked -= {"costs"}
        return tuple(sorted(asked - {"how"} if len(asked) > 1 else asked))


@cache
def _towns() -> frozenset[str]:
    return frozenset(one.name.lower() for one in load_lexicon().municipalities)
