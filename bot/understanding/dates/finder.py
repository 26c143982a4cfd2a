"""Finds the time expressions of a text: reads its parts, joins those that belong together, dates them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.intervals import at_helsinki
from bot.understanding.dates.company import accepted
from bot.understanding.dates.context import Context
from bot.understanding.dates.grammar import part_at
from bot.understanding.dates.joining import joined
from bot.understanding.dates.parts import Part, Tokens
from bot.understanding.dates.reading import Direction, TimeReading
from bot.understanding.dates.resolve import Meant
from bot.understanding.dates.sides import meant_by
from bot.understanding.dates.together import together
from bot.understanding.dates.tokens import Token, tokenise


def find_times(
    text: str,
    now: datetime,
    direction: Direction = Direction.FUTURE,
    masked: Sequence[tuple[int, int]] = (),
    *,
    english: bool = False,
) -> list[TimeReading]:
    """The time expressions of a text in their order, none overlapping another.

    `masked` are character spans in which nothing is read (names such as "Digiä tunnissa"). A part of
    the day, a clock time or a weekday that stands apart from its day or week ("onko torstaina mitään
    iltapäivällä") is a reading of its own, and both readings mean the same interval. A bare weekday is
    the next or last such day; on that very day today is an alternative and the reading is ambiguous.
    In an `english` text "to" is no Thursday: "the virtual visit to Kaavi".
    """
    tokens = tokenise(text, masked)
    if english:
        tokens = [_preposition(token) if token.text == "to" else token for token in tokens]
    if not any(token.entries for token in tokens):
        return []
    context = Context(at_helsinki(now), direction)
    parts = accepted(tokens, joined(tokens, _parts(tokens, _said_before(text, tokens)), context.today))
    found = [(part, meant) for part in parts if (meant := meant_by(part, context))]
    return [_reading(text, tokens, part, meant) for part, meant in together(tokens, found, context)]


def _preposition(token: Token) -> Token:
    return token._replace(entries=tuple(entry for entry in token.entries if entry.english))


def _said_before(text: str, tokens: Tokens) -> Part | None:
    """The time in a masked beginning which "sitä seuraavalla" goes on from: "ei ensi viikolla vaan ..."."""
    if tokens[0].kind != "masked" or not any(token.small("it") for token in tokens):
        return None
    end = next((token.start for token in tokens if token.kind != "masked"), 0)
    said = _parts(tokenise(text[:end]), None)
    return said[-1] if said else None


def _parts(tokens: Tokens, before: Part | None) -> list[Part]:
    found: list[Part] = []
    i = 0
    while i < len(tokens):
        part = part_at(tokens, i, before) if tokens[i].entries else None
        if part is None:
            i += 1
            continue
        found.append(part)
        before = part
        i = part.end
    return found


def _reading(text: str, tokens: Tokens, part: Part, meant: Meant) -> TimeReading:
    start, end = tokens[part.first].start, tokens[part.end - 1].end
    if tokens[part.end - 1].kind == "ordinal":
        end -= 1  # the full stop of "klo 16." ends the sentence
    alternatives = tuple(other for other in dict.fromkeys(meant.alternatives) if other != meant.interval)
    return TimeReading(
        start,
        end,
        text[start:end],
        meant.interval,
        meant.grain,
        alternatives,
        meant.ambiguous and bool(alternatives),
        meant.past,
        meant.daily,
        meant.weekdays,
        meant.hours,
    )
