"""The card of libraries to be encouraged to travel, each with a host that is near."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.conversation import Reply
from bot.domain.trip_period import Period
from bot.services.trip_year import Encouraged
from bot.texts import Texts
from bot.texts.trips import theme_name
from dialogs.cards.elements import Action, group, heading, line, plain, press_button, reply

LISTED = 8
_THEMES = 3


def trip_encourage_card(texts: Texts, some: Sequence[Encouraged], period: Period) -> Reply:
    """Some of them, a button that begins an announcement to all of them, and one back to the period before."""
    title, told = texts("trip_encourage.title"), _told(texts, some)
    listed = [_line(texts, one) for one in some[:LISTED]]
    if len(some) > LISTED:
        listed.append(texts.count("trip_encourage.more", len(some) - LISTED))
    data = {"do": "trips_year", "period": period.name, "language": texts.language}
    back = press_button(texts("trip_year_button.back"), data)
    return reply(
        [heading(title), line(told), *([group([line(plain(one)) for one in listed])] if listed else [])],
        language=texts.language,
        summary=f"{title}. {told}",
        speak=" ".join([f"{title}.", told, *(one.rstrip(".") + "." for one in listed)]),
        intent="trip_year.encourage",
        actions=[*([_announce(texts, some)] if some else []), back],
    )


def _told(texts: Texts, some: Sequence[Encouraged]) -> str:
    if not some:
        return texts("trip_encourage.none")
    hosts = texts("trip_encourage.hosts" if any(one.host for one in some) else "trip_encourage.no_hosts")
    return f"{texts.count('trip_encourage.how', len(some))} {hosts}"


def _line(texts: Texts, one: Encouraged) -> str:
    if not one.host:
        return one.library
    themes = ", ".join(theme_name(texts, theme) for theme in one.themes[:_THEMES])
    key = "trip_encourage.line" if themes else "trip_encourage.line_no_themes"
    return texts(key, library=one.library, host=one.host, km=one.kilometres, themes=themes)


def _announce(texts: Texts, some: Sequence[Encouraged]) -> Action:
    """Opens the form of a new announcement, filled in; nothing is sent by it."""
    data = {
        "do": "news_new",
        "language": texts.language,
        "title": texts("trip_encourage.news_title"),
        "text": texts("trip_encourage.news_text"),
        "libraries": ",".join(one.library for one in some),
    }
    return press_button(texts("trip_year_button.announce"), data)
