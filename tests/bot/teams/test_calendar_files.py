"""The calendar file over real sockets: what strangers are told, what a key opens, and what calendars need to follow."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

import pytest
from icalendar import Calendar
from sqlalchemy import select

from bot.domain.conversation import Person
from bot.domain.errors import StoreUnavailable
from bot.services.calendar_addresses import can_be_key, new_key
from bot.services.shared_calendar import PAST
from bot.teams import pace
from bot.teams.pace import BURST
from bot.teams.series_asked import MOST_NAMES
from bot.texts import texts_of
from storage.models import calendar_keys
from storage.store import SqlStore
from tests.support.calendar_web import JOIN, NOW, CalendarWeb, open_calendar_web
from tests.support.drafts import helsinki
from tests.support.talk import AINO

FI, EN = texts_of("fi"), texts_of("en")
FILE = "/kalenteri.ics"
SANELU = "Etäkahvit: Sanelu puhelimella"
BO = Person("29:bo", "Bo Exempel")


@pytest.fixture
async def web(store: SqlStore) -> AsyncIterator[CalendarWeb]:
    async with open_calendar_web(store) as opened:
        yield opened


async def test_a_stranger_gets_what_and_when_but_nothing_that_leads_to_people(web: CalendarWeb) -> None:
    response, body = await web.get(f"{FILE}?lang=fi")
    unfolded = body.replace("\r\n ", "")
    for hidden in ("http", "teams.example", "lomake.example", "Mallikas", "heikki", "4711", "URL"):
        assert hidden not in unfolded
    entries = await web.entries(FILE)
    assert set(entries) == {
        SANELU,
        "Digivartit: Lautapelit",
        "Satutunnit; uusi alku, osa 2",
        "Peruttu: Etäkahvit: Peruttu",
    }
    event = entries[SANELU]
    assert event.decoded("DTSTART") == datetime(2026, 11, 24, 7, tzinfo=UTC)
    assert event.decoded("DTEND") == datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
    assert FI("outside.ask") in str(event["DESCRIPTION"])
    assert response.headers["X-Robots-Tag"] == "noindex"


async def test_a_key_adds_links_hosts_and_descriptions(web: CalendarWeb) -> None:
    key = await web.key()
    assert can_be_key(key)
    response, body = await web.get(f"{FILE}?avain={key}&lang=fi")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert key not in body
    (event,) = [one for one in (await web.entries(f"{FILE}?avain={key}")).values() if "Sanelu" in one["SUMMARY"]]
    assert str(event["URL"]) == JOIN
    told = str(event["DESCRIPTION"])
    for shown in (FI("outside.join", link=JOIN), "Vetäjä: Heikki Mallikas", "Tunnuskoodi 4711", "lomake.example/1"):
        assert shown in told


async def test_a_wrong_old_or_ended_key_opens_nothing_and_is_told_so(web: CalendarWeb) -> None:
    old, key = await web.key(), await web.key()
    for wrong in (old, new_key(), "", "x", "ä" * 32, "' OR 1=1 --", key[:-1], key + "a"):
        response, body = await web.get(f"{FILE}?avain={quote(wrong)}&lang=fi")
        assert (response.status, body) == (404, FI("outside.no_key"))
    response, _ = await web.get(f"{FILE}?avain={key}&avain={key}")
    assert response.status == 404
    async with web.store.begin() as uow:
        person = await uow.recipients.by_account(AINO.id)
        assert person is not None
        assert await uow.calendar_keys.made_at(person.id) == NOW
        assert await uow.calendar_keys.end(person.id)
        assert not await uow.calendar_keys.end(person.id)
    response, body = await web.get(f"{FILE}?avain={key}&lang=en")
    assert (response.status, body) == (404, EN("outside.no_key"))


async def test_a_key_ends_with_its_person(web: CalendarWeb) -> None:
    key = await web.key()
    async with web.store.begin() as uow:
        person = await uow.recipients.by_account(AINO.id)
        assert person is not None
        await uow.recipients.lost(person.id, "left")
    assert (await web.get(f"{FILE}?avain={key}"))[0].status == 404
    async with web.store.begin() as uow:
        await uow.personal.erase(AINO.id, [])
        assert await uow.calendar_keys.made_at(person.id) is None
    assert (await web.get(f"{FILE}?avain={key}"))[0].status == 404


@pytest.fixture
def frozen_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left to a sender does not grow again, however slow the machine is."""
    monkeypatch.setattr(pace, "_A_SECOND", 0.001)


