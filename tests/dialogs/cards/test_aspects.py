"""What exactly was asked of an event, in a sentence each."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.events import Form, Registration, Status
from bot.texts import texts_of
from bot.understanding.meaning import Aspect
from dialogs.cards.aspects import aspect_sentences
from tests.dialogs.cards.kinds import NOW, event

FI = texts_of("fi")
ILMO = "https://ilmo.example/1"
LATER = NOW + timedelta(days=1)


def said(*aspects: Aspect, now: datetime = NOW, **facts: Any) -> list[str]:
    return aspect_sentences(FI, event(1, **facts), frozenset(aspects), now)


def one(aspect: Aspect, now: datetime = NOW, **facts: Any) -> str:
    (sentence,) = said(aspect, now=now, **facts)
    return sentence


def test_nothing_asked_says_nothing() -> None:
    assert said() == []


@pytest.mark.parametrize(
    ("aspect", "facts", "told"),
    [
        (Aspect.TIME, {}, "maanantaina 23.11. klo 10.00–10.30"),
        (Aspect.DURATION, {}, "30 min"),
        (Aspect.HOST, {"host": "Aino Malli"}, "Aino Malli"),
        (Aspect.LINK, {"link": "https://yhteys.example/1"}, "https://yhteys.example/1"),
        (Aspect.TOPIC, {}, "Sanelu puhelimella"),
        (Aspect.PLACE, {"place": "Juvan kirjasto", "form": Form.ON_SITE}, "Juvan kirjasto"),
        (Aspect.PLACE, {"place": "Teams"}, "Teams"),
        (Aspect.SEATS, {"registration": Registration(seats=12)}, "12"),
        (Aspect.DEADLINE, {"registration": Registration(ILMO, date(2026, 11, 30))}, "30.11."),
        (Aspect.REGISTRATION, {"registration": Registration(ILMO)}, ILMO),
    ],
)
def test_what_is_known_is_told(aspect: Aspect, facts: dict[str, Any], told: str) -> None:
    assert told in one(aspect, **facts)


@pytest.mark.parametrize(
    ("aspect", "facts", "key"),
    [
        (Aspect.HOST, {}, "host_missing"),
        (Aspect.LINK, {}, "link_missing"),
        (Aspect.LINK, {"link": "javascript:alert(1)"}, "link_missing"),
        (Aspect.PLACE, {}, "place_missing"),
        (Aspect.SEATS, {}, "seats_missing"),
        (Aspect.REGISTRATION, {}, "registration_not_needed"),
        (Aspect.REGISTRATION, {"form": Form.ON_SITE}, "registration_unknown"),
        (Aspect.REGISTRATION, {"registration": Registration(seats=5)}, "registration_needed"),
        (Aspect.DEADLINE, {"registration": Registration(ILMO)}, "deadline_missing"),
        (Aspect.CERTIFICATE, {}, "certificate"),
    ],
)
def test_what_is_not_known_is_said_to_be_unknown(aspect: Aspect, facts: dict[str, Any], key: str) -> None:
    assert one(aspect, **facts) == FI(f"aspect.{key}")


def test_an_event_on_site_has_no_link_to_come() -> None:
    sentence = one(Aspect.LINK, form=Form.ON_SITE, place="Juvan kirjasto")
    assert sentence != FI("aspect.link_missing")
    assert "Juvan kirjasto" in sentence


@pytest.mark.parametrize("form", list(Form))
def test_each_form_is_told_in_its_own_sentence(form: Form) -> None:
    others = {one(Aspect.FORM, form=other, place="Juva") for other in Form if other is not form}
    assert one(Aspect.FORM, form=form, place="Juva") not in others


@pytest.mark.parametrize(("closes", "passed"), [(date(2026, 11, 23), False), (date(2026, 11, 22), True)])
def test_the_last_day_to_register_still_counts(closes: date, passed: bool) -> None:
    sentence = one(Aspect.DEADLINE, registration=Registration(ILMO, closes))
    assert (FI("aspect.deadline_passed", day=f"{closes.day}.11.") == sentence) is passed


def test_registration_tells_its_last_day_once() -> None:
    (sentence,) = said(Aspect.REGISTRATION, Aspect.DEADLINE, registration=Registration(ILMO, date(2026, 11, 30)))
    assert ILMO in sentence
    assert sentence.count("30.11.") == 1


def test_time_tells_how_long_it_lasts_once() -> None:
    (sentence,) = said(Aspect.TIME, Aspect.DURATION)
    assert sentence.count("30 min") == 1


def test_a_moved_event_tells_its_new_time() -> None:
    sentence = one(Aspect.STATUS, status=Status.MOVED)
    assert sentence != one(Aspect.STATUS)
    assert "klo 10.00" in sentence


def test_a_cancelled_event_says_that_first_and_offers_nothing_to_join() -> None:
    asked = (Aspect.LINK, Aspect.TIME, Aspect.REGISTRATION, Aspect.HOST)
    first, *rest = said(*asked, status=Status.CANCELLED, link="https://yhteys.example/1", host="Aino Malli")
    assert first == FI("aspect.status_cancelled")
    assert "Aino Malli" in " ".join(rest)
    assert not [sentence for sentence in rest if "https://" in sentence or "klo" in sentence]


def test_of_what_is_over_nothing_is_offered() -> None:
    asked = (Aspect.LINK, Aspect.REGISTRATION, Aspect.DEADLINE, Aspect.SEATS, Aspect.HOST)
    registration = Registration(ILMO, date(2026, 11, 30), 5)
    (sentence,) = said(*asked, now=LATER, link="https://yhteys.example/1", host="Aino Malli", registration=registration)
    assert "Aino Malli" in sentence
    assert "https://" not in sentence


@pytest.mark.parametrize("aspect", [aspect for aspect in Aspect if aspect is not Aspect.COUNT])
def test_every_aspect_has_a_sentence_in_both_languages(aspect: Aspect) -> None:
    finnish, english = (aspect_sentences(texts_of(name), event(1), frozenset({aspect}), NOW) for name in ("fi", "en"))
    assert len(finnish) == len(english) == 1
    assert finnish != english


def test_a_host_who_writes_markdown_is_shown_as_written() -> None:
    assert r"\*A\*" in one(Aspect.HOST, host="*A*")


def test_nobody_is_sent_to_a_registration_that_has_closed() -> None:
    assert ILMO not in one(Aspect.REGISTRATION, registration=Registration(ILMO, date(2026, 11, 22)))


def test_registration_is_as_unknown_when_its_last_day_is_asked() -> None:
    assert one(Aspect.DEADLINE, form=Form.ON_SITE) != FI("aspect.registration_not_needed")


@pytest.mark.parametrize(
    ("aspect", "form"), [(Aspect.FORM, Form.REMOTE), (Aspect.FORM, Form.HYBRID), (Aspect.LINK, Form.ON_SITE)]
)
def test_a_place_that_is_not_known_leaves_no_gap(aspect: Aspect, form: Form) -> None:
    sentence = one(aspect, form=form)
    assert not [gap for gap in ("()", ": .") if gap in sentence]
