"""What a follow-up takes from the meaning before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.intervals import Interval
from bot.understanding.dates.reading import Grain, TimeReading
from bot.understanding.earlier import Earlier
from bot.understanding.following import FollowUp
from bot.understanding.meaning import Aspect, Choice, Direction, Intent, Meaning, Selector, TopicWord, Which

_PASSED_ON = frozenset({Intent.EVENTS, Intent.RECORDING, Intent.REMINDER, Intent.FEEDBACK})
"""Intents that another time or another series goes on with."""


def inherit(meaning: Meaning, follow: FollowUp, earlier: Earlier, now: datetime) -> Meaning:
    """A follow-up with what it leaves unsaid taken from before."""
    if follow.pointed:
        return _chosen(meaning, follow.pointed[0], earlier)
    if follow.rather:
        return replace(meaning, among=earlier.shown)
    if follow.step:
        return _stepped(meaning, follow.step, earlier)
    if follow.refers:
        same = replace(_about_same(meaning, earlier), shown=earlier.shown, among=earlier.among)
        return replace(same, aspects=_doubted(meaning)) if meaning.intent is Intent.EVENTS else same
    meaning = replace(
        meaning,
        times=follow.times or meaning.times,
        hosts=follow.hosts or meaning.hosts,
        aspects=meaning.aspects - {Aspect.HOST} if follow.hosts else meaning.aspects,
        besides=earlier.shown if follow.others else (),
        selector=Selector() if follow.counted else meaning.selector,
    )
    if follow.elliptical and not follow.hosts and not (follow.others and meaning.times):
        meaning = _changed(meaning, earlier, anew=follow.anew)
    return replace(meaning, direction=_direction(meaning, now, counted=follow.counted))


def _doubted(meaning: Meaning) -> frozenset[Aspect]:
    """What is asked; who doubts the time asks for it, and "eikö sen pitänyt olla torstaina" whether it was moved."""
    if meaning.aspects or not meaning.times:
        return meaning.aspects
    return frozenset({Aspect.STATUS if "about_to" in meaning.evidence else Aspect.TIME})


def _chosen(meaning: Meaning, choice: Choice, earlier: Earlier) -> Meaning:
    """One of those that were shown; what it is called by is looked for in the whole calendar if none is."""
    meaning = replace(meaning, among=earlier.listed)
    if choice.by_name:
        return replace(meaning, choice=choice, hosts=meaning.hosts or choice.hosts, place=meaning.place or choice.place)
    form = meaning.form if choice.asked and Aspect.FORM in meaning.aspects else None
    return replace(_about_same(meaning, earlier), choice=choice, times=(), form=form, selector=Selector())


def _stepped(meaning: Meaning, step: int, earlier: Earlier) -> Meaning:
    """The next event of the same kind after the shown ones, or the one before them."""
    same = replace(_about_same(meaning, earlier), times=(), form=earlier.meaning.form)
    since = earlier.since(None)
    if earlier.shown or since is None:
        return replace(same, shown=earlier.shown, step=step)
    beyond = Interval(since.interval.end, None) if step > 0 else Interval(None, since.interval.start)
    which = Which.FIRST if step > 0 else Which.LAST
    return replace(same, times=(TimeReading(0, 0, "", beyond, Grain.OPEN),), selector=Selector(which))


def _about_same(meaning: Meaning, earlier: Earlier) -> Meaning:
    before = earlier.meaning
    return replace(
        meaning,
        series=before.series,
        group=before.group,
        topic=before.topic,
        hosts=before.hosts,
        place=before.place,
        form=before.form if Aspect.FORM not in meaning.aspects else None,
        times=before.times,
        direction=before.direction,
    )


def _changed(meaning: Meaning, earlier: Earlier, *, anew: bool) -> Meaning:
    """The earlier question with what is said now in place of the same part of it.

    When what is named is of another kind than what was named before, all of that gives way. Who asks `anew` whether
    there is anything else asks no more of it.
    """
    before = earlier.meaning
    own, theirs = _parts(meaning), _parts(before)
    keeps = not own or bool(own & theirs)
    kept = theirs - own if keeps else frozenset[str]()
    backwards = meaning.selector.which is Which.LAST and not meaning.aspects
    asked = frozenset[Aspect]() if anew else before.aspects
    passed_on = meaning.intent is Intent.EVENTS and before.intent in _PASSED_ON
    return replace(
        meaning,
        intent=before.intent if passed_on else meaning.intent,
        aspects=meaning.aspects or asked,
        series=before.series if "subject" in kept else meaning.series,
        group=before.group if "subject" in kept else meaning.group,
        topic=_topic_but_place(before) if "subject" in kept else meaning.topic,
        hosts=before.hosts if "hosts" in kept else meaning.hosts,
        place=before.place if "place" in kept else meaning.place,
        form=meaning.form or (None if anew and Aspect.FORM in before.aspects else before.form),
        times=meaning.times or (() if backwards else before.times),
        direction=meaning.direction if meaning.times or backwards else before.direction,
    )


def _topic_but_place(before: Meaning) -> tuple[TopicWord, ...]:
    """The topic without a town that is the place: titles hold towns too."""
    return tuple(word for word in before.topic if before.place not in word.keys)


def _parts(meaning: Meaning) -> frozenset[str]:
    """The kinds of what a meaning names."""
    named = {"subject": meaning.series or _topic_but_place(meaning), "hosts": meaning.hosts, "place": meaning.place}
    return frozenset(name for name, value in named.items() if value)


def _direction(meaning: Meaning, now: datetime, *, counted: bool) -> Direction:
    """Past when all the times are over; what has no time looks the way it did.

    A time that is counted from what was talked of looks ahead while any of it does: "entä aiemmin keväällä".
    """
    ends = [time.interval.end for time in meaning.times]
    if not ends:
        return meaning.direction
    if all(end is not None and end <= now for end in ends):
        return Direction.PAST
    begun = any(time.interval.start is None or time.interval.start <= now for time in meaning.times)
    return meaning.direction if begun and not counted else Direction.COMING
