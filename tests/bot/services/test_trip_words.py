"""Who hears of each step of a trip, once; what is raised while nobody does anything, through simulated months."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain.trip_hosts import AskedHost, Reply
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, Trip, TripState
from bot.services.trip_words import tell_of_step
from bot.services.trips import By, take_step, undo
from bot.services.workdays import workdays_later
from bot.texts import texts_of
from tests.bot.domain.test_trip_steps import leads
from tests.bot.services.test_trips import AGREED, WHO, by, in_state
from tests.support.drafts import helsinki
from tests.support.journeys import AKE_CHANNEL, FOREMAN, HELMI, HOST, MAURI, TRAVELLER, Journey

FI = texts_of("fi")
NEW_THREAD = "new"
"""How the channel's service tells of a message to the channel."""

AINO_HEARS, HOST_HEARS, HELMI_HEARS = f"a:{TRAVELLER.id}", f"a:{HOST.id}", f"a:{HELMI.id}"
MAURI_HEARS, ASKED_HEARS = f"a:{MAURI.id}", f"a:{FOREMAN.id}"

# Helmi handles the trip, and Mauri, another member, takes the team's steps; another host (the foreman's account serves
# as one) has been asked and has not answered. Who hears which word of each step, written by hand.
HEARD = {
    "change": {HELMI_HEARS: "changed"},
    "confirm": {HELMI_HEARS: "confirmed", AINO_HEARS: "confirmed"},
    "refuse": {HELMI_HEARS: "refused", AINO_HEARS: "refused"},
    "take": {AINO_HEARS: "taken"},
    "hand_over": {HELMI_HEARS: "by_another"},
    "put_back": {NEW_THREAD: "put_back"},
    "comment": {HELMI_HEARS: "by_another"},
    "ask_traveller": {AINO_HEARS: "question", HELMI_HEARS: "by_another"},
    "answer_team": {HELMI_HEARS: "answer"},
    "suggest_hosts": {AINO_HEARS: "suggested", HELMI_HEARS: "by_another"},
    "choose_host": {HELMI_HEARS: "chosen"},
    "ask_host": {HOST_HEARS: "ask_host", HELMI_HEARS: "by_another"},
    "host_yes": {HELMI_HEARS: "host_yes", AINO_HEARS: "host_found", ASKED_HEARS: "withdrawn"},
    "host_other_day": {HELMI_HEARS: "host_other_day", AINO_HEARS: "host_found", ASKED_HEARS: "withdrawn"},
    "host_not_now": {HELMI_HEARS: "host_not_now"},
    "find_host": {AINO_HEARS: "host_found", HELMI_HEARS: "by_another", ASKED_HEARS: "withdrawn"},
    "let_host_go": {AINO_HEARS: "host_gone", HOST_HEARS: "cancelled", HELMI_HEARS: "by_another"},
    "agree": {AINO_HEARS: "agreed", HOST_HEARS: "agreed", HELMI_HEARS: "by_another"},
    "host_cancels": {HELMI_HEARS: "host_gone", AINO_HEARS: "host_gone"},
    "decline": {AINO_HEARS: "declined", HELMI_HEARS: "by_another", ASKED_HEARS: "withdrawn"},
    "cancel": {AINO_HEARS: "cancelled", HELMI_HEARS: "cancelled", ASKED_HEARS: "withdrawn"},
    "happened": {},
    "not_yet": {HELMI_HEARS: "not_yet", AINO_HEARS: "not_yet", HOST_HEARS: "not_yet"},
    "report": {HELMI_HEARS: "reported", HOST_HEARS: "thanks"},
    "pay": {AINO_HEARS: "paid", HELMI_HEARS: "by_another"},
}


