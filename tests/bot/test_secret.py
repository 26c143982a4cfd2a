"""The secret key: told by the settings, or made once in a file that only its owner reads."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.secret import FILE, hands_of
from bot.settings import Settings, SettingsError


def at(folder: Path, **told: str) -> Settings:
    return Settings(database_url=f"sqlite:///{folder}/bot.db", **told)  # type: ignore[arg-type]


def test_a_key_is_made_once(tmp_path: Path) -> None:
    made = hands_of(at(tmp_path))
    assert hands_of(at(tmp_path)) == made
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == [FILE]
    assert hands_of(at(tmp_path / "other")) != made


def test_of_many_who_make_it_at_once_all_use_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: hands_of(at(tmp_path)), range(32)))
    assert len({one.key for one in made}) == 1


def test_a_file_that_others_may_read_never_becomes_the_key(tmp_path: Path) -> None:
    lying = tmp_path / f"{FILE}.{os.getpid()}"
    lying.touch(0o644)
    hands_of(at(tmp_path))
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert lying.read_text() == ""


def test_a_key_of_the_settings_needs_no_file(tmp_path: Path) -> None:
    told = hands_of(at(tmp_path, secret_key="a secret of sixteen"))
    assert told == hands_of(at(tmp_path / "other", secret_key="a secret of sixteen"))
    assert list(tmp_path.iterdir()) == []
    assert "sixteen" not in repr(at(tmp_path, secret_key="a secret of sixteen"))


def test_a_spoilt_file_is_not_taken_for_a_key(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("oops")
    with pytest.raises(SettingsError, match=r"holds no key.*SECRET_KEY"):
        hands_of(at(tmp_path))


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 16"):
        Settings(secret_key=SecretStr("short"))