@pytest.mark.usefixtures("frozen_pace")
async def test_keys_are_tried_at_a_persons_pace(web: CalendarWeb) -> None:
    used = await web.key(BO)
    assert (await web.get(f"{FILE}?avain={used}"))[0].status == 200
    key = await web.key()
    statuses = [(await web.get(f"{FILE}?avain={new_key()}"))[0].status for _ in range(BURST + 20)]
    assert statuses[0] == 404
    assert statuses[-1] == 429
    response, body = await web.get(f"{FILE}?avain={key}&lang=fi")
    assert (response.status, body) == (429, FI("outside.too_often"))
    assert int(response.headers["Retry-After"]) >= 1
    # Everybody's calendar is not kept from anybody by that, nor one's own from whoever follows it already.
    assert (await web.get(FILE))[0].status == 200
    assert (await web.get(f"{FILE}?avain={used}"))[0].status == 200
    await web.key(BO)
    assert [(await web.get(f"{FILE}?avain={used}"))[0].status for _ in range(2)] == [404, 429]


async def test_no_log_holds_the_key(web: CalendarWeb, caplog: pytest.LogCaptureFixture) -> None:
    key = await web.key()
    with caplog.at_level(logging.DEBUG):
        await web.get(f"{FILE}?avain={key}")
        await web.get(f"{FILE}?avain={key}&sarja=tuntematon")
        await web.get(f"{FILE}?avain={'x' * 9000}{key}")
    ours = [one for one in caplog.records if not one.name.startswith(("asyncio", "aiosqlite"))]
    assert key not in " ".join(f"{one.getMessage()} {one.__dict__}" for one in ours)
    async with web.store.begin() as uow:
        assert key not in str((await uow.team._connection.execute(select(calendar_keys))).all())


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("sarja=Digivartit", {"Digivartit: Lautapelit"}),
        ("sarja=digivartit", {"Digivartit: Lautapelit"}),
        ("sarja=%20DIGI%20vartti", {"Digivartit: Lautapelit"}),
        ("sarja=digi%20quarter", {"Digivartit: Lautapelit"}),
        ("sarja=koulutusp%C3%A4iv%C3%A4t&sarja=Digivartit", {"Digivartit: Lautapelit", "Satutunnit; uusi alku, osa 2"}),
        ("sarja=&sarja=Digivartit", {"Digivartit: Lautapelit"}),
    ],
)
async def test_series_are_asked_for_by_what_people_call_them(web: CalendarWeb, asked: str, titles: set[str]) -> None:
    assert set(await web.entries(f"{FILE}?{asked}")) == titles


@pytest.mark.parametrize(
    "asked",
    [
        "sarja=Runokahvit",
        "sarja=Digivartit&sarja=Runokahvit",
        "sarja=lautapelidigivartit",
        "sarja=" + "a" * 2000,
        "sarja=%00%0D%0AX-Evil:1",
        "sarja=%3Cscript%3E",
        "&".join(["sarja=Digivartit"] * (MOST_NAMES + 1)),
    ],
)
async def test_an_unknown_series_is_told_not_an_empty_calendar(web: CalendarWeb, asked: str) -> None:
    response, body = await web.get(f"{FILE}?{asked}", **{"Accept-Language": "fi"})
    names = "Digivartit, Etäkahvit, Koulutuspäivät"
    assert (response.status, body) == (404, FI("outside.unknown_series", series=names))
    assert "X-Evil" not in response.headers


@pytest.mark.usefixtures("frozen_pace")
@pytest.mark.parametrize("path", [FILE, "/"])
async def test_names_are_understood_at_a_persons_pace(web: CalendarWeb, path: str) -> None:
    statuses = [(await web.get(f"{path}?sarja=tuntematon"))[0].status for _ in range(BURST + 20)]
    assert (statuses[0], statuses[-1]) == (404, 429)
    response, body = await web.get(f"{path}?sarja=tuntematon&lang=fi")
    assert (response.status, body) == (429, FI("outside.too_often"))
    # What the calendar itself calls its series needs no understanding.
    assert (await web.get(f"{path}?sarja=Digivartit"))[0].status == 200


