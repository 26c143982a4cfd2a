"""The card of a year's feedback: plain sentences for the yearly report, and where to load the numbers."""

from __future__ import annotations

from datetime import date

from bot.domain.conversation import Reply
from bot.domain.coverage import Reach
from bot.domain.feedback import Used
from bot.domain.summaries import YearSummary
from bot.texts import Texts
from bot.texts.numbers import decimal, percent
from bot.texts.terms import term_name
from dialogs.cards.elements import group, heading, line, open_button, plain, reply
from dialogs.cards.feedback_coverage import reach_lines, term_lines

_BEST = 3


def year_card(texts: Texts, told: YearSummary, reach: Reach | None, address: str, today: date) -> Reply:
    """A year's feedback as sentences, with a button to the file unless the bot has no address of its own."""
    title, lines = texts("year.title", year=told.year), year_sentences(texts, told)
    coverage = [line(texts("coverage.title"), strong=True)]
    for term in told.terms:
        if term.summary.ratings.number:
            coverage.append(line(term_name(texts, term.term), strong=True))
            coverage += [line(plain(one), close=True) for one in term_lines(texts, term.coverage, today)]
    coverage += [line(plain(one)) for one in reach_lines(texts, reach, today)]
    told_of = [group(coverage)] if len(coverage) > 1 else []
    how = texts("year.download" if address else "year.no_address")
    return reply(
        [heading(title), *(line(plain(one)) for one in lines), *told_of, line(how)],
        language=texts.language,
        summary=f"{title}. {lines[0]}",
        speak=" ".join([f"{title}.", *lines, how]),
        intent="feedback_summary.year",
        actions=[open_button(texts("button.report_download"), address)] if address else [],
    )


def year_sentences(texts: Texts, told: YearSummary) -> list[str]:
    """The year in plain sentences."""
    summary, ratings = told.summary, told.summary.ratings
    if ratings.mean is None:
        return [texts("year.nothing", year=told.year)]
    part = percent(ratings.good, ratings.number)
    lines = [
        texts("year.events", year=told.year, n=summary.events, of=summary.of),
        texts("year.answers", n=ratings.number, mean=decimal(texts, ratings.mean), part=part),
    ]
    for term in told.terms:
        of_term = term.summary.ratings
        if of_term.mean is not None:
            name = term_name(texts, term.term)
            name = name[0].upper() + name[1:]
            lines.append(texts("year.term", term=name, n=of_term.number, mean=decimal(texts, of_term.mean)))
    lines.append(texts("year.best", names=", ".join(list(told.series)[:_BEST])))
    asked = sum(summary.used.values())
    if asked:
        used = asked - summary.used.get(Used.NOT_YET, 0)
        lines.append(texts("year.used", n=asked, part=percent(used, asked)))
    return lines