@pytest.mark.parametrize("name", HEARD)
async def test_each_step_is_told_once_to_those_concerned(journey: Journey, name: str) -> None:
    step = Step(name)
    actor = next(one for one in (Actor.TEAM, *Actor) if any(leads(step, state, one) for state in TripState))
    wanted = [TripState.HANDLING, TripState.REQUESTED, TripState.DONE, *reversed(TripState)]
    state = next(state for state in wanted if leads(step, state, actor))
    trip = await in_state(journey, state)
    other = await journey.offer("Kuopio", who=FOREMAN)
    if state is TripState.HANDLING:
        await _ask(journey, trip, other.id)
    await journey.tick(minutes=5)
    facts = {"agreed": AGREED} if step in (Step.HOST_YES, Step.HOST_OTHER_DAY, Step.FIND_HOST) else {}
    asked = []
    if step is Step.ASK_HOST:
        offer = await journey.offer()
        asked = [AskedHost(trip.id, offer.id, offer.library, HOST.id, journey.now)]
    handed = {"handler": MAURI.id, "handler_name": MAURI.name} if step is Step.HAND_OVER else {}
    who = MAURI if actor is Actor.TEAM else WHO[actor]
    await journey.step(trip.id, step, actor, who, asked=asked, **facts, **handed)
    heard = Counter(await journey.tick(minutes=3))
    assert heard == Counter((to, FI(f"trip_word.{word}")) for to, word in HEARD[name].items())
    assert await journey.tick(hours=1) == []


async def test_a_new_request_is_told_to_the_team_and_a_draft_to_nobody(journey: Journey) -> None:
    trip = await in_state(journey, TripState.DRAFT)
    await journey.tick()
    await journey.step(trip.id, Step.CHANGE, Actor.TRAVELLER, TRAVELLER)
    await journey.step(trip.id, Step.SEND, Actor.TRAVELLER, TRAVELLER)
    assert await journey.tick() == [(NEW_THREAD, FI("trip_word.new"))]
    draft = await in_state(journey, TripState.DRAFT)
    await journey.tick()
    await journey.step(draft.id, Step.CANCEL, Actor.TRAVELLER, TRAVELLER)
    assert await journey.tick(hours=1) == []


async def test_a_member_who_hands_over_to_another_is_not_told_but_the_other_is(journey: Journey) -> None:
    trip = await in_state(journey, TripState.HANDLING)
    await journey.tick()
    await journey.step(trip.id, Step.HAND_OVER, Actor.TEAM, HELMI, handler=MAURI.id, handler_name=MAURI.name)
    assert await journey.tick(minutes=3) == [(MAURI_HEARS, FI("trip_word.handed"))]


async def test_a_host_that_is_let_go_of_hears_of_its_own_day_and_the_next_host_hears_nothing(
    journey: Journey,
) -> None:
    trip = await in_state(journey, TripState.AGREED)
    await journey.tick()
    await journey.step(trip.id, Step.LET_HOST_GO, Actor.TEAM, HELMI, words="Ainon lapsi on sairas.")
    other = replace(AGREED, host="Kuopio", account=FOREMAN.id, contact=FOREMAN.name, day=None)
    await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=other)
    await journey.tick(minutes=3)
    told = str(journey.last_card(HOST))
    assert "9.12.2026" in told
    assert "Iisalmi" in told
    assert "sairas" not in told
    assert "Kuopio" not in told
    assert journey.cards(ASKED_HEARS) == []


async def test_why_a_trip_is_cancelled_is_told_to_the_traveller_and_not_to_the_host(journey: Journey) -> None:
    trip = await in_state(journey, TripState.AGREED)
    await journey.step(trip.id, Step.CANCEL, Actor.TEAM, HELMI, words="Ainon lapsi on sairas.")
    await journey.tick(minutes=3)
    assert "sairas" in str(journey.last_card(TRAVELLER))
    assert FI("trip_word.cancelled") in str(journey.last_card(HOST))
    assert "sairas" not in str(journey.last_card(HOST))


