"""An office that reminds, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.store import SqlStore
from tests.support.journeys import Journey, open_journey
from tests.support.office import Office, open_office


@pytest.fixture
async def office(store: SqlStore) -> AsyncIterator[Office]:
    """An office over an empty store."""
    async with open_office(store) as opened:
        yield opened


@pytest.fixture
async def journey(store: SqlStore) -> AsyncIterator[Journey]:
    """A traveller, a host and two members of the AKE team whom the bot has met."""
    async with open_journey(store) as opened:
        yield opened
