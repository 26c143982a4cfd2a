"""Cards about what is kept of a person: what it is, whether to erase it, and that it is gone."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.conversation import Reply
from bot.domain.personal import Kept
from bot.texts import Texts
from dialogs.cards.elements import Action, plain, press_button, sentences_card

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


def kept_card(texts: Texts, kept: Kept) -> Reply:
    """What is kept of the person, with a button to erase it."""
    lines = _kept(texts, kept)
    if not lines:
        return personal_told_card(texts, texts("personal.nothing"))
    actions = [_button(texts, "me_ask_forget"), press_button(texts("button.reminders"), _data(texts, "reminders"))]
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


def _kept(texts: Texts, kept: Kept) -> list[str]:
    lines = [texts("personal.reached")] if kept.reached else []
    lines += [texts("personal.library", library=kept.library)] if kept.library else []
    lines += [texts("personal.declines")] if kept.declines else []
    numbers = {name: getattr(kept, name) for name in _COUNTED}
    time = texts.count("personal.trip_time", kept.trip_months)
    slots = {"trips": {"time": time}}
    lines += [
        texts.count(f"personal.{name}", number, **slots.get(name, {})) for name, number in numbers.items() if number
    ]
    lines += [texts("personal.talked")] if kept.talked else []
    lines += [texts("personal.member", name=plain(kept.member_name))] if kept.member_name else []
    return lines


def _card(texts: Texts, intent: str, *sentences: str, actions: Sequence[Action] = ()) -> Reply:
    return sentences_card(*sentences, language=texts.language, intent=f"personal.{intent}", actions=actions)


def _button(texts: Texts, do: str) -> Action:
    return press_button(texts(f"button.{do}"), _data(texts, do))


def _data(texts: Texts, do: str) -> dict[str, str]:
    return {"do": do, "language": texts.language}
