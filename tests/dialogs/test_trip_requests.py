"""A traveller's request over a real store: filled in, kept, looked at, sent and changed, and forged presses of it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.domain.conversation import Reply
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Consent, Travel, TripState
from bot.services.libraries import homes
from bot.services.trip_desk import TripDesk
from bot.services.trip_requests import MOST_DRAFTS, MOST_OPEN
from bot.texts import texts_of
from bot.understanding.trips import TripKind, TripSaid
from tests.support.drafts import helsinki
from tests.support.journeys import HELMI, HOST, TRAVELLER, Journey
from tests.support.requesting import FORM, answered, field_of, number_of_last, opened, previewed, sent
from tests.support.talk import titles_of

FI, EN = texts_of("fi"), texts_of("en")
SEND, PREVIEW, KEEP = (FI(f"trip_button.own.{name}") for name in ("send", "preview", "keep"))


def values_of(card: Reply) -> dict[str, Any]:
    return {one["id"]: one.get("value", "") for one in card.card["body"] if "id" in one}


async def drafts_of(journey: Journey) -> list[TripState]:
    async with journey.store.begin() as uow:
        return [one.state for one in await uow.trips.of_traveller(TRAVELLER.id)]


async def test_a_whole_request_from_a_wish_to_the_team(journey: Journey) -> None:
    form = await opened(journey, themes=("self_service",), words="omatoimiajat", libraries=("Iisalmi",))
    assert FI("trip.costs") in form.text
    filled = {"themes": "self_service", "words": "omatoimiajat", "hosts": "Iisalmi", "name": TRAVELLER.name}
    assert filled.items() <= values_of(form).items()
    shown = await journey.press(TRAVELLER, form, PREVIEW, **FORM)
    for part in ("Iisalmi: noin 490 km edestakaisin, noin 75 € (bussi)", FI("trip_cost.how"), "tiistaina 1.12.2026"):
        assert part in shown.text
    told = await journey.press(TRAVELLER, shown, SEND)
    assert FI("trip_own.sent") in told.text
    trip = await journey.trip(await number_of_last(journey))
    assert (trip.state, trip.consent, trip.requested_on) == (TripState.REQUESTED, Consent.TICKED, journey.now.date())
    assert (trip.wanted.library, trip.wanted.hosts, trip.wanted.travel) == ("Juva", ("Iisalmi",), Travel.BUS)
    assert await journey.tick(minutes=1) == [("new", FI("trip_word.new"))]


async def test_what_is_known_of_a_traveller_is_not_typed_again(journey: Journey) -> None:
    async with journey.store.begin() as uow:
        person = await uow.recipients.by_account(TRAVELLER.id)
        assert person is not None
        await uow.recipients.choose_library(person.id, "Rautavaara")
    form = await opened(journey, libraries=("Rautavaara",))
    assert (values_of(form)["library"], values_of(form)["hosts"]) == ("Rautavaara", "")
    await sent(journey, role="johtaja")
    assert values_of(await opened(journey))["role"] == "johtaja"


async def test_the_rules_open_the_request_with_what_was_said(journey: Journey) -> None:
    rules = await answered(journey, TripSaid(TripKind.RULES, themes=("digitisation",)))
    form = await journey.press(TRAVELLER, rules, FI("trip_button.open"))
    assert values_of(form)["themes"] == "digitisation"


async def test_every_fault_is_shown_at_once_with_what_was_typed(journey: Journey) -> None:
    wrong: dict[str, Any] = {
        "themes": "",
        "words": "",
        "hosts": "",
        "day1": "2026-11-24",
        "day2": "2031-01-01",
        "travel": "car",
    }
    card = await previewed(journey, **wrong, library="", agreed="no", role="virkailija")
    for code in ("what", "day_past", "day_far", "car_reason", "library", "agreed"):
        assert FI(f"trip_problem.{code}") in card.text
    assert FI("trip_problem.travel") not in card.text
    assert {"day1": "2026-11-24", "day2": "2031-01-01", "role": "virkailija"}.items() <= values_of(card).items()
    assert await drafts_of(journey) == [TripState.DRAFT]
    mended = await journey.press(TRAVELLER, card, PREVIEW, **FORM)
    assert SEND in titles_of(mended)
    assert await drafts_of(journey) == [TripState.DRAFT]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"hosts": "Juva"}, "own_library"),
        ({"travel": "", "day1": ""}, "travel"),
        ({"name": " \u200b "}, "name"),
        ({"hosts": "Iisalmi,Kuopio,Joroinen,Leppävirta,Varkaus,Suonenjoki"}, "hosts_many"),
        ({"day3": "huomenna"}, "day"),
        ({"words": "a" * 501}, "too_long"),
    ],
)
async def test_what_cannot_be_sent_is_told(journey: Journey, fields: dict[str, Any], code: str) -> None:
    card = await previewed(journey, **fields)
    assert FI(f"trip_problem.{code}", limit={"hosts_many": 5}.get(code, 500)) in card.text
    assert SEND not in titles_of(card)


async def test_a_branch_cannot_go_to_its_own_main_library(journey: Journey) -> None:
    branch, home = next((name, of) for name, of in homes().items() if name != of)
    assert FI("trip_problem.own_library") in (await previewed(journey, library=branch, hosts=home)).text


async def test_a_day_off_is_pointed_out_and_can_be_wished(journey: Journey) -> None:
    card = await previewed(journey, day1="2026-12-05", day2="2026-12-07", day3="2026-12-25")
    off = [FI("trip_preview.day_off", day=day) for day in ("5.12.", "25.12.")]
    assert all(one in card.text for one in off)
    assert FI("trip_preview.day_off", day="7.12.") not in card.text
    assert SEND in titles_of(card)


async def test_the_estimate_of_no_wished_host_is_of_the_suggested_one(journey: Journey) -> None:
    assert FI("trip_cost.no_host") in (await previewed(journey, hosts="")).text
    await journey.offer("Kuopio")
    card = await previewed(journey, hosts="", lodging="yes")
    assert "Jos se olisi Kuopio" in card.text
    assert FI("trip_cost.with_night") in card.text


async def test_a_draft_is_kept_with_anything_missing_and_nobody_else_hears(journey: Journey) -> None:
    form = await opened(journey)
    kept = await journey.press(TRAVELLER, form, KEEP, words="jotain")
    assert FI("trip_own.kept") in kept.text
    assert await journey.tick(hours=1) == []
    lacking = await journey.press(TRAVELLER, kept, PREVIEW)
    assert FI("trip_problem.library") in lacking.text
    edited = await journey.press(TRAVELLER, kept, FI("trip_button.own.edit"))
    assert values_of(edited)["words"] == "jotain"


async def test_a_form_pressed_twice_makes_one_draft_and_one_request(journey: Journey) -> None:
    form = await opened(journey)
    first = await journey.press(TRAVELLER, form, PREVIEW, **FORM)
    again = await journey.press(TRAVELLER, form, PREVIEW, **FORM)
    assert await drafts_of(journey) == [TripState.DRAFT]
    for card in (first, again, first):
        assert FI("trip_state.requested") in (await journey.press(TRAVELLER, card, SEND)).text
    assert await drafts_of(journey) == [TripState.REQUESTED]
    assert FI("trip_state.requested") in (await journey.press(TRAVELLER, form, PREVIEW, **FORM)).text
    assert len(await journey.tick(minutes=1)) == 1


async def test_a_draft_changed_elsewhere_is_not_sent_unseen(journey: Journey) -> None:
    shown = await previewed(journey)
    form = await journey.press(TRAVELLER, shown, FI("trip_button.own.edit"))
    await journey.press(TRAVELLER, form, KEEP, **{**FORM, "hosts": "Kuopio"})
    stale = await journey.press(TRAVELLER, shown, SEND)
    assert FI("trip_own.overtaken") in stale.text
    assert "Kuopio" in stale.text
    assert await drafts_of(journey) == [TripState.DRAFT]
    typed = await journey.press(TRAVELLER, form, KEEP, **{**FORM, "words": "muuta"})
    assert FI("trip_form.overtaken") in typed.text
    assert values_of(typed)["words"] == "muuta"


async def test_days_that_passed_since_are_seen_when_sending(journey: Journey) -> None:
    shown = await previewed(journey)
    journey.wait(days=10)
    card = await journey.press(TRAVELLER, shown, SEND)
    assert FI("trip_problem.day_past") in card.text
    assert await drafts_of(journey) == [TripState.DRAFT]


async def test_a_person_has_so_many_drafts_and_requests_and_no_more(journey: Journey) -> None:
    form = await opened(journey)
    for _ in range(MOST_DRAFTS):
        last = await previewed(journey)
    full = await journey.press(TRAVELLER, form, KEEP, **FORM)
    assert FI("trip_own.too_many_drafts", limit=MOST_DRAFTS) in full.text
    assert FI("trip_own.too_many_drafts", limit=MOST_DRAFTS) in (await opened(journey)).text
    assert len(await drafts_of(journey)) == MOST_DRAFTS
    for _ in range(MOST_OPEN):
        await journey.requested()
    refused = await journey.press(TRAVELLER, last, SEND)
    assert FI("trip_own.too_many_open", limit=MOST_OPEN) in refused.text
    assert (await drafts_of(journey)).count(TripState.REQUESTED) == MOST_OPEN


async def test_a_request_is_changed_while_the_team_has_it_and_the_handler_hears(journey: Journey) -> None:
    trip = await journey.requested()
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    await journey.tick(minutes=5)
    form = await journey.press(TRAVELLER, await journey.say(TRAVELLER, "omat matkani"), FI("trip_button.own.edit_sent"))
    changed = await journey.press(
        TRAVELLER, form, FI("trip_button.own.save_change"), **{**FORM, "day1": "2026-12-02", "hosts": "Kuopio"}
    )
    assert FI("trip_own.changed") in changed.text
    assert (await journey.trip(trip.id)).wanted.hosts == ("Kuopio",)
    assert await journey.tick(minutes=1) == [(f"a:{HELMI.id}", FI("trip_word.changed"))]
    same = await journey.press(
        TRAVELLER, form, FI("trip_button.own.save_change"), **{**FORM, "day1": "2026-12-02", "hosts": "Kuopio"}
    )
    assert FI("trip_own.same") in same.text
    assert [one.step for one in await _steps(journey, trip.id)].count(Step.CHANGE) == 1


async def _steps(journey: Journey, number: int) -> Any:
    async with journey.store.begin() as uow:
        return await uow.trips.steps(number)


async def test_a_change_that_was_overtaken_keeps_what_was_typed(journey: Journey) -> None:
    trip = await journey.requested()
    form = await journey.press(TRAVELLER, await journey.say(TRAVELLER, "omat matkani"), FI("trip_button.own.edit_sent"))
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    save = FI("trip_button.own.save_change")
    stale = await journey.press(TRAVELLER, form, save, **{**FORM, "words": "toinen toive"})
    assert FI("trip_form.overtaken") in stale.text
    assert field_of(stale, "words")["value"] == "toinen toive"
    await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI)
    late = await journey.press(TRAVELLER, stale, save, **{**FORM, "words": "toinen toive"})
    assert FI("trip_own.not_possible", state=FI("trip_state.host_found")) in late.text
    assert FI("trip_own.typed", words="toinen toive") in late.text
    assert (await journey.trip(trip.id)).wanted.words == trip.wanted.words


async def test_a_changed_request_must_be_in_order(journey: Journey) -> None:
    trip = await journey.requested()
    form = await journey.press(TRAVELLER, await journey.say(TRAVELLER, "omat matkani"), FI("trip_button.own.edit_sent"))
    save = FI("trip_button.own.save_change")
    card = await journey.press(TRAVELLER, form, save, **{**FORM, "library": "Atlantis", "words": "uusi"})
    assert FI("trip_problem.library") in card.text
    assert field_of(card, "words")["value"] == "uusi"
    assert await journey.trip(trip.id) == trip


async def test_in_company_the_rules_are_shown_and_nothing_of_anybodys_own(journey: Journey) -> None:
    await journey.requested()
    desk = TripDesk(app_id="app-1")
    rules = await answered(journey, TripSaid(TripKind.RULES), channel=True, desk=desk)
    assert FI("trip.costs") in rules.text
    for kind in (TripKind.REQUEST, TripKind.MINE, TripKind.CANCEL):
        told = await answered(journey, TripSaid(kind, words="oma toive"), channel=True, desk=desk)
        assert FI("trip_own.in_private") in told.text
        assert "https://teams.microsoft.com/l/chat/0/0?users=28:app-1" in told.text
        assert "Juva" not in told.text
    for do in ("trip_mine", "trip_open", "trip_show"):
        told = await journey.press_data(TRAVELLER, {"do": do, "verb": do, "trip": 1}, channel=True)
        assert FI("trip_own.in_private") in told.text


async def test_an_offer_goes_on_in_the_hosts_talk_with_what_was_said(journey: Journey) -> None:
    said = TripSaid(TripKind.OFFER, ("reading_dogs",), "lukukoirailta", ("Juva",))
    form = await answered(journey, said)
    values = {one["id"]: one.get("value") for one in form.card["body"] if "id" in one}
    assert {"library": "Juva", "themes": "reading_dogs", "words": "lukukoirailta"}.items() <= values.items()


async def test_english_all_the_way(journey: Journey) -> None:
    form = await answered(journey, TripSaid(TripKind.REQUEST, ("digitisation",)), language="en")
    shown = await journey.press(TRAVELLER, form, EN("trip_button.own.preview"), **FORM)
    assert EN("trip_cost.how") in shown.text
    told = await journey.press(TRAVELLER, shown, EN("trip_button.own.send"))
    assert EN("trip_own.sent") in told.text
    assert "Tila" not in told.text
    listed = await journey.say(TRAVELLER, "my trips", locale="en-GB")
    assert EN("trip_next.requested") in listed.text


BUTTONS_ON_A_TRIP = ("trip_edit", "trip_keep", "trip_preview", "trip_preview_kept", "trip_send", "trip_change")


@pytest.mark.parametrize("do", BUTTONS_ON_A_TRIP)
async def test_anothers_trip_is_as_one_that_is_not(journey: Journey, do: str) -> None:
    draft_number = await _draft(journey)
    trip = await journey.requested()
    for number in (draft_number, trip.id):
        told = await journey.press_data(HOST, {"do": do, "trip": number, "version": 1, **FORM})
        missing = await journey.press_data(HOST, {"do": do, "trip": 999, "version": 1, **FORM})
        assert told.text == missing.text == "\n".join((FI("trip.title"), FI("trip_own.gone")))
    assert await journey.trip(trip.id) == trip
    assert (await journey.trip(draft_number)).version == 1


async def _draft(journey: Journey) -> int:
    await previewed(journey)
    return await number_of_last(journey)


async def test_a_key_of_anothers_draft_keeps_nothing(journey: Journey) -> None:
    form = await opened(journey)
    await journey.press(TRAVELLER, form, KEEP, **FORM)
    before = await journey.trip(await number_of_last(journey))
    data = next(one["data"] for one in form.card["actions"])
    told = await journey.press_data(HOST, {**data, **FORM, "words": "varastettu"})
    assert "omatoimiajat" not in told.text
    assert await journey.trip(before.id) == before
    async with journey.store.begin() as uow:
        assert await uow.trips.of_traveller(HOST.id) == []


async def test_the_same_form_delivered_at_once_makes_one_draft(journey: Journey) -> None:
    data = next(one["data"] for one in (await opened(journey)).card["actions"])
    presses = [journey.press_data(TRAVELLER, {**data, **FORM, "do": "trip_keep"}) for _ in range(3)]
    for card in await asyncio.gather(*presses):
        assert FI("trip_own.kept") in card.text
    assert await drafts_of(journey) == [TripState.DRAFT]
    assert (await journey.trip(await number_of_last(journey))).version == 1


async def test_hostile_words_do_nothing_on_a_card(journey: Journey) -> None:
    card = await sent(journey, words="**Lihava** [linkki](https://x.example)", role="<at>Kaikki</at>")
    blocks = [one["text"] for one in card.card["body"] if one["type"] == "TextBlock"]
    assert any(r"\*\*Lihava\*\* \[linkki\](https://x.example)" in one for one in blocks)
    assert not any("<at>" in one.replace(r"\<", "") for one in blocks)


async def test_a_finnish_morning_after_the_new_year_is_its_own_day(journey: Journey) -> None:
    journey.office.now = helsinki(2027, 1, 1, 0, 30)
    await sent(journey, day1="2027-01-04")
    trip = await journey.trip(await number_of_last(journey))
    assert str(trip.requested_on) == "2027-01-01"
