"""Hosts for a trip, from what is stored, on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.trip_hosts import AskedHost, Offer
from bot.domain.trip_matching import Reason, Suggestion, Unmet
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, Trip, Wanted
from bot.services.trip_matching import kilometres, suggest_hosts, unmet_themes
from bot.services.trips import By, take_step
from storage.store import SqlStore
from tests.support.drafts import helsinki
from tests.support.world import base_analyzer

NOW = helsinki(2026, 11, 26, 9, 0)
MAY = date(2027, 5, 12)
WANTED = Wanted(library="Juva", themes=("cataloguing",), days=(MAY,))


async def offer(store: SqlStore, library: str, theme: str = "cataloguing", words: str = "", **facts: object) -> Offer:
    """An offer of a library."""
    themes = (theme,) if theme else ()
    made = Offer(0, f"{library} {theme} {words}", 1, "29:host", "", library, themes, words, **facts)  # type: ignore[arg-type]
    async with store.begin() as uow:
        return await uow.offers.save(made)


async def trip(store: SqlStore, key: str, traveller: str = "29:b", library: str = "Sulkava") -> Trip:
    """A trip that the team handles."""
    async with store.begin() as uow:
        wanted = replace(WANTED, library=library)
        made = await uow.trips.add(key, traveller, wanted, key, NOW)
        await take_step(uow, made.id, None, Step.SEND, By(Actor.TRAVELLER, traveller, "Aino"), NOW)
        return await take_step(uow, made.id, None, Step.TAKE, By(Actor.TEAM, "29:ake", "Aku"), NOW)


async def ask(store: SqlStore, of: Trip, host: Offer) -> None:
    """Ask a host for a trip."""
    async with store.begin() as uow:
        asked = AskedHost(of.id, host.id, host.library, host.account, NOW)
        await take_step(uow, of.id, None, Step.ASK_HOST, By(Actor.TEAM, "29:ake", "Aku"), NOW, asked=[asked])


async def find(store: SqlStore, of: Trip, host: Offer, day: date | None = MAY) -> None:
    """Find a host for a trip."""
    async with store.begin() as uow:
        agreed = Agreed(host=host.library, offer=host.id, day=day)
        await take_step(uow, of.id, None, Step.FIND_HOST, By(Actor.TEAM, "29:ake", "Aku"), NOW, agreed=agreed)


async def suggested(store: SqlStore, wanted: Wanted = WANTED, who: str = "29:a") -> Sequence[Suggestion]:
    async with store.begin() as uow:
        return await suggest_hosts(uow, who, wanted, base_analyzer(), NOW)


async def hosts(store: SqlStore, wanted: Wanted = WANTED, who: str = "29:a") -> list[str]:
    return [one.offer.library for one in await suggested(store, wanted, who)]


async def test_nothing_is_suggested_where_nobody_offers_anything(store: SqlStore) -> None:
    assert await hosts(store) == []


async def test_the_own_library_and_its_branches_are_never_suggested(store: SqlStore) -> None:
    for library in ("Mikkeli", "Puumala", "Juva"):
        await offer(store, library)
    assert await hosts(store, replace(WANTED, library="Hirvensalmi")) == ["Juva"]
    assert await hosts(store) == ["Mikkeli", "Puumala"]


async def test_a_rested_or_closed_offer_is_never_suggested(store: SqlStore) -> None:
    await offer(store, "Sulkava", active=False)
    await offer(store, "Savonlinna", closed=(5,))
    assert await hosts(store) == []
    assert await hosts(store, replace(WANTED, days=())) == ["Savonlinna"]
    assert await hosts(store, replace(WANTED, days=(MAY, MAY + timedelta(days=30)))) == ["Savonlinna"]


async def test_a_host_that_was_asked_or_agreed_for_another_has_less_room(store: SqlStore) -> None:
    near, far = await offer(store, "Mikkeli"), await offer(store, "Iisalmi")
    theirs = await trip(store, "theirs")
    await ask(store, theirs, near)
    assert await hosts(store) == ["Iisalmi"]
    assert await hosts(store, who="29:b") == ["Mikkeli", "Iisalmi"]
    await find(store, theirs, far)
    assert await hosts(store) == ["Mikkeli"], "whom the team need not wait for is free again"
    await ask(store, await trip(store, "another's", "29:c"), near)
    assert await hosts(store, replace(WANTED, days=(MAY + timedelta(days=60),))) == ["Mikkeli", "Iisalmi"]
    assert [Reason.FULL in one.reasons for one in await suggested(store)] == [True, True]


async def test_who_has_been_there_goes_elsewhere_while_another_fits(store: SqlStore) -> None:
    near = await offer(store, "Mikkeli", per_month=3)
    await find(store, await trip(store, "colleague", library="Juva"), near)
    (again,) = await suggested(store)
    assert Reason.BEEN_BEFORE in again.reasons
    await offer(store, "Iisalmi")
    (elsewhere,) = await suggested(store)
    assert (elsewhere.offer.library, Reason.NEW in elsewhere.reasons) == ("Iisalmi", True)
    named = await suggested(store, replace(WANTED, hosts=("Mikkeli",)))
    assert [one.offer.library for one in named] == ["Mikkeli", "Iisalmi"]
    assert named[0].reasons[0] is Reason.WISHED


async def test_own_words_find_what_no_theme_has(store: SqlStore) -> None:
    await offer(store, "Kangasniemi", "", "Siemenkirjaston perustaminen ja siementen säilytys")
    await offer(store, "Iisalmi", "", "Esinelainaamo")
    wanted = replace(WANTED, themes=(), words="Meillekin haluttaisiin siemenlainaamo. Voisiko tulla syksyllä käymään?")
    (found,) = await suggested(store, wanted)
    assert (found.offer.library, Reason.WORDS in found.reasons) == ("Kangasniemi", True)
    assert await hosts(store, replace(wanted, words="robotiikkaa koululaisille")) == []


async def test_who_wants_to_see_a_library_sees_what_it_offers(store: SqlStore) -> None:
    await offer(store, "Iisalmi")
    await offer(store, "Kuopio", "events")
    assert await hosts(store, Wanted(library="Juva", hosts=("Kuopio",))) == ["Kuopio"]
    assert await hosts(store, Wanted(library="Juva")) == []


async def test_hosts_that_are_out_of_the_question_are_left_out(store: SqlStore) -> None:
    refused = await offer(store, "Mikkeli")
    await offer(store, "Iisalmi")
    async with store.begin() as uow:
        found = await suggest_hosts(uow, "29:a", WANTED, base_analyzer(), NOW, without=[refused.id])
    assert [one.offer.library for one in found] == ["Iisalmi"]


@pytest.mark.parametrize(
    ("themes", "words", "unmet"),
    [
        (("cataloguing",), "", Unmet()),
        (("reading_dogs",), "", Unmet()),
        (("cataloguing", "spaces"), "Luettelointi ja tilat", Unmet(("spaces",))),
        ((), "esineiden lainaus", Unmet()),
        ((), "robotiikkaa koululaisille", Unmet(words="robotiikkaa koululaisille")),
        ((), "", Unmet()),
        ((), "jossain lähellä", Unmet()),
    ],
)
async def test_what_nobody_at_all_offers_is_told(
    store: SqlStore, themes: tuple[str, ...], words: str, unmet: Unmet
) -> None:
    await offer(store, "Juva")
    await offer(store, "Kuopio", "", "Meillä lukukoira Ransu kuuntelee")
    await offer(store, "Iisalmi", "", "Esineiden lainaaminen: sauvoja, lumikenkiä")
    await offer(store, "Mikkeli", "spaces", active=False)
    async with store.begin() as uow:
        found = await unmet_themes(uow, replace(WANTED, themes=themes, words=words), base_analyzer())
    assert found == unmet
    assert bool(found) is bool(unmet.themes or unmet.words)


def test_kilometres_are_by_road_and_rough() -> None:
    assert kilometres("Juva", "Mikkeli") == 50
    assert kilometres("Juva", "Juva") == 5
    assert kilometres("Juva", "Atlantis") is None


async def test_an_unknown_library_is_told_no_way(store: SqlStore) -> None:
    await offer(store, "Mikkeli")
    (found,) = await suggested(store, replace(WANTED, library=""))
    assert (found.kilometres, Reason.NEAR in found.reasons) == (0, False)
