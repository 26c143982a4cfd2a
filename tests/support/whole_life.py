"""Somebody who has done everything that the bot keeps something of, and what others did beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from bot.domain.announcements import Writing
from bot.domain.conversation import Person
from bot.domain.feedback import Answer, Mark, Outcome, Used
from bot.domain.outbox import NewNotice, NoticeKind, Settlement, State
from bot.domain.roles import Change, Deed, Member
from bot.domain.rosters import Roster
from bot.domain.trip_hosts import AskedHost, Reply
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, Travel, TripReport
from bot.domain.unanswered import QUESTIONS, Unanswered
from bot.domain.wishes import WISHES
from bot.services.feedback import purpose_of
from bot.services.remembering import memory_of
from storage.models import metadata, roster_members, rosters
from storage.repositories.fingerprints import fingerprint, reader_of
from tests.support.drafts import draft
from tests.support.journeys import FOREMAN, HELMI, HOST, TRAVELLER, Journey
from tests.support.talk import HANDS

KAISA = Person("29:kaisa", "Kaisa Kattava", "aad-kaisa")
WORD = "kaisansana"
"""Stands in everything that Kaisa has written."""

CALENDAR_KEY = "k" * 32

TABLES_OF_NOBODY = {
    "alerts": "what is wrong with the bot itself",
    "calendar": "a running number",
    "events": "the calendar: the names of hosts in it are the AKE team's and lead to no account",
    "calendar_sync": "how far a calendar that is kept elsewhere was followed",
    "pace": "the moment from which on a recipient may be sent to again: seconds",
    "pictures": "figures of groups",
    "questions": "the team's questions",
    "synced_events": "the calendar again, as it was told last",
    "unanswered": "questions without whoever asked them",
    "written_answers": "what the team answers to everybody",
    "turns": "marks of messages, which lead to nobody and go in days",
}
"""Tables in which nothing is of a person, or nothing that could be found again."""


@dataclass(frozen=True, slots=True)
class Life:
    """What stands for her in the database: ids, names, hashes and words."""

    marks: tuple[str, ...]
    own_trip: int


async def live(journey: Journey) -> Life:
    """Let Kaisa and the others do everything."""
    (event,) = await journey.office.add(draft("kaisan-tilaisuus", starts=journey.now - timedelta(hours=1)))
    await journey.say(KAISA, "milloin on seuraavat etäkahvit")
    await journey.say(KAISA, "muistuta minua etäkahveista tuntia ennen")
    await journey.say(KAISA, "kirjastoni on Iisalmi")
    await journey.say(KAISA, "lopeta tiedotteet")
    hands = [HANDS.of(KAISA.id, purpose_of(event.id)), HANDS.of(KAISA.id, WISHES), HANDS.of(KAISA.id, QUESTIONS)]
    news = await _speak(journey, event.id, hands)
    await _belong(journey)
    trip = await _travel(journey)
    await _help(journey)
    hashes = (fingerprint(KAISA.id), reader_of(news, KAISA.id), fingerprint(memory_of(f"a:{KAISA.id}", KAISA.id)))
    own_marks = (*hands, *hashes, fingerprint(CALENDAR_KEY))
    return Life((KAISA.id, KAISA.name, KAISA.aad_id, WORD, *own_marks), trip)


async def _speak(journey: Journey, event: int, hands: list[str]) -> int:
    """Feedback, wishes, announcements and messages; the announcement's number."""
    now = journey.now
    async with journey.store.begin() as uow:
        person = await uow.recipients.by_account(KAISA.id)
        assert person is not None
        await uow.calendar_keys.give(person.id, CALENDAR_KEY, now)
        await uow.feedback.give(event, hands[0], Answer(4, {"free": f"{WORD} palautteessa"}, "Iisalmi"), now.date())
        await uow.feedback.mark(event, hands[0], Mark.ATTENDED)
        await uow.feedback.give_outcome(event, hands[0], Outcome(Used.YES, f"{WORD} hyödystä"))
        wish = await uow.wishes.add("Kaukolainat", HANDS.of(HELMI.id, WISHES), "w" * 32)
        assert wish is not None
        await uow.wishes.support(wish.id, hands[1])
        await uow.unanswered.add("u" * 64, Unanswered(7, ("kuka maksaa kopiokoneen",), "fi", 1, now.date()))
        await uow.unanswered.hear(7, hands[2])
        writing = Writing("Tiedote", "Teksti kaikille", everybody=True)
        news = await uow.announcements.save("n" * 32, writing, now, author=KAISA.id)
        assert news is not None
        await uow.announcements.read(news.id, KAISA.id)
        later = now + timedelta(days=1)
        notices = [NewNotice(f"own:{n}", NoticeKind.REMINDER, now, later, event, person.id) for n in range(2)]
        await uow.outbox.put([replace(one, due=due) for one, due in zip(notices, (now, later), strict=True)])
        (due,) = await uow.outbox.claim("one", now, later, 1)
        await uow.outbox.reserve(due, now)
        await uow.outbox.settle(due.id, "one", Settlement(State.SENT, message=f"viesti-{KAISA.id}"), now)
    return news.id


