"""Topic wishes over a real store: suggested, listed, supported, cared for by the team, and forged presses."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import text

from bot.domain.conversation import Person, Reply
from bot.domain.wishes import ENDED, MAX_SAID, MAX_WISH, WISHES, Supported, WishState
from bot.services.wishes import wish_from_feedback
from bot.texts import texts_of
from dialogs.cards.wishes import PAGE
from storage.store import SqlStore
from tests.support.talk import AINO, HANDS, Talk, address_of, data_of, titles_of

FI = texts_of("fi")
AKE = Person("29:ake", "Helmi Laineke", "aad-ake")
EERO = Person("29:eero", "Eero Sivula")


@dataclass
class Wishing:
    """People who talk of wishes with one bot."""

    talk: Talk
    store: SqlStore

    async def say(self, text: str, person: Person = AINO, *, channel: bool = False) -> Reply:
        """Say something."""
        said = replace(self.talk.incoming(text), person=person, addresses=(address_of(person),), in_channel=channel)
        return _heard(await self.talk.deliver(said))

    async def press(self, card: Reply, title: str, person: Person = AINO, /, **fields: Any) -> Reply:
        """Press a card's button, with its fields filled in."""
        return await self.press_data({**data_of(card.card, title), **fields}, person)

    async def press_data(self, data: dict[str, Any], person: Person = AINO, *, channel: bool = False) -> Reply:
        """Press anything."""
        said = replace(self.talk.incoming(pressed=data), person=person, addresses=(address_of(person),))
        return _heard(await self.talk.deliver(replace(said, in_channel=channel)))

    async def wish(self, text: str, person: Person = AINO) -> int:
        """Make a wish; its number."""
        form = await self.press_data({"do": "wish_new"}, person)
        made = await self.press(form, FI("wish_button.send"), person, wish=text)
        assert FI("wishes.made", text=text) in made.text
        return (await self.stored())[text].wish.id

    async def stored(self, *states: WishState) -> dict[str, Supported]:
        """The wishes that are stored, also hidden ones."""
        async with self.store.begin() as uow:
            found = await uow.wishes.listed(states or tuple(WishState), "", 999, hidden=True)
        return {one.wish.text: one for one in found}

    async def care(self, number: int, title: str, /, **fields: Any) -> Reply:
        """Let the team press a button of a wish's own card, and then save what is written."""
        card = await self.press_data({"do": "wish_care", "wish": number}, AKE)
        card = await self.press(card, FI(f"wish_button.{title}"), AKE)
        return await self.press(card, FI(f"wish_button.save_{title}"), AKE, **fields) if fields else card

    async def recorded(self) -> list[tuple[str, str]]:
        """What the team did, the last first, and with which data."""
        async with self.store.begin() as uow:
            return [(one.what, one.data) for one in await uow.team.latest(20)]


def _heard(reply: Reply | None) -> Reply:
    assert reply is not None
    return reply


def field_of(card: Reply) -> dict[str, Any]:
    return next(one for one in card.card["body"] if one["type"].startswith("Input."))


@pytest.fixture
def wishing(talk: Talk, store: SqlStore) -> Wishing:
    return Wishing(talk, store)


async def test_the_form_is_filled_in_with_what_was_said(wishing: Wishing) -> None:
    form = await wishing.say("Ehdotan aiheeksi lukukoiria!")
    assert field_of(form)["value"] == "Lukukoiria"
    made = await wishing.press(form, FI("wish_button.send"), wish="Lukukoirat kirjastossa")
    assert FI("wishes.made", text="Lukukoirat kirjastossa") in made.text
    assert field_of(await wishing.say("ehdota aihetta"))["value"] == ""
    assert len(field_of(await wishing.say("ehdota aihetta: " + "pitkä " * 90))["value"]) <= MAX_WISH


@pytest.mark.parametrize(
    ("written", "fault"), [("", "missing"), (" \u200b ... ", "missing"), ("a" * (MAX_WISH + 1), "too_long")]
)
async def test_what_cannot_be_taken_comes_back_with_what_is_wrong(wishing: Wishing, written: str, fault: str) -> None:
    form = await wishing.say("ehdota aihetta")
    again = await wishing.press(form, FI("wish_button.send"), wish=written)
    assert FI(f"wishes.fault.{fault}", limit=MAX_WISH) in again.text
    assert field_of(again)["value"] in written
    assert await wishing.stored() == {}


