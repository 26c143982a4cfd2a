"""Hosts that a sentence names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.understanding.calendar_names import CalendarNames
from bot.understanding.morphology.words import Case, Word, WordClass

FEW_WORDS = 3
"""Words of a sentence in which even a first name alone must be what is asked about."""

HAVING = frozenset({Case.ADESSIVE, Case.ABLATIVE})


@dataclass(frozen=True, slots=True)
class Named:
    """Something named at these word positions."""

    what: str
    at: tuple[int, ...]


def find_hosts(
    words: Sequence[Word],
    names: CalendarNames,
    free: Collection[int],
    *,
    host_asked: bool,
    event_at: Collection[int],
    existence: bool = False,
    capitals: Collection[int] = (),
) -> list[Named]:
    """The calendar's hosts: by full name, by a last name, or by a first name where a host is spoken of.

    That is where a host is asked for, where the name stands before an event ("Tuulikin kahvit", "Tuulikin ensi
    viikon kahvit"), where it is asked what one has ("onko Tuulikilla jotain"), or where hardly anything else is said.
    """
    said: dict[str, dict[str, int]] = {}
    for i in sorted(free):
        for form in words[i].lemmas | {words[i].surface}:
            for host in names.hosts.get(form, ()):
                said.setdefault(host, {})[form] = i
    found: list[Named] = []
    for host, parts_said in said.items():
        parts = host.casefold().split()
        owns = any(_owns(i, event_at, free) for i in parts_said.values())
        has = existence and any(_has(words, i, capitals) for i in parts_said.values())
        last_name = len(parts) > 1 and parts[-1] in parts_said
        if len(parts_said) == 1 and last_name and _of_another(words, parts_said[parts[-1]], free):
            continue
        if last_name or len(parts_said) == len(set(parts)) or host_asked or owns or has or len(words) <= FEW_WORDS:
            found.append(Named(host, tuple(sorted(set(parts_said.values())))))
    found.sort(key=lambda named: named.what)
    whole = [named for named in found if len(named.at) > 1]
    return whole or found


def _owns(i: int, event_at: Collection[int], free: Collection[int]) -> bool:
    """Whether an event follows a name, with nothing between but what is explained already."""
    following = next((at for at in sorted(event_at) if at > i), None)
    return following is not None and not any(at in free for at in range(i + 1, following))


def _of_another(words: Sequence[Word], i: int, free: Collection[int]) -> bool:
    """Whether a last name has another first name before it: somebody else is meant."""
    first = words[i - 1] if i - 1 in free else None
    return first is not None and any(r.person and r.case is Case.NOMINATIVE for r in first.readings)


def _has(words: Sequence[Word], i: int, capitals: Collection[int]) -> bool:
    """Whether a name stands where one has something: "onko Tuulikilla", "does Tuulikki have"."""
    have = i + 1 < len(words) and words[i + 1].surface == "have"
    cases = {*HAVING, Case.NOMINATIVE} if have else HAVING
    named = i in capitals
    return any((named or r.word_class is WordClass.NAME) and r.case in cases for r in words[i].readings)
