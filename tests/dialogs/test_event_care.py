"""Events in the AKE team's care over a real store: forms, what is wrong in them, conflicts, undoing, forged presses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.conversation import Person, Reply
from bot.domain.event_forms import Field
from bot.domain.events import Event, Form, Recording, Registration, Status
from bot.texts import texts_of
from storage.store import SqlStore
from tests.support.drafts import helsinki
from tests.support.talk import Talk

FI = texts_of("fi")
AKE = Person("29:ake", "Helmi Laineke", "aad-ake")
OTHER = Person("29:oiva", "Oiva Toinen", "aad-ake")
EERO = Person("29:eero", "Eero Sivula")
PUHE = "Digivartit: Puhe tekstiksi"


@pytest.fixture
def ake(talk: Talk) -> Talk:
    """A member of the AKE team in the own chat."""
    return talk.elsewhere("ake-chat", AKE)


def inputs(card: Reply) -> dict[str, str]:
    """What the form's fields hold, as a client sends them back."""
    fields = [one for one in card.card["body"] if one["type"].startswith("Input.")]
    return {one["id"]: one.get("value", "") for one in fields}


def data_of(card: Reply, title: str) -> dict[str, Any]:
    """The data of a card's button."""
    found = [one for one in card.card["actions"] if one["title"] == title]
    assert found, [one["title"] for one in card.card["actions"]]
    data: dict[str, Any] = found[0]["data"]
    return data


async def fill(talk: Talk, card: Reply, button: str = "event_button.save", **told: Any) -> Reply:
    """Write into a form and press its button."""
    return await talk.press({**inputs(card), **told, **data_of(card, FI(button))})


async def stored(store: SqlStore, title: str) -> Event:
    async with store.begin() as uow:
        found = [one for one in await uow.events.changed_since(-1) if one.facts.title == title]
    assert len(found) == 1, title
    return found[0]


NEW = {"series": "Etäkahvit", "title": "Lautapelit", "day": "2027-10-12", "start": "09:00", "end": "09:45"}


async def test_an_event_is_added(ake: Talk, store: SqlStore) -> None:
    form = await ake.say("lisää tapahtuma")
    told = {"host": "Aino", "link": "https://yhteys.example/1", "form": "hybrid", "place": "Kuopio"}
    more = {"registration": "https://ilmo.example/", "closes": "2027-10-10", "seats": "20", "description": "Pelejä.\nX"}
    done = await fill(ake, form, **NEW, **told, **more)
    assert FI("event_care.done.add") in done.text
    event = await stored(store, "Etäkahvit: Lautapelit")
    assert event.facts.key.startswith("chat-")
    assert (event.facts.starts, event.facts.ends) == (helsinki(2027, 10, 12, 9), helsinki(2027, 10, 12, 9, 45))
    assert (event.facts.form, event.facts.place, event.facts.host) == (Form.HYBRID, "Kuopio", "Aino")
    assert event.facts.registration == Registration("https://ilmo.example/", helsinki(2027, 10, 10).date(), 20)
    assert event.facts.description == "Pelejä.\nX"
    assert "Lautapelit" in (await ake.say("milloin on lautapelit?")).text
    async with store.begin() as uow:
        (change, *_) = await uow.team.latest(1)
    assert (change.who, change.what) == ("29:ake", "event_added")


async def test_what_is_wrong_is_told_by_its_field_and_nothing_written_is_lost(ake: Talk, store: SqlStore) -> None:
    form = await ake.say("lisää tapahtuma")
    wrong = {**NEW, "end": "08:00", "link": "yhteys.example", "seats": "paljon", "description": "Pitkä teksti"}
    again = await fill(ake, form, **wrong)
    assert FI("problem.end_not_after_start") in again.text
    assert FI("problem.bad_https", value="yhteys.example") in again.text
    assert FI("problem.bad_seats", value="paljon") in again.text
    held = inputs(again)
    assert {name: held[name] for name in wrong} == wrong
    done = await fill(ake, again, end="10:00", link="", seats="")
    assert FI("event_care.done.add") in done.text
    assert (await stored(store, "Etäkahvit: Lautapelit")).facts.description == "Pitkä teksti"


async def test_an_empty_form_says_what_is_missing(ake: Talk) -> None:
    again = await fill(ake, await ake.say("lisää tapahtuma"))
    assert FI("event_form.wrong", fields="Sarja, Päivä") in again.text


