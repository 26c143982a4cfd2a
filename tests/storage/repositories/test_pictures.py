"""Pictures of figures, on both databases."""

from __future__ import annotations

from datetime import date

from bot.services.feedback_ports import Picture
from storage.store import SqlStore

DAY = date(2026, 11, 24)


async def test_a_picture_is_kept_in_place_of_the_one_before_until_it_is_final(store: SqlStore) -> None:
    async with store.begin() as uow:
        assert await uow.pictures.named("2026-2") is None
        for number, final in ((1, False), (2, True)):
            picture = Picture(DAY, final, {"ä": number})
            assert await uow.pictures.keep("2026-2", picture) == {"ä": number}
            assert await uow.pictures.named("2026-2") == picture
        assert await uow.pictures.keep("2026-2", Picture(DAY, False, {"ä": 3})) == {"ä": 2}
        assert await uow.pictures.named("2026-2") == Picture(DAY, True, {"ä": 2})
        assert await uow.pictures.named("2026-1") is None
