"""The AKE team's desk of announcements: preview, list, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.domain.announcements import Announced, Announcement, AnnouncementState
from bot.domain.conversation import Reply
from bot.domain.outbox import State
from bot.domain.recipients import Recipient
from bot.domain.retention import SHORTEST_NOTICES
from bot.services.announcement_ports import TOLD_ARRIVED
from bot.services.announcements import Report
from bot.texts import Texts
from bot.texts.moments import said_span
from dialogs.cards.announcement_form import channel_names
from dialogs.cards.announcement_targets import library_lines, library_targets
from dialogs.cards.announcements import SPOKEN, announcement_body, spoken_announcement
from dialogs.cards.approvals import approval_lines, reason_field, standing_lines
from dialogs.cards.elements import (
    Action,
    CardElement,
    buttons,
    fitting,
    group,
    heading,
    line,
    plain,
    press_button,
    reply,
    sentences_card,
)
from dialogs.cards.repeating import next_line, repeat_lines, skipped_lines

LISTED = 6
"""Announcements of each state on the list."""

Listed = Mapping[AnnouncementState, Sequence[Announced]]
"""The last announcements of each state."""

_TITLED = frozenset({AnnouncementState.PROPOSED, AnnouncementState.SCHEDULED, AnnouncementState.REPEATING})
_WAITING = (State.WAITING, State.CLAIMED, State.SENDING)
_FAILED = (State.FAILED, State.EXPIRED)


def preview_card(
    texts: Texts,
    about: Announced,
    channels: Sequence[Recipient],
    people: int,
    now: datetime,
    *,
    corrects: bool = False,
    own: bool = False,
    told: str = "",
    by_library: Mapping[str, Sequence[int]] | None = None,
    skipped: Sequence[datetime] = (),
) -> Reply:
    """The announcement exactly as it will be seen, and below it to whom it goes, when, and what can be done.

    With `own` it is shown to whoever wrote it, who cannot approve it. `skipped` are the times at which it did not
    leave, of one that repeats.
    """
    announcement, event = about.announcement, about.event
    shown = replace(announcement, corrected_at=now) if corrects else announcement
    lines = [*([told] if told else []), *_going(texts, about, channels, people, by_library or {}, now, corrects)]
    lines += skipped_lines(texts, skipped, now) + standing_lines(texts, about, corrects=corrects)
    proposed = announcement.state is AnnouncementState.PROPOSED
    lines += approval_lines(texts, own=own) if proposed else []
    title = _title(texts, announcement)
    titles = _titles(announcement, corrects=corrects)
    actions = [_button(texts, name, announcement, titles) for name in _buttons_of(announcement, own=own)]
    asked = [reason_field(texts)] if proposed and not own else []
    controls = group([line(title, strong=True), *(line(one) for one in lines), *asked])
    card_of = partial(
        reply,
        [*announcement_body(texts, shown, now, event), controls],
        language=texts.language,
        summary=f"{title}. {announcement.writing.title}",
        intent="announcement.preview",
        actions=actions,
    )
    speak = partial(spoken_announcement, texts, announcement, now, event)
    return fitting(lambda most: card_of(speak=" ".join([f"{title}.", *lines, speak(most)])), SPOKEN)


def list_card(texts: Texts, listed: Listed, now: datetime) -> Reply:
    """Drafts, what is scheduled, and what was sent, each behind its button."""
    return fitting(partial(_list_card, texts, listed, now), LISTED)


def _list_card(texts: Texts, listed: Listed, now: datetime, most: int) -> Reply:
    title = texts("news.list_title")
    body = [heading(title)]
    spoken = [f"{title}."]
    for state, some in listed.items():
        if some:
            name = texts(f"news.state.{state}")
            spoken.append(f"{name}: {len(some)}.")
            body.append(group([line(name, strong=True), *_entries(texts, some[:most], now)]))
    if not any(listed.values()):
        body.append(line(texts("news.list_none")))
    new = press_button(texts("button.new_announcement"), {"do": "news_new", "language": texts.language})
    return reply(
        body, language=texts.language, summary=title, speak=" ".join(spoken), intent="announcement.list", actions=[new]
    )


def report_card(
    texts: Texts,
    announcement: Announcement,
    report: Report,
    names: Mapping[int, str],
    now: datetime,
    *,
    told: str = "",
) -> Reply:
    """What became of a sent announcement; `names` are those of channels, for nobody else's is kept."""
    title = texts("news.report_title", title=plain(announcement.writing.title))
    lines = [*([told] if told else []), *_report_lines(texts, announcement, report, names, now)]
    return reply(
        [heading(title), *(line(one) for one in lines)],
        language=texts.language,
        summary=f"{texts('news.report_title', title=announcement.writing.title)}. {lines[0]}",
        speak=" ".join([f"{texts('news.report_title', title=announcement.writing.title)}.", *lines]),
        intent="announcement.report",
        actions=_report_actions(texts, announcement, report),
    )


