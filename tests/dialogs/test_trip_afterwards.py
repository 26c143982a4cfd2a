"""After a peer-learning trip: told, reported, thanked for, and asked about months later, on both databases."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.domain.trip_reports import MAX_REPORT, MAX_TOLD
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Trip, TripState
from bot.texts import texts_of
from dialogs.cards.talk import error_card
from tests.support.journeys import AKE_CHANNEL, HELMI, HOST, MAURI, TRAVELLER, Journey
from tests.support.talk import titles_of
from tests.support.trips_made import LEARNT, REPORT, agreed, keep, made, press_of, report_of, reported

FI, EN = texts_of("fi"), texts_of("en")


def field_of(card: Any, name: str) -> Any:
    """What a card's field holds."""
    return next(one["value"] for one in card.card["body"] if one.get("id") == name)


async def test_from_the_question_to_the_report_that_the_team_copies(journey: Journey) -> None:
    trip = await agreed(journey)
    await journey.tick(minutes=3)
    await journey.tick(days=7)  # The day itself is a Tuesday.
    heard = await journey.tick(hours=23)
    assert ("a:29:aino", FI("trip_word.ask_report")) in heard
    form = await journey.press(TRAVELLER, journey.last_card(TRAVELLER), FI("trip_button.after_happened"))
    assert FI("trip_after.form_how") in form.text
    stored = await journey.trip(trip.id)
    assert (stored.state, stored.made_on) == (TripState.DONE, trip.agreed.day)
    told = {"learnt": LEARNT, "change": "Avaamme aamulla.", "rating": "5", "publish": "true"}
    draft = await journey.press(TRAVELLER, form, FI("trip_button.after_answer"), **told)
    text = field_of(draft, "text")
    assert LEARNT + "." in text
    assert "Iisalmen kaupunginkirjasto" in text
    assert "tiistaina 1.12.2026" in text
    assert not [name for name in ("Aino", "Heikki", "Helmi") if name in text]
    thanks = await journey.press(
        TRAVELLER, draft, FI("trip_button.after_send"), text=text + "\nLoppusana", publish="true"
    )
    assert FI("trip_after.sent_publish") in thanks.text
    assert (await journey.trip(trip.id)).state is TripState.REPORTED
    heard = await journey.tick()
    assert sorted(heard) == [("a:29:heikki", FI("trip_word.thanks")), ("a:29:helmi", FI("trip_word.reported"))]
    copied = await journey.press(HELMI, journey.last_card(HELMI), FI("trip_button.after_copy"))
    assert field_of(copied, "text") == text + "\nLoppusana"
    read = await journey.press(HOST, journey.last_card(HOST), FI("trip_button.after_read"))
    assert "Loppusana" in read.text
    assert FI("feedback.scale.5") not in read.text


async def test_a_trip_that_did_not_take_place_gets_another_day(journey: Journey) -> None:
    trip = await agreed(journey)
    await journey.tick(minutes=3)
    await journey.tick(days=8)
    asks = await journey.press(TRAVELLER, journey.last_card(TRAVELLER), FI("trip_button.after_not_made"))
    told = await journey.press(TRAVELLER, asks, FI("trip_button.after_not_yet"), reason="Bussi ei\nkulkenut")
    assert FI("trip_after.not_yet_host") in told.text
    stored = await journey.trip(trip.id)
    assert (stored.state, stored.agreed.day, stored.agreed.account) == (TripState.HOST_FOUND, None, HOST.id)
    assert sorted(await journey.tick()) == [(f"a:{one.id}", FI("trip_word.not_yet")) for one in (HOST, HELMI)]
    assert "Bussi ei kulkenut" in str(journey.last_card(HELMI))


async def test_a_trip_that_never_will_is_cancelled_with_its_reason(journey: Journey) -> None:
    trip = await agreed(journey)
    journey.wait(days=8)
    press = press_of("after_cancel", trip, reason="Sairastuin")
    assert FI("trip_after.cancelled_host") in (await journey.press_data(TRAVELLER, press)).text
    stored = await journey.trip(trip.id)
    assert (stored.state, stored.reason) == (TripState.CANCELLED, "Sairastuin")
    assert FI("trip_after.cancelled_host") in (await journey.press_data(TRAVELLER, press)).text
    assert (await journey.trip(trip.id)).version == stored.version


