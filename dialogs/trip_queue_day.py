"""The conversation of the AKE team about a peer-learning trip's day: read, checked, and agreed."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import time
from hashlib import sha256
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.trip_clashes import ClashKind
from bot.domain.trip_hosts import AskedHost
from bot.domain.trip_hosts import Reply as Answer
from bot.domain.trip_steps import Step
from bot.domain.trips import LATEST, MAX_LINE, MAX_PLAN, Agreed, Consent, Trip
from bot.domain.written import day_of, line_of
from bot.services.trip_clashes import clashes
from bot.services.workdays import is_workday
from bot.texts.moments import full_day
from dialogs.cards.trip_clashes import clash_sentences
from dialogs.cards.trip_queue_day import DayForm, day_card
from dialogs.trip_queue_desk import QueueDesk, Written

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_CONSENTS = frozenset({Consent.TICKED, Consent.CONFIRMED})
_USUAL_TIMES = ("09:00", "15:00")


class QueueDay(QueueDesk):
    """One member's turn about the day of a trip."""

    async def _day(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        """The form, filled in with what is agreed, or else with what the host or the traveller wishes."""
        agreed, host = trip.agreed, await self._host(trip)
        days = [agreed.day] if agreed.day else [*(host.days if host else ()), *trip.wanted.days]
        coming = [day for day in days if day >= self._today]
        starts, ends = (agreed.starts, agreed.ends) if agreed.starts else map(time.fromisoformat, _USUAL_TIMES)
        form = DayForm(
            coming[0].isoformat() if coming else "",
            f"{starts:%H:%M}" if starts else "",
            f"{ends:%H:%M}" if ends else "",
            agreed.contact,
            agreed.plan,
        )
        return await self._form(trip, form)

    async def _agree(self, trip: Trip, data: Mapping[str, Any]) -> Reply | None:
        form = _form_of(data)

        async def again(now: Trip, problem: str) -> Reply:
            return await self._form(now, form, problem)

        problem, agreed = self._read(trip, form)
        if problem or agreed is None:
            return await again(trip, problem)
        minded = await self._minded(trip, agreed)
        aware = data.get("aware")
        if minded and not (isinstance(aware, list) and all(code in aware for code in minded)):
            return await self._form(trip, form, minded=minded)
        written = Written(again, "; ".join(filter(None, [form.contact, form.plan])))
        return await self._do(trip, data, Step.AGREE, agreed=agreed, written=written)

    async def _form(
        self, trip: Trip, form: DayForm, problem: str = "", minded: Mapping[str, str] | None = None
    ) -> Reply:
        told = self._host_says(await self._host(trip)) if not trip.agreed.day else ()
        return day_card(self._texts, trip, form, self._today, told=told, problem=problem, minded=minded)

    async def _host(self, trip: Trip) -> AskedHost | None:
        """What the host that was found has answered."""
        said = {Answer.YES, Answer.OTHER_DAY}
        asked = [one for one in await self._uow.trips.asked(trip.id) if one.reply in said]
        return next((one for one in asked if one.offer == trip.agreed.offer), None)

    def _host_says(self, host: AskedHost | None) -> Sequence[str]:
        if host is None:
            return ()
        days = ", ".join(full_day(self._texts, day) for day in host.days)
        told = [self._texts("queue_day.host_says", days=days)] if days else []
        return [*told, *([self._texts("queue_day.host_words", words=host.words)] if host.words else [])]

    def _read(self, trip: Trip, form: DayForm) -> tuple[str, Agreed | None]:
        """What is wrong with the form, or else what is agreed."""
        day, starts, ends = day_of(form.day), _clock_of(form.starts), _clock_of(form.ends)
        if day is None or day < self._today:
            return self._texts("queue_day.day_error"), None
        if day > self._today + LATEST:
            return self._texts("queue_day.day_far"), None
        if starts is None or ends is None:
            return self._texts("queue_day.time_error"), None
        if ends <= starts:
            return self._texts("queue_day.times_error"), None
        if not 0 < len(form.contact) <= MAX_LINE:
            return self._texts("queue_day.contact_error", limit=MAX_LINE), None
        if not 0 < len(form.plan) <= MAX_PLAN:
            return self._texts("queue_day.plan_error", limit=MAX_PLAN), None
        return "", replace(trip.agreed, day=day, starts=starts, ends=ends, contact=form.contact, plan=form.plan)

    async def _minded(self, trip: Trip, agreed: Agreed) -> Mapping[str, str]:
        """What should be known before agreeing, by codes. A foreman may have agreed by telephone: it is no bar."""
        found = {}
        if trip.consent not in _CONSENTS:
            found[f"consent_{trip.consent}"] = self._texts(f"queue_day.consent_{trip.consent}")
        if agreed.day is not None and not is_workday(agreed.day):
            found[f"free_day_{agreed.day}"] = self._texts("queue_day.free_day")
        against = await clashes(self._uow, self._calendar, trip, agreed)
        others = [one for one in against if one.kind not in (ClashKind.WEEKEND, ClashKind.HOLIDAY)]
        said = clash_sentences(self._texts, others)
        return found | {f"{agreed.day}_{sha256(one.encode()).hexdigest()[:12]}": one for one in said}

    day_buttons: Mapping[str, Callable[[QueueDay, Trip, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        "queue_day": _day,
        "queue_agree": _agree,
    }


def _form_of(data: Mapping[str, Any]) -> DayForm:
    """What came back of the form, as it was written."""
    return DayForm(**{name: line_of(data.get(name), MAX_PLAN) for name in ("day", "starts", "ends", "contact", "plan")})


def _clock_of(written: str) -> time | None:
    read = _CLOCK.fullmatch(written)
    return time(int(read[1]), int(read[2])) if read else None
