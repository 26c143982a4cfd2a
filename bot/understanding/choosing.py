"""Which of the shown events a follow-up points out: "kolmas niistä", "se viimeinen", "mihin niistä"."""

from __future__ import annotations

from bot.understanding.aspects import selector_of
from bot.understanding.cues import Cues
from bot.understanding.draft import Draft
from bot.understanding.earlier import Earlier
from bot.understanding.meaning import Choice, Which
from bot.understanding.morphology.words import WordClass
from bot.understanding.pointing import Pointed, by_property
from bot.understanding.topics import ENOUGH

_NTH = {f"nth_{n}": n for n in range(1, 9)} | {"nth_last": -1, "nth_but_one": -2}
_PLACES = frozenset({*_NTH, "nth_middle", "other_one"})
_OTHER_NOUNS = frozenset({"other_library", "peer_learning", "deadline", "thanks"})
"""Concepts in which "toinen" and "viimeinen" are of something else."""

_ASKED = frozenset(
    {"link", "host", "subject", "recording", "duration", "held_where", "where", "registration", "seats", "clock",
     "event_noun", "thing", "feedback"}
)  # fmt: skip
"""What may be asked of the chosen one: "kolmannen linkki"."""


def pointed_out(draft: Draft, cues: Cues, earlier: Earlier) -> Pointed | None:
    """What a sentence points out of the events that were shown, if it does."""
    if not earlier.listed:
        return None
    return (
        _by_place(draft, cues, earlier)
        or _next(draft, cues, earlier)
        or by_property(draft, cues)
        or _asked(cues, earlier)
    )


def stands(pointed: Pointed, draft: Draft) -> bool:
    """Whether it is still a choice when the subjects of the sentence are known: what names its own does not choose."""
    choice, _ = pointed
    if choice.asked:
        return not (draft.refers or draft.series or draft.times)
    return not draft.refers if choice.nth else draft.coverage < ENOUGH


def _by_place(draft: Draft, cues: Cues, earlier: Earlier) -> Pointed | None:
    """ "Toinen niistä", "se viimeinen", "kaksi ensimmäistä"."""
    latest = {i for found in draft.concepts if found.concept == "back" for i in found.at}
    at = cues.at(*_PLACES) - draft.timed - latest
    if not at or draft.names & _OTHER_NOUNS or _of_something_else(draft, cues, at):
        return None
    if len(earlier.listed) == 1 and "of_them" not in cues.names and cues.names & {"nth_last", "nth_1"}:
        return None  # "the last one" after one event looks back
    nth = _places(draft, cues, at, earlier)
    there = all(abs(n) <= len(earlier.listed) for n in nth)
    return (Choice(nth), frozenset(at)) if nth and there else None


def _places(draft: Draft, cues: Cues, at: set[int], earlier: Earlier) -> tuple[int, ...]:
    """Places in the list of what was shown."""
    among = earlier.listed
    if "nth_but_one" in cues.names:
        return (-2,)
    if "nth_middle" in cues.names:
        return ((len(among) + 1) // 2,)
    nth = tuple(n for name, n in _NTH.items() if cues.at(name) & at)
    one_of_two = len(among) == 2 and len(earlier.shown) == 1 and earlier.shown[0] in among
    if one_of_two and (nth == (2,) or "other_one" in cues.names):
        return (2 - among.index(earlier.shown[0]),)  # "toinen" is the other one
    count = _count(draft)
    if count > 1 and nth == (1,):
        return tuple(range(1, count + 1))
    return tuple(range(-count, 0)) if count > 1 and nth == (-1,) else nth


def _count(draft: Draft) -> int:
    selector = selector_of(draft.concepts, draft.sentence.words)
    return selector.count if selector.which is not Which.ALL else 1


def _of_something_else(draft: Draft, cues: Cues, at: set[int]) -> bool:
    """Whether "toinen" belongs to what was not shown: "toinen aika", "ensimmäiset etäkahvit"."""
    if cues.names & {"of_them", "one"}:
        return False
    pointing = cues.at("that_very")
    if draft.sentence.language == "fi" and any(i - 1 in pointing or i - 2 in pointing for i in at):
        return False
    if draft.series or draft.timed:
        return True
    words = draft.sentence.words
    fitting = {i for found in draft.concepts if found.concept in _ASKED for i in found.at}
    behind = {i + 1 for i in at if i + 1 < len(words)} - at - fitting
    if draft.sentence.language == "en":
        return bool(behind)
    return any(words[i].readings[0].word_class is WordClass.NOUN for i in behind)


def _next(draft: Draft, cues: Cues, earlier: Earlier) -> Pointed | None:
    """ "Se seuraava" of several is the first of them."""
    at = cues.at("that_next")
    fits = len(earlier.listed) > 1 and at and not draft.series and not draft.timed
    return (Choice((1,)), frozenset(at)) if fits else None


def _asked(cues: Cues, earlier: Earlier) -> Pointed | None:
    """ "Mihin niistä pitää ilmoittautua", "which of them is cancelled"."""
    if "of_them" not in cues.names or len(earlier.listed) < 2:
        return None
    return Choice(asked=True), frozenset()
