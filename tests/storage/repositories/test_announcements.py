"""Announcements, their readings, and their way through the outbox, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.announcements import Announcement, AnnouncementState, Writing
from bot.domain.outbox import NewNotice, NoticeKind, Settlement, State
from bot.domain.recipients import GENERAL, Address, RecipientKind
from bot.domain.repeats import Repeat
from storage.store import SqlStore
from tests.storage.repositories.test_recipients import AINO, NOW, seen

CHANNEL = Address(RecipientKind.CHANNEL, "19:kahvit", "19:kahvit", "https://service.example/", "28:bot", "t")
WRITING = Writing("Otsikko", "Teksti\n*ä* 😀", "https://a.fi", "https://a.fi/k.png", "Kuva", True, (3, 1), True, NOW)


async def saved(
    store: SqlStore, key: str = "k1", writing: Writing = WRITING, replaces: int | None = None
) -> Announcement:
    async with store.begin() as uow:
        draft = await uow.announcements.save(key, writing, NOW, replaces)
    assert draft is not None
    return draft


async def by_id(store: SqlStore, number: int) -> Announcement | None:
    async with store.begin() as uow:
        return await uow.announcements.by_id(number)


async def test_a_draft_comes_back_as_it_was_written(store: SqlStore) -> None:
    draft = await saved(store)
    assert (draft.version, draft.state, draft.writing) == (1, AnnouncementState.DRAFT, WRITING)
    assert await by_id(store, draft.id) == draft
    assert await by_id(store, draft.id + 1) is None


async def test_the_same_form_is_one_draft_with_a_new_version(store: SqlStore) -> None:
    first, again = await saved(store), await saved(store, writing=Writing("Toinen", "a"))
    assert (again.id, again.version, again.writing.title) == (first.id, 2, "Toinen")
    assert (await saved(store, "k2")).id != first.id


async def test_what_is_no_draft_any_more_is_not_written_over(store: SqlStore) -> None:
    draft = await saved(store)
    async with store.begin() as uow:
        await uow.announcements.change(replace(draft, state=AnnouncementState.SENT, sent_at=NOW, corrected_at=NOW))
        assert await uow.announcements.save("k1", Writing("Muu", "b"), NOW) is None
    kept = await by_id(store, draft.id)
    assert kept is not None
    assert (kept.writing, kept.sent_at, kept.corrected_at) == (WRITING, NOW, NOW)


async def test_who_wrote_it_and_why_it_stayed_come_back(store: SqlStore) -> None:
    async with store.begin() as uow:
        draft = await uow.announcements.save("k1", WRITING, NOW, None, "29:aino")
        assert draft is not None
        await uow.announcements.change(replace(draft, trouble="late"))
    kept = await by_id(store, draft.id)
    assert kept == replace(draft, trouble="late")
    assert kept.author == "29:aino"


async def test_how_it_repeats_comes_back(store: SqlStore) -> None:
    for number, repeat in enumerate(Repeat):
        writing = replace(WRITING, repeats=repeat, until=date(2027, 12, 31))
        assert (await saved(store, f"k{number}", writing)).writing == writing


async def test_the_times_that_were_left_out_are_told_the_last_first(store: SqlStore) -> None:
    series, other = await saved(store), await saved(store, "k2")
    kinds = [NoticeKind.DUE_OCCURRENCE] * 3 + [NoticeKind.DUE_ANNOUNCEMENT]
    due = [NOW + timedelta(minutes=number) for number in range(4)]
    until = NOW + timedelta(days=1)
    notices = [
        NewNotice(f"k{at}", kind, at, until, announcement=series.id) for kind, at in zip(kinds, due, strict=True)
    ]
    async with store.begin() as uow:
        await uow.outbox.put(notices)
        later = until + timedelta(minutes=1)
        for number, notice in enumerate(await uow.outbox.claim("a", until, later, 9)):
            state = State.SENT if number == 1 else State.EXPIRED
            await uow.outbox.settle(notice.id, "a", Settlement(state), until)
        assert await uow.postings.skipped(series.id, 9) == [due[2], due[0]]
        assert await uow.postings.skipped(series.id, 1) == [due[2]]
        assert await uow.postings.skipped(other.id, 9) == []


async def test_writing_on_what_was_proposed_makes_it_a_draft_again(store: SqlStore) -> None:
    draft = await saved(store)
    async with store.begin() as uow:
        await uow.announcements.change(replace(draft, state=AnnouncementState.PROPOSED, author="29:aino"))
        again = await uow.announcements.save("k1", WRITING, NOW, None, "29:bo")
    assert again == replace(draft, version=2, author="29:bo")


async def test_they_are_listed_by_state_the_last_changed_first(store: SqlStore) -> None:
    drafts = [await saved(store, f"k{number}") for number in range(3)]
    async with store.begin() as uow:
        await uow.announcements.change(replace(drafts[0], changed_at=NOW + timedelta(minutes=1)))
        await uow.announcements.change(replace(drafts[1], state=AnnouncementState.SCHEDULED))
        latest = await uow.announcements.latest(AnnouncementState.DRAFT, 9)
        assert [one.id for one in latest] == [drafts[0].id, drafts[2].id]
        assert len(await uow.announcements.latest(AnnouncementState.DRAFT, 1)) == 1


async def test_each_reader_counts_once(store: SqlStore) -> None:
    one, other = await saved(store), await saved(store, "k2")
    async with store.begin() as uow:
        for account in ("29:aino", "29:bo", "29:aino"):
            await uow.announcements.read(one.id, account)
        assert await uow.announcements.readers(one.id) == 2
        assert await uow.announcements.readers(other.id) == 0


async def test_deleting_takes_all_that_is_known_of_it(store: SqlStore) -> None:
    draft = await saved(store)
    await saved(store, "k2", replaces=draft.id)
    async with store.begin() as uow:
        await uow.announcements.read(draft.id, "29:aino")
        await uow.outbox.put([_posting(draft.id, await uow.recipients.seen(AINO))])
        await uow.announcements.delete(draft.id)
        assert await uow.announcements.latest(AnnouncementState.DRAFT, 9) == []
        assert await uow.outbox.counts() == {}


def _posting(announcement: int, recipient: int, kind: NoticeKind = NoticeKind.ANNOUNCEMENT) -> NewNotice:
    until = NOW + timedelta(days=1)
    key = f"{kind}:{announcement}:{recipient}"
    return NewNotice(key, kind, NOW, until, recipient=recipient, announcement=announcement)


async def test_a_posting_tells_where_the_message_is(store: SqlStore) -> None:
    draft, person, channel = await saved(store), await seen(store), await seen(store, CHANNEL)
    async with store.begin() as uow:
        await uow.outbox.put([_posting(draft.id, one) for one in (person, channel)])
        first, second = await uow.outbox.claim("a", NOW, NOW + timedelta(minutes=1), 9)
        assert first.told == _posting(draft.id, person)
        await uow.outbox.settle(first.id, "a", Settlement(State.SENT, message="m1", conversation="a:1"), NOW)
        await uow.outbox.settle(second.id, "a", Settlement(State.FAILED, "http_404"), NOW)
        sent = await uow.postings.to(draft.id, person)
        assert sent is not None
        assert (sent.state, sent.message, sent.conversation) == (State.SENT, "m1", "a:1")
        assert [(one.state, one.reason) for one in await uow.postings.of(draft.id)] == [
            (State.SENT, ""),
            (State.FAILED, "http_404"),
        ]
        assert await uow.postings.to(draft.id + 1, person) is None


async def test_only_what_ended_so_waits_again(store: SqlStore) -> None:
    draft, person, channel = await saved(store), await seen(store), await seen(store, CHANNEL)
    later = NOW + timedelta(days=3)
    async with store.begin() as uow:
        await uow.outbox.put([_posting(draft.id, one) for one in (person, channel)])
        first, second = await uow.outbox.claim("a", NOW, NOW + timedelta(minutes=1), 9)
        await uow.outbox.settle(first.id, "a", Settlement(State.FAILED, "x", None, 3, 1), NOW)
        await uow.outbox.settle(second.id, "a", Settlement(State.DOUBTFUL, "y"), NOW)
        assert await uow.postings.again(draft.id, State.FAILED, later, later + timedelta(days=1)) == 1
        (again,) = await uow.outbox.claim("b", later, later + timedelta(minutes=1), 9)
    assert (again.id, again.attempts, again.doubts) == (first.id, 0, 0)
    assert again.told.useful_until == later + timedelta(days=1)


async def test_only_what_waits_of_it_is_cancelled(store: SqlStore) -> None:
    one, other, person = await saved(store), await saved(store, "k2"), await seen(store)
    async with store.begin() as uow:
        notices = [_posting(one.id, person), _posting(other.id, person), _posting(one.id, person, NoticeKind.UPDATE)]
        await uow.outbox.put(notices)
        assert await uow.postings.cancel(one.id, [NoticeKind.ANNOUNCEMENT], "withdrawn", NOW) == 1
        assert await uow.outbox.counts() == {State.CANCELLED: 1, State.WAITING: 2}


async def test_a_channels_name_is_kept_until_a_better_one_is_told(store: SqlStore) -> None:
    names = []
    for told in ("", GENERAL, "", "Savon kirjastot", "", GENERAL, "Etäkahvit"):
        await seen(store, replace(CHANNEL, name=told))
        async with store.begin() as uow:
            (channel,) = await uow.recipients.channels()
        names.append(channel.address.name)
    assert names == ["", GENERAL, GENERAL, "Savon kirjastot", "Savon kirjastot", "Savon kirjastot", "Etäkahvit"]


async def test_everybody_is_whoever_can_be_reached_and_has_not_declined(store: SqlStore) -> None:
    aino, bo = await seen(store), await seen(store, replace(AINO, account="29:bo"))
    await seen(store, CHANNEL)
    async with store.begin() as uow:
        assert await uow.recipients.people() == [aino, bo]
        await uow.recipients.decline(aino, declines=True)
        assert await uow.recipients.people() == [bo]
        await uow.recipients.decline(aino, declines=False)
        await uow.recipients.lost(bo, "ConversationBlockedByUser")
        assert await uow.recipients.people() == [aino]
