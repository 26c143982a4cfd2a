"""Cards of a person's own calendar address."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.conversation import Reply
from bot.services.calendar_addresses import CalendarAddresses
from bot.texts import texts_of
from dialogs.cards.own_calendar import address_card, calendar_told_card, have_card
from tests.dialogs.cards.announcement_kinds import HOSTILE
from tests.support.drafts import helsinki

TOLD = ("in_private", "no_address", "none", "removed")


def own_calendar_cards(language: str) -> Iterator[tuple[str, Reply]]:
    """Each of them."""
    texts, made = CalendarAddresses("https://botti.example"), helsinki(2026, 11, 3)
    for series in ([], ["Digivartit", HOSTILE]):
        own, public = (texts.address(language, series, key) for key in ("k" * 32, ""))
        yield f"address of {len(series)}", address_card(texts_of(language), own, public, series)
        yield f"have {len(series)}", have_card(texts_of(language), made, series)
    for key in TOLD:
        yield f"calendar {key}", calendar_told_card(texts_of(language), key)
