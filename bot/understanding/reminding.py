"""What is said of reminders: to set, show, stop or pause them, and how long before an event one wants to hear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.domain.reminders import Lead
from bot.understanding.concepts import load_toml
from bot.understanding.morphology.words import Word


class Action(StrEnum):
    """What is to be done with reminders."""

    SET = "set"
    STOP = "stop"
    PAUSE = "pause"
    RESUME = "resume"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Reminding:
    """A wish about reminders.

    `everything` says that all there are of something are meant ("aina", "kaikista"), `several` that the series is
    spoken of in the plural ("digivarteista"), so that not its next event alone is meant.
    """

    action: Action = Action.SET
    leads: frozenset[Lead] = frozenset()
    everything: bool = False
    several: bool = False


LONGEST_QUARTER = 30
"""Minutes: so many or fewer are taken for the shortest lead, more for an hour."""

_CASES = r"(?:sta|stä|ssa|ssä|hin|lta|ltä|lla|llä|lle|ksi|na|nä|den|tten|tta|ttä)$"
_PLURAL = re.compile(rf"i{_CASES}|(?:ja|jä|ia|iä|ien|jen)$")
# Of "kahvi" the singular has an i too: the plural is told by its e.
_PLURAL_OF_I = re.compile(rf"ei{_CASES}|(?:eja|ejä|ien)$")
_ORDER = (Action.STOP, Action.PAUSE, Action.RESUME, Action.LIST)


def reminding_of(words: Sequence[Word], names: Iterable[int] = ()) -> Reminding:
    """The wish that a sentence about reminders tells; `names` are the positions of the last words of series' names."""
    leads = frozenset(lead for lead, _ in _leads(words))
    data = _data()
    said = frozenset(key for word in words for key in word.keys)
    action = next((one for one in _ORDER if said & data.actions[one]), Action.SET)
    if action is Action.LIST and leads:
        action = Action.SET
    return Reminding(action, leads, bool(said & data.everything), any(is_plural(words[i]) for i in names))


def is_plural(word: Word) -> bool:
    """Whether a noun stands in the plural: "digivarteista", not "digivartista"; an English one by its s."""
    lemma = word.readings[0].lemma
    pattern = _PLURAL_OF_I if lemma.endswith("i") else _PLURAL
    written = word.written
    if pattern.search(written) or (written.endswith("t") and not lemma.endswith("t")):
        return True
    return written.endswith("s") and not word.known


def lead_positions(words: Sequence[Word]) -> set[int]:
    """Positions of the words that tell a lead: they are no times of an event."""
    return {i for _, span in _leads(words) for i in span}


def _leads(words: Sequence[Word]) -> Iterator[tuple[Lead, range]]:
    """The leads that are told, each with its words."""
    keys = [frozenset(word.keys) for word in words]
    position = 0
    while position < len(words):
        found = next(_leads_at(words, keys, position), None)
        if found is not None:
            yield found
        position = found[1].stop if found else position + 1


def _leads_at(words: Sequence[Word], keys: Sequence[frozenset[str]], start: int) -> Iterator[tuple[Lead, range]]:
    for lead, phrases in _data().leads:
        for phrase in phrases:
            end = _end_of(phrase, words, keys, start)
            if end:
                yield _of_number(lead, phrase, words[start]), range(start, end)


def _end_of(phrase: tuple[str, ...], words: Sequence[Word], keys: Sequence[frozenset[str]], start: int) -> int:
    """Where a phrase that begins at a position ends; 0 when it does not."""
    end = start + len(phrase)
    return end if all(_is(wanted, words, keys, start + i) for i, wanted in enumerate(phrase)) else 0


def _is(wanted: str, words: Sequence[Word], keys: Sequence[frozenset[str]], i: int) -> bool:
    if i >= len(words):
        return False
    return words[i].surface.isdecimal() if wanted == "#" else wanted in keys[i]


def _of_number(lead: Lead, phrase: tuple[str, ...], first: Word) -> Lead:
    """A lead of so many minutes: the nearest of those that can be chosen, rather too early than too late."""
    if lead is Lead.QUARTER and phrase[0] == "#" and int(first.surface[:4]) > LONGEST_QUARTER:
        return Lead.HOUR
    return lead


@dataclass(frozen=True, slots=True)
class _Data:
    leads: tuple[tuple[Lead, tuple[tuple[str, ...], ...]], ...]
    actions: dict[Action, frozenset[str]]
    everything: frozenset[str]


@cache
def _data() -> _Data:
    data = load_toml("reminding.toml")
    leads, actions, everything = data["leads"], data["actions"], data["everything"]
    assert isinstance(leads, dict)
    assert isinstance(actions, dict)
    assert isinstance(everything, dict)
    return _Data(
        tuple((Lead(name), tuple(tuple(one.split()) for one in phrases)) for name, phrases in leads.items()),
        {Action(name): frozenset(words) for name, words in actions.items()},
        frozenset(everything["words"]),
    )
