"""Numbers as people write them."""

from __future__ import annotations

from bot.texts.sentences import Texts


def decimal(texts: Texts, value: float, places: int = 1) -> str:
    """ "4,3" in Finnish, "4.3" in English."""
    said = f"{value:.{places}f}"
    return said if texts.language == "en" else said.replace(".", ",")


def percent(part: int, whole: int) -> str:
    """How large a part is of a whole that is not nothing: "52 %"."""
    return f"{round(100 * part / whole)} %"