async def test_a_form_pressed_twice_makes_one_wish_and_in_a_channel_one_of_each(wishing: Wishing) -> None:
    form = await wishing.say("ehdota aihetta", channel=True)
    for person in (AINO, AINO, EERO):
        reply = await wishing.press(form, FI("wish_button.send"), person, wish=f"Toive {person.name}")
        assert FI("wishes.made", text=f"Toive {person.name}") in reply.text
    assert {one.number for one in (await wishing.stored()).values()} == {1}
    assert len(await wishing.stored()) == 2


async def test_a_wish_that_may_be_the_same_is_shown_first_and_can_be_supported(wishing: Wishing) -> None:
    await wishing.wish("Kaukolainojen hinnat")
    form = await wishing.say("ehdotan aiheeksi kaukolainoja", EERO)
    assert FI("wishes.same") in form.text
    listed = await wishing.press(form, FI("wish_button.support", number=1), EERO)
    assert FI("wishes.supports", text="Kaukolainojen hinnat") in listed.text
    assert (await wishing.stored())["Kaukolainojen hinnat"].number == 2


async def test_a_like_wish_that_was_not_seen_yet_is_shown_before_saving(wishing: Wishing) -> None:
    form = await wishing.say("ehdota aihetta", EERO)
    await wishing.wish("Kaukolainojen hinnat")
    asked = await wishing.press(form, FI("wish_button.send"), EERO, wish="Kaukolainat")
    assert FI("wishes.same") in asked.text
    assert "Kaukolainat" not in await wishing.stored()
    assert field_of(asked)["value"] == "Kaukolainat"
    await wishing.press(asked, FI("wish_button.send_new"), EERO, wish="Kaukolainat")
    assert set(await wishing.stored()) == {"Kaukolainat", "Kaukolainojen hinnat"}


async def test_the_very_same_wish_is_supported_and_not_made_twice(wishing: Wishing) -> None:
    await wishing.wish("Kaukolainat")
    asked = await wishing.say("ehdota aihetta: kaukolainat", EERO)
    reply = await wishing.press(asked, FI("wish_button.send_new"), EERO, wish="kaukolainat")
    assert FI("wishes.made_same", text="kaukolainat") in reply.text
    assert {said: one.number for said, one in (await wishing.stored()).items()} == {"Kaukolainat": 2}


async def test_everybody_supports_once_and_may_take_it_back(wishing: Wishing) -> None:
    await wishing.wish("Kaukolainat")
    listed = await wishing.say("mitä aiheita on toivottu?", EERO)
    supported = await wishing.press(listed, FI("wish_button.support", number=1), EERO)
    assert FI.count("wishes.supported", 2) + ". " + FI("wishes.own") in supported.text
    again = await wishing.press(listed, FI("wish_button.support", number=1), EERO)
    assert FI("wishes.supports_already", text="Kaukolainat") in again.text
    back = await wishing.press(again, FI("wish_button.take_back", number=1), EERO)
    assert FI("wishes.taken_back", text="Kaukolainat") in back.text
    assert FI.count("wishes.supported", 1) in back.text
    twice = await wishing.press(again, FI("wish_button.take_back", number=1), EERO)
    assert FI("wishes.supported_not", text="Kaukolainat") in twice.text


async def test_who_supports_is_not_to_be_seen_in_a_channel_nor_what_is_the_teams(wishing: Wishing) -> None:
    number = await wishing.wish("Kaukolainat", AKE)
    await wishing.wish("Piilotettava", AKE)
    await wishing.care(number + 1, "hide")
    for person in (AKE, AINO):
        listed = await wishing.say("aihetoiveet", person, channel=True)
        assert FI("wish_button.support", number=1) in titles_of(listed)
        assert not [one for one in titles_of(listed) if one.startswith(("Käsittele", "Peru"))]
        assert FI("wishes.own") not in listed.text
        assert "Piilotettava" not in json.dumps(listed.card)
    asked = await wishing.press_data({"do": "ask", "text": "aihetoiveet"}, AKE, channel=True)
    assert FI("wishes.own") not in asked.text
    seen = await wishing.press_data({"do": "wish_list", "verb": "wish_list"}, AKE, channel=True)
    assert FI("wishes.own") in seen.text
    assert "Piilotettava" not in seen.text