async def test_a_comment_is_seen_by_the_team_alone_also_when_the_request_is_raised(journey: Journey) -> None:
    trip = await in_state(journey, TripState.AGREED)
    await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=AGREED, words="Vain tiimille.")
    await journey.tick(minutes=3)
    await _through(journey, helsinki(2026, 12, 9, 12))
    assert "Vain tiimille." not in str([journey.cards(AINO_HEARS)[-1], journey.cards(HOST_HEARS)[-1]])


async def test_a_host_whose_question_never_left_is_not_told_to_leave_it(journey: Journey) -> None:
    offer = await journey.offer()
    trip = await in_state(journey, TripState.HANDLING)
    await _ask(journey, trip, offer.id, HOST.id)
    journey.wait(minutes=1)
    await journey.step(trip.id, Step.CANCEL, Actor.TEAM, HELMI, words="Erehdys.")
    await journey.tick(minutes=5)
    assert journey.cards(HOST_HEARS) == []
    assert await _replies(journey, trip) == [Reply.WITHDRAWN]


async def test_a_member_who_is_asked_as_a_host_gets_the_question_they_sent(journey: Journey) -> None:
    offer = await journey.offer("Kuopio", who=HELMI)
    trip = await in_state(journey, TripState.HANDLING)
    await _ask(journey, trip, offer.id, HELMI.id)
    await journey.tick(minutes=3)
    assert FI("trip_word.ask_host") in str(journey.last_card(HELMI))


async def test_what_is_agreed_again_reminds_once(journey: Journey) -> None:
    """The plan changes and the day does not: each reminder comes once, of the plan as it was agreed last."""
    trip = await in_state(journey, TripState.HOST_FOUND)
    await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=AGREED)
    journey.wait(hours=1)
    await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=replace(AGREED, plan="Tavataan kahviossa"))
    heard = Counter(one for one, _ in await _through(journey, helsinki(2026, 12, 10, 12)))
    reminders = {FI(f"trip_word.{word}"): 2 for word in ("week_before", "day_before")}
    assert heard[(AINO_HEARS, FI("trip_word.agreed"))] == 1
    told = Counter(title for _, title in heard.elements())
    assert {title: told[title] for title in reminders} == reminders
    assert told[FI("trip_word.ask_report")] == 1


async def test_a_reminder_asks_once_to_tell_if_one_cannot_come(journey: Journey) -> None:
    await journey.step((await in_state(journey, TripState.HOST_FOUND)).id, Step.AGREE, Actor.TEAM, HELMI, agreed=AGREED)
    await journey.tick(minutes=5)
    journey.office.now = helsinki(2026, 12, 2, 12)
    await journey.tick()
    told = str(journey.last_card(TRAVELLER))
    assert FI("trip_word.week_before") in told
    assert told.count("Jos et pääse") == 2  # On the card, and read aloud.


async def test_an_agreement_taken_back_leaves_the_reminders_of_the_one_before(journey: Journey) -> None:
    trip = await in_state(journey, TripState.HOST_FOUND)
    await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=AGREED)
    await journey.tick(minutes=5)
    again = await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=replace(AGREED, day=date(2026, 12, 16)))
    async with journey.store.begin() as uow:
        await undo(uow, trip.id, again.version, by(Actor.TEAM), journey.now)
    told = [(one, at.date()) for one, at in await _through(journey, helsinki(2026, 12, 18, 12))]
    for word, day in (("week_before", date(2026, 12, 2)), ("day_before", date(2026, 12, 8))):
        assert [at for one, at in told if one == (AINO_HEARS, FI(f"trip_word.{word}"))] == [day]