async def test_before_its_day_nothing_can_be_told_of_a_trip(journey: Journey) -> None:
    trip = await agreed(journey)
    for do in ("after_open", "after_happened", "after_not_made", "after_not_yet", "after_cancel"):
        assert FI("trip_after.not_before") in (await journey.press_data(TRAVELLER, press_of(do, trip))).text
    assert await journey.trip(trip.id) == trip
    journey.wait(days=7)  # On the day itself it can.
    form = await journey.press_data(TRAVELLER, press_of("after_happened", trip))
    assert FI("trip_after.form_title") in form.text


async def test_a_wrong_press_is_taken_back(journey: Journey) -> None:
    trip = await agreed(journey)
    journey.wait(days=8)
    form = await journey.press_data(TRAVELLER, press_of("after_happened", trip))
    told = await journey.press(TRAVELLER, form, FI("trip_button.after_undo"))
    assert FI("trip_after.undone", state=FI("trip_state.agreed")) in told.text
    stored = await journey.trip(trip.id)
    assert (stored.state, stored.made_on) == (TripState.AGREED, None)


async def test_what_is_missing_or_too_long_is_told_and_nothing_written_is_lost(journey: Journey) -> None:
    trip = await made(journey)
    told = {"learnt": " . ", "change": "Avaamme", "share": "s" * (MAX_TOLD + 1), "rating": "2", "publish": "true"}
    form = await journey.press_data(TRAVELLER, press_of("after_answer", trip, **told))
    for code in ("missing", "too_long"):
        assert FI("trip_after.mend", what=FI(f"trip_after.fault.{code}", limit=MAX_TOLD)) in form.text
    assert [field_of(form, name) for name in ("change", "share", "rating", "publish")] == [
        "Avaamme",
        "s" * MAX_TOLD,
        "2",
        "true",
    ]
    assert await report_of(journey, trip) is None
    await keep(journey, trip, REPORT)
    for text, code in (("", "missing"), ("x" * (MAX_REPORT + 1), "too_long")):
        card = await journey.press_data(TRAVELLER, press_of("after_send", trip, text=text, publish="true"))
        problem = FI(f"trip_after.text_fault.{code}", limit=MAX_REPORT)
        assert FI("trip_after.mend", what=problem) in card.text
        assert (field_of(card, "text"), field_of(card, "publish")) == (text[:MAX_REPORT], "true")
    assert await report_of(journey, trip) == REPORT
    assert (await journey.trip(trip.id)).state is TripState.DONE


async def test_answers_wait_until_they_are_gone_on_with(journey: Journey) -> None:
    trip = await made(journey)
    told = {"learnt": LEARNT, "publish": "false"}
    await journey.press_data(TRAVELLER, press_of("after_answer", trip, **told))
    again = await journey.say(TRAVELLER, "matkaraporttini")
    assert LEARNT in field_of(again, "text")
    form = await journey.press(TRAVELLER, again, FI("trip_button.after_answers"))
    assert field_of(form, "learnt") == LEARNT
    draft = await journey.press(TRAVELLER, form, FI("trip_button.after_answer"), learnt="Toisin!", publish="true")
    assert LEARNT not in field_of(draft, "text")
    assert "Toisin!" in field_of(draft, "text")
    # The team sees nothing of it before it is sent.
    assert FI("trip_report.none") in (await journey.press_data(HELMI, press_of("after_read", trip))).text


async def test_whether_it_may_be_published_is_no_unless_that_is_ticked(journey: Journey) -> None:
    trip = await made(journey)
    form = await journey.press_data(TRAVELLER, press_of("after_open", trip))
    assert field_of(form, "publish") == "false"
    await journey.press_data(TRAVELLER, press_of("after_answer", trip, learnt=LEARNT))
    await journey.press_data(TRAVELLER, press_of("after_send", trip, text="Teksti"))
    await journey.tick(minutes=1)
    assert FI("trip_after_word.unpublished") in str(journey.last_card(HELMI))
    assert FI("trip_button.after_copy") not in str(journey.last_card(HELMI))
    refused = await journey.press_data(HELMI, press_of("after_copy", trip))
    assert FI("trip_report.not_publish") in refused.text
    assert "Teksti" in (await journey.press_data(HELMI, press_of("after_read", trip))).text
    assert "Teksti" not in str(journey.last_card(HOST))
    assert FI("trip_button.after_read") not in str(journey.last_card(HOST))
    assert FI("trip_report.not_readable") in (await journey.press_data(HOST, press_of("after_read", trip))).text