async def test_an_own_series_and_a_whole_day(ake: Talk, store: SqlStore) -> None:
    form = await ake.say("lisää tapahtuma")
    told = {"own_series": "Seminaarit", "day": "2027-10-14", "last_day": "2027-10-15"}
    check = await fill(ake, form, **told)
    assert "Klinikka" in check.text
    await fill(ake, check, "event_button.save_still")
    facts = (await stored(store, "Seminaarit")).facts
    assert (facts.all_day, facts.starts, facts.ends) == (True, helsinki(2027, 10, 14), helsinki(2027, 10, 16))


async def test_an_event_is_changed_by_its_words(ake: Talk, store: SqlStore) -> None:
    form = await ake.say("muuta digivartti huomenna")
    assert inputs(form)["title"] == "Puhe tekstiksi"
    done = await fill(ake, form, title="Puheesta tekstiä", host="Aino")
    assert FI("event_care.done.change") in done.text
    event = await stored(store, "Digivartit: Puheesta tekstiä")
    assert (event.facts.host, event.facts.status, event.moved_from) == ("Aino", Status.PLANNED, None)


async def test_of_several_one_is_chosen_and_of_none_it_is_said(ake: Talk) -> None:
    choose = await ake.say("muuta etäkahvit")
    assert FI("event_care.which") in choose.text
    form = await ake.press(choose.card["actions"][1]["data"])
    assert FI("event_form.title.change") in form.text
    nothing = await ake.say("siirrä avaruuslento")
    assert FI("event_care.unknown", example=FI("event_care.example.move")) in nothing.text


async def test_an_event_is_moved_and_moved_back(ake: Talk, store: SqlStore) -> None:
    form = await ake.say("siirrä digivartti huomenna")
    assert list(inputs(form)) == ["day", "start", "end", "last_day"]
    done = await fill(ake, form, day="2027-09-21", start="11:00", end="11:15")
    assert FI("event.moved") in done.text
    event = await stored(store, PUHE)
    assert (event.facts.status, event.facts.starts) == (Status.MOVED, helsinki(2027, 9, 21, 11))
    assert event.moved_from == helsinki(2027, 9, 16, 10)
    form = await ake.say("siirrä digivartti 21.9.")
    await fill(ake, form, day="2027-09-16", start="10:00", end="10:15")
    event = await stored(store, PUHE)
    assert (event.facts.status, event.moved_from) == (Status.PLANNED, None)


async def test_an_event_is_cancelled_with_a_reason_and_held_after_all(ake: Talk, store: SqlStore) -> None:
    before = await stored(store, PUHE)
    form = await ake.say("peru digivartti huomenna")
    await fill(ake, form, "event_button.do_cancel", reason="vetäjä sairastui")
    event = await stored(store, PUHE)
    assert event.cancelled
    assert event.facts.description == f"{before.facts.description}\n\nPeruttu: vetäjä sairastui".strip()
    again = await ake.say("peru puhe tekstiksi")
    form = await ake.press(data_of(again, FI("event_button.change")))
    await fill(ake, form, held="yes")
    assert (await stored(store, PUHE)).facts.status is Status.PLANNED


async def test_a_recording_is_permanent_or_has_a_last_day(ake: Talk, store: SqlStore) -> None:
    title = "Digivartit: Salasanojen hallinta"
    choose = await ake.say("tallenne salasanoista")
    form = choose if inputs(choose) else await ake.press(choose.card["actions"][0]["data"])
    address = "https://katso.example/9"
    again = await fill(ake, form, recording=address, validity="limited", until="")
    assert FI("problem.required_missing") in again.text
    await fill(ake, again, until="2027-12-31")
    assert (await stored(store, title)).facts.recording == Recording(address, helsinki(2027, 12, 31).date())
    form = await ake.say("tallenne salasanoista")
    await fill(ake, form, validity="permanent")
    assert (await stored(store, title)).facts.recording == Recording(address)


async def test_reminders_and_questions_stay_what_they_are(ake: Talk) -> None:
    assert (await ake.say("peru muistutus digivarteista")).intent.startswith("reminder")
    assert (await ake.say("peru kaikki muistutukset")).intent.startswith("reminder")
    assert (await ake.say("tallenne salasanoista?")).intent.startswith("recording")
    assert not (await ake.say("peru ilmoittautumiseni")).intent.startswith("event_")


