"""What a question leaves out: "muuta kuin webinaareja", "paitsi lautapelikahvit", "ei aina vain Teamsissa"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.concepts import Found
from bot.understanding.dates.entries import Tag
from bot.understanding.dates.lexicon import meanings
from bot.understanding.draft import Draft
from bot.understanding.meaning import Excluded
from bot.understanding.morphology.words import Case, Word
from bot.understanding.references import find_hosts
from bot.understanding.sentence import Sentence
from bot.understanding.topic_cues import noun
from bot.understanding.topic_words import find_topic

_LONGEST = 5
"""Words after "kuin" that may name what is left out."""

_FAR = 7
"""How far "kuin" may be from its "muu": "muita ensi kuun tilaisuuksia kuin ..."."""

_THAN = frozenset({"kuin", "ku", "kun", "than"})
_EXCEPT = frozenset({"paitsi", "besides", "except", "excluding"})
_BESIDES = frozenset({"lisäksi", "ohella", "ohessa", "lukuunottamatta"})
_NOT = frozenset({"eikä", "ei", "eivät", "eivätkä", "ettei", "muttei", "not"})
_BETWEEN = frozenset(
    {"aina", "vain", "vaan", "pelkästään", "pelkkä", "ainoastaan", "olla", "tapahtua", "järjestää", "pitää", "only"}
    | {"always", "just", "be"}
)
_ONLY = frozenset({"vain", "vaan", "pelkkä", "pelkästään"})
_OR_RATHER = frozenset({"eiku", "eikun", "eikuu"})
_OTHER_FORM = {"remote": "on_site", "on_site": "remote"}


def left_out(sentence: Sentence) -> frozenset[int]:
    """Positions of the words that name what is not asked for; the words that say so are among them."""
    words = sentence.words
    for i, word in enumerate(words):
        if word.surface in _THAN and _other_before(words, i):
            return _clause(sentence, i)
        if word.surface in _EXCEPT or (word.surface == "from" and i and words[i - 1].surface in ("apart", "aside")):
            return _clause(sentence, i)
        if word.surface in _BESIDES and _genitive(words[i - 1] if i else word):
            return _led_up_to(words, i)
    return frozenset()


def denied(sentence: Sentence) -> frozenset[int]:
    """Positions of what is ruled out: "paikan päällä eikä Teamsissa", "ei vain etänä", "aina vaan Teamsia"."""
    words = sentence.words
    found = set()
    for i, word in enumerate(words):
        if word.surface in _NOT or (word.surface == "aina" and words[i + 1 : i + 2] and words[i + 1].lemmas & _ONLY):
            end = i + 1
            while end < len(words) and words[end].lemmas & _BETWEEN:
                end += 1
            found.add(end)
    return frozenset(found)


def taken_back(sentence: Sentence) -> frozenset[int]:
    """Positions of what the writer takes back while writing: "mihin työvuoro.. eiku talousarviojuttuun"."""
    words = sentence.words
    at = next((i for i, word in enumerate(words) if word.surface in _OR_RATHER and i), 0)
    if not at or not _a_name(words[at - 1]) or not any(map(_a_name, words[at + 1 : at + 4])):
        return frozenset()
    start = at - 1
    while start and _genitive(words[start - 1]) and not meanings(words[at - 1].surface):
        start -= 1
    return frozenset(range(start, at + 1))


def other_form(concepts: Sequence[Found], ruled_out: frozenset[int]) -> list[Found]:
    """The concepts without the forms that are ruled out; where none is left, the other form is meant."""
    out = [f for f in concepts if f.concept in _OTHER_FORM and ruled_out.intersection(f.at)]
    kept = [f for f in concepts if f not in out]
    if out and not any(f.concept in _OTHER_FORM for f in kept):
        kept += [Found(_OTHER_FORM[f.concept], f.at) for f in out[:1]]
    return kept


def read_excluded(draft: Draft) -> None:
    """Add to a draft what its left out words name."""
    if not draft.left_out:
        return
    words, calendar = draft.sentence.words, draft.calendar
    free = draft.left_out - draft.timed - {i for m in draft.excluded_series for i in range(m.start, m.end)}
    hosts = find_hosts(words, calendar, free, host_asked=True, event_at=())
    free -= {i for host in hosts for i in host.at}
    if hosts:
        # "Muita kuin Jarnon kahveja" asks for coffees.
        draft.series += draft.excluded_series
        draft.excluded_series = []
    skipped = set(range(len(words))) - free
    topic, _ = find_topic(draft.sentence, draft.excluded_series, list(draft.excluded_concepts), skipped, calendar)
    draft.excluded = Excluded(
        tuple(name for match in draft.excluded_series if not match.head for name in match.target.series),
        tuple(word for word in topic if calendar.topics.knows(word)),
        tuple(host.what for host in hosts),
    )


def _other_before(words: Sequence[Word], i: int) -> bool:
    return any("muu" in word.lemmas or word.surface == "other" for word in words[max(0, i - _FAR) : i])


def _clause(sentence: Sentence, i: int) -> frozenset[int]:
    """A position and those after it, up to the end of the clause."""
    end = i + 1
    while end < min(len(sentence.words), i + 1 + _LONGEST):
        between = sentence.text[sentence.tokens[end - 1].end : sentence.tokens[end].start]
        if between.strip(" -–"):
            break
        end += 1
    return frozenset(range(i, end))


def _led_up_to(words: Sequence[Word], i: int) -> frozenset[int]:
    """A position and the genitives that lead up to it: "lautapelikahvien lisäksi"."""
    start = i
    while start and _genitive(words[start - 1]):
        start -= 1
    return frozenset(range(start, i + 1))


def _a_name(word: Word) -> bool:
    """Whether a word names a thing or a time by itself: not "seuraavalla", which lacks its week."""
    return noun(word) and not any(entry.tag is Tag.MODIFIER for entry in meanings(word.surface))


def _genitive(word: Word) -> bool:
    return any(reading.case is Case.GENITIVE for reading in word.readings)
