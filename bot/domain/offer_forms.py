"""Reading and judging the form by which a library offers what can be learnt there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.trip_hosts import MAX_OFFER_WORDS, MOST_A_MONTH, Offer
from bot.domain.trips import MAX_LINE, MAX_REASON
from bot.domain.written import line_of, several_of

MONTHS = tuple(range(1, 13))
LONGEST: Mapping[str, int] = {"words": MAX_OFFER_WORDS, "contact": MAX_LINE, "when_not": MAX_REASON}
"""Characters of the fields that are written freely."""


@dataclass(frozen=True, slots=True)
class OfferWritten:
    """An offer as a form has it: nothing of it is judged yet. `per_month` is 0 when no such number was chosen."""

    library: str = ""
    themes: tuple[str, ...] = ()
    words: str = ""
    contact: str = ""
    closed: tuple[int, ...] = ()
    when_not: str = ""
    per_month: int = 1


def read_offer(data: Mapping[str, Any], libraries: Collection[str], themes: Sequence[str]) -> OfferWritten:
    """What came back of the form; what the form does not offer is left out."""
    library = data.get("library")
    closed = {int(one) for one in several_of(data.get("closed"), list(map(str, MONTHS)))}
    return OfferWritten(
        library=library if isinstance(library, str) and library in libraries else "",
        themes=several_of(data.get("themes"), themes),
        words=line_of(data.get("words"), MAX_OFFER_WORDS),
        contact=line_of(data.get("contact"), MAX_LINE),
        closed=tuple(sorted(closed)),
        when_not=line_of(data.get("when_not"), MAX_REASON),
        per_month=next((n for n in range(1, MOST_A_MONTH + 1) if data.get("per_month") == str(n)), 0),
    )


def faults_of(written: OfferWritten) -> dict[str, str]:
    """What must be mended, as a code by the field's name; empty when nothing."""
    wrong = {
        "library": "" if written.library else "missing",
        "themes": "" if written.themes or written.words else "missing",
        "contact": "" if written.contact else "missing",
        "closed": "always" if set(written.closed) >= set(MONTHS) else "",
        "per_month": "" if written.per_month else "missing",
    }
    wrong |= {name: "too_long" for name, longest in LONGEST.items() if len(getattr(written, name)) > longest}
    return {name: code for name, code in wrong.items() if code}


def written_of(offer: Offer) -> OfferWritten:
    """A stored offer as the form shows it."""
    return OfferWritten(
        offer.library, offer.themes, offer.words, offer.contact, offer.closed, offer.when_not, offer.per_month
    )


def with_written(offer: Offer, written: OfferWritten) -> Offer:
    """An offer with what the form has, a version later."""
    return replace(
        offer,
        version=offer.version + 1,
        library=written.library,
        themes=written.themes,
        words=written.words,
        contact=written.contact,
        closed=written.closed,
        when_not=written.when_not,
        per_month=written.per_month,
    )