async def _belong(journey: Journey) -> None:
    """The AKE team, its record of changes, and a team's roster."""
    async with journey.store.begin() as uow:
        await uow.team.add(Member(KAISA.id, KAISA.name))
        added = f'{{"name":"{KAISA.name}"}}'
        await uow.team.record(Change(HELMI.id, journey.now, Deed.MANAGE_TEAM, "member_added", added))
        moved = f'{{"name":"{KAISA.name}","title":"Kahvit","touched":[]}}'
        await uow.team.record(Change(KAISA.id, journey.now, Deed.EDIT_EVENTS, "event_moved", moved))
        other = '{"name":"Oiva Uusi"}'
        await uow.team.record(Change(KAISA.id, journey.now, Deed.MANAGE_TEAM, "member_removed", other))
        person = await uow.recipients.by_account(KAISA.id)
        assert person is not None
        await uow.rosters.met(Roster("19:tiimi@thread.tacv2", "s", "28:bot", "t", "Tiimi"), journey.now, changed=False)
        number = (await uow.team._connection.execute(select(rosters.c.id))).scalar_one()
        await uow.team._connection.execute(insert(roster_members).values(roster=number, recipient=person.id))


async def _travel(journey: Journey) -> int:
    """A trip of her own, reported; the number."""
    wanted = {"name": KAISA.name, "words": f"{WORD} pyynnössä", "travel": Travel.CAR, "car_reason": f"{WORD} autosta"}
    trip = await journey.requested(KAISA, **wanted)
    await journey.step(trip.id, Step.CONFIRM, Actor.FOREMAN, FOREMAN, foreman=FOREMAN.id, words="esihenkilön sana")
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI, handler=HELMI.id, handler_name=HELMI.name)
    await journey.step(trip.id, Step.COMMENT, Actor.TEAM, HELMI, words="käsittelijän sana")
    await journey.step(trip.id, Step.ANSWER_TEAM, Actor.TRAVELLER, KAISA, words=f"{WORD} vastauksessa")
    await _find(journey, trip.id, HOST, KAISA)
    journey.wait(days=8)
    await journey.step(trip.id, Step.HAPPENED, Actor.TRAVELLER, KAISA)
    report = TripReport(f"{WORD} opittua", "muutos", "jako", 5, True, f"{WORD} raportissa", "myöhemmin")
    async with journey.store.begin() as uow:
        await uow.trips.keep_report(trip.id, report)
    await journey.step(trip.id, Step.REPORT, Actor.TRAVELLER, KAISA)
    return trip.id


async def _find(journey: Journey, trip: int, host: Person, traveller: Person) -> None:
    """Ask a host, who says yes, and agree the day."""
    offer = await journey.offer("Iisalmi", who=host, words=f"{WORD} tarjouksessa" if host is KAISA else "")
    asked = AskedHost(trip, offer.id, "Iisalmi", host.id, journey.now)
    await journey.step(trip, Step.ASK_HOST, Actor.TEAM, HELMI, asked=[asked])
    words = f"{WORD} isäntänä" if host is KAISA else "isännän sana"
    async with journey.store.begin() as uow:
        await uow.trips.ask_host(replace(asked, reply=Reply.YES, words=words))
    found = Agreed(host="Iisalmi", contact=host.name, account=host.id, offer=offer.id)
    await journey.step(trip, Step.HOST_YES, Actor.HOST, host, agreed=found, words=words)
    day = (journey.now + timedelta(days=7)).date()
    plan = replace(found, day=day, plan=f"Vastassa {host.name}, tulija {traveller.name}")
    await journey.step(trip, Step.AGREE, Actor.TEAM, HELMI, agreed=plan)


async def _help(journey: Journey) -> None:
    """Trips of another's in which she is the foreman, the handler and the host."""
    trip = await journey.requested(TRAVELLER)
    said = {"foreman": KAISA.id, "words": f"{WORD} esihenkilönä"}
    await journey.step(trip.id, Step.CONFIRM, Actor.FOREMAN, KAISA, **said)
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, KAISA, handler=KAISA.id, handler_name=KAISA.name)
    await journey.step(trip.id, Step.COMMENT, Actor.TEAM, KAISA, words=f"{WORD} käsittelijänä")
    hosted = await journey.requested(TRAVELLER)
    await journey.step(hosted.id, Step.TAKE, Actor.TEAM, HELMI, handler=HELMI.id, handler_name=HELMI.name)
    await _find(journey, hosted.id, KAISA, TRAVELLER)


async def stored(journey: Journey) -> dict[str, list[str]]:
    """All rows of all tables, as texts."""
    async with journey.store.begin() as uow:
        return await rows_of_all(uow)


async def rows_of_all(uow: Any) -> dict[str, list[str]]:
    """The same in somebody's transaction."""
    run = uow.team._connection.execute
    return {one.name: [str(tuple(row)) for row in await run(select(one))] for one in metadata.sorted_tables}
