"""What is to be minded in a form about an event: what is wrong, what others changed, what speaks against saving."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.errors import Problem
from bot.domain.event_forms import Field
from bot.services.event_care import Concern
from bot.texts import Texts
from bot.texts.moments import short_date, when
from dialogs.cards.elements import CardElement, line, mend_line, plain, shortened
from dialogs.cards.event_filled import Filled

_SHOWN_CLASHES = 5


def minded_lines(texts: Texts, filled: Filled, now: datetime, longest_text: int) -> list[CardElement]:
    """What a person must know before they press again; of other texts so many characters are shown."""
    lines: list[CardElement] = []
    if filled.problems:
        wrong = ", ".join(texts(f"event_form.label.{one}") for one in filled.problems)
        lines.append(mend_line(texts("event_form.wrong", fields=wrong)))
    if filled.news:
        lines.append(mend_line(texts("event_form.news")))
        lines += [line(_difference(texts, *one, longest_text), close=True) for one in filled.news]
        lines.append(line(texts("event_form.news_how")))
    if filled.dates:
        lines.append(mend_line(texts("event_form.dates_check")))
        holidays = sum(one.holiday for one in filled.dates)
        if holidays:
            lines.append(line(texts.count("event_form.dates_holidays", holidays)))
    if filled.concerns:
        lines.append(mend_line(texts("event_form.concerns")))
        lines += [line(text, close=True) for text in _concerns(texts, filled.concerns, now, longest_text)]
    return lines


def _concerns(texts: Texts, concerns: Sequence[Concern], now: datetime, longest_text: int) -> list[str]:
    clashing = [one for one in concerns if one.event]
    said = [
        texts(f"event_form.concern.{one.code}", day=short_date(one.day, now.date()))
        for one in concerns
        if not one.event
    ]
    for one in clashing[:_SHOWN_CLASHES]:
        assert one.event is not None
        facts = one.event.facts
        title = plain(shortened(facts.title, longest_text))
        said.append(texts("event_form.concern.clash", title=title, when=when(texts, facts, now)))
    if len(clashing) > _SHOWN_CLASHES:
        said.append(texts.count("event_form.concern.more", len(clashing) - _SHOWN_CLASHES))
    return said


def _difference(texts: Texts, one: Field, old: str, new: str, longest_text: int) -> str:
    told = [plain(_readable(texts, one, shortened(text, longest_text))) for text in (old, new)]
    before, after = (text or texts("event_form.empty") for text in told)
    return texts("event_form.difference", field=texts(f"event_form.label.{one}"), old=before, new=after)


def _readable(texts: Texts, one: Field, text: str) -> str:
    """A field's text in words where it is a code."""
    groups = {Field.FORM: "form", Field.HELD: "held", Field.VALIDITY: "validity"}
    group = groups.get(one)
    return texts.sentences.get(f"event_form.{group}.{text}", text) if group else text


def wrong_line(texts: Texts, one: Field, problem: Problem) -> CardElement:
    """What is wrong in a field."""
    sentence = texts(f"problem.{problem.code}", **{name: plain(text) for name, text in problem.slots.items()})
    label = texts(f"event_form.label.{one}")
    return mend_line(texts("event_form.wrong_field", field=label, sentence=sentence))
