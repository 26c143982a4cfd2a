"""Cards about peer-learning trips that many talks share: the rules, a trip as lines, and what was done."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.conversation import Reply
from bot.domain.trips import Trip
from bot.texts import Texts
from bot.texts.moments import full_day
from bot.texts.trips import themes_told
from bot.understanding.trip_kinds import OF_COSTS
from dialogs.cards.elements import Action, CardElement, line, plain, press_button, sentences_card

_GENERAL = ("what", "costs", "foreman", "how")


def trip_rules_card(texts: Texts, actions: Sequence[Action] = (), asks: Sequence[str] = ()) -> Reply:
    """Who may travel, what is paid, and how one begins; the rules that were asked (`TripSaid.asks`) come first."""
    told = {*asks, *(("costs",) if OF_COSTS.intersection(asks) else ())}
    asked = [texts(f"trip.{key}" if key in _GENERAL else f"trip_rule.{key}") for key in asks]
    sentences = asked + [texts(f"trip.{key}") for key in _GENERAL if key not in told]
    return sentences_card(
        texts("trip.title"), *sentences, language=texts.language, intent="trip.rules", actions=actions
    )


def trip_told_card(texts: Texts, *sentences: str, actions: Sequence[Action] = ()) -> Reply:
    """What was done with a trip, or why nothing could be."""
    return sentences_card(
        texts("trip.title"), *map(plain, sentences), language=texts.language, intent="trip.told", actions=actions
    )


def trip_lines(texts: Texts, trip: Trip) -> list[CardElement]:
    """A trip as everybody who has a part in it sees it: who, from where, what is to be learnt, where and when."""
    return [line(plain(sentence)) for sentence in trip_sentences(texts, trip)]


def trip_sentences(texts: Texts, trip: Trip) -> list[str]:
    """The same as sentences."""
    wanted, agreed = trip.wanted, trip.agreed
    who = ", ".join(filter(None, [wanted.name, wanted.role, wanted.library]))
    found = [texts("trip.who", who=who)] if who else []
    if what := themes_told(texts, wanted.themes, wanted.words):
        found.append(texts("trip.learns", what=what))
    if agreed.host:
        found.append(texts("trip.host", host=", ".join(filter(None, [agreed.host, agreed.contact]))))
    elif wanted.hosts:
        found.append(texts.count("trip.wished_hosts", len(wanted.hosts), hosts=", ".join(wanted.hosts)))
    if agreed.day:
        found.append(texts("trip.day", day=full_day(texts, agreed.day)))
    elif wanted.days:
        found.append(texts("trip.wished_days", days=", ".join(full_day(texts, day) for day in wanted.days)))
    return found


def aloud(*sentences: str) -> str:
    """Sentences as they are read aloud, each with its end."""
    return " ".join(one if one.endswith((".", "?", "!", ":")) else f"{one}." for one in sentences)


def trip_button(texts: Texts, name: str, do: str, trip: Trip, **more: object) -> Action:
    """A button about a trip as it is shown; `name` is that of its title in the texts."""
    return titled_trip_button(texts, texts(f"trip_button.{name}"), do, trip, **more)


def titled_trip_button(texts: Texts, title: str, do: str, trip: Trip, **more: object) -> Action:
    """The same with a title of any kind."""
    data = {"do": do, "trip": trip.id, "version": trip.version, "language": texts.language, **more}
    return press_button(title, data)