async def test_the_list_is_read_page_by_page(wishing: Wishing) -> None:
    async with wishing.store.begin() as uow:
        for number in range(2 * PAGE + 1):
            await uow.wishes.add(f"Toive {number}", "h", f"k{number}")
    page, seen = await wishing.say("topic wishes"), []
    for _ in range(3):
        seen += [one for one in titles_of(page) if one.startswith(("Kannatan", "Support wish"))]
        following = [one for one in titles_of(page) if one in ("Seuraavat", "Next")]
        page = await wishing.press(page, following[0]) if following else page
    assert len(set(seen)) == 2 * PAGE + 1
    assert "Page 3/3" in page.text
    assert "Page 2/3" in (await wishing.press(page, "Previous")).text
    far = await wishing.press_data({"do": "wish_list", "page": 99})
    assert FI("wishes.page", page=3, pages=3) in far.text


async def test_what_is_written_shows_as_it_is_and_tells_no_name(wishing: Wishing) -> None:
    await wishing.wish("**Lihava** [linkki](https://x.example) <at>Kaikki</at>")
    listed = await wishing.say("aihetoiveet", EERO)
    shown = json.dumps(listed.card)
    (said,) = [one["text"] for one in listed.card["body"][2]["items"] if "Lihava" in one.get("text", "")]
    assert said == r"Toive 1: \*\*Lihava\*\* \[linkki\](https://x.example) \<at\>Kaikki\</at\>"
    assert AINO.name not in shown
    assert AINO.id not in shown


async def test_nothing_that_the_team_sees_tells_who_wished_or_supported(wishing: Wishing) -> None:
    number = await wishing.wish("Kaukolainat")
    other = await wishing.wish("Kuljetukset", EERO)
    await wishing.press_data({"do": "wish_support", "wish": number}, EERO)
    cards = [await wishing.care(other, "join", into=str(number))]
    cards += [await wishing.press_data({"do": "wish_care", "wish": number}, AKE), await wishing.say("aihetoiveet", AKE)]
    cards += [await wishing.care(number, "answer", said="Hyvä!"), await wishing.care(number, "close", said="Syy")]
    cards.append(await wishing.press_data({"do": "wish_list", "ended": True}, AKE))
    seen = json.dumps([one.card for one in cards]) + json.dumps(await wishing.recorded())
    for person in (AINO, EERO):
        tells = (person.id, person.name, HANDS.of(person.id, WISHES))
        assert not [one for one in tells if one in seen]


async def test_the_team_answers_and_everybody_sees_it(wishing: Wishing) -> None:
    number = await wishing.wish("Kaukolainat")
    assert FI("wish_care.answered") in (await wishing.care(number, "answer", said="Keväällä!")).text
    assert FI("wishes.answered", text="Keväällä!") in (await wishing.say("aihetoiveet", EERO)).text
    form = await wishing.care(number, "answer")
    other = await wishing.care(number, "answer")
    await wishing.press(form, FI("wish_button.save_answer"), AKE, said="Syksyllä!")
    late = await wishing.press(other, FI("wish_button.save_answer"), AKE, said="Talvella!")
    assert FI("wish_care.changed", text="Syksyllä!") in late.text
    assert field_of(late)["value"] == "Talvella!"
    await wishing.press(late, FI("wish_button.save_answer"), AKE, said="")
    assert (await wishing.stored())["Kaukolainat"].wish.answer == ""
    too_long = await wishing.care(number, "answer", said="a" * (MAX_SAID + 1))
    assert FI("wish_care.fault.too_long", limit=MAX_SAID) in too_long.text


