"""Rewrites spoken and Savo forms to what the written language may have: "tulloo" -> "tulee".

The rules are blind: they give candidates, and a lexicon or a dictionary says which of them are words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLITIC = r"(?=(?:k[oö]|ks|h[aä]n|kin|k[aä]{2}n|s)?$)"
_END = r"(?=$)"

# One sound at a time, as grammars describe spoken Finnish and the dialects of Savo.
_RULES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), replacements)
    for pattern, replacements in (
        # A vowel between l, r, h or n and another consonant: kahavi, alakaa, kolome, vanaha.
        (r"(?<=([aeiouyäö])[lrhn])\1(?=[bdfghjkmnpqrstvl])", ("",)),
        # "Etä" at the beginning of a compound: etteekahvit, etteätapahtuma, etäekoulutus.
        (r"^e(?:tt?ee|tt?eä|ttä|täe)(?=[bdfghjklmnprstv])", ("etä",)),
        # A consonant doubled before a long vowel or diphthong: mukkaan, tulloo, minnuu, huommenna.
        (r"([bdfghjklmnprstv])\1(?=[aeiouyäö]{2})", (r"\1",)),
        # Diphthongs: tiällä, muanantai, jeänyt, oekeen, päevä, aeka.
        (r"iä|eä", ("ää",)),
        (r"ua|oa", ("aa",)),
        (r"oe", ("oi",)),
        (r"ae", ("ai",)),
        (r"äe", ("äi",)),
        (r"öe", ("öi",)),
        (r"ao", ("au",)),
        (r"äö", ("äy",)),
        (r"een" + _END, ("ein",)),
        # Long vowels of the last syllable: muistuttoo, tuloo, piäsöö, tärkee, linkkii, minuu.
        (r"oo" + _CLITIC, ("oa", "aa", "ee")),
        (r"oo(?=v(?:[aio]|at))", ("aa", "ea")),
        (r"öö" + _CLITIC, ("öä", "ää", "ee")),
        (r"ee" + _CLITIC, ("ea", "eä", "ei", "ää")),
        (r"ii" + _CLITIC, ("ia", "iä", "iin")),
        (r"uu" + _CLITIC, ("ua",)),
        (r"yy" + _CLITIC, ("yä",)),
        # Endings: jäänynnä, linkkiäe, kahavetta, seuraavaks.
        (r"n(u)nna$", (r"n\1t",)),
        (r"n(y)nnä$", (r"n\1t",)),
        (r"([aäoö])e$", (r"\1",)),
        (r"ett([aä])$", (r"ej\1", r"i\1")),
        (r"ks$", ("ksi", "ko", "kö")),
        # "Also" without its n: siinäki, webinaariki.
        (r"(?<=[aeiouyäön]ki)$", ("n",)),
        # The plural of Savo: pomoloijen, viestilöitä.
        (r"il[oö]i(?:jen|den|tten)$", ("ien",)),
        (r"l[oö]i(?:jen|den|tten)$", ("jen",)),
        (r"il[oö]it([aä])$", (r"ej\1",)),
        (r"l[oö]it([aä])$", (r"j\1", r"it\1")),
        # The conditional without its i: voisko, tulis, pitäs.
        (r"(?<=i)s(?=k[oö]$|$)", ("si",)),
        (r"(?<=[aäeo])s(?=k[oö]$)", ("isi",)),
        (r"(?<=[aäe])s$", ("isi",)),
        (r"(?<=t[aä])is$", ("isi", "isiin")),
        # Letters left out: ilmottautua, viimesin, punanen, yhen, ei-i diphthongs.
        (r"(?<=[oö])(?=tt|te|t[uy][sk])", ("i",)),
        (r"(?<=[aeouyäö])(?=s[aeioyäö])", ("i",)),
        (r"(?<=[aeouyäö])(?=nen$)", ("i",)),
        (r"(?<=h)(?=[eiä])", ("d",)),
        (r"(?<=o)(?=n$)", ("i",)),
        (r"(?<=[nls][uy])$", ("t",)),
        (r"tt|ht", ("ts",)),
    )
)
_VOWELS = frozenset("aeiouyäö")
_MOST = 72
_MOST_LENGTH = 32


def close(word: str) -> Iterator[str]:
    """Written forms that one rule gives, in the order of the rules; never the word itself."""
    if 3 <= len(word) <= _MOST_LENGTH:
        yield from (form for form in dict.fromkeys(_variants(word)) if form != word)


def candidates(word: str, most_rules: int = 3) -> Iterator[str]:
    """Written forms that up to `most_rules` rules give, those of one rule first; never the word itself."""
    if not 3 <= len(word) <= _MOST_LENGTH:
        return
    seen = {word}
    layer = [word]
    for _ in range(most_rules):
        following: list[str] = []
        for form in layer:
            for variant in _variants(form):
                if variant not in seen:
                    seen.add(variant)
                    following.append(variant)
                    yield variant
                    if len(seen) > _MOST:
                        return
        layer = following


def _variants(word: str) -> Iterator[str]:
    for pattern, replacements in _RULES:
        for match in pattern.finditer(word):
            for replacement in replacements:
                yield word[: match.start()] + match.expand(replacement) + word[match.end() :]
    yield from _with_lost_ending(word)


def _with_lost_ending(word: str) -> Iterator[str]:
    """ "etäkahvei" -> "etäkahveja", "viikol" -> "viikolla", "kuopios" -> "kuopiossa", "tänää" -> "tänään"."""
    vowel = "a" if _back(word) else "ä"
    if word[-1] == "l":
        yield f"{word}l{vowel}"
    elif word[-1] == "s" and (word.endswith(("uus", "yys")) or not word.endswith(("us", "ys"))):
        yield f"{word}s{vowel}"
    elif word.endswith(("st", "lt")) or (word[-1] in "lst" and word[-2] == word[-1]):
        yield word + vowel
    elif word[-1] == "t":
        yield word + vowel
        yield f"{word}t{vowel}"
    elif word[-1] == "i" and word[-2] in _VOWELS:
        yield f"{word[:-1]}j{vowel}"
        yield f"{word}t{vowel}"
        yield word + vowel
    if word[-1] in _VOWELS and word[-1] == word[-2]:
        yield word + "n"


def _back(word: str) -> bool:
    return max(word.rfind(letter) for letter in "aou") > max(word.rfind(letter) for letter in "äöy")


def dotted(word: str) -> Iterator[str]:
    """Candidates of a word typed without dots, all of it or one side of a compound ("koulutuspaiva")."""
    front = word.translate(str.maketrans("ao", "äö"))
    if front == word:
        return
    yield front
    for border in range(2, len(word) - 1):
        for form in (word[:border] + front[border:], front[:border] + word[border:]):
            if form not in (word, front):
                yield form