@pytest.mark.parametrize(
    "text",
    [
        "peru matkapyyntö",
        "peru pyyntöni",
        "peruuta matkapyyntöni Iisalmeen",
        "muuta matkapyyntöäni",
        "peru vertaisoppimismatkani",
    ],
)
async def test_what_a_member_says_of_the_own_trip_is_no_command(ake: Talk, text: str) -> None:
    assert (await ake.say(text)).intent.startswith("trip")


@pytest.mark.parametrize("text", ["peru digivartti huomenna", "peru opintomatka", "peru virtuaalimatka"])
async def test_what_is_of_the_calendar_is_one(ake: Talk, text: str) -> None:
    assert (await ake.say(text)).intent.startswith("event")


async def test_while_a_trip_is_talked_of_a_bare_word_is_of_it(ake: Talk) -> None:
    assert (await ake.say("peru")).intent.startswith("event")
    await ake.say("mikä on matkapyyntöni tilanne")
    assert (await ake.say("peru")).intent.startswith("trip")
    assert (await ake.say("peru digivartti huomenna")).intent.startswith("event")


async def test_what_was_just_shown_is_meant_by_it(ake: Talk) -> None:
    await ake.say("milloin on puhe tekstiksi?")
    for text in ("muuta sitä", "muuta", "siirrä se"):
        assert PUHE in (await ake.say(text)).text


async def test_what_follows_the_command_is_filled_in(ake: Talk) -> None:
    told = inputs(await ake.say("lisää tapahtuma etäkahvit ensi tiistaina klo 9-10"))
    assert (told["series"], told["day"], told["start"], told["end"]) == ("Etäkahvit", "2027-09-21", "09:00", "10:00")
    assert told["repeat"] == ""


async def test_only_a_member_alone_with_the_bot_has_the_button(talk: Talk, ake: Talk) -> None:
    asked = "milloin on puhe tekstiksi?"
    assert FI("event_button.change") in (await ake.say(asked)).text
    form = await ake.press(data_of(await ake.say(asked), FI("event_button.change")))
    assert inputs(form)["title"] == "Puhe tekstiksi"
    assert FI("event_button.change") not in (await talk.elsewhere("own", EERO).say(asked)).text


@pytest.mark.parametrize(
    "data",
    [
        {"do": "event_save", "kind": "add", **NEW},
        {"do": "event_save", "kind": "cancel", "event": 9},
        {"do": "event_open", "kind": "change", "event": 9},
        {"do": "event_undo", "revision": 1},
        {"do": "event_changes"},
    ],
)
async def test_a_forged_press_changes_nothing_and_says_why(talk: Talk, store: SqlStore, data: dict[str, Any]) -> None:
    async with store.begin() as uow:
        before = await uow.events.revision()
    assert FI("allowed.edit_events") in (await talk.press(data)).text
    async with store.begin() as uow:
        assert await uow.events.revision() == before
        assert await uow.team.latest(9) == []


async def test_words_of_others_are_no_commands(talk: Talk) -> None:
    for text in ("lisää tapahtuma", "siirrä digivartti huomenna", "peru digivartti huomenna", "muutokset"):
        assert not (await talk.say(text)).intent.startswith("event_")


async def test_a_clash_is_pointed_out_and_can_be_saved_knowingly(ake: Talk, store: SqlStore) -> None:
    form = await ake.say("lisää tapahtuma")
    told = {**NEW, "day": "2027-09-16", "start": "10:10", "end": "10:30"}
    check = await fill(ake, form, **told)
    assert PUHE in check.text
    # Another time clashes with another event: that has not been seen yet.
    check = await fill(ake, check, "event_button.save_still", day="2027-09-17", start="09:00", end="10:00")
    assert "Sarjakuvaa ja mangaa" in check.text
    done = await fill(ake, check, "event_button.save_still")
    assert FI("event_care.done.add") in done.text
    assert (await stored(store, "Etäkahvit: Lautapelit")).facts.starts == helsinki(2027, 9, 17, 9)


async def test_a_time_that_has_passed_and_a_holiday_are_pointed_out(ake: Talk) -> None:
    form = await ake.say("lisää tapahtuma")
    past = await fill(ake, form, **{**NEW, "day": "2026-12-06"})
    assert FI("event_form.concern.past", day="6.12.2026") in past.text
    assert FI("event_form.concern.holiday", day="6.12.2026") in past.text


