"""What a year of peer-learning trips divides into: states, themes, libraries, and who visited whom with its picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.trip_year import TripYear
from bot.domain.trips import TripState
from bot.services.trip_year import not_travelled
from bot.texts import Texts
from bot.texts.trips import library_name, theme_name
from dialogs.cards.elements import CardElement, group, line, plain

MOST = 40
"""Names that are listed of each kind: more than a region has libraries."""

_BARS = 12
"""Hosts in the picture: with more it is a screen of its own on a phone."""

_COLOURS = (
    "categoricalBlue",
    "categoricalMarigold",
    "categoricalTeal",
    "categoricalPurple",
    "categoricalLime",
    "categoricalRed",
)
"""Of libraries that the picture tells apart: with more nobody finds a colour's name. The rest are together.

They are given, for each bar would begin with the same one otherwise.
"""

_COLOUR_OF_OTHERS = "neutral"


_Host = tuple[str, int, Counter[str]]
"""A host, how many visited it, and how many of them came from each library."""


@dataclass(frozen=True, slots=True)
class _List:
    """Lines below a title, and a picture between them."""

    title: str
    lines: Sequence[str]
    picture: Sequence[CardElement] = ()

    def element(self) -> CardElement:
        lines = (line(plain(one), close=True) for one in self.lines)
        return group([line(self.title, strong=True), *self.picture, *lines])


def year_lists(texts: Texts, told: TripYear, most: int) -> tuple[list[CardElement], list[str]]:
    """The lists as elements of a card, and as they are read aloud; at most so many names in each."""
    lists = [*_of_requests(texts, told, most), *(_of_trips(texts, told, most) if told.made else ())]
    return [one.element() for one in lists], [f"{one.title}: {'; '.join(one.lines).rstrip('.')}." for one in lists]


def _of_requests(texts: Texts, told: TripYear, most: int) -> list[_List]:
    states = [(texts(f"trip_state.{one}"), told.states[one]) for one in TripState if told.states[one]]
    return [_List(texts("trip_year.states"), [_counted(texts, states, most)])] if states else []


def _of_trips(texts: Texts, told: TripYear, most: int) -> list[_List]:
    themes = [(theme_name(texts, one), number) for one, number in _ordered(told.themes)]
    travelled = [(library_name(texts, one), number) for one, number in _ordered(told.travelled)]
    absent, hosts = not_travelled(told), _hosts(told)
    return [
        _List(texts("trip_year.pairs"), _host_lines(texts, hosts, most), [_picture(texts, told, hosts, most)]),
        _List(texts("trip_year.travelled"), [_counted(texts, travelled, most)]),
        *([_List(texts("trip_year.themes"), [_counted(texts, themes, most)])] if themes else []),
        _List(texts("trip_year.absent"), [_listed(texts, absent, most) if absent else texts("trip_year.everybody")]),
    ]


def _hosts(told: TripYear) -> list[_Host]:
    """The hosts, those of most visitors first."""
    visitors: dict[str, Counter[str]] = {host: Counter() for host in told.hosted}
    for (library, host), number in told.pairs.items():
        visitors[host][library] += number
    return [(host, number, visitors[host]) for host, number in _ordered(told.hosted)]


def _host_lines(texts: Texts, hosts: Sequence[_Host], most: int) -> list[str]:
    """Each host with those who visited it: what the picture shows, and whence they came."""
    lines = []
    for host, number, visitors in hosts[:most]:
        named = [(library_name(texts, one), n) for one, n in _ordered(visitors)]
        said = _counted(texts, named, most)
        lines.append(texts.count("trip_year.host", number, host=library_name(texts, host), visitors=said))
    more = len(hosts) - most
    return [*lines, *([texts.count("trip_year.more_hosts", more)] if more > 0 else [])]


def _picture(texts: Texts, told: TripYear, hosts: Sequence[_Host], most: int) -> CardElement:
    """Each host's visitors by their library; the lines below it say the same, for it is not drawn everywhere."""
    shown = hosts[: min(most, _BARS)]
    colours = dict(zip((library for library, _ in _ordered(told.travelled)), _COLOURS, strict=False))
    return {
        "type": "Chart.HorizontalBar.Stacked",
        "title": texts("trip_year.chart" if len(shown) == len(hosts) else "trip_year.chart_most"),
        "xAxisTitle": texts("trip_year.chart_visits"),
        "yAxisTitle": texts("trip_year.chart_host"),
        "data": [
            {"title": library_name(texts, host), "data": _bar(texts, visitors, colours)} for host, _, visitors in shown
        ],
        "fallback": "drop",
    }


def _bar(texts: Texts, visitors: Counter[str], colours: Mapping[str, str]) -> list[CardElement]:
    """A host's visitors: of each library that has a colour, and of the others together."""
    parts = [
        {"legend": library_name(texts, one), "value": visitors[one], "color": colour}
        for one, colour in colours.items()
        if visitors[one]
    ]
    others = sum(number for library, number in visitors.items() if library not in colours)
    if others:
        parts.append({"legend": texts("trip_year.chart_others"), "value": others, "color": _COLOUR_OF_OTHERS})
    return parts


def _counted(texts: Texts, counted: Iterable[tuple[str, int]], most: int) -> str:
    return _listed(texts, [texts("trip_year.one", name=name, n=number) for name, number in counted], most)


def _listed(texts: Texts, names: Sequence[str], most: int) -> str:
    said, more = ", ".join(names[:most]), len(names) - most
    return texts("trip_year.more", names=said, n=more) if more > 0 else said


def _ordered(counted: Counter[str]) -> list[tuple[str, int]]:
    """The most first, and of alike ones in the order of their names."""
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))
