"""Scores suggestions by data: `python -m tests.matching.scoring -v` tells each fault."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.domain.trip_hosts import Offer
from bot.domain.trips import Wanted
from bot.services.trip_matching import matched
from bot.understanding.themes import themes_said
from tests.support.world import base_analyzer

HERE = Path(__file__).parent
YEAR = 2027
TODAY = date(2026, 11, 26)


@dataclass(frozen=True, slots=True)
class Request:
    """A wish, the offers that may come first (none: nothing fits) and those that may not come at all."""

    id: str
    library: str
    text: str
    month: int
    acceptable: tuple[str, ...]
    absurd: tuple[str, ...]

    @property
    def wanted(self) -> Wanted:
        """The request as its form has it, with the themes that its words speak of."""
        days = (date(YEAR, self.month, 15),) if self.month else ()
        themes = themes_said(self.text, base_analyzer())
        return Wanted(library=self.library, themes=themes, words=self.text, days=days)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was suggested, the best first, and what of it is wrong."""

    request: Request
    suggested: tuple[str, ...]

    @property
    def acceptable(self) -> bool:
        """Whether the first suggestion is one of those that may come first, or nothing where nothing fits."""
        first = self.suggested[:1]
        return not first if not self.request.acceptable else bool(set(first) & set(self.request.acceptable))

    @property
    def absurd(self) -> tuple[str, ...]:
        """Suggestions that may never be made; where nothing fits, all of them."""
        if not self.request.acceptable:
            return self.suggested
        return tuple(one for one in self.suggested if one in self.request.absurd)


def read_offers(path: Path = HERE / "offers.toml") -> list[Offer]:
    """The offers of a file; each one's `key` is its name there."""
    return [_offer(number, data) for number, data in enumerate(_read(path)["offers"], 1)]


def read_requests(path: Path = HERE / "requests.toml") -> list[Request]:
    """The requests of a file."""
    return [
        Request(**data | {name: tuple(data[name]) for name in ("acceptable", "absurd")})
        for data in _read(path)["requests"]
    ]


def verdicts(offers: Sequence[Offer], requests: Sequence[Request]) -> list[Verdict]:
    """What is suggested for each request to somebody who has never travelled, by these offers alone."""
    found = []
    for request in requests:
        suggestions = matched(offers, (), "traveller", request.wanted, base_analyzer(), TODAY)
        found.append(Verdict(request, tuple(one.offer.key for one in suggestions)))
    return found


def main(verbose: bool) -> None:
    """Print the scores, and the faults when asked to."""
    offers = read_offers()
    words = {offer.key: offer for offer in offers}
    judged = verdicts(offers, read_requests())
    first = sum(one.acceptable for one in judged)
    print(f"first acceptable: {first} of {len(judged)} ({100 * first / len(judged):.0f} %)")
    print(f"with something absurd: {sum(bool(one.absurd) for one in judged)}")
    nothing = [one for one in judged if not one.request.acceptable]
    print(f"something where nothing fits: {sum(bool(one.suggested) for one in nothing)} of {len(nothing)}")
    for one in judged if verbose else ():
        if not one.acceptable or one.absurd:
            print(f"\n{one.request.id} ({one.request.library}): {one.request.text}  {one.request.wanted.themes}")
            print(f"  wanted {one.request.acceptable}, never {one.request.absurd}")
            for key in dict.fromkeys((*one.suggested, *one.request.acceptable[:2])):
                offer = words[key]
                print(f"  {(key in one.suggested and '*') or ' '} {key} {offer.library} {offer.themes} {offer.words}")


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _offer(number: int, data: dict[str, Any]) -> Offer:
    return Offer(
        number,
        data["id"],
        1,
        "29:host",
        "",
        data["library"],
        tuple(data["themes"]),
        data["words"],
        closed=tuple(data["closed"]),
        per_month=data["per_month"],
    )


if __name__ == "__main__":
    main("-v" in sys.argv)