async def test_what_another_changed_meanwhile_is_shown_and_kept(ake: Talk, store: SqlStore) -> None:
    other = ake.elsewhere("other-chat", OTHER)
    mine, theirs = await ake.say("muuta digivartti huomenna"), await other.say("muuta digivartti huomenna")
    await fill(other, theirs, host="Oiva", place="Juva", description="Uutta")
    check = await fill(ake, mine, host="Helmi", title="Sanelu")
    assert FI("event_form.news") in check.text
    was = (await stored(store, PUHE)).facts
    assert "Vetäjä: " in check.text
    assert "→ Oiva" in check.text
    assert (inputs(check)["host"], inputs(check)["title"], inputs(check)["place"]) == ("Helmi", "Sanelu", "Juva")
    assert was.host == "Oiva"
    await fill(ake, check, "event_button.save_still")
    facts = (await stored(store, "Digivartit: Sanelu")).facts
    assert (facts.host, facts.place, facts.description) == ("Helmi", "Juva", "Uutta")


async def test_a_change_elsewhere_in_the_calendar_is_no_conflict(ake: Talk, store: SqlStore) -> None:
    mine = await ake.say("muuta digivartti huomenna")
    await fill(ake, await ake.say("lisää tapahtuma"), **NEW)
    assert FI("event_care.done.change") in (await fill(ake, mine, host="Helmi")).text


async def test_nothing_changed_is_nothing_saved(ake: Talk, store: SqlStore) -> None:
    before = await stored(store, PUHE)
    same = await fill(ake, await ake.say("muuta digivartti huomenna"))
    assert FI("event_care.same") in same.text
    assert await stored(store, PUHE) == before


async def test_changes_are_listed_and_the_last_is_undone(ake: Talk, store: SqlStore) -> None:
    assert FI("event_changes.none") in (await ake.say("muutokset")).text
    before = await stored(store, PUHE)
    await fill(ake, await ake.say("siirrä digivartti huomenna"), day="2027-09-21")
    await fill(ake, await ake.say("muuta digivartti 21.9."), host="Aino")
    listed = await ake.say("muutokset")
    assert FI("event_changes.what.event_moved", title=PUHE) in listed.text
    assert "Helmi Laineke" in listed.text
    last, first = (one["items"][-1]["actions"][0]["data"] for one in listed.card["body"][1:])
    assert FI("event_undo.changed_since") in (await ake.press(first)).text
    assert FI("event_undo.done", title=PUHE) in (await ake.press(last)).text
    assert (await stored(store, PUHE)).facts.host == before.facts.host
    assert FI("event_undo.changed_since") in (await ake.press(last)).text


async def test_undoing_a_move_restores_the_facts_before_it(ake: Talk, store: SqlStore) -> None:
    before = await stored(store, PUHE)
    done = await fill(ake, await ake.say("siirrä digivartti huomenna"), day="2027-09-21")
    await ake.press(data_of(done, FI("event_button.undo")))
    after = await stored(store, PUHE)
    assert (after.facts, after.moved_from) == (before.facts, None)
    assert after.facts.ends - after.facts.starts == timedelta(minutes=15)


async def test_undoing_an_addition_cancels_it(ake: Talk, store: SqlStore) -> None:
    done = await fill(ake, await ake.say("lisää tapahtuma"), **NEW)
    undone = await ake.press(data_of(done, FI("event_button.undo")))
    assert FI("event_undo.added", title="Etäkahvit: Lautapelit") in undone.text
    assert (await stored(store, "Etäkahvit: Lautapelit")).cancelled


async def test_a_series_is_shown_before_it_is_saved(ake: Talk, store: SqlStore) -> None:
    form = await ake.say("lisää tapahtuma digivartit joka toinen tiistai klo 9.00 tammikuun loppuun")
    told = inputs(form)
    assert (told["series"], told["day"], told["start"], told["end"]) == ("Digivartit", "2027-09-21", "09:00", "09:30")
    assert told["repeat"] == "joka toinen tiistai klo 9.00 tammikuun loppuun"
    check = await fill(ake, form, title="Uusi sarja")
    assert FI("event_form.dates_check") in check.text
    (dates,) = (one for one in check.card["body"] if one.get("id") == "dates")
    days = [one["value"] for one in dates["choices"]]
    assert (days[0], days[-1], len(days)) == ("2027-09-21", "2028-01-25", 10)
    done = await fill(ake, check, "event_button.save_dates", dates=",".join(days[1:]))
    assert FI.count("event_care.several_added", 9, title="Digivartit: Uusi sarja") in done.text
    async with store.begin() as uow:
        new = [one for one in await uow.events.changed_since(-1) if one.facts.title == "Digivartit: Uusi sarja"]
    # Nine o'clock stays nine when the summer time ends.
    assert {(one.facts.starts.hour, one.facts.ends.minute) for one in new} == {(9, 30)}
    assert sorted(one.facts.starts.date().isoformat() for one in new) == days[1:]
    undone = await ake.press(data_of(done, FI("event_button.undo")))
    assert FI("event_undo.added", title="Digivartit: Uusi sarja") in undone.text


