"""A host that was asked: answers by pressing, finds its questions and visits again, and may give a visit up."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from bot.domain.conversation import Person, Reply
from bot.domain.trip_hosts import AskedHost, Offer
from bot.domain.trip_hosts import Reply as Answer
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import MAX_REASON, Agreed, Trip, TripState
from bot.texts import texts_of
from tests.support.drafts import draft, helsinki
from tests.support.journeys import FOREMAN, HELMI, HOST, MAURI, TRAVELLER, Journey
from tests.support.talk import buttons_of

FI, EN = texts_of("fi"), texts_of("en")
DAYS = (date(2026, 12, 8), date(2026, 12, 10))
YES, OTHER, NOT = (FI(f"trip_host_button.{name}") for name in ("yes", "other", "not"))
SAY = {name: FI(f"trip_host_button.say_{name}") for name in ("yes", "other", "not")}


async def asked(journey: Journey, *offers: Offer, **wanted: Any) -> Trip:
    """A request for which hosts have been asked, who have heard of it."""
    trip = await journey.requested(**{"days": DAYS, **wanted})
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    questions = [AskedHost(trip.id, one.id, one.library, one.account, journey.now) for one in offers]
    trip = await journey.step(trip.id, Step.ASK_HOST, Actor.TEAM, HELMI, asked=questions, words="Terveisin Helmi")
    await journey.tick(minutes=3)
    return trip


async def replies(journey: Journey, trip: Trip) -> list[AskedHost]:
    async with journey.store.begin() as uow:
        return list(await uow.trips.asked(trip.id))


def field(card: Reply, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in card.card["body"] if one.get("id") == name)
    return found


def said(card: Mapping[str, Any]) -> str:
    return " ".join(block["text"] for block in card["body"] if "text" in block)


async def test_who_is_asked_sees_what_matters_and_no_name(journey: Journey) -> None:
    await asked(journey, await journey.offer(), hosts=("Iisalmi", "Kuopio"))
    card = journey.last_card(HOST)
    assert "Kuopio" not in str(card)
    assert FI("trip_word.ask_host") in said(card)
    assert "kirjastovirkailija, Juva" in said(card)
    assert "omatoimikirjasto" in said(card)
    assert "tiistaina 8.12.2026" in said(card)
    assert FI("trip_host.visitors_none", month="joulukuussa", year=2026) in said(card)
    assert "Terveisin Helmi" in said(card)
    assert TRAVELLER.name not in str(card)
    assert [one["title"] for one in buttons_of(card)] == [YES, OTHER, NOT]


async def test_the_host_takes_one_of_the_wished_days_and_hears_the_name(journey: Journey) -> None:
    offer = await journey.offer(words="Omatoimiaika")
    trip = await asked(journey, offer)
    form = await journey.press(HOST, journey.last_card(HOST), YES)
    assert TRAVELLER.name not in str(form.card)
    assert [one["value"] for one in field(form, "day")["choices"]] == ["2026-12-08", "2026-12-10", "later"]
    done = await journey.press(HOST, form, SAY["yes"], day="2026-12-10", words="Tervetuloa!")
    assert FI("trip_host.said_yes") in done.text
    assert TRAVELLER.name in done.text
    assert FI("trip_host.day_open") in done.text
    now = await journey.trip(trip.id)
    assert now.state is TripState.HOST_FOUND
    assert now.agreed == Agreed("Iisalmi", HOST.name, HOST.id, offer.id, date(2026, 12, 10))
    assert [(one.reply, one.words) for one in await replies(journey, trip)] == [(Answer.YES, "Tervetuloa!")]
    heard = await journey.tick(minutes=3)
    assert {summary for _, summary in heard} == {FI("trip_word.host_yes"), FI("trip_word.host_found")}
    assert len(heard) == 2


async def test_pressed_twice_is_answered_once(journey: Journey) -> None:
    trip = await asked(journey, await journey.offer())
    form = await journey.press(HOST, journey.last_card(HOST), YES)
    await journey.press(HOST, form, SAY["yes"], day="later")
    version = (await journey.trip(trip.id)).version
    again = await journey.press(HOST, form, SAY["yes"], day="2026-12-08")
    assert FI("trip_host.answered") in again.text
    now = await journey.trip(trip.id)
    assert (now.version, now.agreed.day) == (version, None)


async def test_without_wished_days_yes_needs_no_day(journey: Journey) -> None:
    trip = await asked(journey, await journey.offer(), days=())
    form = await journey.press(HOST, journey.last_card(HOST), YES)
    assert not [one for one in form.card["body"] if one.get("id") == "day"]
    await journey.press(HOST, form, SAY["yes"])
    assert (await journey.trip(trip.id)).state is TripState.HOST_FOUND


async def test_a_wished_day_that_is_past_is_not_offered(journey: Journey) -> None:
    trip = await asked(journey, await journey.offer())
    card = journey.last_card(HOST)
    journey.wait(days=15)
    form = await journey.press(HOST, card, YES)
    assert [one["value"] for one in field(form, "day")["choices"]] == ["2026-12-10", "later"]
    again = await journey.press(HOST, form, SAY["yes"], day="2026-12-08")
    assert FI("trip_host.fault.day") in again.text
    assert (await journey.trip(trip.id)).state is TripState.HANDLING


async def test_other_days_are_told_to_the_team(journey: Journey) -> None:
    trip = await asked(journey, await journey.offer())
    form = await journey.press(HOST, journey.last_card(HOST), OTHER)
    wrong = await journey.press(HOST, form, SAY["other"], day1="", words="Maanantait eivät käy.")
    assert FI("trip_host.fault.days") in wrong.text
    past = await journey.press(HOST, wrong, SAY["other"], day1="2026-11-24", words="Maanantait eivät käy.")
    assert FI("trip_host.fault.past") in past.text
    assert field(past, "words")["value"] == "Maanantait eivät käy."
    done = await journey.press(HOST, past, SAY["other"], day1="2027-01-13", day2="2027-01-12", day3="2027-01-13")
    assert FI("trip_host.said_other") in done.text
    (answer,) = await replies(journey, trip)
    assert (answer.reply, answer.days) == (Answer.OTHER_DAY, (date(2027, 1, 12), date(2027, 1, 13)))
    now = await journey.trip(trip.id)
    assert (now.state, now.agreed.host, now.agreed.day) == (TripState.HOST_FOUND, "Iisalmi", None)
    assert FI("trip_word.host_other_day") in [summary for _, summary in await journey.tick(minutes=3)]


async def test_not_now_lets_the_team_ask_another_and_a_mind_may_change(journey: Journey) -> None:
    trip = await asked(journey, await journey.offer())
    card = journey.last_card(HOST)
    form = await journey.press(HOST, card, NOT)
    done = await journey.press(HOST, form, SAY["not"], words="Remontti on kesken.")
    assert FI("trip_host.said_not") in done.text
    assert (await journey.trip(trip.id)).state is TripState.HANDLING
    assert [one.words for one in await replies(journey, trip)] == ["Remontti on kesken."]
    assert FI("trip_host.asked_none") in (await journey.say(HOST, "vierailupyynnöt")).text
    form = await journey.press(HOST, card, YES)
    await journey.press(HOST, form, SAY["yes"], day="later")
    assert (await journey.trip(trip.id)).state is TripState.HOST_FOUND


async def test_of_two_hosts_one_wins_and_the_other_is_thanked(journey: Journey) -> None:
    one, other = await journey.offer(), await journey.offer("Kuopio", who=FOREMAN)
    trip = await asked(journey, one, other)
    cards = {person.id: journey.last_card(person) for person in (HOST, FOREMAN)}
    forms = {person.id: await journey.press(person, cards[person.id], YES) for person in (HOST, FOREMAN)}
    answers = await asyncio.gather(
        *(journey.press(person, forms[person.id], SAY["yes"], day="later") for person in (HOST, FOREMAN))
    )
    assert sum(FI("trip_host.said_yes") in answer.text for answer in answers) == 1
    assert sum(FI("trip_host.another_host") in answer.text for answer in answers) == 1
    assert sorted(one.reply for one in await replies(journey, trip)) == [Answer.WITHDRAWN, Answer.YES]
    lost = FOREMAN if (await journey.trip(trip.id)).agreed.account == HOST.id else HOST
    assert TRAVELLER.name not in "".join(
        answer.text for answer in answers if FI("trip_host.another_host") in answer.text
    )
    again = await journey.press(lost, cards[lost.id], YES)
    assert FI("trip_host.another_host") in again.text


@pytest.mark.parametrize(
    ("step", "actor", "who", "told"),
    [
        (Step.CANCEL, Actor.TRAVELLER, TRAVELLER, "trip_ended"),
        (Step.DECLINE, Actor.TEAM, HELMI, "trip_ended"),
        (Step.FIND_HOST, Actor.TEAM, HELMI, "another_host"),
    ],
)
async def test_what_needs_no_answer_any_more_is_told_with_thanks(
    journey: Journey, step: Step, actor: Actor, who: Person, told: str
) -> None:
    trip = await asked(journey, await journey.offer())
    card = journey.last_card(HOST)
    form = await journey.press(HOST, card, YES)
    after = await journey.step(trip.id, step, actor, who)
    for answer in (
        await journey.press(HOST, form, SAY["yes"], day="later"),
        await journey.press(HOST, card, NOT),
    ):
        assert FI(f"trip_host.{told}") in answer.text
    assert await journey.trip(trip.id) == after


async def test_a_harmless_step_meanwhile_shows_the_trip_again_and_keeps_what_was_written(journey: Journey) -> None:
    trip = await asked(journey, await journey.offer())
    form = await journey.press(HOST, journey.last_card(HOST), YES)
    await journey.step(trip.id, Step.CHANGE, Actor.TRAVELLER, TRAVELLER, wanted=(await journey.trip(trip.id)).wanted)
    again = await journey.press(HOST, form, SAY["yes"], day="2026-12-08", words="Tervetuloa!")
    assert FI("trip_host.overtaken") in again.text
    assert (field(again, "words")["value"], field(again, "day")["value"]) == ("Tervetuloa!", "2026-12-08")
    assert (await journey.trip(trip.id)).state is TripState.HANDLING
    await journey.press(HOST, again, SAY["yes"], day="2026-12-08", words="Tervetuloa!")
    assert (await journey.trip(trip.id)).state is TripState.HOST_FOUND


@pytest.mark.parametrize("do", ["open", "yes", "other", "not", "say_yes", "say_other", "say_not"])
async def test_only_whoever_was_asked_answers(journey: Journey, do: str) -> None:
    offer = await journey.offer()
    trip = await asked(journey, offer)
    data = {"do": f"host_{do}", "trip": trip.id, "version": trip.version, "day": "later", "day1": "2027-01-12"}
    for person in (TRAVELLER, HELMI, FOREMAN):
        answer = await journey.press_data(person, {**data, "offer": offer.id})
        assert FI("trip_host.gone") in answer.text
        assert "omatoimi" not in answer.text
    for number in (0, offer.id + 1, "1", None, [offer.id], 2**40):
        answer = await journey.press_data(HOST, {**data, "offer": number})
        assert FI("trip_host.gone") in answer.text
    assert await journey.trip(trip.id) == trip


@pytest.mark.parametrize("odd", [None, 1, "", "2026-12-09", "9999-99-99", ["2026-12-08"], "x" * 9999])
async def test_an_odd_day_changes_nothing(journey: Journey, odd: object) -> None:
    offer = await journey.offer()
    trip = await asked(journey, offer)
    data = {"trip": trip.id, "version": trip.version, "offer": offer.id, "day": odd, "day1": odd, "words": odd}
    for do in ("host_say_yes", "host_say_other") if odd != "2026-12-09" else ("host_say_yes",):
        assert (await journey.press_data(HOST, {**data, "do": do})).text
    assert await journey.trip(trip.id) == trip


async def test_questions_and_visits_are_found_again(journey: Journey) -> None:
    assert FI("trip_host.asked_none") in (await journey.say(HOST, "mitä minulta on kysytty?")).text
    assert FI("trip_host.visits_none") in (await journey.say(HOST, "tulevat vierailut")).text
    await asked(journey, await journey.offer())
    listed = await journey.say(HOST, "Vierailupyynnöt")
    assert FI("trip_host.asked.one", n=1) in listed.text
    assert TRAVELLER.name not in listed.text
    card = await journey.press(HOST, listed, FI("trip_host_button.open"))
    form = await journey.press(HOST, card, YES)
    await journey.press(HOST, form, SAY["yes"], day="2026-12-08")
    visits = await journey.say(HOST, "tulevat vierailut")
    assert FI("trip_host.visits.one", n=1) in visits.text
    assert TRAVELLER.name in visits.text
    assert FI("trip_host.visits_none") in (await journey.say(TRAVELLER, "tulevat vierailut")).text
    for text in ("vierailupyynnöt", "tulevat vierailut"):
        in_channel = await journey.say(HOST, text, channel=True)
        assert FI("trip_host.in_private") in in_channel.text
        assert TRAVELLER.name not in in_channel.text


async def hosted(journey: Journey) -> Trip:
    trip = await asked(journey, await journey.offer())
    form = await journey.press(HOST, journey.last_card(HOST), YES)
    await journey.press(HOST, form, SAY["yes"], day="2026-12-08")
    return await journey.trip(trip.id)


async def test_a_host_gives_a_visit_up_before_a_day_is_agreed(journey: Journey) -> None:
    trip = await hosted(journey)
    await journey.tick(minutes=3)
    listed = await journey.say(HOST, "tulevat vierailut")
    visit = await journey.press(HOST, listed, FI("trip_host_button.show"))
    form = await journey.press(HOST, visit, FI("trip_host_button.ask_cancel"))
    assert (
        FI("trip_host.fault.missing", limit=MAX_REASON)
        in (await journey.press(HOST, form, FI("trip_host_button.cancel"), words=" ")).text
    )
    done = await journey.press(HOST, form, FI("trip_host_button.cancel"), words="Vesivahinko.")
    assert FI("trip_host.cancelled") in done.text
    now = await journey.trip(trip.id)
    assert (now.state, now.agreed) == (TripState.HANDLING, Agreed())
    assert [(one.reply, one.words) for one in await replies(journey, trip)] == [(Answer.NOT_NOW, "Vesivahinko.")]
    heard = await journey.tick(minutes=3)
    assert [summary for _, summary in heard] == [FI("trip_word.host_gone")] * 2
    assert "Vesivahinko." in said(journey.last_card(TRAVELLER))
    assert FI("trip_host.gone") in (await journey.press(HOST, form, FI("trip_host_button.cancel"), words="x")).text


async def test_a_visit_of_another_is_not_given_up_nor_one_that_is_over(journey: Journey) -> None:
    trip = await hosted(journey)
    data = {"do": "host_cancel", "trip": trip.id, "version": trip.version, "words": "Ei käy."}
    for person in (TRAVELLER, FOREMAN, MAURI):
        assert FI("trip_host.gone") in (await journey.press_data(person, data)).text
        assert FI("trip_host.gone") in (await journey.press_data(person, {**data, "do": "host_show"})).text
    cancelled = await journey.step(trip.id, Step.CANCEL, Actor.TRAVELLER, TRAVELLER)
    answer = await journey.press_data(HOST, {**data, "version": cancelled.version})
    assert FI("trip_host.cannot_cancel") in answer.text
    assert (await journey.trip(trip.id)).state is TripState.CANCELLED


async def test_what_speaks_against_a_day_is_shown_with_the_choice(journey: Journey) -> None:
    await journey.office.add(draft("kahvit", title="Luettelointikahvit", starts=helsinki(2026, 12, 10, 9)))
    await asked(journey, await journey.offer(closed=(12,)))
    form = await journey.press(HOST, journey.last_card(HOST), YES)
    closed = FI("trip_clash.on", day="tiistaina 8.12.2026", what=FI("trip_clash.closed"))
    assert closed in form.text
    assert "torstaina 10.12.2026: Samaan aikaan on Luettelointikahvit" in form.text


async def test_it_goes_in_english_too(journey: Journey) -> None:
    await asked(journey, await journey.offer())
    listed = await journey.say(HOST, "visit requests")
    card = await journey.press(HOST, listed, EN("trip_host_button.open"))
    form = await journey.press(HOST, card, EN("trip_host_button.yes"))
    done = await journey.press(HOST, form, EN("trip_host_button.say_yes"), day="2026-12-08")
    assert EN("trip_host.said_yes") in done.text
    assert "on Tuesday 8.12.2026" in done.text
