"""The fourth step of reading a sentence: the hosts, places and topic it speaks of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from bot.understanding.draft import Draft
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.words import Case, Word, WordClass, finite
from bot.understanding.places import Places, find_places, library_next
from bot.understanding.references import find_hosts
from bot.understanding.strangers import find_stranger
from bot.understanding.topic_words import find_topic
from bot.understanding.topics import ENOUGH, topic_groups, topic_word

SIGNING_UP = frozenset({"registration", "deadline", "seats", "join"})
"""Concepts by which one asks to get to something: a town one gets to is then where it is held."""

_AROUND = frozenset({"aikaan", "aikoihin", "aikoina", "tienoilla", "kieppeillä", "korvilla"})

NEARLY_ALL = 0.8
"""The share of a topic that an event must have for two things joined by "ja" to be one topic."""


def find_subjects(draft: Draft, now: datetime) -> None:
    """Add hosts, places and topic words to a sentence's draft."""
    words, calendar = draft.sentence.words, draft.calendar
    asked = "host" in draft.names
    draft.hosts = find_hosts(
        words,
        calendar,
        draft.free(),
        host_asked=asked,
        event_at=draft.event_positions(),
        existence=bool(draft.names & {"existence", "event_noun", "upcoming"} or draft.series),
        capitals={i for i, token in enumerate(draft.sentence.tokens) if i and token.text[0].isupper()},
    )
    named = {i for host in draft.hosts for i in host.at}
    if not named:
        named.update(find_stranger(draft))
        draft.stranger = bool(named)
    named |= _doing(draft, named)
    draft.used.update(named)
    draft.concepts = [concept for concept in draft.concepts if not named.intersection(concept.at)]
    draft.places = _places(draft)
    skipped = draft.used | _towns_spoken_of(draft) | _seasons_spoken_of(draft)
    topic, draft.unknown = find_topic(draft.sentence, draft.series, draft.concepts, skipped, calendar)
    # Who asks what collides with a meeting of their own tells what theirs is about.
    draft.topic = [] if "clash" in draft.names and draft.times else topic
    draft.coverage = calendar.coverage(draft.topic, now)
    _part_topic(draft, now)


def _doing(draft: Draft, named: Collection[int]) -> set[int]:
    """Positions of participles that tell what a person does: "Asikaisen vetämät", no topic."""
    words = draft.sentence.words
    behind = {i + 1 for i in named if any(r.case is Case.GENITIVE for r in words[i].readings)}
    return {i for i in behind.intersection(draft.free()) if _agent_participle(words[i], draft.calendar.analyzer)}


def _agent_participle(word: Word, analyzer: Analyzer) -> bool:
    """Whether a word is made of a verb like "vetämä": of "vetää"."""
    lemma = word.readings[0].lemma
    if not lemma.endswith(("ma", "mä")):
        return False
    derived = any(stem != lemma for stem in word.readings[0].stems)
    return derived or analyzer.word(lemma[:-2] + lemma[-1]).readings[0].word_class is WordClass.VERB


def _places(draft: Draft) -> Places:
    calendar = draft.calendar
    venues = calendar.event_places if draft.names & SIGNING_UP else frozenset()
    return find_places(
        draft.sentence.words, calendar.places, draft.free(), venues=venues, fragment=_names_a_town(draft)
    )


def _names_a_town(draft: Draft) -> bool:
    """Whether a sentence says nothing but one town, times and words of events: "Varkaus?", "tapahtumat Mikkeli"."""
    words = draft.sentence.words
    towns = [i for i in draft.free() if words[i].lemmas & draft.calendar.places]
    if len(towns) != 1 or any(match.target.group for match in draft.series) or any(map(finite, words)):
        return False
    said = draft.used.union(towns, *(found.at for found in draft.concepts))
    return len(said) == len(words)


def _part_topic(draft: Draft, now: datetime) -> None:
    """Leave a topic in groups only when no event has all of it, and each group has an event of its own."""
    groups = topic_groups(draft.topic)
    if len(groups) > 1 and draft.coverage < NEARLY_ALL:
        least = min(draft.calendar.coverage(group, now) for group in groups)
        if least >= ENOUGH:
            draft.coverage = least
            return
    draft.topic = [replace(word, group=0) for word in draft.topic]


def _towns_spoken_of(draft: Draft) -> set[int]:
    """Positions of municipalities that no title speaks of, and of their libraries: where, not what about."""
    topics = draft.calendar.topics
    words = draft.sentence.words
    named = (i for i in draft.free() if words[i].lemmas & draft.calendar.places or _library_of(words, i))
    towns = {i for i in named if not topics.in_title(topic_word(words[i]))}
    return towns | {i + 1 for i in towns if library_next(words[: i + 2], i)}


def _seasons_spoken_of(draft: Draft) -> set[int]:
    """Positions of what is told for its time beside the time itself: "pikkujoulujen aikaan eli joulukuussa"."""
    words = draft.sentence.words
    behind = (i - 1 for i, word in enumerate(words) if i and draft.times and word.surface in _AROUND)
    return {i for i in behind if any(r.case is Case.GENITIVE for r in words[i].readings)}


def _library_of(words: Sequence[Word], i: int) -> bool:
    """Whether a name is of some library: "Kemin kirjasto"."""
    return any(r.word_class is WordClass.NAME for r in words[i].readings) and library_next(words, i)