async def test_two_wishes_become_one_and_who_supported_both_counts_once(wishing: Wishing) -> None:
    first, second = await wishing.wish("Kaukolainat"), await wishing.wish("Kuljetukset", EERO)
    await wishing.press_data({"do": "wish_support", "wish": second})
    joined = await wishing.care(first, "join", into=str(second))
    assert FI("wish_care.joined_now") in joined.text
    assert FI("wish_care.joined", texts="Kaukolainat") in joined.text
    listed = await wishing.say("aihetoiveet")
    assert "Kaukolainat" not in listed.text
    assert FI.count("wishes.supported", 2) in listed.text
    old_card = await wishing.press_data({"do": "wish_support", "wish": first})
    assert FI("wishes.supports_already", text="Kuljetukset") in old_card.text
    await wishing.press_data({"do": "wish_take_back", "wish": first})
    assert (await wishing.stored())["Kuljetukset"].number == 1


@pytest.mark.parametrize("into", ["0", "-1", "x", "999", "¹", None, 1, ["1"], "9" * 99])
async def test_what_cannot_be_joined_is_asked_again(wishing: Wishing, into: object) -> None:
    number = await wishing.wish("Kaukolainat")
    await wishing.wish("Kuljetukset")
    asked = await wishing.care(number, "join", into=into)
    assert FI("wish_care.join_error") in asked.text
    assert len(await wishing.stored(WishState.OPEN)) == 2
    itself = await wishing.care(number, "join", into=str(number))
    assert FI("wish_care.join_error") in itself.text


async def test_a_wish_is_closed_with_a_reason_and_can_be_opened_again(wishing: Wishing) -> None:
    number = await wishing.wish("Kaukolainat")
    assert FI("wish_care.fault.missing") in (await wishing.care(number, "close", said=" ")).text
    form = await wishing.care(number, "close")
    await wishing.press(form, FI("wish_button.save_close"), AKE, said="Oli jo.")
    assert "Kaukolainat" not in (await wishing.say("aihetoiveet")).text
    ended = await wishing.press(await wishing.say("aihetoiveet"), FI("wish_button.ended"))
    assert FI("wishes.closed", text="Oli jo.") in ended.text
    assert not [one for one in titles_of(ended) if one.startswith("Kannatan")]
    late = await wishing.press_data({"do": "wish_support", "wish": number}, EERO)
    assert FI("wishes.gone") in late.text
    twice = await wishing.press(form, FI("wish_button.save_close"), AKE, said="Muusta syystä.")
    assert FI("wish_care.ended") in twice.text
    assert FI("wish_care.reopened") in (await wishing.care(number, "reopen")).text
    assert (await wishing.stored(WishState.OPEN))["Kaukolainat"].number == 1


async def test_a_hidden_wish_is_seen_by_the_team_alone(wishing: Wishing) -> None:
    number = await wishing.wish("Sopimaton")
    await wishing.care(number, "hide")
    assert "Sopimaton" not in (await wishing.say("aihetoiveet")).text
    assert "Sopimaton" not in (await wishing.say("ehdotan aiheeksi: sopimaton", EERO)).text
    gone = await wishing.press_data({"do": "wish_support", "wish": number}, EERO)
    assert FI("wishes.gone") in gone.text
    assert "Sopimaton" not in gone.text
    assert FI("wishes.is_hidden") in (await wishing.say("aihetoiveet", AKE)).text
    await wishing.care(number, "show")
    assert "Sopimaton" in (await wishing.say("aihetoiveet")).text


async def test_an_event_is_made_of_a_wish(wishing: Wishing) -> None:
    number = await wishing.wish("Kaukolainat")
    form = await wishing.care(number, "plan")
    titles = {one["id"]: one.get("value") for one in form.card["body"] if "id" in one}
    assert titles["title"] == "Kaukolainat"
    wrong = await wishing.press(
        form, "Tallenna", AKE, title="Kaukolainat", series="Etäkahvit", day="2027-09-20", start="9"
    )
    assert (await wishing.stored(*ENDED)) == {}
    told = {"title": "Kaukolainat", "series": "Etäkahvit", "day": "2027-09-20", "start": "07:00", "end": "07:30"}
    saved = await wishing.press(wrong, "Tallenna", AKE, **told)
    assert "Etäkahvit: Kaukolainat" in saved.text
    again = await wishing.press(wrong, "Tallenna", AKE, **told)
    assert "Etäkahvit: Kaukolainat" in again.text
    ended = await wishing.press_data({"do": "wish_list", "ended": True})
    assert "Aiheesta on tulossa tilaisuus: Etäkahvit: Kaukolainat, maanantaina 20.9. klo 7.00–7.30." in ended.text
    assert [what for what, _ in await wishing.recorded()].count("wish_planned") == 1


