"""What sentences about topic wishes say."""

from __future__ import annotations

import pytest

from bot.understanding.meaning import Intent
from bot.understanding.wishing import asks_for_wishes, wished
from tests.support.world import autumn

WISHED = [
    ("ehdota aihetta", ""),
    ("Aihetoive", ""),
    ("suggest a topic", ""),
    ("ehdota aihetta: kaukolainat", "Kaukolainat"),
    ("Ehdota aihetta kirjastoautot", "Kirjastoautot"),
    ("ehdotan aiheeksi lukukoiria!", "Lukukoiria"),
    ("Ehdottaisin digivartin aiheeksi näppäinkomentoja.", "Näppäinkomentoja"),
    ("Toivoisin etäkahveille aiheeksi kirjaston roolia kriiseissä.", "Kirjaston roolia kriiseissä"),
    ("toiveaihe: e-kirjojen hankinta pienellä rahalla", "E-kirjojen hankinta pienellä rahalla"),
    ("mulla ois toive digivarttiin: pilvitallennus", "Pilvitallennus"),
    ("Ehdota aihetta: Miten tilastoja tehdään: osa 2", "Miten tilastoja tehdään: osa 2"),
    ("Voisitteko järjestää kahvit kaukolainoista?", "Kaukolainoista"),
    ("Voisiko joskus käsitellä ääni-ilmapiiriä?", "Voisiko joskus käsitellä ääni-ilmapiiriä?"),
    ("I'd like to suggest a topic about inter-library loans", "Inter-library loans"),
    ("suggest a topic: reading dogs", "Reading dogs"),
    ("could you arrange a coffee about zines?", "Zines"),
]

ASKED = [
    "aihetoiveet",
    "Näytä aihetoiveet!",
    "toivelista",
    "mitä aiheita on toivottu?",
    "Mitkä aiheet on toivottu eniten",
    "mitä aihe-ehdotuksia on tullut",
    "topic wishes",
    "what topics have been suggested?",
]


@pytest.mark.parametrize(("said", "topic"), WISHED)
def test_the_topic_is_told_apart_from_the_words_around_it(said: str, topic: str) -> None:
    assert wished(said) == topic
    assert not asks_for_wishes(said)
    assert autumn().means(said).intent is Intent.TOPIC_WISH


@pytest.mark.parametrize("said", ASKED)
def test_asking_for_all_wishes_wishes_nothing(said: str) -> None:
    assert asks_for_wishes(said)
    assert autumn().means(said).intent is Intent.TOPIC_WISH
