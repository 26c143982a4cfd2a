"""Cards about what is kept of a person: what it is, where it is loaded, whether to erase it, and that it is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.domain.conversation import Reply
from bot.domain.personal import Kept
from bot.domain.retention import Retention
from bot.texts import Texts
from bot.texts.retention import kept_times
from dialogs.cards.elements import Action, open_button, plain, press_button, sentences_card

_COUNTED = (
    "subscriptions",
    "waiting",
    "sent",
    "readings",
    "answers",
    "deeds",
    "trips",
    "trip_parts",
    "offers",
    "asked",
    "awaited",
)
_TIMES = {"sent": "notices", "deeds": "names", "trips": "trip_months"}
"""By which time each goes, where it goes by itself."""


def kept_card(texts: Texts, kept: Kept, kept_for: Retention) -> Reply:
    """What is kept of the person and for how long, with buttons to load and to erase it."""
    lines = _kept(texts, kept, kept_times(texts, kept_for))
    if not lines:
        return personal_told_card(texts, texts("personal.nothing"))
    reminders = press_button(texts("button.reminders"), _data(texts, "reminders"))
    actions = [_button(texts, "me_export"), _button(texts, "me_ask_forget"), reminders]
    sentences = [*lines, texts("personal.not_kept")]
    return _card(texts, "kept", texts("personal.title"), *sentences, actions=actions)


def ask_forget_card(texts: Texts, kept: Kept) -> Reply:
    """Asks whether all of it is really to be erased, and says what follows."""
    sentences = [texts("personal.forget_what")]
    sentences += [texts("personal.forget_trips")] if kept.trips or kept.trip_parts or kept.offers else []
    sentences += [texts("personal.forget_deeds")] if kept.deeds else []
    sentences += [texts("personal.forget_member")] if kept.member_name else []
    actions = [_button(texts, "me_forget"), _button(texts, "me_stay")]
    return _card(texts, "ask_forget", texts("personal.forget_title"), *sentences, actions=actions)


def forgotten_card(texts: Texts) -> Reply:
    """All of it is erased."""
    return _card(texts, "forgotten", texts("personal.forgotten_title"), texts("personal.forgotten"))


def personal_told_card(texts: Texts, sentence: str) -> Reply:
    """Why nothing was shown or erased."""
    return _card(texts, "told", texts("personal.title"), sentence)


def personal_file_card(texts: Texts, address: str, lasts: timedelta) -> Reply:
    """Where all that is kept is loaded and for how long, or that the bot has no address to load it from."""
    if not address:
        return _card(texts, "file", texts("personal_file.title"), texts("personal_file.no_address"))
    minutes = texts("personal_file.minutes", minutes=lasts // timedelta(minutes=1))
    actions = [open_button(texts("button.me_load"), address)]
    return _card(texts, "file", texts("personal_file.title"), texts("personal_file.ready"), minutes, actions=actions)


def _kept(texts: Texts, kept: Kept, times: Mapping[str, str]) -> list[str]:
    lines = [texts("personal.reached")] if kept.reached else []
    lines += [texts("personal.library", library=kept.library)] if kept.library else []
    lines += [texts("personal.declines")] if kept.declines else []
    lines += [texts("personal.calendar_key")] if kept.calendar_key else []
    numbers = {name: getattr(kept, name) for name in _COUNTED}
    lines += [
        texts.count(f"personal.{name}", number, time=times.get(_TIMES.get(name, ""), ""))
        for name, number in numbers.items()
        if number
    ]
    lines += [texts("personal.talked", time=times["memories"])] if kept.talked else []
    lines += [texts("personal.member", name=plain(kept.member_name))] if kept.member_name else []
    return lines


def _card(texts: Texts, intent: str, *sentences: str, actions: Sequence[Action] = ()) -> Reply:
    return sentences_card(*sentences, language=texts.language, intent=f"personal.{intent}", actions=actions)


def _button(texts: Texts, do: str) -> Action:
    return press_button(texts(f"button.{do}"), _data(texts, do))


def _data(texts: Texts, do: str) -> dict[str, str]:
    return {"do": do, "language": texts.language}