async def test_permission_can_be_taken_back_and_the_handler_hears_of_it(journey: Journey) -> None:
    trip = await reported(journey)
    await journey.tick(minutes=3)
    assert "Raportin teksti." in (await journey.press_data(HOST, press_of("after_read", trip))).text
    card = await journey.press_data(TRAVELLER, press_of("after_open", trip))
    told = await journey.press(TRAVELLER, card, FI("trip_button.after_send_again"), publish="false", text="Uusi teksti")
    assert FI("trip_after.sent_again") in told.text
    assert FI("trip_after.sent_not_publish") in told.text
    assert await journey.tick() == [(f"a:{HELMI.id}", FI("trip_word.report_changed"))]
    assert "Uusi teksti" not in (await journey.press_data(HOST, press_of("after_read", trip))).text
    assert FI("trip_report.list_none") in (await journey.say(HELMI, "matkaraportit")).text


async def test_pressed_twice_a_report_is_sent_once(journey: Journey) -> None:
    trip = await made(journey)
    press = press_of("after_send", trip, text="Teksti", publish="true")
    first = await journey.press_data(TRAVELLER, press)
    version = (await journey.trip(trip.id)).version
    second = await journey.press_data(TRAVELLER, press)
    assert FI("trip_after.sent_host") in first.text
    assert second.text == first.text
    assert (await journey.trip(trip.id)).version == version
    heard = [said for _, said in await journey.tick(minutes=3)]
    assert (heard.count(FI("trip_word.reported")), heard.count(FI("trip_word.thanks"))) == (1, 1)


async def test_what_was_typed_stays_when_somebody_has_done_something_meanwhile(journey: Journey) -> None:
    trip = await made(journey)
    await journey.step(trip.id, Step.COMMENT, Actor.TEAM, MAURI, words="vain tiimille")
    card = await journey.press_data(TRAVELLER, press_of("after_send", trip, text="Kirjoittamani", publish="true"))
    assert FI("trip_after.overtaken") in card.text
    assert "vain tiimille" not in str(card.card)
    assert (field_of(card, "text"), field_of(card, "publish")) == ("Kirjoittamani", "true")
    told = await journey.press(TRAVELLER, card, FI("trip_button.after_send"), text="Kirjoittamani", publish="true")
    assert FI("trip_after.sent_host") in told.text
    assert (await report_of(journey, trip)).text == "Kirjoittamani"  # type: ignore[union-attr]


async def test_when_the_team_has_paid_meanwhile_that_is_told(journey: Journey) -> None:
    trip = await made(journey)
    await journey.step(trip.id, Step.PAY, Actor.TEAM, HELMI)
    card = await journey.press_data(TRAVELLER, press_of("after_send", trip, text="Teksti"))
    assert FI("trip_after.not_possible", state=FI("trip_state.paid")) in card.text


async def test_months_later_one_answer_is_kept_beside_the_report(journey: Journey) -> None:
    trip = await reported(journey)
    await journey.tick(days=91)
    form = await journey.press(TRAVELLER, journey.last_card(TRAVELLER), FI("trip_button.after_later"))
    assert REPORT.change in form.text
    empty = await journey.press(TRAVELLER, form, FI("trip_button.after_save_later"), later=" ")
    assert FI("trip_after.later_fault.missing") in empty.text
    told = await journey.press(TRAVELLER, form, FI("trip_button.after_save_later"), later="Aukiolo kasvoi")
    assert FI("trip_after.later_kept") in told.text
    kept = await report_of(journey, trip)
    assert kept is not None
    assert (kept.later, kept.text, kept.learnt) == ("Aukiolo kasvoi", REPORT.text, REPORT.learnt)
    assert "Aukiolo kasvoi" in (await journey.press_data(HELMI, press_of("after_read", trip))).text
    assert "Aukiolo" not in (await journey.press_data(HOST, press_of("after_read", trip))).text
    assert await journey.tick(minutes=5) == []


async def test_of_several_trips_one_chooses_and_without_any_it_is_said(journey: Journey) -> None:
    assert FI("trip_after.none") in (await journey.say(TRAVELLER, "matkaraporttini")).text
    await made(journey)
    await made(journey)
    chosen = await journey.say(TRAVELLER, "my trip report")
    assert EN("trip_after.choose") in chosen.text
    form = await journey.press(TRAVELLER, chosen, titles_of(chosen)[1])
    assert EN("trip_after.form_how") in form.text
    draft = await journey.press(TRAVELLER, form, EN("trip_button.after_answer"), learnt="I saw a lot")
    assert EN("trip_draft.learnt") in field_of(draft, "text")