def withdraw_card(texts: Texts, announcement: Announcement) -> Reply:
    """Asks whether a sent announcement is really taken back."""
    title, how = texts("news.withdraw_title"), texts("news.withdraw_how", title=plain(announcement.writing.title))
    return reply(
        [heading(title), line(how)],
        language=texts.language,
        summary=title,
        speak=f"{title} {how}",
        intent="announcement.withdraw",
        actions=[_button(texts, "withdraw", announcement), _button(texts, "open", announcement)],
    )


def told_card(texts: Texts, sentence: str) -> Reply:
    """What was done, or why nothing could be."""
    back = press_button(texts("button.news_list"), {"do": "news_list", "language": texts.language})
    title, intent = texts("news.list_title"), "announcement.told"
    return sentences_card(title, sentence, language=texts.language, intent=intent, actions=[back])


def _going(
    texts: Texts,
    about: Announced,
    channels: Sequence[Recipient],
    people: int,
    by_library: Mapping[str, Sequence[int]],
    now: datetime,
    corrects: bool,
) -> list[str]:
    if corrects:
        return [texts("news.goes_to_same")]
    state, writing = about.announcement.state, about.announcement.writing
    names = channel_names(texts, channels)
    to = [plain(names[number]) for number in writing.channels if number in names]
    if writing.everybody:
        to.append(texts.count("news.everybody", people))
    to += library_targets(texts, writing)
    at = writing.send_at
    lines = [texts("news.goes_to", to="; ".join(to) or texts("news.goes_to_none"))]
    lines += library_lines(texts, writing, by_library)
    if writing.repeats:
        lines += repeat_lines(texts, about, now)
    elif at:
        lines.append(texts("news.goes_at", when=said_span(texts, at, at, now)))
    elif state is AnnouncementState.DRAFT:
        lines.append(texts("news.goes_now"))
    elif state is AnnouncementState.PROPOSED:
        lines.append(texts("news.goes_approved"))
    return lines


def _title(texts: Texts, announcement: Announcement) -> str:
    leaving = announcement.state is AnnouncementState.SCHEDULED and announcement.writing.send_at is None
    state = announcement.state if announcement.state in _TITLED else "preview"
    return texts(f"news.{'leaving' if leaving else state}_title")


def _buttons_of(announcement: Announcement, *, own: bool) -> Sequence[str]:
    if announcement.state is AnnouncementState.PROPOSED:
        return ("take_back", "edit", "list") if own else ("approve", "give_back", "edit", "list")
    if announcement.state in (AnnouncementState.SCHEDULED, AnnouncementState.REPEATING):
        return ("open", "edit", "cancel", "list")
    return ("send", "propose", "edit", "keep", "delete")


def _titles(announcement: Announcement, *, corrects: bool) -> Mapping[str, str]:
    """What some of the buttons say otherwise."""
    refresh = {"open": "button.news_refresh"}
    if corrects:
        return {"send": "button.news_update", "approve": "button.news_approve_update", **refresh}
    if announcement.writing.repeats:
        begin = {"send": "button.news_repeat", "approve": "button.news_approve_repeat"}
        return {**begin, "cancel": "button.news_pause", **refresh}
    if announcement.writing.send_at:
        return {"send": "button.news_schedule", "approve": "button.news_approve_schedule", **refresh}
    return refresh


