"""Cards of the queue of peer-learning trips: the AKE team's list, and what a channel is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.conversation import Reply
from bot.domain.trips import Trip, TripState
from bot.services.trip_queue import Queue
from bot.services.workdays import workdays_between
from bot.texts import Texts
from bot.texts.moments import full_day
from bot.texts.trips import theme_name, themes_told
from dialogs.cards.elements import (
    Action,
    CardElement,
    buttons,
    group,
    heading,
    line,
    plain,
    press_button,
    reply,
    shortened,
)
from dialogs.cards.trips import titled_trip_button

_LONGEST_WHAT = 120
_LONGEST_NAME = 24


def queue_card(texts: Texts, page: Queue, account: str, now: datetime) -> Reply:
    """A page of the queue, by state and age; what `account` handles is marked."""
    title = texts(f"queue.title{'_after' if page.after else ''}")
    lines = _summary(texts, page, now)
    if page.pages > 1:
        lines.append(texts("queue.page", page=page.number + 1, pages=page.pages))
    body = [heading(title), *map(line, lines)]
    spoken = [f"{title}.", *lines]
    state = None
    for trip in page.trips:
        titled = trip.state is not state
        state = trip.state
        body.append(_row(texts, trip, account, now, titled=titled))
        spoken.append(
            f"{_who(texts, trip)}: {texts(f'trip_state.{trip.state}')}, {_standing(texts, trip, account, now)}."
        )
    return reply(
        body,
        language=texts.language,
        summary=f"{title}. {lines[0]}",
        speak=" ".join(spoken),
        intent="trip.queue",
        actions=_ways_on(texts, page),
    )


def queue_channel_card(texts: Texts, page: Queue, now: datetime) -> Reply:
    """The queue in a channel: counts and ages alone, and the way to the names for whoever may see them."""
    title = texts("queue.title")
    lines = [*_summary(texts, page, now), texts("queue.in_channel")]
    return reply(
        [heading(title), *map(line, lines)],
        language=texts.language,
        summary=f"{title}. {lines[0]}",
        speak=" ".join([f"{title}.", *lines]),
        intent="trip.queue_in_channel",
        actions=[queue_button(texts, "list_channel", "list")],
    )


def queue_button(texts: Texts, name: str, what: str, **more: object) -> Action:
    """A button to one of the team's lists; `name` is that of its title in the texts."""
    return press_button(texts(f"queue_button.{name}"), {"do": f"queue_{what}", "language": texts.language, **more})


def queue_trip_button(texts: Texts, name: str, do: str, trip: Trip, **more: object) -> Action:
    """A button of the team's about a trip; `name` is that of its title in the texts."""
    return titled_trip_button(texts, texts(f"queue_button.{name}"), do, trip, **more)


def waited_told(texts: Texts, trip: Trip, now: datetime, key: str = "queue.waited") -> str:
    """How long nobody has touched a trip; an agreed one waits for its day."""
    if trip.state is TripState.AGREED and trip.agreed.day:
        return texts("queue.day", day=full_day(texts, trip.agreed.day))
    days = workdays_between(trip.touched_at, now)
    return texts.count(key, days) if days else texts(f"{key}.zero")


def handler_told(texts: Texts, trip: Trip, account: str) -> str:
    """Who handles a trip."""
    if trip.handler and trip.handler == account:
        return texts("queue.mine")
    return texts("queue.handler", name=trip.handler_name) if trip.handler_name else texts("queue.nobody")


def _summary(texts: Texts, page: Queue, now: datetime) -> list[str]:
    """Counts by state in one line, the oldest, and what is needed."""
    if not page.total:
        lines = [texts(f"queue.none{'_after' if page.after else ''}")]
    else:
        counts = [(texts(f"trip_state.{state}"), number) for state, number in page.counts.items() if number]
        lines = [" · ".join(texts("queue.count", state=state, n=number) for state, number in counts)]
    if page.oldest is not None and not page.after:
        lines.append(waited_told(texts, page.oldest, now, "queue.oldest"))
    if page.needs:
        themes = (texts.count("queue.need", n, theme=theme_name(texts, theme)) for theme, n in page.needs.items())
        lines.append(texts("queue.needs", themes=", ".join(themes)))
    if page.unpaid and not page.after:
        lines.append(texts.count("queue.unpaid", page.unpaid))
    return lines


def _row(texts: Texts, trip: Trip, account: str, now: datetime, *, titled: bool) -> CardElement:
    what = shortened(themes_told(texts, trip.wanted.themes, trip.wanted.words), _LONGEST_WHAT)
    who = _who(texts, trip)
    row = texts("queue.row", who=who, what=what) if what else who
    name = shortened(trip.wanted.name or texts("queue.nameless"), _LONGEST_NAME)
    opens = titled_trip_button(texts, texts("queue_button.open_of", name=name), "queue_open", trip)
    state = texts(f"trip_state.{trip.state}")
    return group(
        [
            *([line(state[0].upper() + state[1:], strong=True)] if titled else []),
            line(plain(row)),
            line(plain(_standing(texts, trip, account, now)), subtle=True, close=True),
            *buttons([opens]),
        ]
    )


def _who(texts: Texts, trip: Trip) -> str:
    return ", ".join(filter(None, [trip.wanted.name or texts("queue.nameless"), trip.wanted.library]))


def _standing(texts: Texts, trip: Trip, account: str, now: datetime) -> str:
    return ", ".join([waited_told(texts, trip, now), handler_told(texts, trip, account)])


def _ways_on(texts: Texts, page: Queue) -> Sequence[Action]:
    of_list = {"after": page.after}
    found = []
    if page.number:
        found.append(queue_button(texts, "previous", "list", page=page.number - 1, **of_list))
    if page.number + 1 < page.pages:
        found.append(queue_button(texts, "next", "list", page=page.number + 1, **of_list))
    if page.after:
        found.append(queue_button(texts, "list", "list"))
    elif page.unpaid:
        found.append(queue_button(texts, "after", "list", after=True))
    return found
