"""Hands: the same for the same person and purpose, and of no use without the key."""

from __future__ import annotations

from bot.domain.hands import Hands

HANDS = Hands(b"k" * 32)


def test_a_hand_is_the_same_for_the_same_person_and_purpose() -> None:
    assert HANDS.of("29:aino", "event:1") == HANDS.of("29:aino", "event:1")
    others = {HANDS.of("29:aino", "event:2"), HANDS.of("29:bo", "event:1"), Hands(b"q" * 32).of("29:aino", "event:1")}
    assert len({HANDS.of("29:aino", "event:1"), *others}) == 4


def test_purpose_and_account_are_not_run_together() -> None:
    assert HANDS.of("1:a", "event:1") != HANDS.of(":a", "event:11")


def test_the_key_is_not_shown() -> None:
    assert "kkk" not in repr(HANDS)
