"""The team's answers, on both databases."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.written_answers import Writing, WrittenAnswer
from storage.store import SqlStore

ANSWER = WrittenAnswer("a" * 32, Writing("Kopiokone 😀", 'Sen "maksaa"\nkunta.', ways=("kuka maksaa", "kopiokone")))


async def test_the_revision_grows_with_each_change(store: SqlStore) -> None:
    revisions = []
    async with store.begin() as uow:
        revisions.append(await uow.written.revision())
        assert await uow.written.add(ANSWER)
        revisions.append(await uow.written.revision())
        assert await uow.written.change(replace(ANSWER, version=1, removed=True, before=ANSWER.writing))
        revisions.append(await uow.written.revision())
    assert revisions == sorted(set(revisions))


async def test_what_was_written_comes_back_as_it_was(store: SqlStore) -> None:
    before = Writing("Ennen", "a", "Before", "b", "https://linkki.example", ())
    kept = replace(ANSWER, before=before)
    async with store.begin() as uow:
        await uow.written.add(kept)
    async with store.begin() as uow:
        assert await uow.written.all() == [replace(kept, version=1)]
        assert await uow.written.by_key(ANSWER.key) == replace(kept, version=1)
        assert await uow.written.by_key("b" * 32) is None


async def test_of_two_who_saw_the_same_version_one_changes_it(store: SqlStore) -> None:
    async with store.begin() as uow:
        assert [await uow.written.add(ANSWER) for _ in range(2)] == [True, False]
        seen = replace(ANSWER, version=1)
        assert [await uow.written.change(seen) for _ in range(2)] == [True, False]
