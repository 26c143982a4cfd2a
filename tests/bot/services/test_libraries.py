"""The libraries as an audience: branches, consortia, and who is known where."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.announcements import Writing
from bot.services.libraries import chosen_libraries, consortia, libraries, municipalities, people_by_library, people_of
from storage.store import SqlStore
from tests.storage.repositories.test_recipients import AINO, seen


def test_a_branch_belongs_to_the_library_that_runs_it() -> None:
    assert libraries()["Mikkeli"] == ("Hirvensalmi", "Puumala")
    assert "Pertunmaa" not in libraries()
    assert municipalities()["Pertunmaa"] == "Pertunmaan lähikirjasto"
    assert consortia()["Kuopio"] == ("Kuopio",)


def test_a_library_chosen_by_itself_and_by_its_consortium_counts_once() -> None:
    writing = Writing("a", "b", libraries=("Sulkava", "Kuopio", "Atlantis"), consortia=("Kuopio", "Ei ole"))
    assert chosen_libraries(writing) == ["Kuopio", "Sulkava"]
    assert len(chosen_libraries(Writing("a", "b", consortia=("Lumme", "Rutakko")))) == 21


async def test_people_are_known_at_their_library_or_its_branch(store: SqlStore) -> None:
    told = {"aino": "Puumala", "bo": "Mikkeli", "cecilia": "Juva", "dan": "", "eeva": "Juva", "far": "Atlantis"}
    numbers = {name: await seen(store, replace(AINO, account=f"29:{name}")) for name in told}
    async with store.begin() as uow:
        for name, municipality in told.items():
            await uow.recipients.choose_library(numbers[name], municipality)
        await uow.recipients.decline(numbers["eeva"], declines=True)
        by_library = await people_by_library(uow)
        assert {name for name, some in by_library.items() if some} == {"Juva", "Mikkeli"}
        assert by_library["Juva"] == [numbers["cecilia"]]
        assert people_of(["Mikkeli", "Tervo"], by_library) == [numbers["aino"], numbers["bo"]]
        await uow.recipients.lost(numbers["cecilia"], "ConversationBlockedByUser")
        assert (await people_by_library(uow))["Juva"] == []
        await uow.recipients.choose_library(numbers["aino"], "")
        found = await uow.recipients.by_id(numbers["aino"])
        assert found is not None
        assert (found.library, (await people_by_library(uow))["Mikkeli"]) == ("", [numbers["bo"]])
    await seen(store, replace(AINO, account="29:bo"))
    async with store.begin() as uow:
        found = await uow.recipients.by_account("29:bo")
        assert found is not None
        assert found.library == "Mikkeli", "writing again leaves a person's own choices alone"
