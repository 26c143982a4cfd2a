"""Whether a sentence leans on what was talked of, and what it takes from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.understanding.cues import Cues
from bot.understanding.dates.reading import TimeReading
from bot.understanding.draft import Draft
from bot.understanding.earlier import Earlier
from bot.understanding.meaning import Aspect
from bot.understanding.narrowing import narrowed, on_one_side
from bot.understanding.pointing import Pointed
from bot.understanding.referring import asks_for_any, rather_of_shown, refers_to_shown
from bot.understanding.stepping import steps_on


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a sentence takes from before.

    `elliptical`: it leaves out what it does not change ("entä toukokuussa"), or `loose`, perhaps leaves out nothing
    ("toukokuussa?"); `refers`: it speaks of the shown events; `step`: of the next one after them, or the one before;
    `times` are its own, seen from what was talked of, and `counted` says that its words count them from there; `hosts`
    whom "hän" means; `others`: not the shown ones; `rather`: its topic is rather sought in the shown event; `anew`: it
    asks whether there is anything of another subject.
    """

    elliptical: bool = False
    loose: bool = False
    refers: bool = False
    step: int = 0
    times: tuple[TimeReading, ...] = ()
    counted: bool = False
    hosts: tuple[str, ...] = ()
    others: bool = False
    rather: bool = False
    anew: bool = False
    pointed: Pointed | None = None


def followed(
    draft: Draft, cues: Cues, aspects: frozenset[Aspect], pointed: Pointed | None, earlier: Earlier, now: datetime
) -> FollowUp | None:
    """What a sentence takes from what was talked of; None when it stands by itself."""
    if pointed:
        return FollowUp(pointed=pointed)
    step, times = steps_on(draft, cues, earlier)
    on_side = [] if step or times else on_one_side(draft, cues, earlier, now)
    times = times or on_side
    others = bool(cues.at("others") - draft.timed) and not (draft.topic or draft.names & {"other_library"})
    others = others or _other_of_kind(draft, cues, earlier)
    hosts = _same_host(draft, cues, aspects, earlier)
    elliptical = _goes_on(cues) or _fragment(draft, cues, aspects) or (others and _names_nothing(draft))
    elliptical = elliptical or bool(on_side and not (draft.refers or draft.series or "event_noun" in draft.names))
    refers = not (step or times or hosts) and refers_to_shown(draft, cues, aspects, earlier)
    if not (elliptical or refers or step or times or hosts or others):
        return FollowUp(rather=True) if rather_of_shown(draft, earlier) else None
    own = times or (narrowed(draft, cues, earlier, now) if elliptical else draft.times)
    loose = elliptical and not (times or hosts or aspects) and (not cues.led or asks_for_any(draft))
    return FollowUp(
        elliptical,
        loose and bool(draft.times),
        refers,
        step,
        tuple(own),
        bool(times),
        hosts,
        others and not refers,
        draft.refers and (bool(cues.at("whether")) or asks_for_any(draft)),
    )


def _other_of_kind(draft: Draft, cues: Cues, earlier: Earlier) -> bool:
    """Whether it means another of the kind of the one that was shown: "entä se toinen klinikka"."""
    behind = {i + 1 for i in cues.at("nth_2")}
    return len(earlier.shown) == 1 and any(match.start in behind for match in draft.series)


def _same_host(draft: Draft, cues: Cues, aspects: frozenset[Aspect], earlier: Earlier) -> tuple[str, ...]:
    """Whom "hän" means: the host that was asked about, or that of the shown events."""
    if "same_host" not in cues.names or draft.hosts:
        return ()
    if aspects == {Aspect.HOST} and "who" in draft.names:
        return ()
    return earlier.meaning.hosts or earlier.hosts


def _goes_on(cues: Cues) -> bool:
    """Whether a sentence begins as one that goes on from the earlier one, or corrects it."""
    corrects = cues.begins_with("correction") or (cues.begins_with("not_that") and "but" in cues.names)
    return corrects or cues.begins_with("opener") or cues.begins_with("only")


def _fragment(draft: Draft, cues: Cues, aspects: frozenset[Aspect]) -> bool:
    """Whether a sentence is but a time or a place."""
    if aspects or draft.series or draft.refers or not (draft.times or draft.places.place):
        return False
    place = set(draft.places.place.at) if draft.places.place else set()
    told = draft.timed | place | cues.at("lead_in", "opener", "correction", "whether", "it", "that_very")
    return all(i in told for i in range(len(draft.sentence.words)))


def _names_nothing(draft: Draft) -> bool:
    return not (draft.times or draft.series or draft.refers or draft.places.place)