async def test_the_team_pages_through_what_may_be_published_the_newest_first(journey: Journey) -> None:
    trips = [
        await reported(journey, library=name) for name in ("Juva", "Kaavi", "Tervo", "Varkaus", "Keitele", "Kuopio")
    ]
    await reported(journey, publish=False, library="Vesanto")
    page = await journey.say(HELMI, "matkaraportit")
    assert FI.count("trip_report.list_total", 6) in page.text
    assert "1. Kuopio – Iisalmi" in page.text
    assert "Vesanto" not in page.text
    assert TRAVELLER.name not in str(page.card)
    last = await journey.press(HELMI, page, FI("trip_button.after_next"))
    assert "6. Juva – Iisalmi" in last.text
    assert FI("trip_button.after_next") not in titles_of(last)
    copied = await journey.press(HELMI, last, FI("trip_button.after_copy_number", number=6))
    assert field_of(copied, "text") == REPORT.text
    async with journey.store.begin() as uow:
        await uow.trips.erase(trips[0].id)
    beyond = await journey.press_data(HELMI, {"do": "after_list", "verb": "after_list", "page": 99})
    assert FI.count("trip_report.list_total", 5) in beyond.text
    assert "1. Kuopio – Iisalmi" in beyond.text


async def test_in_a_channel_nothing_personal_is_shown_but_to_a_member_who_presses(journey: Journey) -> None:
    trip = await reported(journey)
    assert FI("trip_after.in_private") in (await journey.say(TRAVELLER, "matkaraporttini", channel=True)).text
    assert FI("trip_report.list_private") in (await journey.say(HELMI, "matkaraportit", channel=True)).text
    for do in ("after_open", "after_send", "after_forget_now"):
        card = await journey.press_data(TRAVELLER, press_of(do, trip, text="x"), channel=True)
        assert FI("trip_after.in_private") in card.text
    copied = await journey.press_data(MAURI, press_of("after_copy", trip), channel=True)
    assert field_of(copied, "text") == REPORT.text


async def test_the_channel_hears_of_a_report_when_nobody_handles_the_trip(journey: Journey) -> None:
    trip = await made(journey)
    async with journey.store.begin() as uow:
        await uow.trips.erase_person(HELMI.id, HELMI.name)
    await keep(journey, trip, REPORT)
    await journey.step(trip.id, Step.REPORT, Actor.TRAVELLER, TRAVELLER)
    await journey.tick(minutes=3)
    assert FI("trip_after_word.published") in str(journey.cards(AKE_CHANNEL)[-1])


@pytest.mark.parametrize("who", [HOST, HELMI, MAURI], ids=lambda one: one.name.split()[0])
async def test_others_trips_are_as_if_they_were_not_there(journey: Journey, who: Any) -> None:
    trip = await reported(journey)
    for do in ("after_open", "after_answer", "after_send", "after_later", "after_save_later", "after_undo"):
        data = press_of(do, trip, learnt="x", text="x", later="x", traveller=who.id)
        assert (await journey.press_data(who, data)).text == (
            await journey.press_data(who, {**data, "trip": 4711})
        ).text
    for do in ("after_forget", "after_forget_now", "after_happened", "after_cancel", "after_not_yet"):
        assert FI("trip_after.gone") in (await journey.press_data(who, press_of(do, trip))).text
    assert await journey.trip(trip.id) == trip
    assert await report_of(journey, trip) == REPORT


async def test_only_the_team_reads_copies_and_lists(journey: Journey) -> None:
    trip = await reported(journey)
    stranger = HOST.__class__("29:outo", "Outi Outo", "aad-outo")
    read = await journey.press_data(stranger, press_of("after_read", trip))
    assert read.text == (await journey.press_data(stranger, {**press_of("after_read", trip), "trip": 4711})).text
    for who in (stranger, HOST, TRAVELLER):
        for do in ("after_copy", "after_list"):
            assert REPORT.text not in str((await journey.press_data(who, press_of(do, trip, page=0))).card)
    said = await journey.say(TRAVELLER, "matkaraportit")
    assert FI("trip_report.list_title") not in said.text


ODD: list[Any] = [None, True, -1, 2**63, 0.5, [], {}, "x" * 100_000, "\u202e", "9", "0", "1,2", ["1"], "\ud800"]


@pytest.mark.parametrize("do", ["after_answer", "after_send", "after_save_later", "after_not_yet", "after_list"])
async def test_nothing_odd_is_kept_and_nothing_fails(journey: Journey, do: str) -> None:
    trip = await made(journey)
    usual = {"learnt": "Opin", "text": "Teksti", "later": "Nyt", "page": 0}
    for name in ("learnt", "change", "rating", "publish", "text", "later", "reason", "page", "trip", "version"):
        for odd in ODD:
            before = await journey.trip(trip.id)
            data = {**press_of(do, before), **usual, name: odd}
            card = await journey.press_data(TRAVELLER, data)
            assert card.text
            kept = await report_of(journey, trip)
            assert kept is None or (kept.rating in range(6) and len(kept.text) <= MAX_REPORT)
            assert kept is None or "\u202e" not in str(kept)
    for version in (None, True, "1", 0, 2**40, [1]):
        data = {**press_of("after_send", trip), **usual, "version": version}
        assert (await journey.press_data(TRAVELLER, data)).text == error_card("fi", "broken_button").text


