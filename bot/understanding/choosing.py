"""Which of the shown events a follow-up points out: "kolmas niistä", "se peruttu", "siihen torstain"."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.events import Form
from bot.understanding.aspects import selector_of
from bot.understanding.cues import Cues
from bot.understanding.draft import Draft
from bot.understanding.earlier import Earlier
from bot.understanding.meaning import Choice, Which
from bot.understanding.morphology.words import Case, Word

_NTH = {f"nth_{n}": n for n in range(1, 9)} | {"nth_last": -1, "nth_but_one": -2}
_PLACES = frozenset({*_NTH, "nth_middle", "other_one"})
_STATUS = frozenset({"cancelled", "moved"})
_FORMS = {"remote": Form.REMOTE, "on_site": Form.ON_SITE, "hybrid": Form.HYBRID}
_COPULAS = frozenset({"olla", "is", "was", "are"})
_BEING = frozenset({"oleva", "olla", "pidettävä", "pitää", "järjestettävä", "järjestää", "tapahtuva", "tapahtua"})
"""What follows a place or a time that belongs to a noun: "se Kuopiossa oleva"."""

_LOCAL = frozenset({Case.INESSIVE, Case.ADESSIVE, Case.ESSIVE, None})


@dataclass(frozen=True, slots=True)
class Pointed:
    """A choice and the positions of the words that tell it."""

    choice: Choice
    at: frozenset[int]


def pointed_out(draft: Draft, cues: Cues, earlier: Earlier) -> Pointed | None:
    """What a sentence points out of the events that were shown, if it does."""
    if not earlier.listed:
        return None
    return _by_place(draft, cues, earlier) or _by_property(draft, cues) or _asked(draft, cues, earlier)


def _by_place(draft: Draft, cues: Cues, earlier: Earlier) -> Pointed | None:
    """ "Toinen niistä", "se viimeinen", "kaksi ensimmäistä"."""
    at = cues.at(*_PLACES) - draft.timed
    among = earlier.listed
    if not at or draft.names & {"other_library", "peer_learning"} or _of_something_else(draft, cues, at):
        return None
    if len(among) == 1 and not cues.names & {"of_them"} and cues.names & {"nth_last", "nth_1"}:
        return None  # "the last one" after one event looks back
    nth = [n for name, n in _NTH.items() if cues.at(name) & at]
    if "nth_but_one" in cues.names:
        nth = [-2]
    if "nth_middle" in cues.names:
        nth = [(len(among) + 1) // 2]
    count = _count(draft)
    if count > 1 and nth == [1]:
        nth = list(range(1, count + 1))
    elif count > 1 and nth == [-1]:
        nth = list(range(-count, 0))
    if len(among) == 2 and len(earlier.shown) == 1 and (nth == [2] or "other_one" in cues.names):
        # Of two, when one is spoken of, "toinen" is the other one.
        nth = [2 - among.index(earlier.shown[0])] if earlier.shown[0] in among else nth
    return Pointed(Choice(tuple(nth)), frozenset(at)) if nth else None


def _count(draft: Draft) -> int:
    selector = selector_of(draft.concepts, draft.sentence.words)
    return selector.count if selector.which is not Which.ALL else 1


def _of_something_else(draft: Draft, cues: Cues, at: set[int]) -> bool:
    """Whether "toinen" belongs to a series or a noun that was not shown: "toinen aika", "ensimmäiset etäkahvit"."""
    if cues.names & {"of_them", "one"}:
        return False
    pointed = cues.at("that_very")
    if any(i - 1 in pointed or i - 2 in pointed for i in at):
        return False
    nouns = draft.event_positions() | draft.timed
    behind = {i + 1 for i in at} - at
    return bool(draft.series or draft.timed or behind & nouns or _noun_behind(draft, behind))


def _noun_behind(draft: Draft, behind: set[int]) -> bool:
    words = draft.sentence.words
    free = (words[i] for i in behind if i < len(words) and i not in draft.used)
    return any(word.lemmas & {"aika", "kerta", "vaihtoehto", "sarja", "kirjasto", "kunta"} for word in free)


def _by_property(draft: Draft, cues: Cues) -> Pointed | None:
    """ "Se peruttu", "siihen Jarnon kahviin", "the one in Kuopio"."""
    properties = _properties(draft, cues)
    pointing = _pointing(draft, cues)
    at = {i for i in properties if i in pointing and not _predicate(draft, i, pointing[i], properties)}
    if not at:
        return None
    kinds = {kind for i in at for kind in properties[i]}
    if not kinds:
        return None
    words, hosts = draft.sentence.words, draft.calendar.hosts
    owners = [host for i in at for lemma in sorted(words[i].lemmas) for host in hosts.get(lemma, ())]
    choice = Choice(
        series=tuple(name for match in draft.series if match.start in at for name in match.target.series),
        hosts=tuple(dict.fromkeys(owners)),
        place=next((lemma for i in sorted(at) for lemma in sorted(words[i].lemmas & draft.calendar.places)), ""),
        form=next((form for name, form in _FORMS.items() if name in kinds), None),
        times=tuple(draft.times) if "time" in kinds else (),
        cancelled="cancelled" in kinds,
        moved="moved" in kinds,
    )
    return Pointed(choice, frozenset(i for i in at if not properties[i] & {"series", "time"}))


def _properties(draft: Draft, cues: Cues) -> dict[int, set[str]]:
    """What each word tells that an event may be known by."""
    found: dict[int, set[str]] = {}
    for concept in draft.concepts:
        if concept.concept in _STATUS or concept.concept in _FORMS:
            found.setdefault(concept.at[0], set()).add(concept.concept)
    for match in draft.series:
        if not match.target.group:
            found.setdefault(match.start, set()).add("series")
    words = draft.sentence.words
    dated = set() if "reminder" in draft.names else {i for i in draft.timed if words[i].surface[0].isdecimal()}
    for i in dated | cues.at("weekday") & draft.timed:
        found.setdefault(i, set()).add("time")
    for i in draft.free():
        lemmas = words[i].lemmas
        if any(lemma in draft.calendar.hosts for lemma in lemmas):
            found.setdefault(i, set()).add("host")
        if lemmas & draft.calendar.places:
            found.setdefault(i, set()).add("place")
    return found


def _pointing(draft: Draft, cues: Cues) -> dict[int, int]:
    """Positions that a pointing word stands before, and where it stands."""
    length = len(draft.sentence.words)
    if draft.sentence.language == "en":
        if not cues.at("one") and not draft.event_positions():
            return {}
        found = {i + k: i for i in cues.at("that_very") for k in (1, 2)}
        found |= {i + k: i for i in cues.at("one") for k in (2, 3) if i + k < length}
        return found
    found = {i + 1: i for i in cues.at("that_very")}
    found |= {i + 2: i for i in cues.at("that_very") if i + 1 in draft.timed or _name_goes_on(draft, i + 1)}
    return found


def _name_goes_on(draft: Draft, i: int) -> bool:
    words = draft.sentence.words
    return i < len(words) and any(lemma in draft.calendar.hosts for lemma in words[i].lemmas)


def _predicate(draft: Draft, i: int, pointer: int, properties: dict[int, set[str]]) -> bool:
    """Whether the words rather tell something of the pronoun: "onko se peruttu", "pidetäänkö se etänä"."""
    words = draft.sentence.words
    end = i + 1
    while end in properties and properties[end] & properties[i]:
        end += 1
    behind = words[end] if end < len(words) else None
    noun = behind is not None and (end in draft.event_positions() or bool(behind.lemmas & _BEING))
    if draft.sentence.language == "en":
        return pointer > 0 and bool(words[pointer - 1].lemmas & _COPULAS) and not noun and pointer < i
    if end in draft.event_positions() or i in draft.event_positions():
        return False
    if pointer > 0 and words[pointer - 1].lemmas & _COPULAS:
        return not noun
    if properties[i] & {"place", "time", "remote", "on_site"} and _local(words[i]):
        participle = behind is not None and behind.surface.startswith(("olev", "pidettäv", "järjestettäv", "tapahtuv"))
        return not (participle or (behind is None and pointer <= 2 and not draft.names & {"when", "where"}))
    return False


def _local(word: Word) -> bool:
    return all(reading.case in _LOCAL for reading in word.readings)


def _asked(draft: Draft, cues: Cues, earlier: Earlier) -> Pointed | None:
    """ "Mihin niistä pitää ilmoittautua", "which of them is cancelled"."""
    if "of_them" not in cues.names or len(earlier.listed) < 2:
        return None
    return Pointed(Choice(asked=True), frozenset())