async def test_a_wish_of_feedback_is_kept_once_and_never_by_the_answers_hand(wishing: Wishing) -> None:
    hand = HANDS.of(AINO.id, WISHES)
    async with wishing.store.begin() as uow:
        for said in (" Kaukolainat\n ja hinnat ", "kaukolainat ja hinnat", " ", "?", "pitkä " * 99):
            await wish_from_feedback(uow, said, hand)
    stored = await wishing.stored()
    assert sorted(map(len, stored)) == [len("Kaukolainat ja hinnat"), MAX_WISH]
    assert stored["Kaukolainat ja hinnat"].number == 1
    again = await wishing.press_data({"do": "wish_support", "wish": stored["Kaukolainat ja hinnat"].wish.id})
    assert FI("wishes.supports_already", text="Kaukolainat ja hinnat") in again.text


async def test_every_deed_is_recorded_without_the_words(wishing: Wishing) -> None:
    number = await wishing.wish("Salainen sana")
    other = await wishing.wish("Kuljetukset")
    for title, fields in (("answer", {"said": "Sana"}), ("hide", {}), ("show", {}), ("join", {"into": str(other)})):
        await wishing.care(number, title, **fields)
    await wishing.care(other, "close", said="Sana")
    await wishing.care(other, "reopen")
    told = await wishing.recorded()
    names = ["wish_reopened", "wish_closed", "wish_joined", "wish_shown", "wish_hidden", "wish_answered"]
    assert [what for what, _ in told] == names
    assert not any("ana" in data for _, data in told)


FORGED = ("care", "answer", "close", "join", "save_answer", "save_close", "save_join", "hide", "show", "reopen", "plan")


@pytest.mark.parametrize("deed", FORGED)
async def test_a_forged_press_changes_nothing_and_says_why(wishing: Wishing, deed: str) -> None:
    number, other = await wishing.wish("Kaukolainat"), await wishing.wish("Kuljetukset")
    before = await wishing.stored()
    data = {"do": f"wish_{deed}", "wish": number, "said": "Vaihdettu", "was": "", "into": str(other)}
    refused = await wishing.press_data(data, EERO)
    assert FI("allowed.title") in refused.text
    assert await wishing.stored() == before
    assert await wishing.recorded() == []


async def test_an_event_saved_by_somebody_else_plans_no_wish(wishing: Wishing) -> None:
    number = await wishing.wish("Kaukolainat")
    form = await wishing.care(number, "plan")
    refused = await wishing.press(form, "Tallenna", EERO, title="Kaukolainat", series="Etäkahvit", day="2027-09-20")
    assert FI("allowed.edit_events") in refused.text
    assert set(await wishing.stored(WishState.OPEN)) == {"Kaukolainat"}


@pytest.mark.parametrize("wish", [None, "1", -1, 0, True, 1.0, 10**12, [], {}])
async def test_hostile_numbers_find_no_wish(wishing: Wishing, wish: object) -> None:
    await wishing.wish("Kaukolainat")
    for do in ("wish_support", "wish_take_back"):
        assert FI("wishes.gone") in (await wishing.press_data({"do": do, "wish": wish, "page": wish})).text
    assert FI("wish_care.gone") in (await wishing.press_data({"do": "wish_care", "wish": wish}, AKE)).text


@pytest.mark.parametrize("data", [{"made": "x"}, {"made": 1}, {"wish": 5, "made": "a" * 32}, {"wish": None}])
async def test_a_form_that_the_bot_never_made_is_refused(wishing: Wishing, data: dict[str, Any]) -> None:
    reply = await wishing.press_data({"do": "wish_save", "wish": "Kaukolainat", **data})
    assert FI("error.broken_button") in reply.text
    assert await wishing.stored() == {}


async def test_an_ordinary_question_reads_no_wishes(wishing: Wishing) -> None:
    async with wishing.store.begin() as uow:
        await uow.wishes._connection.execute(text("DROP TABLE supports"))
        await uow.wishes._connection.execute(text("DROP TABLE wishes"))
    assert "Digivartit" in (await wishing.say("milloin on seuraava digivartti?")).text
