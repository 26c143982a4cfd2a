"""The words of a sentence that tell of peer-learning trips, and what they make together: a request, an offer."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache, cached_property

from bot.understanding.concepts import concepts_of
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.words import Word
from bot.understanding.themes import themes_at

_OWN = ("ni", "niko", "nikaan", "mme")
"""Ends of what is one's own: "vertaisoppimismatkani"."""

_NAME = "vertaisoppi"
"""What compounds of peer learning begin with: "vertaisoppimisraportti"."""

_PAST = frozenset(
    {"kävin", "kävimme", "käytiin", "olin", "olimme", "tutustuin", "tutustuimme", "tutustuttiin", "visited"}
)

_ELSEWHERE = ("another_library", "elsewhere")

_ANYWHERE = frozenset({"events"})
"""Themes that are also what the calendar is full of: going to see such is no trip by itself."""


class TripKind(StrEnum):
    """What somebody wants to know or to do."""

    RULES = "rules"
    REQUEST = "request"
    OFFER = "offer"
    MINE = "mine"
    """Where is my request?"""

    CANCEL = "cancel"


class TripCues:
    """What the words of one sentence tell of trips.

    `named` are those of the words that call the trip by its name; they are looked for when not given.
    """

    def __init__(self, words: Sequence[Word], language: str, named: Sequence[Word] | None = None) -> None:
        self._words, self._language = words, language
        self._found = concepts_of(language, "trips.toml").find(words)
        self._names = frozenset(found.concept for found in self._found)
        compounds = [word for word in words if word.written.startswith(_NAME)]
        self._called = [*(_named(words, language) if named is None else named), *compounds]

    @property
    def named(self) -> bool:
        """Whether it calls the trip by its name."""
        return bool(self._called)

    @cached_property
    def _own_trip(self) -> bool:
        return any(word.written.endswith(_OWN) for word in self._called)

    @cached_property
    def themes(self) -> frozenset[str]:
        """The themes that are said."""
        return frozenset(themes_at(self._words))

    @cached_property
    def town(self) -> bool:
        """Whether a municipality of the region is named."""
        return any(word.lemmas & _towns() for word in self._words)

    @cached_property
    def rules(self) -> frozenset[str]:
        """The rules that are asked, by the names of trip_rules.toml."""
        return frozenset(found.concept for found in concepts_of(self._language, "trip_rules.toml").find(self._words))

    def has(self, *names: str) -> bool:
        """Whether one of these cues is there."""
        return not self._names.isdisjoint(names)

    def has_all(self, *names: str) -> bool:
        """Whether all of these cues are there."""
        return self._names.issuperset(names)

    def ends_of(self, *names: str) -> list[int]:
        """The positions after the last words of these cues, in their order."""
        return sorted({found.at[-1] + 1 for found in self._found if found.concept in names})

    @property
    def at(self) -> set[int]:
        """The positions of all words that are cues."""
        return {i for found in self._found for i in found.at}

    @cached_property
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
            return not self.has("near")
        return learns and self.has("at_us") and self.has("may") and not self.has("want", *_ELSEWHERE)

    @property
    def wishes(self) -> bool:
        """Whether one wishes to go and learn, without naming the trip."""
        if self.has_all("me", "take_someone"):
            return True
        if any(word.written in _PAST for word in self._words):
            return False
        if self.has("visit_named") or (self._looks and self._somewhere):
            return True
        return self.has("want", "may") and (self._wishes_to_see or self._wishes_to_go)

    @property
    def _looks(self) -> bool:
        return self.has("look") and not self._of_events

    @property
    def _wishes_to_see(self) -> bool:
        """Whether what is wished is to visit, to see how, to learn elsewhere."""
        if self.has("visit", "see_how") or (self._looks and self.has("go", "want")):
            return self._somewhere or self._of_theme
        if self.has_all("want", "learn") and self.has(*_ELSEWHERE):
            return True
        return self.has_all("want", "see", "another_library") and not self._of_events

    @property
    def _wishes_to_go(self) -> bool:
        """Whether what is wished is to go somewhere for a day, or for a theme."""
        for_it = self.has("for_a_day") or (self.has("want") and self._of_theme)
        return self.has("go") and self._somewhere and for_it

    @cached_property
    def _somewhere(self) -> bool:
        return self.town or self.has(*_ELSEWHERE, "near")

    @cached_property
    def _of_events(self) -> bool:
        return bool(self.themes) and not self._of_theme

    @cached_property
    def _of_theme(self) -> bool:
        return bool(self.themes - _ANYWHERE)

    @cached_property
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


def _named(words: Sequence[Word], language: str) -> list[Word]:
    found = concepts_of(language).find(words)
    return [words[i] for one in found if one.concept == "peer_learning" for i in one.at]


@cache
def _towns() -> frozenset[str]:
    return frozenset(one.name.lower() for one in load_lexicon().municipalities)
