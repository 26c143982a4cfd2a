"""One card of every kind about what feedback comes to, for the barest, the fullest and the most hostile of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.domain.conversation import Reply
from bot.domain.coverage import Bands, Figures, Reach
from bot.domain.events import Event
from bot.domain.feedback import FREE, MAX_QUESTION, MAX_WORDS, ONWARD, Outcome, Question, Used
from bot.domain.ratings import Ratings
from bot.domain.summaries import EventSummary, SeriesSummary, Summary, TermSummary, YearSummary
from bot.domain.terms import terms_of
from bot.services.feedback_words import OUTCOME, Said
from bot.services.library_groups import libraries, library_names
from bot.texts import texts_of
from dialogs.cards.feedback_summary import (
    event_summary_card,
    series_summary_card,
    summary_told_card,
    term_summary_card,
)
from dialogs.cards.feedback_words import PAGE, questions_shown, words_card
from dialogs.cards.feedback_year import year_card
from tests.dialogs.cards.announcement_kinds import HOSTILE
from tests.support.drafts import helsinki

NOW = helsinki(2026, 11, 23, 9, 0)
FULL = Ratings((1, 20, 300, 4000, 50000))
SUMMARIES = {
    "none": Summary(Ratings(), 0, 0, None, {}, 4),
    "one": Summary(Ratings((0, 0, 0, 0, 1)), 1, 1, None, {Used.YES: 1}, 4),
    "full": Summary(FULL, 40, 50, True, dict.fromkeys(Used, 999), 4),
    "near": Summary(FULL, 40, 50, False, {}, 4),
}
NAMES = sorted(library_names())
COVERAGE = {
    "none": None,
    "bands": Bands(date(2026, 10, 31), 4, {name: (0, 4, 10, 20)[n % 4] for n, name in enumerate(NAMES)}),
    "figures": Figures({group.key: (9999, 44444) for group in libraries().all()}),
    "nothing shown": Figures({"*": (3, 12)}),
}
REACHES = {"none": None, "all": Reach(NOW.date(), ()), "some": Reach(NOW.date(), NAMES)}


def summary_cards(language: str, some: Sequence[Event]) -> Iterator[tuple[str, Reply]]:
    """Cards of what feedback of the given events comes to."""
    texts = texts_of(language)
    own = [Question(f"q{number}", f"{number} {HOSTILE}".ljust(MAX_QUESTION, "?")) for number in range(8)]
    said = dict.fromkeys([*(one.key for one in questions_shown(texts, own))], 4321)
    for name, summary in SUMMARIES.items():
        told = EventSummary(some[0], summary, said if summary.ratings.number else {}, SUMMARIES[name], own)
        yield f"summary event {name}", event_summary_card(texts, told, NOW)
        ratings = [(one, summary.ratings) for one in some] if summary.ratings.number else []
        yield f"summary series {name}", series_summary_card(texts, SeriesSummary(HOSTILE, summary, ratings), NOW)
        series = {f"{HOSTILE} {number}": FULL for number in range(20)} if summary.ratings.number else {}
        terms = [TermSummary(term, summary, series, one) for one in COVERAGE.values() for term in terms_of(2026)]
        for (kind, _), term in zip(COVERAGE.items(), terms[::2], strict=True):
            for reached, reach in REACHES.items():
                yield f"summary term {name} {kind} {reached}", term_summary_card(texts, term, reach, NOW)
            address = f"https://botti.example/reports/{'a' * 400}"
            year = YearSummary(2026, summary, (term, term))
            yield f"summary year {name} {kind}", year_card(texts, year, REACHES["some"], address, NOW.date())
    yield "summary year nowhere", year_card(texts, YearSummary(2026, SUMMARIES["full"], ()), None, "", NOW.date())
    yield "summary told", summary_told_card(texts, texts("summary.unknown"))
    yield from ((f"summary {kind}", card) for kind, card in _words_cards(language, some[0]))


def _words_cards(language: str, event: Event) -> Iterator[tuple[str, Reply]]:
    texts = texts_of(language)
    outcome = Outcome(Used.YES, HOSTILE)
    for question in questions_shown(texts, [Question("q", HOSTILE)]):
        said = [Said("a" * 64, HOSTILE, False, outcome), Said("b" * 64, "", True, Outcome(Used.NOT_YET))] * 4
        yield f"words {question.key}", words_card(texts, event, question, "", said[: PAGE + 1])
        yield f"no words {question.key}", words_card(texts, event, question, "c" * 64, [])
    for letter in ("ä", "<", "😀", "\x01"):
        long = Said("d" * 64, letter * MAX_WORDS, False, Outcome(Used.YES, letter * MAX_WORDS))
        for key in (ONWARD, FREE, OUTCOME):
            yield f"long words {letter!r} {key}", words_card(texts, event, Question(key, "?" * 200), "", [long] * 7)
