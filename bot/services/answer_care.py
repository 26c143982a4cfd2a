"""What the AKE team does with answers and with questions that have none; each deed is checked and recorded."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.conversation import Incoming
from bot.domain.roles import Deed
from bot.domain.unanswered import Unanswered, UnansweredState
from bot.domain.written_answers import MAX_WAYS, MOST_ANSWERS, Writing, WrittenAnswer
from bot.services.answer_notices import due_answer
from bot.services.ports import UnitOfWork
from bot.services.team import Team, record
from bot.services.written import in_place_of_starts, starts


class AnswerCare:
    """One member's deeds in one transaction."""

    def __init__(self, uow: UnitOfWork, said: Incoming, team: Team) -> None:
        self._uow, self._said, self._team = uow, said, team

    async def require(self) -> None:
        """Nothing, or NotAllowed when the person may not write answers."""
        await self._team.require(self._uow, self._said.person, Deed.WRITE_ANSWERS)

    async def listed(self) -> list[WrittenAnswer]:
        """All answers that are given, by their titles, then those that are not given any more."""
        found = in_place_of_starts(await self._uow.written.all())
        return sorted(found, key=lambda one: (one.removed, one.writing.title.casefold(), one.key))

    async def by_key(self, key: str) -> WrittenAnswer | None:
        """The answer of a key as it is now."""
        stored = await self._uow.written.by_key(key)
        return stored or next((one for one in starts() if one.key == key), None)

    async def save(self, answer: WrittenAnswer) -> str:
        """Keep what was written in place of the version that was seen; "" or why not, as a short code."""
        await self.require()
        now = await self.by_key(answer.key)
        if now is None and len(await self._uow.written.all()) >= MOST_ANSWERS:
            return "too_many"
        if now is not None and now.version == answer.version + 1 and now.writing == answer.writing:
            return ""  # The same button pressed twice.
        if (now is not None and now.version != answer.version) or (now is None and answer.version):
            return "changed"
        before = now.writing if now else None
        kept = WrittenAnswer(answer.key, answer.writing, answer.version, before=before)
        if not await self._keep(kept):
            return "changed"
        await self._record("answer_changed" if now else "answer_written", answer.key)
        return ""

    async def remove(self, answer: WrittenAnswer) -> bool:
        """Let an answer be given no more; False when another has changed it since."""
        await self.require()
        done = await self._keep(replace(answer, removed=True))
        if done:
            await self._record("answer_removed", answer.key)
        return done

    async def restore(self, answer: WrittenAnswer) -> bool:
        """Bring back a removed answer, or what was written before; False when another has changed it since."""
        await self.require()
        before = answer.before or answer.writing
        back = (
            replace(answer, removed=False) if answer.removed else replace(answer, writing=before, before=answer.writing)
        )
        done = await self._keep(back)
        if done:
            await self._record("answer_restored", answer.key)
        return done

    async def answered(self, question: Unanswered, key: str) -> bool:
        """A question has its answer: whoever wants to hear of it will; False when it is not open any more."""
        await self.require()
        if question.state is not UnansweredState.OPEN:
            return False
        ended = replace(question, state=UnansweredState.ANSWERED, answer=key, ended_on=self._said.at.date())
        await self._uow.unanswered.change(ended)
        if await self._uow.unanswered.hearers(question.id):
            await self._uow.outbox.put([due_answer(ended, self._said.at)])
        return True

    async def join(self, question: Unanswered, answer: WrittenAnswer) -> str:
        """Let a question be one that an answer is for already: its wordings become ways; "" or why not."""
        ways = tuple(dict.fromkeys((*answer.writing.ways, *question.wordings)))
        if len(ways) > MAX_WAYS:
            return "too_many_ways"
        if fault := await self.save(replace(answer, writing=replace(answer.writing, ways=ways))):
            return fault
        return "" if await self.answered(question, answer.key) else "ended"

    async def drop(self, question: Unanswered) -> bool:
        """Answer a question not; nobody hears of it. False when it is not open any more."""
        await self.require()
        if question.state is not UnansweredState.OPEN:
            return False
        ended = replace(question, state=UnansweredState.DROPPED, ended_on=self._said.at.date())
        await self._uow.unanswered.change(ended)
        await self._uow.unanswered.silence(question.id)
        await record(self._uow, self._said, Deed.WRITE_ANSWERS, "question_dropped", question=question.id)
        return True

    async def _keep(self, answer: WrittenAnswer) -> bool:
        if answer.version:
            return await self._uow.written.change(answer)
        return await self._uow.written.add(answer)

    async def _record(self, what: str, key: str) -> None:
        await record(self._uow, self._said, Deed.WRITE_ANSWERS, what, answer=key)


def written_for(question: Unanswered) -> Writing:
    """What the form of a question's answer begins with."""
    title = question.wordings[0]
    return Writing(title[:1].upper() + title[1:], "", ways=question.wordings)
