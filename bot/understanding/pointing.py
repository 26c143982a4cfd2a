"""Which of the shown events a property points out: "se peruttu", "siihen Jarnon kahviin", "the one in Kuopio"."""

from __future__ import annotations

from bot.domain.events import Form
from bot.understanding.cues import Cues
from bot.understanding.draft import Draft
from bot.understanding.meaning import Choice
from bot.understanding.morphology.words import Case, Word

_STATUS = frozenset({"cancelled", "moved"})
_FORMS = {"remote": Form.REMOTE, "on_site": Form.ON_SITE, "hybrid": Form.HYBRID}
_COPULAS = frozenset({"olla", "is", "was", "are"})
_ADVERBIAL = frozenset({"place", "time", "remote", "on_site"})
_LOCAL = frozenset({Case.INESSIVE, Case.ADESSIVE, Case.ESSIVE, None})
"""Cases in which such a word tells where or when rather than which: "pidetäänkö se etänä"."""

Pointed = tuple[Choice, frozenset[int]]
"""A choice, and the positions of the words that tell it."""


def by_property(draft: Draft, cues: Cues) -> Pointed | None:
    """ "Se peruttu", "siihen Jarnon kahviin", "the one in Kuopio"."""
    pointing = _pointing(draft, cues)
    properties = _properties(draft, cues) if pointing else {}
    at = {i for i in properties if i in pointing and not _predicate(draft, cues, i, pointing[i], properties)}
    if not at:
        return None
    kinds = {kind for i in at for kind in properties[i]}
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
    return choice, frozenset(i for i in at if not properties[i] & {"series", "time"})


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


def _predicate(draft: Draft, cues: Cues, i: int, pointer: int, properties: dict[int, set[str]]) -> bool:
    """Whether the words rather tell something of the pronoun: "onko se peruttu", "pidetäänkö se etänä"."""
    words = draft.sentence.words
    end = i + 1
    while end in properties and properties[end] & properties[i]:
        end += 1
    noun = end in draft.event_positions() or i in draft.event_positions() or end in cues.at("being", "one")
    if noun:
        return False
    if pointer > 0 and pointer < i and words[pointer - 1].lemmas & _COPULAS:
        return True
    local = bool(properties[i] & _ADVERBIAL) and _local(words[i])
    alone = end == len(words) and set(range(pointer)) <= cues.at("opener", "lead_in", "correction")
    return local and not alone and draft.sentence.language != "en"


def _local(word: Word) -> bool:
    return all(reading.case in _LOCAL for reading in word.readings)
