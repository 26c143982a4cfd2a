"""The stems of Finnish nominals by how their nominative ends: "tallenne" -> "tallentee-", "tallentei-".

In the forms "A" stands for a or ä and "O" for o or ö, by vowel harmony.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.understanding.morphology.gradation import strengthen, weaken


@dataclass(frozen=True, slots=True)
class Stems:
    """What the case endings are added to, and the forms that have no common stem."""

    weak: tuple[str, ...]
    strong: tuple[str, ...]
    partitive: tuple[str, ...] = ()
    plural_weak: tuple[str, ...] = ()
    plural_strong: tuple[str, ...] = ()
    plural_partitive: tuple[str, ...] = ()
    plural_genitive: tuple[str, ...] = ()

    def __add__(self, other: Stems) -> Stems:
        """Both at once, for words that may go either way."""
        return Stems(
            self.weak + other.weak,
            self.strong + other.strong,
            self.partitive + other.partitive,
            self.plural_weak + other.plural_weak,
            self.plural_strong + other.plural_strong,
            self.plural_partitive + other.plural_partitive,
            self.plural_genitive + other.plural_genitive,
        )


# Old words in -i whose stem ends in e, by the end of the word, so that compounds and towns are met too:
# the ending of the nominative, of the weak stem, of the strong stem, of the partitive.
_OLD_I: tuple[tuple[str, str, str, str], ...] = (
    ("järvi", "järve", "järve", "järveä"),
    ("niemi", "nieme", "nieme", "niemeä"),
    ("salmi", "salme", "salme", "salmea"),
    ("koski", "koske", "koske", "koskea"),
    ("lahti", "lahde", "lahte", "lahtea"),
    ("joki", "joe", "joke", "jokea"),
    ("mäki", "mäe", "mäke", "mäkeä"),
    ("väki", "väe", "väke", "väkeä"),
    ("tuki", "tue", "tuke", "tukea"),
    ("vesi", "vede", "vete", "vettä"),
    ("käsi", "käde", "käte", "kättä"),
    ("vuosi", "vuode", "vuote", "vuotta"),
    ("kuukausi", "kuukaude", "kuukaute", "kuukautta"),
    ("kausi", "kaude", "kaute", "kautta"),
    ("uusi", "uude", "uute", "uutta"),
    ("kieli", "kiele", "kiele", "kieltä"),
    ("meri", "mere", "mere", "merta"),
    ("nuori", "nuore", "nuore", "nuorta"),
    ("suuri", "suure", "suure", "suurta"),
    ("pieni", "piene", "piene", "pientä"),
    ("saari", "saare", "saare", "saarta"),
    ("vuori", "vuore", "vuore", "vuorta"),
    ("lehti", "lehde", "lehte", "lehteä"),
    ("nimi", "nime", "nime", "nimeä"),
    ("hetki", "hetke", "hetke", "hetkeä"),
    ("ovi", "ove", "ove", "ovea"),
    ("kivi", "kive", "kive", "kiveä"),
    ("suomi", "suome", "suome", "suomea"),
    ("lapsi", "lapse", "lapse", "lasta"),
    ("siipi", "siive", "siipe", "siipeä"),
    ("talvi", "talve", "talve", "talvea"),
    ("henki", "henge", "henke", "henkeä"),
    ("kaikki", "kaike", "kaikke", "kaikkea"),
    ("kanki", "kange", "kanke", "kankea"),
    ("hirvi", "hirve", "hirve", "hirveä"),
    ("sormi", "sorme", "sorme", "sormea"),
    ("arki", "arje", "arke", "arkea"),
    ("onni", "onne", "onne", "onnea"),
    ("tähti", "tähde", "tähte", "tähteä"),
)
# Nouns in -us and -ys that go "oikeuden", beside those in -uus, -yys, -eus and -eys.
_ABSTRACT = (
    "varkaus",
    "vapaus",
    "rakkaus",
    "viisaus",
    "hitaus",
    "vauraus",
    "hartaus",
    "kirkkaus",
    "tulevaisuus",
)
_ABSTRACT_ENDINGS = ("uus", "yys", "eus", "eys", "ius", "iys")
_VOWELS = frozenset("aeiouyäöå")


def stems_of(word: str) -> Stems:
    """The stems of a word in the nominative singular, in lower case."""
    for nominative, weak, strong, partitive in _OLD_I:
        if word.endswith(nominative):
            return _old_i(word, word.removesuffix(nominative), weak, strong, partitive)
    if word.endswith("aika"):
        head = word.removesuffix("aika")
        return _final_a(word, (head + "aja",), ("ajo",))
    if len(word) < 2 or word[-1] not in _VOWELS:
        return _consonant(word)
    if word[-2] in _VOWELS:
        return _two_vowels(word)
    if word[-1] == "i":
        return _new_i(word, word)
    if word[-1] == "e":
        return _final_e(word) + _foreign_e(word)
    if word[-1] in "aä":
        return _final_a(word, weaken(word))
    return _rounded(word)


def _old_i(word: str, head: str, weak: str, strong: str, partitive: str) -> Stems:
    """ "järvi : järven : järviä", "vesi : veden : vesiä"."""
    weak_i = (head + weak[:-1] + "i",)
    strong_i = (word,)
    return Stems(
        weak=(head + weak,),
        strong=(head + strong,),
        partitive=(head + partitive,),
        plural_weak=strong_i if word.endswith("si") else weak_i,
        plural_strong=strong_i,
        plural_partitive=(word + "A",),
        plural_genitive=(word + "en", head + strong[:-1] + "ten"),
    )


def _new_i(word: str, stem: str) -> Stems:
    """ "kahvi : kahvin : kahveja", and with a stem of its own "Teams : Teamsin"."""
    grades = weaken(stem)
    return Stems(
        weak=grades,
        strong=(stem,),
        partitive=(stem + "A",),
        plural_weak=tuple(grade[:-1] + "ei" for grade in grades),
        plural_strong=(stem[:-1] + "ei",),
        plural_partitive=(stem[:-1] + "ejA", stem[:-1] + "eitA"),
        plural_genitive=(stem + "en", stem[:-1] + "eiden", stem[:-1] + "ejen"),
    )


def _final_a(word: str, grades: tuple[str, ...], round_stems: tuple[str, ...] = ()) -> Stems:
    """ "kala : kaloja", "koira : koiria", "kahvila : kahviloita"; the plural is tried both ways."""
    base = word[:-1]
    round_vowel = "o" if word[-1] == "a" else "ö"
    bare = tuple(grade[:-1] + "i" for grade in grades)
    rounded = tuple(grade[:-1] + round_vowel + "i" for grade in grades)
    return Stems(
        weak=grades,
        strong=(word,),
        partitive=(word + word[-1], word + "tA") if word[-2] in _VOWELS else (word + word[-1],),
        plural_weak=bare + rounded,
        plural_strong=(base + "i", base + round_vowel + "i"),
        plural_partitive=(base + "iA", f"{base}{round_vowel}jA", *(stem + "tA" for stem in rounded)),
        plural_genitive=(base + "ien", f"{base}{round_vowel}jen", *_long_genitives(rounded)),
    )


def _rounded(word: str) -> Stems:
    """ "kirjasto : kirjastoja", "viikko : viikon", "palvelu : palveluita"."""
    grades = weaken(word)
    plural = tuple(grade + "i" for grade in grades)
    return Stems(
        weak=grades,
        strong=(word,),
        partitive=(word + "A", word + "tA") if word[-2] in _VOWELS else (word + "A",),
        plural_weak=plural,
        plural_strong=(word + "i",),
        plural_partitive=(word + "jA", *(stem + "tA" for stem in plural)),
        plural_genitive=(word + "jen", *_long_genitives(plural)),
    )


def _final_e(word: str) -> Stems:
    """ "tallenne : tallenteen : tallenteita"."""
    grades = strengthen(word)
    long = tuple(grade + "e" for grade in grades)
    plural = tuple(grade + "i" for grade in grades)
    return Stems(
        weak=long,
        strong=long,
        partitive=(word + "ttA",),
        plural_weak=plural,
        plural_strong=plural,
        plural_partitive=tuple(stem + "tA" for stem in plural),
        plural_genitive=_long_genitives(plural),
    )


def _foreign_e(word: str) -> Stems:
    """Names and new words keep a short e: "Kalle : Kallen", "Moodle : Moodlessa"."""
    return Stems(weak=(word,), strong=(word,), partitive=(word + "A",))


def _two_vowels(word: str) -> Stems:
    """ "maa", "tie", "torstai", "Kitee", "Kuopio", "nopea"."""
    if word[-1] in "aä" and word[-2] not in "aä":
        return _final_a(word, (word,)) + _plural_e(word)
    if word[-1] in "oöuy" and word[-2:] not in ("uo", "yö", "oo", "öö", "uu", "yy"):
        return _rounded(word)
    if word[-2:] in ("ie", "uo", "yö"):
        plural = word[:-2] + word[-1] + "i"
    elif word[-1] == "i":
        plural = word
    else:
        plural = word[:-1] + "i"
    return Stems(
        weak=(word,),
        strong=(word,),
        partitive=(word + "tA", word + "A"),
        plural_weak=(plural,),
        plural_strong=(plural,),
        plural_partitive=(plural + "tA",),
        plural_genitive=_long_genitives((plural,)),
    )


def _plural_e(word: str) -> Stems:
    """ "nopea : nopeita"."""
    plural = word[:-1] + "i"
    return Stems((), (), (), (plural,), (plural,), (plural + "tA",), (plural + "den",))


def _consonant(word: str) -> Stems:
    """Words that end in a consonant: native types by their ending, and always the i of foreign ones."""
    foreign = _new_i(word, word + "i")
    head = word[:-1]
    if word.endswith("nen"):
        return _stem_e(word[:-3] + "se", word[:-3] + "stA", word[:-3] + "sten")
    if word.endswith(_ABSTRACT_ENDINGS) or word.endswith(_ABSTRACT):
        return _abstract(head)
    if word.endswith(("us", "ys", "os", "ös")):
        return _stem_e(head + "kse", word + "tA", word + "ten") + foreign
    if word.endswith(("as", "äs", "is", "es")):
        long = tuple(grade + grade[-1] for grade in strengthen(head))
        return _stem_e(head + "kse", word + "tA", word + "ten") + _contracted(word, long) + foreign
    if word.endswith("in"):
        return _stem_e(head + "me", word + "tA", word + "ten") + foreign
    if word.endswith(("ton", "tön")):
        return _stem_a(head[:-2] + "tt" + head[-1] + "m" + ("a" if head[-1] == "o" else "ä"), word + "tA")
    if word.endswith(("en", "el", "ar", "är", "er")):
        return _stem_e(word + "e", word + "tA", word + "ten") + foreign
    if word.endswith(("ut", "yt")):
        return _stem_e(head + "e", word + "tA", word + "ten") + foreign
    return foreign


def _stem_e(stem: str, partitive: str, genitive: str) -> Stems:
    """ "Huttunen : Huttusen", "muistutus : muistutuksen", "puhelin : puhelimen"."""
    plural = stem[:-1] + "i"
    return Stems((stem,), (stem,), (partitive,), (plural,), (plural,), (plural + "A",), (genitive, plural + "en"))


def _stem_a(stem: str, partitive: str) -> Stems:
    """ "esteetön : esteettömän"."""
    plural = stem[:-1] + "i"
    return Stems((stem,), (stem,), (partitive,), (plural,), (plural,), (plural + "A",), (plural + "en",))


def _abstract(head: str) -> Stems:
    """ "saavutettavuus : saavutettavuuden : saavutettavuuksia"."""
    plural = head + "ksi"
    return Stems(
        weak=(head + "de",),
        strong=(head + "te",),
        partitive=(head + "ttA",),
        plural_weak=(plural,),
        plural_strong=(plural,),
        plural_partitive=(plural + "A",),
        plural_genitive=(plural + "en",),
    )


def _contracted(word: str, long: tuple[str, ...]) -> Stems:
    """ "opas : oppaan : oppaita"."""
    plural = tuple(stem[:-1] + "i" for stem in long)
    return Stems(
        weak=long,
        strong=long,
        partitive=(word + "tA",),
        plural_weak=plural,
        plural_strong=plural,
        plural_partitive=tuple(stem + "tA" for stem in plural),
        plural_genitive=_long_genitives(plural),
    )


def _long_genitives(plural: tuple[str, ...]) -> tuple[str, ...]:
    """ "tallenteiden, tallenteitten"."""
    return tuple(stem + ending for stem in plural for ending in ("den", "tten"))
