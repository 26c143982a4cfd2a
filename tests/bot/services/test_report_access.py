"""Addresses of reports: what is read back is what was signed, for an hour, and nothing that was forged."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.hands import Hands
from bot.jsontext import encoded
from bot.services.report_access import LASTS, ReportAddresses, ReportKind, ReportRequest
from bot.services.signed_addresses import Refused
from tests.support.drafts import helsinki

NOW = helsinki(2027, 1, 4, 10)
OURS = ReportAddresses(Hands(b"k" * 32), "https://botti.example")


def token(addresses: ReportAddresses = OURS) -> str:
    return addresses.address("29:ake", 2026, "fi", NOW).removeprefix("https://botti.example/reports/")


def test_what_was_signed_is_read_back() -> None:
    until = int((NOW + LASTS).timestamp())
    assert OURS.read(token(), NOW) == ReportRequest("29:ake", 2026, "fi", until)


def test_it_tells_which_kind_of_report_it_is_of() -> None:
    address = OURS.address("29:ake", 2026, "fi", NOW, ReportKind.TRIPS)
    read = OURS.read(address.rsplit("/", 1)[1], NOW)
    assert isinstance(read, ReportRequest)
    assert read.kind is ReportKind.TRIPS


def test_an_address_from_before_there_were_kinds_is_of_feedback() -> None:
    until = int((NOW + LASTS).timestamp())
    body = base64.urlsafe_b64encode(encoded(["29:ake", 2026, "fi", until])).decode().rstrip("=")
    signed = f"{body}.{Hands(b'k' * 32).of(body, 'report')}"
    assert OURS.read(signed, NOW) == ReportRequest("29:ake", 2026, "fi", until, ReportKind.FEEDBACK)


def test_it_lasts_for_an_hour() -> None:
    assert isinstance(OURS.read(token(), NOW + LASTS - timedelta(seconds=1)), ReportRequest)
    assert OURS.read(token(), NOW + LASTS) is Refused.EXPIRED


def test_a_bot_without_an_address_gives_none() -> None:
    assert ReportAddresses(Hands(b"k" * 32), "").address("29:ake", 2026, "fi", NOW) == ""


@pytest.mark.parametrize("wrong", ["", ".", "a.b", "..", "ä.ö", "x" * 5000, "." + "0" * 64, "W10." + "0" * 64])
def test_what_is_no_token_is_forged(wrong: str) -> None:
    assert OURS.read(wrong, NOW) is Refused.FORGED


def test_another_keys_token_is_forged() -> None:
    assert OURS.read(token(ReportAddresses(Hands(b"x" * 32), "https://botti.example")), NOW) is Refused.FORGED


@given(st.integers(0, 200), st.characters())
def test_a_token_changed_in_any_place_is_forged(place: int, letter: str) -> None:
    whole = token()
    place %= len(whole)
    changed = whole[:place] + letter + whole[place + 1 :]
    assert changed == whole or OURS.read(changed, NOW) is Refused.FORGED


@given(st.text(max_size=200))
def test_any_account_comes_back(account: str) -> None:
    if not any("\ud800" <= letter <= "\udfff" for letter in account):
        address = OURS.address(account, 2026, "fi", NOW)
        read = OURS.read(address.rsplit("/", 1)[1], NOW)
        assert isinstance(read, ReportRequest)
        assert read.account == account
