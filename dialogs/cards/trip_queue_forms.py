"""Forms by which the AKE team handles a peer-learning trip: something written, a member, hosts, or a host found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.domain.conversation import Reply
from bot.domain.trips import MAX_LINE, MAX_REASON, Trip
from bot.texts import Texts
from dialogs.cards.elements import CardElement, heading, line, mend_line, plain, reply, without_inputs
from dialogs.cards.inputs import choice, choices, words
from dialogs.cards.trip_queue import queue_trip_button
from dialogs.cards.trips import trip_sentences


def write_card(
    texts: Texts, step: str, trip: Trip, said: str = "", problem: str = "", *, required: bool = True
) -> Reply:
    """The form for what is written with a step: a comment, a question, a reason."""
    field = words(
        "said",
        texts(f"queue_write.{step}_label"),
        said,
        MAX_REASON,
        error=texts("queue_write.error", limit=MAX_REASON),
        required=required,
    )
    return form_card(
        texts,
        trip,
        texts(f"queue_write.{step}"),
        [texts(f"queue_write.{step}_how")],
        [field],
        f"save_{step}",
        f"queue_save_{step}",
        problem,
    )


def hand_card(texts: Texts, trip: Trip, members: Mapping[str, str], problem: str = "") -> Reply:
    """The form that asks who is to handle a trip, of members by their accounts."""
    title = texts("queue_hand.title")
    if not members:
        return form_card(texts, trip, title, [texts("queue_hand.none")], [], "", "", problem)
    field = choice("to", texts("queue_hand.label"), members, "", error=texts("queue_hand.error"), style="compact")
    how = [texts("queue_hand.how")]
    return form_card(texts, trip, title, how, [field], "hand_over", "queue_hand_over", problem)


def hosts_card(
    texts: Texts,
    trip: Trip,
    name: str,
    options: Mapping[str, str],
    *,
    chosen: Collection[str] = (),
    asked: Sequence[str] = (),
    said: str = "",
    problem: str = "",
) -> Reply:
    """The form that asks which hosts to suggest ("suggest") or to ask ("ask"), of offers by their numbers.

    `options` tell of each offer why it is suggested; `asked` are the libraries that were asked before.
    """
    lines = [texts(f"queue_hosts.{name}_how")] if options else [texts("queue_hosts.none")]
    if asked:
        lines.append(texts("queue_hosts.asked_already", hosts=", ".join(asked)))
    fields = []
    if options:
        fields.append(choices("offers", texts("queue_hosts.label"), options, chosen, error=texts("queue_hosts.error")))
        if name == "ask":
            error = texts("queue_write.error", limit=MAX_REASON)
            label = texts("queue_hosts.said_label")
            fields.append(words("said", label, said, MAX_REASON, error=error))
    save = f"{name}_{'host' if name == 'ask' else 'hosts'}"
    return form_card(texts, trip, texts(f"queue_hosts.{name}"), lines, fields, save, f"queue_{save}", problem)


def find_card(
    texts: Texts, trip: Trip, libraries: Sequence[str], host: str = "", contact: str = "", problem: str = ""
) -> Reply:
    """The form for a host that was found otherwise."""
    options = {name: name for name in libraries}
    fields = [
        choice(
            "host",
            texts("queue_find.library_label"),
            options,
            host,
            error=texts("queue_find.library_error"),
            style="compact",
        ),
        words(
            "contact",
            texts("queue_find.contact_label"),
            contact,
            MAX_LINE,
            error=texts("queue_find.contact_error", limit=MAX_LINE),
            required=True,
            lines=False,
        ),
    ]
    how = [texts("queue_find.how")]
    return form_card(texts, trip, texts("queue_find.title"), how, fields, "find_host", "queue_find_host", problem)


def form_card(
    texts: Texts,
    trip: Trip,
    title: str,
    lines: Sequence[str],
    fields: Sequence[CardElement],
    save: str,
    do: str,
    problem: str = "",
    **more: object,
) -> Reply:
    """A form about a trip, with what is wrong above its fields; without fields nothing can be saved."""
    wrong = [mend_line(plain(problem))] if problem else []
    about = trip_sentences(texts, trip)
    saving = [queue_trip_button(texts, save, do, trip, **more)] if fields else []
    # What is written on the form is not sent along by the way back.
    back = without_inputs(queue_trip_button(texts, "back", "queue_open", trip))
    return reply(
        [
            heading(title),
            *(line(plain(one), subtle=True) for one in about[:2]),
            *(line(plain(one)) for one in lines),
            *wrong,
            *fields,
        ],
        language=texts.language,
        summary=f"{title}. {problem or (about[0] if about else '')}",
        speak=" ".join(filter(None, [f"{title}.", problem, *about[:2], *lines])),
        intent="trip.handling_form",
        actions=[*saving, back],
    )
