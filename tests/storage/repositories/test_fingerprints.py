"""Fingerprints of keys."""

from storage.repositories.fingerprints import fingerprint


def test_different_keys_have_different_fingerprints_of_one_length() -> None:
    prints = {fingerprint(key) for key in ("a", "b", "a\x00", "x" * 10_000, "\ud800")}
    assert len(prints) == 5
    assert {len(one) for one in prints} == {64}
