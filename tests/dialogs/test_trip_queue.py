"""The AKE team's queue of peer-learning trips over a real store: from a new request to paid costs, and who may not."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.conversation import Person
from bot.domain.trip_hosts import Reply as Answer
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import MAX_REASON, Agreed, TripState
from bot.texts import texts_of
from dialogs.cards.elements import MAX_BYTES
from dialogs.trip_queue import QueueTalk
from tests.bot.services.test_trips import in_state
from tests.dialogs.test_hostile import ODD
from tests.support.drafts import helsinki
from tests.support.journeys import AKE_CHANNEL, HELMI, HOST, MAURI, TRAVELLER, Journey
from tests.support.queueing import DAY, FI, fields, opened, steps, taken, title, titles
from tests.support.talk import buttons_of

EN = texts_of("en")


async def test_a_trip_is_handled_from_the_channel_to_paid_costs(journey: Journey) -> None:
    offer = await journey.offer("Iisalmi")
    trip = await journey.requested(days=(date(2026, 12, 2),))
    await journey.tick()
    card = await journey.press(HELMI, journey.cards(AKE_CHANNEL)[-1], title("take"))
    assert FI("queue_done.take") in card.text
    form = await journey.press(HELMI, card, title("suggest"))
    card = await journey.press(HELMI, form, title("suggest_hosts"), offers=str(offer.id))
    assert (await journey.trip(trip.id)).agreed.suggested == (offer.id,)
    form = await journey.press(HELMI, card, title("ask"))
    card = await journey.press(HELMI, form, title("ask_host"), offers=str(offer.id), said="Sopisiko joulukuussa?")
    await journey.tick(minutes=3)
    assert "Sopisiko joulukuussa?" in str(journey.last_card(HOST))
    async with journey.store.begin() as uow:
        (asked,) = await uow.trips.asked(trip.id)
        await uow.trips.ask_host(
            replace(asked, reply=Answer.OTHER_DAY, days=(date(2026, 12, 9),), words="Keskiviikko.")
        )
    agreed = Agreed("Iisalmi", HOST.name, HOST.id, offer.id)
    await journey.step(trip.id, Step.HOST_OTHER_DAY, Actor.HOST, HOST, agreed=agreed, words="Keskiviikko.")
    await journey.tick()
    told = journey.last_card(HELMI)
    assert "keskiviikkona 9.12.2026" in str(told)
    form = await journey.press(HELMI, told, title("agree"))
    assert fields(form)["day"]["value"] == "2026-12-09"
    assert FI("queue_day.host_says", days="keskiviikkona 9.12.2026") in form.text
    warned = await journey.press(HELMI, form, title("save_agree"), **DAY)
    assert FI("queue_day.consent_missing") in warned.text
    assert (await journey.trip(trip.id)).state is TripState.HOST_FOUND
    card = await journey.press(HELMI, warned, title("agree_anyway"), **DAY)
    assert FI("queue_done.agree") in card.text
    stored = (await journey.trip(trip.id)).agreed
    assert (stored.day, stored.plan, stored.account) == (date(2026, 12, 9), DAY["plan"], HOST.id)
    assert title("happened") not in titles(await opened(journey, trip))
    jono = await journey.say(HELMI, "jono")
    assert FI("queue.day", day="keskiviikkona 9.12.2026") in jono.text
    assert FI("queue.oldest.zero") not in jono.text
    # The day is told below, with what is known of the trip.
    assert f"Sovittu, {FI('queue.mine')}." in (await opened(journey, trip)).text
    journey.office.now = helsinki(2026, 12, 9, 16)
    card = await journey.press(HELMI, await opened(journey, trip), title("happened"))
    assert (await journey.trip(trip.id)).made_on == date(2026, 12, 9)
    jono = await journey.say(HELMI, "jono")
    assert FI("queue.unpaid.one", n=1) in jono.text
    unpaid = await journey.press(HELMI, jono, title("after"))
    card = await journey.press(HELMI, unpaid, FI("queue_button.open_of", name=TRAVELLER.name))
    card = await journey.press(HELMI, card, title("pay"))
    assert FI("queue_done.pay") in card.text
    assert (await journey.trip(trip.id)).state is TripState.PAID


async def test_after_one_member_has_taken_it_the_card_in_the_channel_tells_the_others_who_has_it(
    journey: Journey,
) -> None:
    trip = await journey.requested()
    await journey.tick()
    card = journey.cards(AKE_CHANNEL)[-1]
    await journey.press(HELMI, card, title("take"))
    late = await journey.press(MAURI, card, title("take"))
    assert f"{HELMI.name} otti pyynnön käsittelyyn tiistaina 24.11. klo 10.00" in late.text
    assert FI("queue.handler", name=HELMI.name) in late.text
    assert await steps(journey, trip) == [Step.SEND, Step.TAKE]


async def test_of_two_who_press_at_once_one_has_it_and_the_other_sees_who(journey: Journey) -> None:
    await journey.requested()
    await journey.tick()
    card = journey.cards(AKE_CHANNEL)[-1]
    shown = await asyncio.gather(*(journey.press(who, card, title("take")) for who in (HELMI, MAURI)))
    won = [who for who, one in zip((HELMI, MAURI), shown, strict=True) if FI("queue_done.take") in one.text]
    late = [one for one in shown if FI("queue_done.take") not in one.text]
    assert (len(won), len(late)) == (1, 1)
    assert f"{won[0].name} otti pyynnön käsittelyyn" in late[0].text


async def test_the_same_press_twice_makes_one_change_and_says_so_twice(journey: Journey) -> None:
    trip = await taken(journey)
    form = await journey.press(HELMI, await opened(journey, trip), title("comment"))
    for _ in range(2):
        card = await journey.press(HELMI, form, title("save_comment"), said="Kysyn Iisalmesta.")
        assert FI("queue_done.comment") in card.text
    assert (await steps(journey, trip)).count(Step.COMMENT) == 1


async def test_the_way_back_from_a_form_says_so_and_the_way_of_travel_has_one_name(journey: Journey) -> None:
    trip = await taken(journey)
    card = await opened(journey, trip)
    form = await journey.press(HELMI, card, title("comment"))
    assert titles(form) == [title("save_comment"), title("back")]
    assert FI("trip_preview.travel", travel="bussi") in card.text


@pytest.mark.parametrize("person", [TRAVELLER, HOST])
async def test_nobody_else_sees_or_does_anything_in_the_queue(journey: Journey, person: Person) -> None:
    trip = await taken(journey)
    offer = await journey.offer()
    before = await journey.trip(trip.id)
    for do in [*QueueTalk._lists, *QueueTalk._deeds]:
        data = {"do": do, "trip": trip.id, "version": trip.version, "offer": offer.id, "said": "a", "to": person.id}
        reply = await journey.press_data(person, {**data, "offers": str(offer.id), **DAY, "verb": do})
        assert FI("allowed.handle_trips") in reply.text, do
        assert "omatoimi" not in reply.text, do
    assert await journey.trip(trip.id) == before
    assert FI("queue.title") not in (await journey.say(person, "jono")).text


async def test_a_draft_and_an_erased_trip_are_not_the_teams_to_see(journey: Journey) -> None:
    trip = await taken(journey)
    async with journey.store.begin() as uow:
        draft = await uow.trips.add("draft-key", TRAVELLER.id, trip.wanted, "", journey.now)
        await uow.trips.edit(replace(trip, erased=True))
    for number in (draft.id, trip.id, 999, 0, "1", None, 2**40):
        for do in ("queue_open", "queue_take", "queue_write_comment", "queue_day"):
            reply = await journey.press_data(HELMI, {"do": do, "trip": number, "version": 1})
            assert FI("queue_trip.gone") in reply.text
    assert FI("queue.none") in (await journey.say(HELMI, "jono")).text


async def test_the_queue_is_by_state_and_age_marks_ones_own_and_tells_needs(journey: Journey) -> None:
    await journey.offer("Iisalmi", "self_service")
    names = ["Aino Esimerkki", "Bertta Malli", "Cecilia Koe", "Daavid Näyte", "Eeva Harjoitus", "Frans Kuvitelma"]
    for name in names:
        await journey.requested(name=name, themes=("game_clubs",))
        journey.wait(hours=1)
    second = await journey.requested(name="Helga Toinen")
    await journey.step(second.id, Step.TAKE, Actor.TEAM, HELMI)
    journey.office.now = helsinki(2026, 11, 26, 9)
    page = await journey.say(HELMI, "jono")
    assert "pyydetty: 6 · käsittelyssä: 1" in page.text
    assert FI("queue.oldest.many", n=2) in page.text
    assert "pelikerhot (6 pyyntöä)" in page.text
    shown = [one for one in names if one in page.text]
    assert shown == names[:5]
    assert [page.text.index(one) for one in shown] == sorted(page.text.index(one) for one in shown)
    assert FI("queue.waited.many", n=2) in page.text
    last = await journey.press(HELMI, page, title("next"))
    assert names[5] in last.text
    assert "Helga Toinen" in last.text
    assert FI("queue.mine") in last.text
    assert FI("queue.handler", name=HELMI.name) in (await journey.press(MAURI, page, title("next"))).text
    first = await journey.press(HELMI, last, title("previous"))
    assert first.text == page.text
    beyond = await journey.press_data(HELMI, {"do": "queue_list", "page": 10**6})
    assert names[5] in beyond.text


async def test_in_a_channel_the_queue_has_no_names_and_opens_to_whoever_presses(journey: Journey) -> None:
    await taken(journey)
    await journey.offer("Iisalmi")
    for said in ("jono", "isäntätarjoukset"):
        shown = await journey.say(HELMI, said, channel=True)
        for name in (TRAVELLER.name, HELMI.name, HOST.name):
            assert name not in str(shown.card)
    jono = await journey.say(HELMI, "jono", channel=True)
    assert "käsittelyssä: 1" in jono.text
    data = {**buttons_of(jono.card)[0]["data"], "verb": "queue_list"}
    assert TRAVELLER.name in (await journey.press_data(HELMI, data, channel=True)).text
    assert FI("allowed.handle_trips") in (await journey.press_data(TRAVELLER, data, channel=True)).text


@pytest.mark.parametrize("step", [Step.COMMENT, Step.ASK_TRAVELLER, Step.DECLINE, Step.CANCEL])
async def test_what_must_be_written_is_asked_for_and_kept(journey: Journey, step: Step) -> None:
    trip = await taken(journey)
    form = await journey.press(HELMI, await opened(journey, trip), title(step))
    for said, fault in (("", "missing"), (" \u200b ", "missing"), (None, "missing"), ("a" * 301, "too_long")):
        again = await journey.press(HELMI, form, title(f"save_{step}"), said=said)
        assert FI(f"queue_write.{fault}", limit=MAX_REASON) in again.text
        assert await steps(journey, trip) == [Step.SEND, Step.TAKE]
    card = await journey.press(HELMI, again, title(f"save_{step}"), said="Syy [a](https://paha.example) *b*")
    assert FI(f"queue_done.{step}") in card.text
    assert "[a](https://paha.example)" not in str(card.card["body"])
    async with journey.store.begin() as uow:
        assert (await uow.trips.steps(trip.id))[-1].words == "Syy [a](https://paha.example) *b*"


async def test_what_was_typed_is_kept_when_another_was_faster(journey: Journey) -> None:
    trip = await taken(journey)
    form = await journey.press(HELMI, await opened(journey, trip), title("comment"))
    await journey.step(trip.id, Step.ASK_TRAVELLER, Actor.TEAM, MAURI, words="Mikä päivä?")
    again = await journey.press(HELMI, form, title("save_comment"), said="Kysyn Iisalmesta.")
    assert f"{MAURI.name} kysyi matkustajalta" in again.text
    assert fields(again)["said"]["value"] == "Kysyn Iisalmesta."
    assert Step.COMMENT not in await steps(journey, trip)
    card = await journey.press(HELMI, again, title("save_comment"), said="Kysyn Iisalmesta.")
    assert FI("queue_done.comment") in card.text
    form = await journey.press(HELMI, await opened(journey, trip), title("decline"))
    await journey.step(trip.id, Step.CANCEL, Actor.TRAVELLER, TRAVELLER, words="Sairastuin.")
    late = await journey.press(HELMI, form, title("save_decline"), said="Ei rahaa.")
    assert FI("queue_trip.written", words="Ei rahaa.") in late.text
    assert f"{TRAVELLER.name} perui matkan" in late.text
    assert (await journey.trip(trip.id)).state is TripState.CANCELLED


async def test_it_is_handed_to_a_member_who_is_known_or_taken_to_oneself(journey: Journey) -> None:
    trip = await taken(journey)
    form = await journey.press(HELMI, await opened(journey, trip), title("hand"))
    assert FI("queue_hand.none") in form.text
    assert fields(form) == {}
    other = await journey.requested()
    await journey.step(other.id, Step.COMMENT, Actor.TEAM, MAURI, words="Hei")
    form = await journey.press(HELMI, await opened(journey, trip), title("hand"))
    assert [one["title"] for one in fields(form)["to"]["choices"]] == [MAURI.name]
    for to in (TRAVELLER.id, HELMI.id, "", None, ["29:mauri"]):
        again = await journey.press(HELMI, form, title("hand_over"), to=to)
        assert FI("queue_hand.error") in again.text
    assert (await journey.trip(trip.id)).handler == HELMI.id
    card = await journey.press(HELMI, form, title("hand_over"), to=MAURI.id)
    assert FI("queue.handler", name=MAURI.name) in card.text
    await journey.tick(minutes=3)
    assert FI("trip_word.handed") in str(journey.last_card(MAURI))
    await journey.press(HELMI, await opened(journey, trip), title("mine"))
    assert (await journey.trip(trip.id)).handler == HELMI.id
    assert title("mine") not in titles(await opened(journey, trip))
    before = await steps(journey, trip)
    stored = await journey.trip(trip.id)
    await journey.press_data(HELMI, {"do": "queue_mine", "trip": trip.id, "version": stored.version})
    assert await steps(journey, trip) == before


async def test_a_step_by_another_than_the_handler_says_whose_it_is(journey: Journey) -> None:
    trip = await taken(journey)
    form = await journey.press(MAURI, await opened(journey, trip, MAURI), title("comment"))
    card = await journey.press(MAURI, form, title("save_comment"), said="Iisalmi on remontissa.")
    assert FI("queue_trip.others", name=HELMI.name) in card.text
    await journey.tick()
    told = str(journey.last_card(HELMI))
    assert f"{MAURI.name} kommentoi." in told
    assert "Iisalmi on remontissa." in told


async def test_the_last_step_is_undone_by_a_button_until_something_has_left(journey: Journey) -> None:
    trip = await journey.requested()
    card = await journey.press(HELMI, await opened(journey, trip), title("take"))
    assert FI("queue_trip.undo_while") in card.text
    undone = await journey.press(HELMI, card, title("undo"))
    assert FI("queue_done.undo") in undone.text
    assert (await journey.trip(trip.id)).state is TripState.REQUESTED
    assert title("undo") not in titles(undone)
    card = await journey.press(HELMI, undone, title("take"))
    await journey.tick(minutes=3)
    late = await journey.press(HELMI, card, title("undo"))
    assert FI("queue_trip.not_undone") in late.text
    assert (await journey.trip(trip.id)).state is TripState.HANDLING


async def test_the_whole_history_is_behind_a_button(journey: Journey) -> None:
    trip = await taken(journey)
    for number in range(9):
        await journey.step(trip.id, Step.COMMENT, Actor.TEAM, HELMI, words=f"kommentti {number}")
    card = await opened(journey, trip)
    assert "kommentti 8" in card.text
    assert "kommentti 0" not in card.text
    assert "kommentti 0" in (await journey.press(HELMI, card, title("history"))).text


async def test_an_offer_is_rested_and_used_again_by_the_team(journey: Journey) -> None:
    offer = await journey.offer("Iisalmi", closed=(11,))
    await journey.offer("Kuopio", when_not="loma-aikoina")
    card = await journey.say(HELMI, "isäntätarjoukset")
    assert FI("queue_offers.closed_now") in card.text
    assert FI("queue_offers.room", taken=0, most=1) in card.text
    assert "loma-aikoina" in card.text
    rested = await journey.press(HELMI, card, FI("queue_button.rest", library="Iisalmi"))
    assert FI("queue_offers.rested_now") in rested.text
    assert rested.text.index("Kuopio") < rested.text.index("Iisalmi")
    async with journey.store.begin() as uow:
        stored = await uow.offers.by_id(offer.id)
        assert stored is not None
        assert (stored.active, stored.version) == (False, offer.version + 1)
    await journey.press(HELMI, card, FI("queue_button.rest", library="Iisalmi"))
    used = await journey.press(MAURI, rested, FI("queue_button.wake", library="Iisalmi"))
    assert FI("queue_offers.woken_now") in used.text
    stale = await journey.press(HELMI, card, FI("queue_button.rest", library="Iisalmi"))
    assert FI("queue_offers.changed") in stale.text
    async with journey.store.begin() as uow:
        assert [one.what for one in await uow.team.latest(9)] == ["offer_changed", "offer_changed"]


async def test_an_offer_that_nobody_answers_for_is_not_used_again(journey: Journey) -> None:
    offer = await journey.offer("Iisalmi", active=False)
    async with journey.store.begin() as uow:
        await uow.offers.save(replace(offer, account="", contact=""))
    card = await journey.say(HELMI, "isäntätarjoukset")
    told = await journey.press(HELMI, card, FI("queue_button.wake", library="Iisalmi"))
    assert FI("trip_offer.nobody_to_ask") in told.text
    async with journey.store.begin() as uow:
        stored = await uow.offers.by_id(offer.id)
    assert stored is not None
    assert not stored.active


@pytest.mark.parametrize("state", [TripState.HANDLING, TripState.HOST_FOUND])
async def test_odd_values_of_a_member_are_answered_by_a_card_that_can_be_sent(
    journey: Journey, state: TripState
) -> None:
    offer = await journey.offer()
    trip = await in_state(journey, state)
    # A version that was never shown: whatever else is right with a press, it changes nothing.
    good = {"trip": trip.id, "version": 10**6, "offer": offer.id, "offers": str(offer.id), "host": "Kuopio", **DAY}
    typed = ("offer", "offers", "said", "to", "host", *DAY, "aware", "page", "after")
    for do in [*QueueTalk._lists, *QueueTalk._deeds]:
        for value in ODD[::4]:
            for odd in ({"trip": value}, {"version": value}, dict.fromkeys(typed, value)):
                reply = await journey.press_data(HELMI, {**good, "do": do, **odd})
                assert len(json.dumps(reply.card, ensure_ascii=False).encode("utf-8")) <= MAX_BYTES, (do, odd)
    assert await journey.trip(trip.id) == trip


async def test_all_is_said_in_english_too(journey: Journey) -> None:
    trip = await journey.requested()
    jono = await journey.say(HELMI, "trip queue", locale="en-GB")
    assert "requested: 1" in jono.text
    card = await journey.press(HELMI, jono, EN("queue_button.open_of", name=TRAVELLER.name))
    card = await journey.press(HELMI, card, EN("queue_button.take"))
    assert EN("queue_done.take") in card.text
    form = await journey.press(HELMI, await opened(journey, trip), title("comment"))
    assert FI("queue_write.comment") in form.text
