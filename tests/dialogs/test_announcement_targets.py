"""Announcements to libraries and consortia: who is meant, told honestly, and nobody twice."""

from __future__ import annotations

import pytest

from bot.domain.conversation import Person
from bot.domain.outbox import Delivery, Outcome
from storage.store import SqlStore
from tests.dialogs.conftest import talk
from tests.dialogs.test_announcement_events import field_of
from tests.dialogs.test_announcements import CHANNEL, FI, Desk, channel_number, desk

__all__ = ["desk", "talk"]

PEOPLE = {"aino": "Juva", "bo": "Puumala", "cecilia": "Mikkeli", "dan": "Tervo", "eeva": ""}


@pytest.fixture
async def region(desk: Desk) -> Desk:
    """People at some libraries of the region."""
    for name, library in PEOPLE.items():
        await desk.say(f"kirjastoni on {library}" if library else "hei", Person(f"29:{name}"))
    return desk


def heard(desk: Desk) -> list[str]:
    """Who has got it, by their accounts."""
    return sorted(thread.removeprefix("29:").split(";")[0] for thread, _ in desk.service.seen)


async def test_the_form_tells_how_many_are_known_at_each(region: Desk) -> None:
    form = await region.say("tiedote")
    libraries = {one["value"]: one["title"] for one in field_of(form, "libraries")["choices"]}
    consortia = {one["value"]: one["title"] for one in field_of(form, "consortia")["choices"]}
    assert libraries["Mikkeli"] == "Mikkeli, Hirvensalmi, Puumala: 2 ihmistä"
    assert libraries["Sulkava"] == "Sulkava: ei ketään"
    assert (consortia["Lumme"], len(libraries), len(consortia)) == ("Lumme: 3 ihmistä", 26, 3)


@pytest.mark.parametrize(
    ("fields", "who"),
    [
        ({"libraries": "Juva"}, ["aino"]),
        ({"libraries": "Mikkeli"}, ["bo", "cecilia"]),
        ({"libraries": "Juva,Tervo", "consortia": "Lumme"}, ["aino", "bo", "cecilia", "dan"]),
        ({"libraries": "Juva", "to": "everybody"}, ["aino", "ake", "bo", "cecilia", "dan", "eeva"]),
    ],
)
async def test_it_goes_to_each_of_them_once(region: Desk, fields: dict[str, str], who: list[str]) -> None:
    await region.sent(**{"to": "", **fields})
    assert heard(region) == who
    assert region.service.sent == len(heard(region))


async def test_the_preview_tells_whom_it_reaches_and_where_nobody_is_known(region: Desk) -> None:
    preview = await region.written(to="", libraries="Juva,Sulkava,Keitele", consortia="Kuopio")
    assert FI("news.libraries_named", names="Juva, Sulkava, Keitele") in preview.text
    assert FI("news.consortia_named", names="Kuopio") in preview.text
    assert FI("news.libraries_reach", people=FI.count("news.people", 1), of=1) in preview.text
    assert FI("news.libraries_nobody", names="Keitele, Kuopio, Sulkava") in preview.text


async def test_with_a_channel_too(region: Desk, store: SqlStore) -> None:
    await region.sent(to=str(await channel_number(store)), libraries="Juva")
    assert heard(region) == [CHANNEL.account, "aino"]


async def test_where_nobody_is_known_it_goes_to_nobody_and_says_so(region: Desk) -> None:
    report = await region.sent(to="", libraries="Sulkava")
    assert FI("news.no_recipients") in report.text
    assert region.service.sent == 0


async def test_someone_must_be_chosen_and_be_known(region: Desk) -> None:
    assert FI("news.fault.to_missing") in (await region.written(to="")).text
    for field in ("libraries", "consortia"):
        form = await region.written(to="", **{field: "Atlantis"})
        assert FI("news.mend", what=FI(f"news.fault.{field}_unknown")) in form.text


async def test_a_correction_goes_to_those_who_have_it(region: Desk) -> None:
    report = await region.sent(to="", libraries="Juva")
    form = await region.press(report, FI("button.news_correct"))
    assert not {"to", "libraries", "consortia"} & {one.get("id") for one in form.card["body"]}
    preview = await region.press(form, FI("button.preview"), title="Uusi", text="Korjattu teksti.")
    await region.press(preview, FI("button.news_update"))
    await region.deliver()
    assert (region.service.sent, region.service.updated) == (1, 1)
    assert "Korjattu teksti." in region.service.texts()[0]


async def test_whoever_declines_gets_none_until_they_want_them_again(region: Desk) -> None:
    bo = Person("29:bo")
    stopped = await region.say("lopeta tiedotteet", bo)
    preview = await region.written(to="everybody", libraries="Mikkeli")
    assert FI("news.libraries_reach", people=FI.count("news.people", 1), of=1) in preview.text
    await region.press(preview, FI("button.news_send"))
    await region.deliver()
    assert heard(region) == ["aino", "ake", "cecilia", "dan", "eeva"]
    assert FI("own.announcements_on") in (await region.press(stopped, FI("own_button.announcements_start"), bo)).text
    await region.sent(title="Toinen")
    assert heard(region).count("bo") == 1


async def test_whoever_declines_on_the_way_gets_none_and_what_arrived_is_still_corrected(region: Desk) -> None:
    late, early = Person("29:bo"), Person("29:dan")
    region.service.answer = lambda to: Delivery(Outcome.LATER, "http_429") if to.address.account == late.id else None
    report = await region.sent(to="everybody")
    for person in (late, early):
        await region.say("en halua tiedotteita", person)
    region.service.answer = lambda to: None
    await region.deliver(hours=1)
    assert "bo" not in heard(region)
    assert FI.count("news.cancelled", 1) in (await region.press(report, FI("button.news_refresh"))).text
    form = await region.press(report, FI("button.news_correct"))
    await region.press(
        await region.press(form, FI("button.preview"), title="Uusi", text="Korjattu."), FI("button.news_update")
    )
    await region.deliver(hours=1)
    assert all("Korjattu." in text for text in region.service.texts())
