"""Events are found to be put into any conversation: by a question, by half a word, or all that is coming."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.conversation import Hits, Sought
from bot.domain.events import EventDraft, Recording, Status
from dialogs.searching import search
from storage.store import SqlStore
from tests.support.drafts import draft, helsinki
from tests.support.talk import START, Talk
from tests.support.world import calendar_of

NOW = helsinki(2026, 11, 23, 9, 0)


async def _search(talk: Talk, words: str, **more: Any) -> Hits:
    return await talk.conversation.on_search(Sought(words, START, **{"locale": "fi-FI", **more}))


def _titles(found: Hits) -> list[str]:
    return [hit.title for hit in found.hits]


def _found(words: str, *drafts: EventDraft, **more: Any) -> Hits:
    return search(calendar_of(drafts), Sought(words, NOW, **more))


def _buttons(element: Any) -> list[dict[str, Any]]:
    inner = [*element.get("body", ()), *element.get("items", ())]
    return [*element.get("actions", ()), *(one for item in inner for one in _buttons(item))]


async def test_before_anything_is_written_the_coming_events_are_shown(talk: Talk) -> None:
    found = await _search(talk, "  ")
    assert _titles(found)[:2] == ["Etäkahvit: Tavarakirjasto tutuksi", "Digivartit: Puhe tekstiksi"]
    assert len(found.hits) == 25
    assert found.hits[0].line == "keskiviikkona 15.9. klo 14.00–14.30"


async def test_words_are_read_as_a_question_is(talk: Talk) -> None:
    assert _titles(await _search(talk, "tukipiiri ensi viikolla")) == ["Tukipiiri: Omatoimikirjaston arki"]
    assert _titles(await _search(talk, "digivartti")) == [
        "Digivartit: Puhe tekstiksi",
        "Digivartit: Nettihuijausten tunnistaminen",
    ]


@pytest.mark.parametrize("words", ["digiv", "DIGIV", "digiv nett"])
async def test_half_a_word_finds_titles_the_coming_ones_first(talk: Talk, words: str) -> None:
    titles = _titles(await _search(talk, words))
    assert titles
    assert all("igiv" in title and words.split()[-1].casefold() in title.casefold() for title in titles)
    if words == "digiv":
        assert titles[-1] == "Digivartit: Salasanojen hallinta"


async def test_nothing_found_is_said(talk: Talk) -> None:
    found = await _search(talk, "xyzzy")
    assert (found.hits, found.told) == ((), "Tilaisuuksia ei löytynyt. Kokeile aihetta, sarjaa tai aikaa.")
    assert (await _search(talk, "xyzzy", locale="en-GB")).told.startswith("No events")


async def test_what_is_found_comes_a_part_at_a_time(talk: Talk) -> None:
    whole = _titles(await _search(talk, ""))
    assert _titles(await _search(talk, "", count=3)) == whole[:3]
    assert _titles(await _search(talk, "", skip=3, count=3)) == whole[3:6]
    past_the_end = await _search(talk, "", skip=400)
    assert (past_the_end.hits, past_the_end.told) == ((), "")


async def test_the_card_is_in_the_language_of_the_words(talk: Talk) -> None:
    (english,) = (await _search(talk, "what is on tomorrow?")).hits
    assert english.card["lang"] == "en"
    assert (await _search(talk, "", locale="en-GB", count=1)).hits[0].card["lang"] == "en"


async def test_a_search_leaves_no_trace(talk: Talk, store: SqlStore) -> None:
    await _search(talk, "digivartti")
    async with store.begin() as uow:
        assert await uow.recipients.by_account("29:aino") is None
    # Nor is it talked of: the next sentence does not lean on it.
    assert "Digivart" not in (await talk.say("kuka sen vetää?")).text


def test_the_card_opens_addresses_and_asks_nothing_of_the_bot() -> None:
    facts = draft(link="https://yhteys.example/1", host="Vetäjä Esimerkki")
    (hit,) = _found("sanelu", facts).hits
    assert [(one["type"], one["url"]) for one in _buttons(hit.card)] == [("Action.OpenUrl", "https://yhteys.example/1")]
    assert "kalenterista 23.11. ja voi muuttua" in str(hit.card)


def test_what_was_held_gives_no_link_to_join_and_only_what_can_be_watched() -> None:
    ago = {"starts": NOW - timedelta(days=20), "link": "https://yhteys.example/1"}
    watched = draft(
        "a", title="Etäkahvit: Alfa", recording=Recording("https://katso.example/a", date(2026, 12, 1)), **ago
    )
    expired = draft("b", title="Etäkahvit: Beeta", recording=Recording("https://katso.example/b", NOW.date()), **ago)
    gone = draft(
        "c", title="Etäkahvit: Gamma", recording=Recording("https://katso.example/c", date(2026, 11, 22)), **ago
    )
    cards = [hit.card for hit in _found("etäka", watched, expired, gone).hits]
    urls = [[one["url"] for one in _buttons(card)] for card in cards]
    assert sorted(urls) == [[], ["https://katso.example/a"], ["https://katso.example/b"]]
    assert "1.12." in str(cards[urls.index(["https://katso.example/a"])])


def test_a_cancelled_event_says_so_and_is_not_among_the_coming() -> None:
    off = draft(status=Status.CANCELLED, link="https://yhteys.example/1")
    assert not _found("", off).hits
    (hit,) = _found("sanelu", off).hits
    assert hit.line.startswith("Peruttu · ")
    assert not _buttons(hit.card)


def test_what_is_going_on_is_found_once() -> None:
    now_on = draft(starts=NOW - timedelta(minutes=10))
    assert len(_found("sanel", now_on).hits) == 1
    assert len(_found("", now_on).hits) == 1


def test_a_person_is_not_told_whether_they_are_known() -> None:
    assert _found("mitä Matti Tuntematon vetää", draft(host="Vetäjä Esimerkki")).hits == ()
