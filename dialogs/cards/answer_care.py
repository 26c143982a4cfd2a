"""Cards by which the AKE team cares for its answers: the list, one answer, and the form with what it comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.conversation import Reply
from bot.domain.paging import page_within, pages_of
from bot.domain.written_answers import MAX_LINK, MAX_TEXT, MAX_TITLE, MAX_WAY, MAX_WAYS, WrittenAnswer
from bot.texts import Texts, texts_of
from dialogs.cards.elements import (
    Action,
    CardElement,
    buttons,
    group,
    heading,
    line,
    mend_line,
    plain,
    press_button,
    reply,
    shortened,
    without_inputs,
)
from dialogs.cards.inputs import words
from dialogs.cards.written import answers_button, link_buttons, written_data, written_lines

PAGE = 5
_SHOWN_OF_TEXT = 100
_SPOKEN = 300


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that is being written: for a question, if it has one, with what is wrong in it.

    `elsewhere` are ways of asking to which the bot would say something else. `seen` names what was shown of it, when
    it was: only that may be saved.
    """

    answer: WrittenAnswer
    question: int = 0
    faults: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Sequence[str] = ()
    seen: str = ""
    told: str = ""


def answer_list_card(texts: Texts, answers: Sequence[WrittenAnswer], page: int, told: str = "") -> Reply:
    """A page of all answers, with what was just done above it."""
    title, pages = texts("answer_care.title"), pages_of(len(answers), PAGE)
    number = page_within(page, len(answers), PAGE)
    lines = [*([told] if told else []), texts.count("answer_care.total", len(answers))]
    lines += [texts("unanswered.page", page=number + 1, pages=pages)] if pages > 1 else []
    body = [heading(title), *(line(plain(one)) for one in lines)]
    shown = answers[number * PAGE : (number + 1) * PAGE]
    names = [
        texts("answer_care.numbered", number=n, title=a.writing.title) for n, a in enumerate(shown, number * PAGE + 1)
    ]
    for n, (answer, name) in enumerate(zip(shown, names, strict=True), number * PAGE + 1):
        told_of_it = (
            texts("answer_care.is_removed") if answer.removed else shortened(answer.writing.text, _SHOWN_OF_TEXT)
        )
        show = press_button(texts("written_button.open", number=n), written_data(texts, "open", answer=answer.key))
        body.append(group([line(plain(name), strong=True), line(plain(told_of_it), close=True), *buttons([show])]))
    actions = [_page(texts, number + 1, "next")] if number + 1 < pages else []
    actions += [_page(texts, number - 1, "previous")] if number else []
    actions.append(press_button(texts("written_button.new"), written_data(texts, "form")))
    actions.append(press_button(texts("unanswered_button.list"), {"do": "unanswered_list", "language": texts.language}))
    return reply(
        body,
        language=texts.language,
        summary=told or f"{title}. {lines[0]}",
        speak=" ".join([f"{title}.", *lines, *(f"{name}." for name in names)]),
        intent="written.list",
        actions=actions,
    )


def answer_care_card(texts: Texts, answer: WrittenAnswer, told: str = "") -> Reply:
    """An answer as it is given, how it is asked for, and what can be done with it."""
    title = answer.writing.title
    notes = [*([told] if told else []), *([texts("answer_care.is_removed")] if answer.removed else [])]
    body = [heading(texts("answer_care.one")), *(line(plain(note)) for note in notes), *_shown(texts, answer)]
    body += [line(texts("answer_care.ways"), strong=True), line(plain(" · ".join(answer.writing.ways)), close=True)]
    deeds = ["restore"] if answer.removed else ["form", "remove", *(["restore"] if answer.before else [])]
    names = {"form": "edit", "restore": "bring_back" if answer.removed else "restore"}
    about = {"answer": answer.key, "version": answer.version}
    actions = [
        press_button(texts(f"written_button.{names.get(one, one)}"), written_data(texts, one, **about)) for one in deeds
    ]
    return reply(
        body,
        language=texts.language,
        summary=f"{texts('answer_care.one')}: {title}",
        speak=" ".join([f"{title}.", *notes, shortened(answer.writing.text, _SPOKEN)]),
        intent="written.open",
        actions=[*actions, answers_button(texts)],
    )


def writing_card(texts: Texts, draft: Draft) -> Reply:
    """The form; once something was written, with what the bot would say above it, so that just that is saved."""
    title = texts(
        "answer_care.form_title" if draft.answer.version or draft.question == 0 else "answer_care.question_title"
    )
    lines = [*([draft.told] if draft.told else []), texts("answer_care.mend" if draft.faults else "answer_care.how")]
    body: list[CardElement] = [heading(title), *(line(plain(one)) for one in lines)]
    if draft.seen:
        body += [line(texts("answer_care.preview"), strong=True), group(_shown(texts, draft.answer))]
        if draft.elsewhere:
            body.append(mend_line(plain(texts("answer_care.elsewhere", ways=" · ".join(draft.elsewhere)))))
    for one in _inputs(texts, draft.answer):
        body.append(one)
        if fault := draft.faults.get(one["id"]):
            body.append(mend_line(texts(f"answer_care.fault.{one['id']}_{fault}", **_LIMITS), close=True))
    data = {"answer": draft.answer.key, "version": draft.answer.version, "question": draft.question}
    save = (
        [press_button(texts("written_button.save"), written_data(texts, "save", seen=draft.seen, **data))]
        if draft.seen
        else []
    )
    preview = press_button(
        texts(f"written_button.{'preview_again' if draft.seen else 'preview'}"), written_data(texts, "preview", **data)
    )
    wrong = [texts(f"answer_care.fault.{name}_{code}", **_LIMITS) for name, code in draft.faults.items()]
    said = shortened(draft.answer.writing.text, _SPOKEN) if draft.seen else ""
    return reply(
        body,
        language=texts.language,
        summary=f"{title}. {lines[0]}",
        speak=" ".join(filter(None, [f"{title}.", *lines, *wrong, said])),
        intent="written.form",
        actions=[*save, preview, without_inputs(answers_button(texts))],
    )


_LIMITS = {"title": MAX_TITLE, "text": MAX_TEXT, "way": MAX_WAY, "ways": MAX_WAYS}


def _shown(texts: Texts, answer: WrittenAnswer) -> list[CardElement]:
    """The answer in each language that it has."""
    writing, fi = answer.writing, texts_of("fi")
    found = [line(plain(writing.title), strong=True), *written_lines(fi, writing)]
    if writing.text_en:
        found += [line(plain(writing.title_en), strong=True), *written_lines(texts_of("en"), writing)]
    return [*found, *buttons(link_buttons(texts, writing))]


def _inputs(texts: Texts, answer: WrittenAnswer) -> Sequence[CardElement]:
    writing = answer.writing
    ways = (MAX_WAY + 1) * MAX_WAYS
    fields = (
        ("title", writing.title, MAX_TITLE, True, False),
        ("text", writing.text, MAX_TEXT, True, True),
        ("ways", "\n".join(writing.ways), ways, True, True),
        ("link", writing.link, MAX_LINK, False, False),
        ("title_en", writing.title_en, MAX_TITLE, False, False),
        ("text_en", writing.text_en, MAX_TEXT, False, True),
    )
    return [
        words(
            name,
            texts(f"answer_care.label.{name}"),
            value,
            most,
            error=texts(f"answer_care.error.{name}", **_LIMITS),
            required=required,
            lines=several,
        )
        for name, value, most, required, several in fields
    ]


def _page(texts: Texts, page: int, name: str) -> Action:
    return press_button(texts(f"unanswered_button.{name}"), written_data(texts, "list", page=page))