async def test_a_button_that_is_pressed_twice_adds_once(ake: Talk, store: SqlStore) -> None:
    form = await ake.say("lisää tapahtuma")
    assert [FI("event_care.done.add") in (await fill(ake, form, **NEW)).text for _ in range(2)] == [True, True]
    form = await ake.say("lisää tapahtuma")
    check = await fill(ake, form, **NEW, repeat="joka viikko 3 kertaa")
    for _ in range(2):
        await fill(ake, check, "event_button.save_dates")
    async with store.begin() as uow:
        found = [one for one in await uow.events.changed_since(-1) if one.facts.title == "Etäkahvit: Lautapelit"]
        assert len(await uow.team.latest(9)) == 2
    assert len(found) == 1 + 3


async def test_holidays_of_a_series_are_left_out_unless_chosen(ake: Talk) -> None:
    form = await ake.say("lisää tapahtuma")
    told = {**NEW, "day": "2027-11-29", "repeat": "joka viikko 4 kertaa"}
    check = await fill(ake, form, **told)
    assert FI.count("event_form.dates_holidays", 1) in check.text
    assert inputs(check)["dates"] == "2027-11-29,2027-12-13,2027-12-20"


async def test_dates_that_were_not_seen_are_not_saved(ake: Talk, store: SqlStore) -> None:
    check = await fill(ake, await ake.say("lisää tapahtuma"), **NEW, repeat="joka viikko 4 kertaa")
    again = await fill(ake, check, "event_button.save_dates", repeat="joka viikko 5 kertaa")
    assert FI("event_form.dates_check") in again.text
    again = await fill(ake, again, "event_button.save_dates", dates="2027-10-13,2030-01-01")
    assert FI("event_form.dates_check") in again.text
    async with store.begin() as uow:
        assert await uow.team.latest(1) == []


@pytest.mark.parametrize(
    ("repeat", "code", "slots"),
    [
        ("silloin tällöin", "bad_repetition", {"value": "silloin tällöin"}),
        ("joka viikko", "repetition_endless", {}),
        ("joka viikko 90 kertaa", "too_many_dates", {"limit": "60"}),
    ],
)
async def test_what_is_wrong_with_a_repetition(ake: Talk, repeat: str, code: str, slots: dict[str, str]) -> None:
    again = await fill(ake, await ake.say("lisää tapahtuma"), **NEW, repeat=repeat)
    assert FI(f"problem.{code}", **slots) in again.text
    assert inputs(again)["repeat"] == repeat


_values = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60) | st.lists(st.text(), max_size=3)
)
_names = ("do", "kind", "event", "revision", "was", "aware", "dates", "language", *(field.value for field in Field))
_data = st.fixed_dictionaries(
    {"do": st.sampled_from(["event_save", "event_open", "event_undo", "event_leave", "event_changes"])},
    optional={
        **{name: _values for name in _names if name != "do"},
        "kind": st.sampled_from(["add", "change", "move", "cancel", "recording"]) | _values,
        "event": st.integers(-1, 40) | _values,
        "was": st.dictionaries(st.sampled_from(_names), _values, max_size=5) | _values,
        "day": st.dates().map(str) | _values,
        "repeat": st.sampled_from(["joka viikko 3 kertaa", "joka toinen ti 31.12. asti"]) | _values,
    },
)


@settings(max_examples=150)
@given(data=_data)
async def test_whatever_comes_with_a_press_is_answered(ake: Talk, data: dict[str, Any]) -> None:
    assert (await ake.press(data)).text


@pytest.mark.parametrize("event", [10**30, -1, "1", None, True, 999])
async def test_a_form_of_no_event_is_refused(ake: Talk, event: object) -> None:
    reply = await ake.press({"do": "event_save", "kind": "cancel", "event": event})
    assert reply.intent == "error.gone"
