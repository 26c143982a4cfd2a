"""For how long something is kept, as people say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from bot.domain.retention import Retention
from bot.texts.sentences import Texts


def kept_times(texts: Texts, kept_for: Retention) -> Mapping[str, str]:
    """The times by their names, such as "90 päivää", in the case that follows "kun on kulunut" and "säilytysaika"."""
    return {
        name: texts.count("kept.months" if name.endswith("_months") else "kept.days", number)
        for name, number in asdict(kept_for).items()
    }
