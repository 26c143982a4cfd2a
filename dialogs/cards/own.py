"""Cards about a person's own choices: the library that is theirs, and whether announcements come."""

from __future__ import annotations

from bot.domain.conversation import Reply
from bot.services.libraries import municipalities
from bot.texts import Texts
from dialogs.cards.elements import CardElement, heading, line, press_button, reply, sentences_card, without_inputs


def library_card(texts: Texts, own: str, chosen: str, told: str = "") -> Reply:
    """A person's library, as a form with one chosen; `told` is what was done or is to be minded."""
    title = texts("own.library_title")
    known = texts("own.library_is", library=municipalities().get(own, own)) if own else texts("own.library_not_known")
    lines = [*([told] if told else []), known, texts("own.library_what")]
    language = {"language": texts.language}
    actions = [press_button(texts("button.save"), {"do": "library_save", **language})]
    if own:
        forget = press_button(texts("own_button.forget_library"), {"do": "library_forget", **language})
        actions.append(without_inputs(forget))
    return reply(
        [heading(title), *(line(one) for one in lines), library_field(texts, chosen)],
        language=texts.language,
        summary=" ".join(lines[:2]),
        speak=" ".join([f"{title}.", *lines]),
        intent="own.library",
        actions=actions,
    )


def announcements_card(texts: Texts, *, wanted: bool) -> Reply:
    """Whether announcements come to a person from now on, and the way back."""
    key, back = ("announcements_on", "stop") if wanted else ("announcements_off", "start")
    title, how = texts(f"own.{key}"), texts(f"own.{key}_how")
    data = {"do": f"announcements_{back}", "language": texts.language}
    return reply(
        [heading(title), line(how)],
        language=texts.language,
        summary=title,
        speak=f"{title} {how}",
        intent=f"own.{key}",
        actions=[press_button(texts(f"own_button.announcements_{back}"), data)],
    )


def told_card(texts: Texts, sentence: str) -> Reply:
    """What was done, or why nothing could be."""
    return sentences_card(sentence, language=texts.language, intent="own.told")


def library_field(texts: Texts, chosen: str) -> CardElement:
    """A field for a municipality of the region, with one chosen if any."""
    field: CardElement = {
        "type": "Input.ChoiceSet",
        "id": "library",
        "label": texts("own.library_label"),
        "style": "filtered",
        "isRequired": True,
        "errorMessage": texts("own.library_error"),
        "placeholder": texts("own.library_placeholder"),
        "choices": [
            {"title": texts("own.library_named", municipality=name, library=library), "value": name}
            for name, library in municipalities().items()
        ],
    }
    return field | {"value": chosen} if chosen else field
