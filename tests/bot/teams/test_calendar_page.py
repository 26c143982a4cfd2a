"""The page of the coming coffees over real sockets: what it tells, to whom, and that nothing gets into it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest

from bot.domain.errors import StoreUnavailable
from bot.domain.events import EventDraft, Registration, Status
from bot.teams import pace
from bot.teams.calendar_page import DAYS, MOST_SHOWN
from bot.teams.pace import BURST
from bot.texts import LANGUAGES, texts_of
from storage.store import SqlStore
from tests.bot.teams.test_pages import Read
from tests.support.calendar_web import CalendarWeb, open_calendar_web
from tests.support.drafts import draft, helsinki

FI, EN = texts_of("fi"), texts_of("en")
HOSTILE = '<script>alert(1)</script> "&\x01\u202e https://evil.example/x'


@pytest.fixture
async def web(store: SqlStore) -> AsyncIterator[CalendarWeb]:
    async with open_calendar_web(store) as opened:
        yield opened


async def page_of(web: CalendarWeb, path: str = "/?lang=fi", status: int = 200) -> Read:
    response, body = await web.get(path)
    assert (response.status, response.content_type) == (status, "text/html")
    return Read(body)


async def told(store: SqlStore, *events: EventDraft, path: str = "/?lang=fi") -> str:
    """What a page of these events says."""
    async with open_calendar_web(store, events) as web:
        return (await page_of(web, path)).text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_is_read_week_by_week_in_both_languages(web: CalendarWeb, language: str) -> None:
    page = await page_of(web, f"/?lang={language}")
    assert not page.open
    assert page.of("html") == [{"lang": language}]
    headings = [tag for tag, _ in page.elements if re.fullmatch(r"h\d", tag)]
    assert headings == ["h1", "h2", "h3", "h2", "h3", "h2", "h3", "h3", "h2"]
    times = [str(one["datetime"]) for one in page.of("time")]
    begin = ["2026-11-24T09:00:00", "2026-12-03T12:00:00", "2026-12-08T09:00:00"]
    assert times == [*(f"{one}+02:00" for one in begin), "2026-12-10"]
    assert "{" not in page.text
    week = {"fi": "Tällä viikolla (vk 48, 23.11.–29.11.)", "en": "This week (week 48, 23.11.–29.11.)"}
    assert week[language] in page.text


async def test_a_stranger_reads_no_links_hosts_or_descriptions(web: CalendarWeb) -> None:
    _, body = await web.get("/?lang=fi")
    for hidden in ("http", "teams.example", "lomake.example", "Mallikas", "heikki", "4711"):
        assert hidden not in body


async def test_what_was_moved_or_cancelled_says_so_in_words(web: CalendarWeb) -> None:
    await web.change("digi", starts=helsinki(2026, 12, 4, 12), ends=helsinki(2026, 12, 4, 13))
    text = (await page_of(web)).text
    assert "perjantaina 4.12. klo 12.00–13.00 Siirretty. Aiempi aika oli torstaina 3.12. klo 12.00." in text
    assert "Etäkahvit: Peruttu Peruttu. tiistaina 8.12. klo 9.00–9.30" in text
    assert "Iisalmen kirjasto, paikan päällä" in text


async def test_a_series_is_chosen_by_links_alone(web: CalendarWeb) -> None:
    page = await page_of(web)
    links = [str(one["href"]) for one in page.of("a")]
    assert "./?sarja=Digivartit&lang=fi" in links
    assert not page.of("form")
    chosen = await page_of(web, "/?sarja=Digivartit&lang=fi")
    assert chosen.text.count("klo") == 1
    assert "Näytetään vain: Digivartit." in chosen.text
    links = [str(one["href"]) for one in chosen.of("a")]
    assert "kalenteri.ics?sarja=Digivartit&lang=fi" in links
    assert "./?lang=en&sarja=Digivartit" in links
    for link in links:
        if not link.startswith("#"):
            assert (await web.get(f"/{link.removeprefix('./')}"))[0].status == 200, link


async def test_an_unknown_series_is_told_with_those_there_are(web: CalendarWeb) -> None:
    page = await page_of(web, "/?sarja=Runokahvit&lang=fi", 404)
    assert FI("page.calendar.unknown") in page.text
    assert "Digivartit" in page.text
    assert "Runokahvit" not in page.text


ODD = ["/?" + "&".join(["sarja=a"] * 400), "/?sarja=" + "%3C" * 900, "/?%00=%ff&lang=%0d%0a"]


@pytest.mark.parametrize("path", ODD)
async def test_odd_addresses_do_no_harm(web: CalendarWeb, path: str) -> None:
    response, body = await web.get(path, Host="evil.example")
    assert response.status in (200, 404)
    assert "evil.example" not in body


async def test_nothing_written_in_the_calendar_becomes_part_of_the_page(store: SqlStore) -> None:
    async with open_calendar_web(store, (draft(title=HOSTILE, series=HOSTILE, place=HOSTILE),)) as web:
        _, body = await web.get("/?lang=en")
    assert "&lt;script&gt;" in body
    for hidden in ("<script", "evil.example/x", "\x01", "\u202e"):
        assert hidden not in body
    assert not Read(body).open


async def test_the_calendars_words_are_marked_finnish_in_english(web: CalendarWeb) -> None:
    _, body = await web.get("/?lang=en")
    assert '<h3><span lang="fi">Digivartit: Lautapelit</span></h3>' in body


async def test_when_there_is_nothing_the_next_one_is_told(store: SqlStore) -> None:
    far = helsinki(2027, 3, 3, 9)
    text = await told(store, draft(starts=far))
    assert FI("page.calendar.nothing", days=DAYS) in text
    assert "Seuraava on keskiviikkona 3.3.2027: Etäkahvit: Sanelu puhelimella." in text


async def test_an_empty_calendar_is_told(store: SqlStore) -> None:
    assert FI("page.calendar.nothing", days=DAYS) in await told(store)


async def test_what_is_going_on_stays_until_it_ends(store: SqlStore) -> None:
    days = draft(starts=helsinki(2026, 11, 19, 9), ends=helsinki(2026, 11, 23, 9, 1))
    over = draft("a2", title="Ohi", starts=helsinki(2026, 11, 23, 8), ends=helsinki(2026, 11, 23, 9))
    text = await told(store, days, over)
    assert "Sanelu" in text
    assert "Tällä viikolla" in text
    assert "Ohi" not in text


async def test_registration_is_told_by_its_last_day(store: SqlStore) -> None:
    closes = [None, helsinki(2026, 11, 22).date(), helsinki(2026, 11, 30).date()]
    starts = [helsinki(2026, 12, day, 9) for day in (1, 2, 3)]
    events = [
        draft(f"a{n}", starts=start, registration=Registration("https://lomake.example", day))
        for n, (start, day) in enumerate(zip(starts, closes, strict=True))
    ]
    events.append(draft("gone", status=Status.CANCELLED, registration=Registration("https://lomake.example")))
    text = await told(store, *events)
    assert text.count(FI("event.registration_open")) == 1
    assert "Ilmoittautuminen päättyi 22.11." in text
    assert "Ilmoittautuminen viimeistään 30.11." in text


async def test_a_full_calendar_is_cut_and_says_so(store: SqlStore) -> None:
    async with open_calendar_web(store, tuple(draft(f"k{n}") for n in range(MOST_SHOWN + 1))) as web:
        page = await page_of(web)
    assert len(page.of("time")) == MOST_SHOWN
    assert FI("page.calendar.more") in page.text


async def test_it_may_be_framed_by_teams_alone_and_runs_nothing(web: CalendarWeb) -> None:
    response, _ = await web.get("/")
    policy = dict(one.split(" ", 1) for one in response.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"].split() == [
        "https://*.cloud.microsoft",
        "https://teams.microsoft.com",
        "https://*.teams.microsoft.com",
        "https://*.microsoft365.com",
        "https://*.office.com",
    ]
    assert "script-src" not in policy
    async with web.session.head(web.url) as head:
        assert head.status == 200


async def test_teams_own_language_is_understood(web: CalendarWeb) -> None:
    for asked, language in (("en-us", "en"), ("fi-FI", "fi"), ("sv-se", "fi")):
        response, _ = await web.get(f"/?lang={asked}")
        assert response.headers["Content-Language"] == language


async def test_without_a_calendar_it_is_told_in_words(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_calendar_web(store) as web:
        monkeypatch.setattr(web.store, "begin", _away)
        response, body = await web.get("/?lang=en")
    assert (response.status, body) == (503, EN("outside.unavailable"))


def _away() -> None:
    raise StoreUnavailable


async def test_choices_of_several_are_made_at_a_persons_pace(web: CalendarWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    """There are more of them than are ever kept, and each costs as much as a page."""
    monkeypatch.setattr(pace, "_A_SECOND", 0.001)
    several = "/?lang=fi&sarja=Digivartit&sarja=Et%C3%A4kahvit"
    statuses = [(await web.get(several))[0].status for _ in range(BURST + 20)]
    assert (statuses[0], statuses[-1]) == (200, 429)
    assert (await web.get("/?sarja=Digivartit"))[0].status == 200
