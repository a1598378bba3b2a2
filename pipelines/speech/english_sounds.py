"""How English words sound, in the phones of the CMU dictionary that PocketSphinx carries.

Words that the dictionary lacks are put together from words that it has, spelt, or, in the end,
sounded out letter by letter: an aligner places a word well whose sounds are only roughly right.
"""

import re
from collections.abc import Callable
from functools import lru_cache

#: Phones of letters and of groups of letters, the longest first; after the CMU dictionary's set.
_GROUPS = {
    "tch": "CH", "sch": "SH", "igh": "AY", "eau": "OW", "ough": "AO", "tion": "SH AH N",
    "sh": "SH", "ch": "CH", "th": "TH", "ph": "F", "wh": "W", "ck": "K", "ng": "NG", "qu": "K W",
    "ee": "IY", "ea": "IY", "oo": "UW", "ou": "AW", "ow": "OW", "ai": "EY", "ay": "EY", "oa": "OW",
    "au": "AO", "aw": "AO", "ei": "EY", "ie": "IY", "ey": "IY", "er": "ER", "ar": "AA R",
    "or": "AO R", "ir": "ER", "ur": "ER", "a": "AE", "b": "B", "c": "K", "d": "D", "e": "EH",
    "f": "F", "g": "G", "h": "HH", "i": "IH", "j": "JH", "k": "K", "l": "L", "m": "M", "n": "N",
    "o": "AA", "p": "P", "q": "K", "r": "R", "s": "S", "t": "T", "u": "AH", "v": "V", "w": "W",
    "x": "K S", "y": "IY", "z": "Z",
}  # fmt: skip
_ABBREVIATIONS = {
    "mr.": "mister", "mrs.": "missus", "dr.": "doctor", "st.": "saint", "vs.": "versus",
    "etc.": "etcetera", "&": "and", "%": "percent", "$": "dollars", "£": "pounds", "€": "euros",
    "+": "plus", "=": "equals", "@": "at",
}  # fmt: skip
_PLAIN = re.compile(r"[^a-z']+")

Known = Callable[[str], bool]


def spoken_words(written: str, known: Known) -> list[str]:
    """The words of the dictionary that a written word is said as; empty if it is not said.

    What `known` says to be in the dictionary is taken as it is; the last resort is a word that is
    not, whose sounds `sounds_of` gives.
    """
    word = written.lower().replace("’", "'").strip('"“”‘`*_()[]{}<>,;:!?…—–-')
    if word in _ABBREVIATIONS:
        return [_ABBREVIATIONS[word]]
    word = word.strip(".'")
    if any(sign.isdigit() for sign in word):
        return _number(word, known)
    found: list[str] = []
    for part in filter(None, re.split(r"[-–—/_.\s]+", word)):
        found += _said(_PLAIN.sub("", part), written, known)
    return found


def sounds_of(word: str) -> str:
    """Phones of a word by its letters alone.

    >>> sounds_of("shum")
    'SH AH M'
    """
    phones, rest = [], _PLAIN.sub("", word).replace("'", "")
    while rest:
        size = next(size for size in (4, 3, 2, 1) if rest[:size] in _GROUPS)
        phones.append(_GROUPS[rest[:size]])
        rest = rest[size:]
    return " ".join(phones) or "AH"


def _said(part: str, written: str, known: Known) -> list[str]:
    if not part or known(part):
        return [part] if part else []
    if part.endswith("'s") and known(part[:-2]):
        return [part[:-2], "s"] if known("s") else [part[:-2]]
    letters = _PLAIN.sub("", written.lower())
    if 1 < len(part) <= 5 and written.strip(".,;:!?()\"'").isupper() and letters == part:
        return list(part)  # an abbreviation that is spelt
    return _compound(part, known) or [part]


def _compound(part: str, known: Known) -> list[str]:
    """Two words of the dictionary that make up this one, as in "Dashwood"; the longer first."""
    for cut in range(len(part) - 3, 2, -1):
        if known(part[:cut]) and known(part[cut:]):
            return [part[:cut], part[cut:]]
    return []


def _number(word: str, known: Known) -> list[str]:
    """A number as it is read; what is no number is read by its pieces."""
    pieces: list[str] = []
    for piece in re.findall(r"\d[\d.,]*(?:st|nd|rd|th)?|[a-z']+|[%$£€&+=@]", word):
        if piece in _ABBREVIATIONS:
            pieces.append(_ABBREVIATIONS[piece])
        elif piece[0].isdigit():
            pieces += _read(piece.strip(".,"))
        else:
            pieces += _said(piece, piece, known)
    return pieces


@lru_cache(maxsize=1024)
def _read(number: str) -> tuple[str, ...]:
    import inflect

    plain = number.replace(",", "")
    engine = inflect.engine()
    if plain.isdigit() and len(plain) == 4 and plain[0] in "12" and plain[1:3] != "00":
        words = f"{engine.number_to_words(plain[:2])} {engine.number_to_words(plain[2:])}"  # pyright: ignore[reportArgumentType]
    else:
        words = str(engine.number_to_words(plain))  # pyright: ignore[reportArgumentType]
    return tuple(re.findall(r"[a-z]+", words))
