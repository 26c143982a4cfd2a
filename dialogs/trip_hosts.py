"""The conversation with a host that was asked for a peer-learning trip, or that waits for a visitor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.host_forms import HostWritten, read_other, read_words, read_yes
from bot.domain.trip_hosts import Reply as Answer
from bot.domain.trips import CALLED_OFF, FINDING, Agreed, Trip
from bot.services.trip_answers import Question, open_questions, question
from bot.services.trip_clashes import clashes, visitors
from bot.services.trip_plans import asked_months
from bot.services.trips import NotPossibleError, OvertakenError
from dialogs.cards.inputs import number_of
from dialogs.cards.trip_clashes import clash_sentences
from dialogs.cards.trip_host_forms import answer_form_card
from dialogs.cards.trip_hosts import host_told_card, question_card, questions_card, visit_card
from dialogs.commands import Command
from dialogs.trip_host_visits import HostVisitTurn

_ANSWERS = ("yes", "other", "not")
_SAID_YES = (Answer.YES, Answer.OTHER_DAY)


class HostTalk(HostVisitTurn):
    """A host's turn, in one transaction."""

    async def command(self, command: Command) -> Reply | None:
        """Show what was asked, or the visits to come; None when the words go on to something else."""
        if command.name not in ("trip_asked", "trip_visits") or command.rest.strip(" ?.!"):
            return None
        if self._said.in_channel:
            return host_told_card(self._texts, self._texts("trip_host.in_private"))
        return await (self._questions() if command.name == "trip_asked" else self.visits())

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        do = data.get("do")
        if do == "host_asked":
            return await self._questions()
        if do == "host_visits":
            return await self.visits()
        if not isinstance(do, str):
            return None
        return await self._question_pressed(do, data) or await self.visit_pressed(do, data)

    async def _questions(self) -> Reply:
        return questions_card(self._texts, await open_questions(self._uow, self._said.person.id))

    async def _question_pressed(self, do: str, data: Mapping[str, Any]) -> Reply | None:
        says, name = do.startswith("host_say_"), do.removeprefix("host_").removeprefix("say_")
        if name not in (*_ANSWERS, "open"):
            return None
        number, offer = number_of(data.get("trip")), number_of(data.get("offer"))
        asked = await question(self._uow, number, offer, self._said.person.id)
        if asked is None:
            return self._gone()
        if closed := await self._closed(asked):
            return closed
        if name == "open":
            return await self._opened(asked)
        if not says:
            return await self._form(name, asked, HostWritten())
        return await self._answer(name, asked, data)

    async def _opened(self, asked: Question) -> Reply:
        months = asked_months(asked.trip, self._said.at)
        coming = await visitors(self._uow, asked.asked.library, months, asked.trip.id)
        told = self._texts("trip_host.may_change_mind") if asked.asked.reply is Answer.NOT_NOW else ""
        return question_card(self._texts, asked, coming, told)

    async def _answer(self, name: str, asked: Question, data: Mapping[str, Any]) -> Reply:
        """Give an answer; where that cannot be, the form again with what was written."""
        written = self._read(name, asked, data)
        if written.fault:
            return await self._form(name, asked, written)
        try:
            trip = await self._answered(name, asked, number_of(data.get("version")), written)
        except OvertakenError as overtaken:
            # Something was done meanwhile that leaves the question open: the host sees the trip as it is now.
            now = Question(overtaken.trip, asked.asked)
            return await self._form(name, now, written, self._texts("trip_host.overtaken"))
        except NotPossibleError:
            return host_told_card(self._texts, self._texts("trip_host.cannot_answer"))
        if name == "not":
            return host_told_card(self._texts, self._texts("trip_host.said_not"))
        return visit_card(self._texts, trip, "", self._texts(f"trip_host.said_{name}"))

    def _read(self, name: str, asked: Question, data: Mapping[str, Any]) -> HostWritten:
        if name == "yes":
            return read_yes(data, self._wished(asked.trip))
        return read_other(data, self._today) if name == "other" else read_words(data)

    async def _answered(self, name: str, asked: Question, version: int, written: HostWritten) -> Trip:
        if name == "yes":
            day = next((one for one in self._wished(asked.trip) if one.isoformat() == written.chosen), None)
            return await self._answers.yes(asked, version, day, written.words)
        if name == "other":
            return await self._answers.other_day(asked, version, written.days, written.words)
        return await self._answers.not_now(asked, version, written.words)

    async def _form(self, name: str, asked: Question, written: HostWritten, told: str = "") -> Reply:
        wished = self._wished(asked.trip)
        days = () if written.fault else written.days
        minded = [
            (day, sentence)
            for day in (wished if name == "yes" else days)
            for sentence in await self._minded(asked, day)
        ]
        return answer_form_card(self._texts, name, asked, wished, written, minded, self._said.at, told)

    async def _minded(self, asked: Question, day: date) -> list[str]:
        """What speaks against a day."""
        planned = Agreed(host=asked.asked.library, offer=asked.asked.offer, account=asked.asked.account, day=day)
        return clash_sentences(self._texts, await clashes(self._uow, self._calendar, asked.trip, planned))

    async def _closed(self, asked: Question) -> Reply | None:
        """Why a question needs no answer any more; None when it does."""
        trip, reply = asked.trip, asked.asked.reply
        mine = trip.agreed.account == self._said.person.id and trip.agreed.offer == asked.asked.offer
        if reply in _SAID_YES and mine:
            return await self._shown(trip, self._texts("trip_host.answered"))
        if trip.state in CALLED_OFF:
            return host_told_card(self._texts, self._texts("trip_host.trip_ended"))
        if trip.state not in FINDING:
            return host_told_card(self._texts, self._texts("trip_host.another_host"))
        if reply in (Answer.WITHDRAWN, *_SAID_YES):
            return host_told_card(self._texts, self._texts("trip_host.withdrawn"))
        return None

    def _wished(self, trip: Trip) -> list[date]:
        """The wished days that are still ahead."""
        return [day for day in trip.wanted.days if day > self._today]
