"""One card of every kind about announcements, for the shortest, the longest and the most hostile of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from bot.domain.announcements import MAX_TEXT, Announced, Announcement, AnnouncementState, Writing
from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.domain.outbox import State
from bot.domain.recipients import Address, Recipient, RecipientKind
from bot.domain.repeats import Repeat
from bot.services.announcement_ports import Posting
from bot.services.announcements import Report
from bot.services.libraries import consortia, libraries
from bot.services.team_words import Word
from bot.texts import texts_of
from dialogs.announcement_form import EVERYBODY, Filled
from dialogs.cards import announcement_desk as desk
from dialogs.cards.announcement_form import form_card
from dialogs.cards.announcements import announcement_card
from dialogs.cards.approvals import word_card
from tests.support.drafts import helsinki

NOW = helsinki(2026, 11, 23, 9, 0)
HOSTILE = 'A "b" *c* [d](https://e.example) <at>f</at> \\ `g` {h} \x1b 😀'


def announcements() -> Iterator[tuple[str, Announcement]]:
    """Announcements as short, as long and as hostile as they can be, in every state."""
    address = "https://kuva.example/" + "a" * 900
    writings = {
        "short": Writing("Otsikko", "Teksti"),
        "to libraries": Writing("Otsikko", "Teksti", libraries=tuple(libraries()), consortia=tuple(consortia())),
        "hostile": Writing(HOSTILE, HOSTILE, "https://linkki.example", "https://kuva.example", HOSTILE, True, (1, 2)),
        **{
            f"long {letter}": Writing(
                letter * 120, letter * MAX_TEXT, address, address, letter * 300, True, (1,), True, NOW
            )
            for letter in ("ä", "<", "😀", '"')
        },
        "repeating": Writing(
            "Kanavat", "Seuraa", everybody=True, send_at=NOW, repeats=Repeat.MONTHLY, until=date(2027, 3, 31)
        ),
        "many lines": Writing("Otsikko", "a\n" * (MAX_TEXT // 2)),
    }
    for name, writing in writings.items():
        for state in AnnouncementState:
            sent = NOW if state in (AnnouncementState.SENT, AnnouncementState.WITHDRAWN) else None
            trouble = str(Word.LATE) if state is AnnouncementState.DRAFT else ""
            yield f"{name} {state}", Announcement(1, "k", 2, state, writing, NOW, None, sent, sent, "29:a", trouble)


def announcement_cards(language: str, events: Sequence[Event]) -> Iterator[tuple[str, Reply]]:
    """Cards about announcements: as they are received, and as their team sees them."""
    texts = texts_of(language)
    addresses = [Address(RecipientKind.CHANNEL, f"19:{n}@t", "c", "s", "b", name=n) for n in (HOSTILE, "", "")]
    channels = [Recipient(number, address) for number, address in enumerate(addresses, 1)]
    by_library = {"Juva": [1, 2], "Mikkeli": [3]}
    reasons = ("http_403", "", "timeout", HOSTILE)
    postings = [Posting(n, state, reason) for n, state in enumerate(State, 1) for reason in reasons]
    for name, one in announcements():
        form = Filled(*(HOSTILE,) * 5, to=f"1,{EVERYBODY}") if "hostile" in name else Filled(text=one.writing.text)
        yield f"{name} received", announcement_card(texts, one, NOW)
        yield f"{name} read", announcement_card(texts, one, NOW, read=True)
        for number, event in enumerate(events):
            yield f"{name} of event {number}", announcement_card(texts, one, NOW, event)
            yield (
                f"{name} preview of {number}",
                desk.preview_card(texts, Announced(one, event), channels, 3, NOW, by_library=by_library),
            )
        for corrects in (False, True):
            preview = desk.preview_card(texts, Announced(one), channels, 3, NOW, corrects=corrects, told="Kerrottu.")
            yield f"{name} preview {corrects}", preview
        yield (
            f"{name} preview own",
            desk.preview_card(texts, Announced(one), channels, 3, NOW, own=True, skipped=[NOW] * desk.LISTED),
        )
        for word in set(Word) - {Word.PROPOSED}:
            for reason in ("", HOSTILE):
                told = {"word": word, "reason": reason, "when": NOW.isoformat()}
                yield f"{name} word {word} {bool(reason)}", word_card(texts, told, Announced(one), NOW)
        report = desk.report_card(texts, one, Report(postings, postings, 1), {1: HOSTILE, 2: "b"}, NOW, told="Nyt.")
        yield f"{name} report", report
        yield f"{name} no report", desk.report_card(texts, one, Report((), (), 0), {}, NOW)
        listed = [Announced(one, event) for event in [*events[:2], None] * 2]
        yield f"{name} list", desk.list_card(texts, {one.state: listed}, NOW)
        yield f"{name} withdraw", desk.withdraw_card(texts, one)
        faults = {
            "title": "missing",
            "text": "scheme",
            "link": "not_https",
            "to": "unknown",
            "day": "past",
            "event": "gone",
            "libraries": "unknown",
        }
        beside: dict[str, Any] = {"events": events, "by_library": by_library, "told": HOSTILE}
        yield f"{name} form", form_card(texts, form, channels, 1, NOW, key="k" * 32, faults=faults, **beside)
        yield f"{name} form of sent", form_card(texts, form, channels, 1, NOW, key="k", replaces=1, sent=True)
    yield "announcements none", desk.list_card(texts, {}, NOW)
    yield "announcement told", desk.told_card(texts, texts("news.kept"))
