"""One card of every kind about topic wishes, for the shortest, the longest and the most hostile of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.domain.wishes import MAX_SAID, MAX_WISH, PlannedWish, Supported, Wish, WishState
from bot.texts import texts_of
from dialogs.cards.wish_care import wish_care_card, wish_join_card, wish_say_card
from dialogs.cards.wish_planned import wish_planned_card
from dialogs.cards.wishes import PAGE, Page, wish_form_card, wish_list_card, wish_told_card
from tests.dialogs.cards.announcement_kinds import HOSTILE
from tests.support.drafts import helsinki

NOW = helsinki(2026, 11, 23, 9, 0)


def wishes(event: int) -> Iterator[tuple[str, Wish]]:
    """Wishes as short, as long and as hostile as they can be, in every state, one of an event."""
    said = {
        "short": "a",
        "hostile": HOSTILE,
        **{f"long {letter}": letter * MAX_WISH for letter in ("ä", "<", "😀", '"')},
    }
    for name, text in said.items():
        for state in WishState:
            answer = (text * MAX_SAID)[:MAX_SAID]
            yield f"{name} {state}", Wish(7, text, state, answer, answer, event=event, ended_on=date(2026, 11, 1))


def wish_cards(language: str, some: Sequence[Event]) -> Iterator[tuple[str, Reply]]:
    """Cards about topic wishes, of which the given events came."""
    texts, event = texts_of(language), some[0]
    for name, wish in wishes(event.id):
        one = Supported(wish, 3, True, (wish.text,) * 20)
        hidden = replace(one, wish=replace(wish, hidden=True))
        for tools in (False, True):
            page = Page([one, *[hidden] * (PAGE - 1)], {event.id: event}, 1, 3 * PAGE, own=True, tools=tools)
            yield f"{name} wishes {tools}", wish_list_card(texts, page, NOW, wish.text)
            yield f"{name} ended wishes {tools}", wish_list_card(texts, replace(page, ended=True, events={}), NOW)
        yield f"{name} wish form", wish_form_card(texts, wish.text, [one] * 3, key="k" * 32, fault="too_long")
        yield f"{name} wish care", wish_care_card(texts, one, event, NOW, texts("wish_care.answered"))
        yield f"{name} hidden wish care", wish_care_card(texts, hidden, None, NOW)
        for kind in ("answer", "close"):
            problem = texts("wish_care.changed", text=wish.answer)
            yield f"{name} wish {kind}", wish_say_card(texts, kind, wish, wish.answer, problem)
        yield f"{name} wish join", wish_join_card(texts, wish, [wish] * 50, texts("wish_care.join_error"))
        yield f"{name} wish planned", wish_planned_card(texts, PlannedWish(wish, event), NOW)
        yield f"{name} wish told", wish_told_card(texts, texts("wishes.made", text=wish.text))
    yield "no wishes", wish_list_card(texts, Page((), {}, 0, 0), NOW)
    yield "no wishes to join", wish_join_card(texts, Wish(1, "a"), [])
    yield "empty wish form", wish_form_card(texts, "", (), key="k" * 32)
