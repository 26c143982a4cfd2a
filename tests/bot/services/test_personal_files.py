"""A person's own file holds all that is kept of them, in words, and nothing of others, on both databases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.domain.conversation import Person
from bot.domain.outbox import NewNotice, NoticeKind
from bot.domain.personal import Part
from bot.domain.retention import Retention
from bot.domain.trips import Agreed, Wanted
from bot.services import personal_files
from bot.services.personal_files import PersonalFiles
from bot.texts import texts_of
from storage.repositories.personal_pages import ALL_PARTS
from tests.support.journeys import FOREMAN, HELMI, HOST, TRAVELLER, Journey
from tests.support.talk import HANDS
from tests.support.whole_life import KAISA, WORD, live

FI, EN = texts_of("fi"), texts_of("en")
NOBODY = Person("29:nobody", "Niilo Nimetön")


def called(name: str) -> str:
    """A field as the Finnish file calls it."""
    return FI(f"personal_field.{name}")


async def file_of(journey: Journey, path: Path, who: Person = KAISA, **kept_for: int) -> dict[str, Any]:
    files = PersonalFiles(journey.store, HANDS, Retention(**kept_for))
    await files.write(path, who.id, FI, journey.now)
    found: dict[str, Any] = json.loads(text_of(path))
    return found


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def rows(file: dict[str, Any], part: Part) -> list[dict[str, Any]]:
    (found,) = [one for one in file[called("parts")] if one[called("part")] == FI(f"personal_part.{part}")]
    told: list[dict[str, Any]] = found[called("rows")]
    return told


async def test_everything_of_somebody_who_has_done_everything_is_told(journey: Journey, tmp_path: Path) -> None:
    await live(journey)
    file = await file_of(journey, tmp_path / "mine.json")
    assert [part for part in Part if not rows(file, part)] == []
    (contact,) = rows(file, Part.CONTACT)
    assert contact[called("account")] == KAISA.id
    assert (contact[called("library")], contact[called("declines")]) == ("Iisalmi", True)
    (given,) = rows(file, Part.ANSWERS)
    assert given[called("answers")] == {"free": f"{WORD} palautteessa"}
    assert given[called("event")] == "Etäkahvit: Sanelu puhelimella"
    assert [one[called("wish")] for one in rows(file, Part.SUPPORTS)] == ["Kaukolainat"]
    assert [one[called("state")] for one in rows(file, Part.NOTICES)][:2] == ["sent", "waiting"]
    (trip,) = rows(file, Part.TRIPS)
    assert trip[called("wanted")][called("words")] == f"{WORD} pyynnössä"
    assert trip[called("touched_at")].endswith("+02:00")
    words = [one[called("words")] for one in rows(file, Part.TRIP_STEPS)]
    assert f"{WORD} vastauksessa" in words
    parts = [
        {name: one[called(name)] for name in ("as_foreman", "as_handler", "as_host", "agreed_contact")}
        for one in rows(file, Part.TRIP_PARTS)
    ]
    assert [set(one.values()) for one in parts] == [{True, False, ""}, {True, False, KAISA.name}]
    assert {one[called("reply")] for one in rows(file, Part.ASKED)} == {"yes"}


async def test_nothing_of_others_is_told(journey: Journey, tmp_path: Path) -> None:
    await live(journey)
    await file_of(journey, tmp_path / "mine.json")
    text = text_of(tmp_path / "mine.json")
    others = [one for person in (HELMI, HOST, TRAVELLER, FOREMAN) for one in (person.id, person.name, person.aad_id)]
    words = ["esihenkilön sana", "käsittelijän sana", "isännän sana", "Oiva Uusi"]
    # The plan of her own trip was written for her, and names who meets her.
    text = text.replace(f"Vastassa {HOST.name}, tulija {KAISA.name}", "")
    assert [one for one in (*others, *words) if one in text] == []


async def test_of_whoever_has_done_nothing_there_is_nothing(journey: Journey, tmp_path: Path) -> None:
    await live(journey)
    file = await file_of(journey, tmp_path / "mine.json", NOBODY)
    assert [part for part in Part if rows(file, part)] == []


async def test_the_file_tells_why_and_for_how_long_as_it_is_set(journey: Journey, tmp_path: Path) -> None:
    file = await file_of(journey, tmp_path / "mine.json", notices=77, trip_months=9)
    told = {one[called("part")]: one[called("why")] for one in file[called("parts")]}
    assert "77 päivää" in told[FI("personal_part.notices")]
    assert "9 kuukautta" in told[FI("personal_part.trips")]
    assert file[called("made")] == journey.now.isoformat()


async def test_pages_follow_each_other_without_a_gap(
    journey: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await live(journey)
    whole = await file_of(journey, tmp_path / "whole.json")
    for most in (1, 2):
        monkeypatch.setattr(personal_files, "_ROWS_A_PAGE", most)
        assert await file_of(journey, tmp_path / "paged.json") == whole


async def test_more_than_a_page_holds_is_told_once(journey: Journey, tmp_path: Path) -> None:
    await live(journey)
    before = len(rows(await file_of(journey, tmp_path / "before.json"), Part.NOTICES))
    async with journey.store.begin() as uow:
        person = await uow.recipients.by_account(KAISA.id)
        assert person is not None
        due = journey.now
        await uow.outbox.put([NewNotice(f"m:{n}", NoticeKind.REMINDER, due, due, 1, person.id) for n in range(450)])
    assert len(rows(await file_of(journey, tmp_path / "mine.json"), Part.NOTICES)) == before + 450


@pytest.mark.parametrize("texts", [FI, EN], ids=["fi", "en"])
def test_every_part_and_every_field_has_its_words(texts: Any) -> None:
    parts = {f"{section}.{part}" for part in Part for section in ("personal_part", "personal_why")}
    names = {column.name for told in ALL_PARTS.values() for column in told.fields.selected_columns}
    names |= {
        "explanation",
        *Wanted.__dataclass_fields__,
        *Agreed.__dataclass_fields__,
        "made",
        "parts",
        "part",
        "why",
        "rows",
    }
    assert {*parts, *(f"personal_field.{name}" for name in names)} - set(texts.sentences) == set()
    in_one_part = [
        [texts(f"personal_field.{column.name}") for column in one.fields.selected_columns] for one in ALL_PARTS.values()
    ]
    assert [one for one in in_one_part if len(one) != len(set(one))] == []