async def test_a_request_that_nobody_touches_is_raised_every_fifth_working_day(journey: Journey) -> None:
    """From November to February, over Independence Day, Christmas, New Year and Epiphany."""
    await journey.requested()
    told = await _through(journey, helsinki(2027, 2, 1, 12))
    raised = [at for (to, title), at in told if title == FI("trip_word.stale")]
    # Counted on a calendar by hand; the sixth of December is a Sunday, and Christmas Eve is a day off.
    days = [(12, 1), (12, 8), (12, 15), (12, 22)]
    assert [(at.month, at.day) for at in raised][:4] == days
    assert len({at.date() for at in raised}) == len(raised)
    assert {(at.hour, at.minute) for at in raised} == {(9, 0)}
    assert all(at.weekday() < 5 for at in raised)
    closed = {date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 6)}
    assert not closed & {at.date() for at in raised}
    steps = [workdays_later(one, 5).date() for one in raised[:-1]]
    assert steps == [at.date() for at in raised[1:]]
    assert len(raised) >= 8
    assert {to for (to, title), _ in told if title == FI("trip_word.stale")} == {NEW_THREAD}


async def test_a_request_that_is_touched_waits_for_five_days_from_then(journey: Journey) -> None:
    trip = await journey.requested()
    await _through(journey, helsinki(2026, 11, 30, 12))
    await journey.step(trip.id, Step.COMMENT, Actor.TEAM, HELMI, words="Kysyn Iisalmesta.")
    told = await _through(journey, helsinki(2026, 12, 7, 12))
    assert [at.date() for (_, title), at in told if title == FI("trip_word.stale")] == [date(2026, 12, 7)]


async def test_a_step_taken_back_does_not_leave_the_request_unraised(journey: Journey) -> None:
    trip = await journey.requested()
    taken = await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    async with journey.store.begin() as uow:
        await undo(uow, trip.id, taken.version, by(Actor.TEAM), journey.now)
    told = await _through(journey, helsinki(2026, 12, 1, 12))
    assert [at.date() for (_, title), at in told if title == FI("trip_word.stale")] == [date(2026, 12, 1)]


async def test_a_word_that_escaped_the_undoing_of_its_step_is_not_told(journey: Journey) -> None:
    """As when a sender had just taken it: it is told by what is stored when it is about to be sent."""
    trip = await journey.requested()
    await journey.tick()
    taken = await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    async with journey.store.begin() as uow:
        await undo(uow, trip.id, taken.version, by(Actor.TEAM), journey.now)
        (step,) = [one for one in await uow.trips.steps(trip.id) if one.step is Step.TAKE]
        await tell_of_step(uow, taken, step)
    assert await journey.tick(minutes=5) == []


async def test_an_ended_request_is_not_raised(journey: Journey) -> None:
    trip = await journey.requested()
    await journey.step(trip.id, Step.DECLINE, Actor.TEAM, HELMI, words="Ei rahaa.")
    told = await _through(journey, helsinki(2026, 12, 31, 12))
    assert [title for (_, title), _ in told if title == FI("trip_word.stale")] == []


async def test_an_agreed_trip_is_raised_when_its_day_is_long_over_and_nobody_tells_of_it(journey: Journey) -> None:
    trip = await in_state(journey, TripState.HOST_FOUND)
    await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=AGREED)
    told = await _through(journey, helsinki(2026, 12, 18, 12))
    assert [at.date() for (_, title), at in told if title == FI("trip_word.stale")] == [date(2026, 12, 16)]
    assert FI("queue_word.stale_agreed") in str(journey.cards(AKE_CHANNEL)[-1])


async def test_a_bot_that_was_away_for_long_still_raises_what_waits_and_goes_on(journey: Journey) -> None:
    await journey.requested()
    await journey.tick()
    journey.office.now = helsinki(2027, 1, 12, 9)
    assert (NEW_THREAD, FI("trip_word.stale")) in await journey.tick()
    told = await _through(journey, helsinki(2027, 1, 20, 12))
    assert [at.date() for (_, title), at in told if title == FI("trip_word.stale")] == [date(2027, 1, 19)]


