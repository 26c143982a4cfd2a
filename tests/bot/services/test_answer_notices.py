"""Those who asked in vain, and wanted to hear, are told once and privately that there is an answer."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.domain.conversation import Incoming, Person
from bot.domain.outbox import NoticeKind, State
from bot.domain.retention import USUAL
from bot.domain.unanswered import QUESTIONS, Unanswered
from bot.domain.written_answers import Writing, WrittenAnswer
from bot.services.answer_care import AnswerCare
from bot.services.retention import forget_old
from bot.services.team import Team
from tests.support.drafts import helsinki
from tests.support.office import NOW, Office
from tests.support.talk import HANDS

AKE = Person("29:ake", "Helmi Laineke", "aad-ake")
ANSWER = WrittenAnswer(
    "a" * 32, Writing("Kopiokone", "Sen maksaa kunta.", "The copier", "The town pays.", ways=("kopiokone",))
)
TOLD = "Kysymykseesi on nyt vastaus: Kopiokone"


def care(office: Office, uow: object) -> AnswerCare:
    said = Incoming("1", "a:ake", AKE, office.now)
    return AnswerCare(uow, said, Team(["aad-ake"]))  # type: ignore[arg-type]


async def asked(office: Office, *names: str) -> Unanswered:
    """A question whose answer these want to hear."""
    question = Unanswered(7, ("kuka maksaa kopiokoneen",), "fi", 1, office.now.date())
    async with office.store.begin() as uow:
        assert await uow.unanswered.add("k" * 64, question)
        for name in names:
            await uow.unanswered.hear(question.id, HANDS.of(f"29:{name}", QUESTIONS))
    return question


async def answered(office: Office, question: Unanswered) -> None:
    async with office.store.begin() as uow:
        assert await care(office, uow).save(ANSWER) == ""
        assert await care(office, uow).answered(question, ANSWER.key)


async def test_who_wanted_to_hear_does_once_and_nobody_else(office: Office) -> None:
    for name in ("aino", "bo", "cecilia"):
        await office.person(name)
    await answered(office, await asked(office, "aino", "bo"))
    assert await office.ticks(1) == [], "a slip that is mended in two minutes reaches nobody"
    assert sorted(await office.ticks(1)) == [("a:aino", TOLD), ("a:bo", TOLD)]
    assert await office.ticks(1, 60) == []


async def test_it_tells_the_question_and_the_answer_in_the_recipients_language(office: Office) -> None:
    await office.person("aino", language="en")
    await answered(office, await asked(office, "aino"))
    await office.ticks(2)
    body = json.dumps(office.service.sent[-1][1], ensure_ascii=False)
    assert "You asked: kuka maksaa kopiokoneen" in body
    assert "The town pays." in body


async def test_an_answer_removed_in_time_is_not_told(office: Office) -> None:
    await office.person()
    await answered(office, await asked(office, "aino"))
    async with office.store.begin() as uow:
        stored = await uow.written.by_key(ANSWER.key)
        assert stored is not None
        assert await care(office, uow).remove(stored)
    assert await office.ticks(2, 60) == []


async def test_who_changed_their_mind_or_was_forgotten_does_not_hear(office: Office) -> None:
    for name in ("aino", "bo"):
        await office.person(name)
    await answered(office, await asked(office, "aino", "bo"))
    async with office.store.begin() as uow:
        await uow.unanswered.erase(HANDS.of("29:aino", QUESTIONS))
    assert await office.ticks(2) == [("a:bo", TOLD)]


async def test_nobody_is_woken(office: Office) -> None:
    await office.person()
    office.now = helsinki(2026, 11, 23, 21, 30)
    await answered(office, await asked(office, "aino"))
    assert await office.ticks(2) == []
    assert await office.tick(helsinki(2026, 11, 24, 9, 0)) == [("a:aino", TOLD)]


async def test_a_pause_is_waited_for(office: Office) -> None:
    number = await office.person()
    async with office.store.begin() as uow:
        await uow.recipients.pause(number, NOW + timedelta(days=2))
    await answered(office, await asked(office, "aino"))
    assert await office.ticks(2) == []
    assert await office.tick(NOW + timedelta(days=2, minutes=1)) == [("a:aino", TOLD)]


async def test_a_long_interruption_tells_old_news_to_nobody(office: Office) -> None:
    await office.person()
    await answered(office, await asked(office, "aino"))
    assert await office.tick(NOW + timedelta(days=20)) == []
    assert [(row.kind, row.state) for row in await office.rows()] == [(NoticeKind.DUE_ANSWER, State.EXPIRED)]


async def test_whom_it_was_told_is_forgotten_within_days_and_the_question_within_a_month(office: Office) -> None:
    await office.person()
    await answered(office, await asked(office, "aino"))
    await office.ticks(2)
    async with office.store.begin() as uow:
        await forget_old(uow, office.now + USUAL.span("telling") + timedelta(minutes=1))
    assert [row.kind for row in await office.rows()] == [NoticeKind.DUE_ANSWER]
    async with office.store.begin() as uow:
        assert (await forget_old(uow, office.now + USUAL.span("answered")))["questions"] == 0
        assert (await forget_old(uow, office.now + USUAL.span("answered") + timedelta(days=1)))["questions"] == 1
        assert await uow.unanswered.awaited(HANDS.of("29:aino", QUESTIONS)) == 0


@pytest.mark.parametrize(("days", "gone"), [(0, 0), (1, 1)])
async def test_a_question_that_nobody_asks_any_more_goes(office: Office, days: int, gone: int) -> None:
    await asked(office, "aino")
    async with office.store.begin() as uow:
        forgotten = await forget_old(uow, office.now + USUAL.span("questions") + timedelta(days=days))
    assert forgotten["questions"] == gone
