"""Cards about what a library offers to those who come to learn: one offer, one's own, and removing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.conversation import Reply
from bot.domain.trip_hosts import Offer
from bot.texts import Texts
from bot.texts.trips import themes_told
from dialogs.cards.elements import (
    Action,
    CardElement,
    buttons,
    fitting,
    group,
    heading,
    line,
    plain,
    press_button,
    reply,
    sentences_card,
    shortened,
)
from dialogs.cards.trips import aloud

LISTED = 10
"""Offers on one card."""

_LONGEST_LINE = 200
"""Characters of a line in a list: the whole is behind its button."""


def offer_card(texts: Texts, offer: Offer, *told: str) -> Reply:
    """One offer as it is now, what was just done, and what can be done with it."""
    title = texts("trip_offer.title")
    lines = [*told, *offer_sentences(texts, offer)]
    names = ("change", "rest" if offer.active else "wake", "ask_remove")
    return reply(
        [heading(title), *(line(plain(one)) for one in lines)],
        language=texts.language,
        summary=f"{title}. {lines[0]}",
        speak=aloud(title, *lines),
        intent="trip.offer",
        actions=[*(offer_button(texts, name, offer) for name in names), own_offers_button(texts)],
    )


def offer_remove_card(texts: Texts, offer: Offer) -> Reply:
    """Asks whether an offer is really to be removed."""
    lines = [texts("trip_offer.remove_what"), *offer_sentences(texts, offer)]
    return sentences_card(
        texts("trip_offer.remove_title"),
        *map(plain, lines),
        language=texts.language,
        intent="trip.offer_remove",
        actions=[offer_button(texts, "remove", offer), offer_button(texts, "show", offer)],
    )


def offer_list_card(texts: Texts, own: Sequence[Offer], left: Sequence[Offer], told: str = "") -> Reply:
    """A person's own offers, and those of the own library that have nobody to ask any more."""
    return fitting(lambda most: _offer_list(texts, own[:most], left[:most], told, len(own)), LISTED)


def _offer_list(texts: Texts, own: Sequence[Offer], left: Sequence[Offer], told: str, total: int) -> Reply:
    title = texts("trip_offer.own_title")
    number = texts.count("trip_offer.own", total) if own else texts("trip_offer.own_none")
    lines = [*([told] if told else []), number, *([texts("trip_host.first", n=len(own))] if len(own) < total else [])]
    body: list[CardElement] = [heading(title), *(line(plain(one)) for one in lines)]
    for one in own:
        body.append(_listed(texts, one, offer_button(texts, "show", one)))
    if left:
        body.append(line(texts("trip_offer.left"), strong=True))
    for one in left:
        body.append(_listed(texts, one, offer_button(texts, "take", one)))
    return reply(
        body,
        language=texts.language,
        summary=f"{title}. {lines[0]}",
        speak=aloud(title, *lines, *(offer_sentences(texts, one)[0] for one in own)),
        intent="trip.offers_own",
        actions=[press_button(texts("trip_offer_button.new"), {"do": "offer_open", "language": texts.language})],
    )


def offer_told_card(texts: Texts, sentence: str, *actions: Action) -> Reply:
    """What was done, or why nothing could be."""
    return sentences_card(
        texts("trip_offer.title"),
        plain(sentence),
        language=texts.language,
        intent="trip.offer_told",
        actions=[*actions, own_offers_button(texts)],
    )


def offer_sentences(texts: Texts, offer: Offer) -> list[str]:
    """An offer as sentences: where, what, who is asked, when not, and whether it rests."""
    where = texts("trip_offer.where", library=offer.library, contact=offer.contact or texts("trip_offer.nobody"))
    found = [where, texts("trip_offer.learn", what=themes_told(texts, offer.themes, offer.words))]
    found.append(texts.count("trip_offer.per_month", offer.per_month))
    if offer.closed:
        months = ", ".join(texts(f"trip_month.{one}") for one in offer.closed)
        found.append(texts("trip_offer.closed", months=months))
    if offer.when_not:
        found.append(texts("trip_offer.when_not", words=offer.when_not))
    if not offer.active:
        found.append(texts("trip_offer.resting"))
    return found


def offer_button(texts: Texts, name: str, offer: Offer) -> Action:
    """A button about an offer as it is shown."""
    data = {"do": f"offer_{name}", "offer": offer.id, "version": offer.version, "language": texts.language}
    return press_button(texts(f"trip_offer_button.{name}"), data)


def own_offers_button(texts: Texts) -> Action:
    """To one's own offers."""
    return press_button(texts("trip_offer_button.own"), {"do": "offer_own", "language": texts.language})


def _listed(texts: Texts, offer: Offer, action: Action) -> CardElement:
    first, *rest = (plain(shortened(one, _LONGEST_LINE)) for one in offer_sentences(texts, offer))
    return group([line(first, strong=True), *map(line, rest), *buttons([action])])
