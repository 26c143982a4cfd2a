"""Reads what Voikko's transducer says of a word, "[Ln][Xp]koira[X]koir[Sg][Nm]ien", into readings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.understanding.morphology.words import Case, Reading, WordClass

_PIECE = re.compile(r"\[([^\]]*)\]|([^\[]+)")
_CLASSES = {
    "n": WordClass.NOUN,
    "nl": WordClass.NOUN,
    "l": WordClass.ADJECTIVE,
    "ee": WordClass.NAME,
    "es": WordClass.NAME,
    "ep": WordClass.NAME,
    "em": WordClass.NAME,
    "t": WordClass.VERB,
    "k": WordClass.VERB,
    "r": WordClass.PRONOUN,
    "u": WordClass.NUMERAL,
    "ur": WordClass.NUMERAL,
    "s": WordClass.ADVERB,
}
_PERSONS = frozenset({"ee", "es"})
_CASES = {
    "n": Case.NOMINATIVE,
    "g": Case.GENITIVE,
    "p": Case.PARTITIVE,
    "ine": Case.INESSIVE,
    "ela": Case.ELATIVE,
    "ill": Case.ILLATIVE,
    "ade": Case.ADESSIVE,
    "abl": Case.ABLATIVE,
    "all": Case.ALLATIVE,
    "es": Case.ESSIVE,
    "tr": Case.TRANSLATIVE,
}
_RARE_CASES = frozenset({"in", "ko", "ab"})
_PARTICIPLES = frozenset({"v", "a", "u", "t", "m"})
_LIGHT_VERBS = frozenset({"tehdä", "olla", "antaa", "ottaa", "pitää", "saada", "tulla", "käydä", "panna"})


@dataclass(slots=True)
class _Stage:
    """One step of derivation: "lainata" (a verb), then "lainaus" (a noun)."""

    word_class: str
    lemma: str
    participle: str = ""


@dataclass(slots=True)
class _Part:
    """One part of a compound, with its steps of derivation and its inflection."""

    stages: list[_Stage] = field(default_factory=list)
    surface: str = ""
    case: str = ""
    mood: str = ""
    possessive: bool = False

    @property
    def lemma(self) -> str:
        return self.stages[-1].lemma if self.stages else self.surface.rstrip("-")

    @property
    def word_class(self) -> str:
        return self.stages[-1].word_class if self.stages else ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A reading and how unlikely it is; the smaller the cost, the likelier.

    `origin` ranks the keys of one lemma read in two ways: a verb's key is best ("äänittää" for "äänitys"),
    then the word itself ("oikeus" rather than "oikea").
    """

    reading: Reading
    cost: int
    origin: int


def read(output: str) -> tuple[Analysis, ...]:
    """The readings of one output: a participle is read both as an adjective and as its verb."""
    parts = [_read_part(piece) for piece in output.split("[Bc]") if piece]
    last = parts[-1]
    head = "".join(part.surface for part in parts[:-1])
    lemma = (head + last.lemma).lower()
    lemmas = tuple(part.lemma.lower() for part in parts)
    stems = tuple(key for part in parts for key in _keys(part))
    origin = sum(_origin(part) for part in parts)
    word_class = _CLASSES.get(last.word_class, WordClass.OTHER)
    case = _CASES.get(last.case, Case.OTHER if last.case else None)
    person = word_class is WordClass.NAME and any(part.word_class in _PERSONS for part in parts)
    main = Analysis(Reading(lemma, lemmas, word_class, case, stems, person), _cost(parts), origin)
    if not (last.stages and last.stages[-1].participle):
        return (main,)
    verb = (head + last.stages[0].lemma).lower()
    as_verb = Reading(verb, (*lemmas[:-1], last.stages[0].lemma), WordClass.VERB, case, stems)
    return (main, Analysis(as_verb, main.cost + 1, origin))


def _origin(part: _Part) -> int:
    if len(part.stages) == 1:
        return 1
    return 0 if part.stages[-2].word_class == "t" else 2


def _keys(part: _Part) -> tuple[str, ...]:
    """The keys of a part: back along its derivations for as long as they keep the subject."""
    stages = part.stages
    position = len(stages) - 1
    while position > 0:
        stage, before = stages[position], stages[position - 1]
        if stage.participle:
            lemma = stage.lemma.lower()
            return (lemma,) if position < len(stages) - 1 else (lemma, before.lemma.lower())
        from_verb = stage.word_class == "n" and before.word_class == "t"
        if from_verb and before.lemma in _LIGHT_VERBS:
            break
        from_adjective = stage.word_class == "n" and before.word_class in ("l", "nl")
        from_noun = stage.word_class == "l" and _noun_based(stage.lemma)
        if not (from_verb or from_adjective or from_noun):
            break
        position -= 1
    return (stages[position].lemma.lower() if stages else part.lemma.lower(),)


def _noun_based(adjective: str) -> bool:
    # "kielinen" is about "kieli", but "kirjallinen" is about more than "kirja".
    return adjective.endswith("nen") and not adjective.endswith("llinen")


def _read_part(output: str) -> _Part:
    """Follow the tags: [Xp]base[X] gives the base form, [Xj]suffix[X] adds a step of derivation."""
    part = _Part()
    word_class = participle = base = text = suffix = mode = ""
    for tag, letters in _PIECE.findall(output):
        if letters:
            if mode in ("Xp", "Xj"):
                suffix += letters.replace("=", "")
            elif not mode:
                text += letters
                part.surface += letters
        elif tag in ("Xp", "Xj"):
            base, text, suffix, mode = base + text, "", "", tag
        elif tag == "X":
            if mode in ("Xp", "Xj"):
                part.stages.append(_Stage(word_class, base + suffix, participle))
                participle = ""
            mode = ""
        elif tag[0] == "X":
            mode = tag
        elif tag[0] == "L":
            word_class = tag[1:]
        elif tag[0] == "R" and tag[1:] in _PARTICIPLES:
            participle = tag[1:]
        else:
            _inflect(part, tag)
    if not part.stages:
        part.stages.append(_Stage(word_class, text.rstrip("-")))
    return part


def _inflect(part: _Part, tag: str) -> None:
    if tag[0] == "S":
        part.case = tag[1:]
    elif tag[0] == "T":
        part.mood = tag[1:]
    elif tag[0] == "O":
        part.possessive = True


def _cost(parts: list[_Part]) -> int:
    """Odd compounds, rare cases and adjectives made on the spot are less likely than a plain noun."""
    last = parts[-1]
    cost = 6 * (len(parts) - 1)
    cost += 5 if last.case in _RARE_CASES else 0
    cost += 2 if last.possessive else 0
    cost += 3 if last.mood in ("m", "k", "e") else 0
    cost += 4 if last.word_class == "l" and len(last.stages) > 1 and not last.stages[-1].participle else 0
    cost += 1 if last.word_class in ("ee", "es", "em") else 0
    cost += 1 if last.stages[-1].participle == "v" else 0
    return cost
