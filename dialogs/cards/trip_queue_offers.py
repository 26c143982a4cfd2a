"""The card of what libraries offer to peer-learning trips, as the AKE team sees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.conversation import Reply
from bot.domain.trip_hosts import Offer
from bot.services.trip_offer_list import OfferPage
from bot.texts import Texts
from bot.texts.trips import themes_told
from dialogs.cards.elements import CardElement, buttons, group, heading, line, plain, press_button, reply, shortened
from dialogs.cards.trip_offers import offer_button
from dialogs.cards.trip_queue import queue_button

_LONGEST_WORDS = 120


def offers_card(texts: Texts, page: OfferPage, today: date, told: str = "", *, names: bool = True) -> Reply:
    """A page of offers; in a channel without `names`, and without buttons that change anything."""
    title = texts("queue_offers.title")
    lines = [told] if told else []
    lines += [texts.count("queue_offers.count", page.active)] if page.active else []
    lines += [texts.count("queue_offers.rested_count", page.rested)] if page.rested else []
    if not page.offers:
        lines.append(texts("queue_offers.none"))
    if page.pages > 1:
        lines.append(texts("queue.page", page=page.number + 1, pages=page.pages))
    shown = [_sentences(texts, one, page.taken.get(one.id, 0), today, names=names) for one in page.offers]
    body = [heading(title), *map(line, lines)]
    for one, sentences in zip(page.offers, shown, strict=True):
        body.append(_row(texts, one, sentences, page.number, tools=names))
    turns = [("previous", page.number - 1), ("next", page.number + 1)]
    return reply(
        body,
        language=texts.language,
        summary=f"{title}. {lines[0]}",
        speak=" ".join([f"{title}.", *lines, *(f"{'. '.join(one)}." for one in shown)]),
        intent="trip.offers",
        actions=[
            *(queue_button(texts, name, "offers", page=number) for name, number in turns if 0 <= number < page.pages),
            *([queue_button(texts, "list", "list")] if names else []),
        ],
    )


def _row(texts: Texts, one: Offer, sentences: Sequence[str], page: int, *, tools: bool) -> CardElement:
    do = "rest" if one.active else "wake"
    data = {"do": f"queue_{do}", "offer": one.id, "version": one.version, "page": page, "language": texts.language}
    rest = press_button(texts(f"queue_button.{do}", library=one.library), data)
    pressed = [rest, offer_button(texts, "show", one)] if tools else []
    head, *others = sentences
    lines = [line(plain(head), strong=True), *(line(plain(each), close=True) for each in others)]
    return group([*lines, *buttons(pressed)])


def _sentences(texts: Texts, one: Offer, taken: int, today: date, *, names: bool) -> list[str]:
    what = themes_told(texts, one.themes, shortened(one.words, _LONGEST_WORDS))
    found = [texts("queue.row", who=one.library, what=what)]
    if not one.active:
        found.append(texts("queue_offers.rested"))
    elif today.month in one.closed:
        found.append(texts("queue_offers.closed_now"))
    else:
        found.append(texts("queue_offers.room", taken=taken, most=one.per_month))
    if one.when_not:
        found.append(texts("queue_offers.when_not", when=shortened(one.when_not, _LONGEST_WORDS)))
    if names and one.contact:
        found.append(texts("queue_offers.contact", name=one.contact))
    return found
