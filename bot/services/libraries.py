"""The region's libraries as an audience: a branch belongs to the library that runs it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from bot.domain.announcements import Writing
from bot.services.ports import UnitOfWork
from bot.understanding.morphology.lexicon import load_lexicon


@cache
def libraries() -> Mapping[str, tuple[str, ...]]:
    """The libraries by their municipalities in order, each with the municipalities whose branches it runs."""
    home = homes()
    return {
        name: tuple(sorted(branch for branch, runs in home.items() if runs == name and branch != name))
        for name in sorted(set(home.values()))
    }


@cache
def consortia() -> Mapping[str, tuple[str, ...]]:
    """The consortia in order, each with its libraries."""
    members: dict[str, set[str]] = {}
    for one in load_lexicon().municipalities:
        if one.consortium:
            members.setdefault(one.consortium, set()).add(homes()[one.name])
    return {name: tuple(sorted(members[name])) for name in sorted(members)}


@cache
def municipalities() -> Mapping[str, str]:
    """The municipalities of the region in order, any of which may be somebody's, each with its library's name."""
    return {one.name: one.library for one in sorted(load_lexicon().municipalities, key=lambda one: one.name)}


def chosen_libraries(writing: Writing) -> list[str]:
    """The libraries that an announcement goes to, by themselves or by their consortium, each once."""
    by_consortium = (name for one in writing.consortia for name in consortia().get(one, ()))
    return sorted({*by_consortium, *(name for name in writing.libraries if name in libraries())})


async def people_by_library(uow: UnitOfWork) -> dict[str, list[int]]:
    """Who gets announcements at each of the libraries; at some of them nobody is known."""
    people: dict[str, list[int]] = {name: [] for name in libraries()}
    for municipality, numbers in (await uow.recipients.by_library()).items():
        if home := homes().get(municipality):
            people[home] += numbers
    return people


def people_of(names: Iterable[str], by_library: Mapping[str, Collection[int]]) -> list[int]:
    """The people of some libraries."""
    return sorted(number for name in names for number in by_library.get(name, ()))


@cache
def homes() -> Mapping[str, str]:
    """The municipality of the library that each municipality's people belong to."""
    return {one.name: one.run_by or one.name for one in load_lexicon().municipalities}