async def test_a_trip_that_has_ended_is_erased_by_its_traveller(journey: Journey) -> None:
    trip = await reported(journey)
    assert FI("trip_after.not_ended") in (await journey.press_data(TRAVELLER, press_of("after_forget", trip))).text
    assert FI("trip_after.not_ended") in (await journey.press_data(TRAVELLER, press_of("after_forget_now", trip))).text
    await journey.step(trip.id, Step.PAY, Actor.TEAM, HELMI)
    await journey.tick(minutes=3)
    asks = await journey.press(TRAVELLER, journey.last_card(TRAVELLER), FI("trip_button.after_forget"))
    assert FI("trip_after.stays") in (await journey.press(TRAVELLER, asks, FI("trip_button.after_stay"))).text
    assert (await journey.trip(trip.id)).traveller == TRAVELLER.id
    told = await journey.press(TRAVELLER, asks, FI("trip_button.after_forget_now"))
    assert FI("trip_after.forgotten") in told.text
    erased: Trip = await journey.trip(trip.id)
    assert (erased.erased, erased.traveller, erased.wanted.name, erased.wanted.library) == (True, "", "", "Juva")
    assert await report_of(journey, trip) is None
    assert FI("trip_after.gone") in (await journey.press(TRAVELLER, asks, FI("trip_button.after_forget_now"))).text
    assert await journey.tick(days=100) == []


async def test_of_two_presses_at_once_one_counts(journey: Journey) -> None:
    trip = await agreed(journey)
    journey.wait(days=8)
    press = press_of("after_happened", trip)
    cards = await asyncio.gather(*(journey.press_data(TRAVELLER, press) for _ in range(4)))
    assert [FI("trip_after.form_title") in card.text for card in cards] == [True] * 4
    async with journey.store.begin() as uow:
        steps = [one.step for one in await uow.trips.steps(trip.id)]
    assert steps.count(Step.HAPPENED) == 1


async def test_of_two_reports_at_once_one_is_sent_and_the_other_stays_in_its_form(journey: Journey) -> None:
    trip = await made(journey)
    typed = ["Puhelimella", "Koneella"]
    cards = await asyncio.gather(
        *(journey.press_data(TRAVELLER, press_of("after_send", trip, text=one)) for one in typed)
    )
    (sent,) = [one for one, card in zip(typed, cards, strict=True) if FI("trip_after.sent_host") in card.text]
    ((kept, card),) = [(one, card) for one, card in zip(typed, cards, strict=True) if one != sent]
    assert field_of(card, "text") == kept
    assert FI("trip_after.overtaken") in card.text
    assert (await report_of(journey, trip)).text == sent  # type: ignore[union-attr]


async def test_what_can_be_done_afterwards_stands_on_the_trip_for_its_traveller_and_the_team(journey: Journey) -> None:
    trip = await agreed(journey)
    assert FI("trip_button.after_open") not in titles_of(await shown(journey, trip))
    journey.wait(days=8)
    assert FI("trip_button.after_open") in titles_of(await shown(journey, trip))
    await journey.step(trip.id, Step.HAPPENED, Actor.TRAVELLER, TRAVELLER)
    await keep(journey, trip, REPORT)
    assert FI("trip_button.after_read") not in str((await journey.press_data(HELMI, press_of("queue_open", trip))).card)
    sent = await journey.step(trip.id, Step.REPORT, Actor.TRAVELLER, TRAVELLER)
    assert FI("trip_button.after_edit") in titles_of(await shown(journey, sent))
    card = await journey.press_data(HELMI, press_of("queue_open", sent))
    assert REPORT.text in (await journey.press(HELMI, card, FI("trip_button.after_read"))).text
    paid = await journey.step(trip.id, Step.PAY, Actor.TEAM, HELMI)
    assert FI("trip_button.after_forget") in titles_of(await shown(journey, paid))


async def shown(journey: Journey, trip: Trip) -> Any:
    """The trip as its traveller sees it."""
    return await journey.press_data(TRAVELLER, press_of("trip_show", trip))