def _button(texts: Texts, name: str, announcement: Announcement, titles: Mapping[str, str] | None = None) -> Action:
    data: dict[str, Any] = {"do": f"news_{name}", "id": announcement.id, "language": texts.language}
    if name in ("send", "propose", "approve"):
        # What is sent is what was seen: another's change in between is shown first.
        data["version"] = announcement.version
    return press_button(texts((titles or {}).get(name, f"button.news_{name}")), data)


def _entries(texts: Texts, some: Sequence[Announced], now: datetime) -> list[CardElement]:
    entries: list[CardElement] = []
    for about in some:
        one = about.announcement
        at = one.sent_at or one.writing.send_at or one.changed_at
        said = next_line(texts, about, now) if one.writing.repeats else said_span(texts, at, at, now)
        entries.append(line(f"{plain(one.writing.title)}, {said}"))
        entries += [line(told, close=True) for told in standing_lines(texts, about)]
        data = {"do": "news_open", "id": one.id, "language": texts.language}
        entries += buttons([press_button(texts("button.open_news", title=one.writing.title), data)])
    return entries


def _report_lines(
    texts: Texts, announcement: Announcement, report: Report, names: Mapping[int, str], now: datetime
) -> list[str]:
    at = announcement.sent_at or announcement.changed_at
    lines = [texts("news.sent_at", when=said_span(texts, at, at, now))]
    if announcement.state is AnnouncementState.WITHDRAWN:
        lines.append(texts("news.withdrawn"))
    if not report.postings:
        kept = now.timestamp() - at.timestamp() < timedelta(days=SHORTEST_NOTICES).total_seconds()
        return [*lines, texts("news.no_recipients" if kept else "news.no_postings")]
    counts = {"arrived": (State.SENT,), "waiting": _WAITING, "cancelled": (State.CANCELLED,)}
    for name, states in counts.items():
        if number := report.count(*states):
            lines.append(texts.count(f"news.{name}", number))
    if told := sum(one.state is State.SENT and one.reason == TOLD_ARRIVED for one in report.postings):
        lines.append(texts.count("news.told_arrived", told))
    lines += _troubles(texts, "failed", report, _FAILED, names)
    lines += _troubles(texts, "doubtful", report, (State.DOUBTFUL,), names)
    if report.updates:
        done, going = (sum(one.state in states for one in report.updates) for states in ((State.SENT,), _WAITING))
        failed = sum(one.state in (*_FAILED, State.DOUBTFUL) for one in report.updates)
        lines.append(texts("news.updates", done=done, going=going, failed=failed))
    if announcement.writing.asks_read:
        lines.append(texts.count("news.readers", report.readers))
    return lines


def _troubles(texts: Texts, name: str, report: Report, states: Sequence[State], names: Mapping[int, str]) -> list[str]:
    """One line for each reason: how many, which channels, and why in words."""
    found = [one for one in report.postings if one.state in states]
    lines = []
    for reason, number in sorted(Counter(one.reason for one in found).items()):
        who = [plain(names[one.recipient]) for one in found if one.reason == reason and one.recipient in names]
        why = _reason(texts, reason) + (f" ({', '.join(who)})" if who else "")
        lines.append(texts.count(f"news.{name}", number, why=why))
    return lines


def _reason(texts: Texts, code: str) -> str:
    key = f"news.reason.{code}"
    return texts(key) if key in texts.sentences else texts("news.reason.other", code=code or "-")


def _report_actions(texts: Texts, announcement: Announcement, report: Report) -> list[Action]:
    names = ["open"]
    if announcement.state is AnnouncementState.SENT:
        names += ["correct", "ask_withdraw"]
        names += ["again"] if report.count(*_FAILED) else []
        names += ["arrived", "again_doubtful"] if report.count(State.DOUBTFUL) else []
    titles = {"open": "button.news_refresh"}
    return [_button(texts, name, announcement, titles) for name in [*names, "list"]]