async def test_a_silent_host_is_raised_every_seventh_working_day_until_it_answers(journey: Journey) -> None:
    offer = await journey.offer()
    trip = await in_state(journey, TripState.HANDLING)
    await _ask(journey, trip, offer.id, HOST.id)
    told = await _through(journey, helsinki(2026, 12, 16, 12))
    raised = [(to, at.date()) for (to, title), at in told if title == FI("trip_word.host_silent")]
    assert raised == [(HELMI_HEARS, date(2026, 12, 3)), (HELMI_HEARS, date(2026, 12, 14))]
    assert "Iisalmi" in str(journey.cards(HELMI_HEARS)[-1])
    async with journey.store.begin() as uow:
        (asked,) = await uow.trips.asked(trip.id)
        await uow.trips.ask_host(replace(asked, reply=Reply.NOT_NOW))
        await take_step(uow, trip.id, None, Step.HOST_NOT_NOW, by(Actor.HOST), journey.now)
    told = await _through(journey, helsinki(2027, 1, 20, 12))
    assert [title for (_, title), _ in told if title == FI("trip_word.host_silent")] == []


async def test_a_host_that_is_asked_again_is_waited_for_from_then(journey: Journey) -> None:
    offer = await journey.offer()
    trip = await in_state(journey, TripState.HANDLING)
    await _ask(journey, trip, offer.id, HOST.id)
    await journey.tick(minutes=3)
    await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=Agreed("Kuopio", "Kaisa Mallikas"))
    await journey.tick(minutes=3)
    await journey.step(trip.id, Step.LET_HOST_GO, Actor.TEAM, HELMI)
    journey.office.now = helsinki(2026, 11, 26, 10)
    await _ask(journey, trip, offer.id, HOST.id)
    told = await _through(journey, helsinki(2026, 12, 8, 12))
    raised = [at.date() for (_, title), at in told if title == FI("trip_word.host_silent")]
    assert raised == [date(2026, 12, 7)]


async def test_in_the_quiet_hours_a_person_is_left_in_peace_and_the_channel_is_told(journey: Journey) -> None:
    journey.office.now = helsinki(2026, 11, 24, 22, 0)
    trip = await journey.requested()
    assert await journey.tick() == [(NEW_THREAD, FI("trip_word.new"))]
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    assert await journey.tick(minutes=3) == []
    told = await _through(journey, helsinki(2026, 11, 25, 8))
    assert [(to, at.hour) for (to, _), at in told] == [(AINO_HEARS, 7)]


async def test_when_the_handler_has_left_the_team_the_team_hears_instead(journey: Journey) -> None:
    trip = await in_state(journey, TripState.HANDLING)
    async with journey.store.begin() as uow:
        stored = await uow.trips.by_id(trip.id)
        assert stored is not None
        await uow.trips.edit(replace(stored, handler=HOST.id, handler_name=HOST.name))
    await journey.tick()
    await journey.step(trip.id, Step.ANSWER_TEAM, Actor.TRAVELLER, TRAVELLER, words="Kyllä.")
    assert await journey.tick() == [(NEW_THREAD, FI("trip_word.answer"))]


async def _ask(journey: Journey, trip: Trip, offer: int, account: str = FOREMAN.id) -> None:
    async with journey.store.begin() as uow:
        stored = await uow.offers.by_id(offer)
        assert stored is not None
        asked = [AskedHost(trip.id, offer, stored.library, account, journey.now)]
        await take_step(
            uow, trip.id, None, Step.ASK_HOST, By(Actor.TEAM, HELMI.id, HELMI.name), journey.now, asked=asked
        )


async def _replies(journey: Journey, trip: Trip) -> list[Reply]:
    async with journey.store.begin() as uow:
        return [one.reply for one in await uow.trips.asked(trip.id)]


async def _through(journey: Journey, until: datetime) -> list[tuple[tuple[str, str], datetime]]:
    """What is heard until a moment, looked at three times a day, and when."""
    heard = [(one, journey.now) for one in await journey.tick()]
    day = journey.now.date()
    while day <= until.date():
        for hour in (7, 9, 12):
            at = helsinki(day.year, day.month, day.day, hour)
            if journey.now < at <= until:
                journey.office.now = at
                heard += [(one, at) for one in await journey.tick()]
        day += timedelta(days=1)
    return heard
