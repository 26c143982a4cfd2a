"""Peer-learning trips as people say them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts.sentences import Texts


def theme_name(texts: Texts, theme: str) -> str:
    """The name of a theme; one that is offered no more, and so has none, is told as it was stored."""
    return texts.sentences.get(f"trip_theme.{theme}", theme)


def themes_told(texts: Texts, themes: Sequence[str], words: str = "") -> str:
    """Themes by their names, and own words behind them."""
    return "; ".join(filter(None, [", ".join(theme_name(texts, one) for one in themes), words]))


def library_name(texts: Texts, library: str) -> str:
    """The name of a library that was counted; one that was never told is told to be unknown."""
    return library or texts("trip_year.unknown")