async def test_what_moves_moves_with_it_and_what_is_cancelled_says_so(web: CalendarWeb) -> None:
    before = (await web.entries(FILE))[SANELU]
    await web.change("secret", starts=helsinki(2026, 11, 26, 9), ends=helsinki(2026, 11, 26, 10))
    moved = (await web.entries(f"{FILE}?lang=fi"))[SANELU]
    assert (moved["UID"], moved.decoded("DTSTART")) == (before["UID"], datetime(2026, 11, 26, 7, tzinfo=UTC))
    assert int(moved["SEQUENCE"]) > int(before["SEQUENCE"])
    assert moved.decoded("LAST-MODIFIED") >= before.decoded("LAST-MODIFIED")
    assert "Siirretty. Aiempi aika oli tiistaina 24.11. klo 9.00." in str(moved["DESCRIPTION"])
    cancelled = (await web.entries(FILE))["Peruttu: Etäkahvit: Peruttu"]
    assert (cancelled["STATUS"], cancelled["TRANSP"], moved["STATUS"]) == ("CANCELLED", "TRANSPARENT", "CONFIRMED")


async def test_all_day_events_last_whole_days(web: CalendarWeb) -> None:
    event = (await web.entries(FILE))["Satutunnit; uusi alku, osa 2"]
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 12, 10), date(2026, 12, 12))
    assert str(event["LOCATION"]) == "Iisalmen kirjasto"


async def test_what_is_past_leaves_after_a_while(web: CalendarWeb) -> None:
    web.now[0] = helsinki(2026, 9, 1, 12) + PAST
    assert "Etäkahvit: Syyskausi" in await web.entries(FILE)
    web.now[0] += timedelta(days=1)
    assert "Etäkahvit: Syyskausi" not in await web.entries(FILE)


async def test_it_is_a_calendar_that_others_follow(web: CalendarWeb) -> None:
    response, body = await web.get(f"{FILE}?lang=en&sarja=digivartit")
    calendar = Calendar.from_ical(body)
    assert str(calendar["X-WR-CALNAME"]) == str(calendar["NAME"]) == EN("outside.name_series", series="Digivartit")
    assert calendar.decoded("REFRESH-INTERVAL") == timedelta(hours=4)
    assert "X-PUBLISHED-TTL:PT4H" in body
    assert body.endswith("END:VCALENDAR\r\n")
    assert "\n" not in body.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in body.split("\r\n"))
    assert response.headers["Content-Language"] == "en"


async def test_what_has_not_changed_is_not_sent_again(web: CalendarWeb) -> None:
    first, body = await web.get(FILE)
    tag, when = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in ({"If-None-Match": tag}, {"If-None-Match": f'"x", W/{tag}'}, {"If-Modified-Since": when}):
        again, nothing = await web.get(FILE, **headers)
        assert (again.status, nothing, again.headers["ETag"]) == (304, "", tag)
    async with web.session.head(web.url + FILE) as head:
        assert (head.status, head.headers["ETag"]) == (200, tag)
        assert int(head.headers["Content-Length"]) == len(body.encode())
    assert (await web.get(FILE, **{"If-None-Match": '"x"', "If-Modified-Since": when}))[0].status == 200
    assert (await web.get(FILE, **{"If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"}))[0].status == 200
    await web.change("digi", title="Digivartit: Toinen aihe")
    changed, _ = await web.get(FILE, **{"If-None-Match": tag})
    assert changed.status == 200


async def test_the_public_and_the_own_file_are_never_taken_for_each_other(web: CalendarWeb) -> None:
    key = await web.key()
    public, own = [(await web.get(path))[0].headers["ETag"] for path in (FILE, f"{FILE}?avain={key}")]
    assert public != own
    assert (await web.get(f"{FILE}?avain={new_key()}", **{"If-None-Match": own}))[0].status == 404


async def test_while_the_database_is_away_the_last_picture_is_told_and_no_key_opens(
    web: CalendarWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = await web.key()
    assert (await web.get(FILE))[0].status == 200
    await web.store.close()
    monkeypatch.setattr(web.store, "begin", _away)
    assert SANELU in await web.entries(FILE)
    response, body = await web.get(f"{FILE}?avain={key}&lang=fi")
    assert (response.status, body) == (503, FI("outside.unavailable"))


def _away() -> None:
    raise StoreUnavailable


async def test_other_methods_are_refused(web: CalendarWeb) -> None:
    async with web.session.post(web.url + FILE) as response:
        assert response.status == 405
