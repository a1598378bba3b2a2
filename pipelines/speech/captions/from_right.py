"""Text from right to left for a PDF, which wants letters as they stand on the line.

The Unicode Bidirectional Algorithm (https://www.unicode.org/reports/tr9/) without explicit
embeddings, which nobody says aloud, and without its rule for pairs of brackets (N0); and Arabic
letters joined by Unicode's presentation forms.
Both by Python's own Unicode data: the libraries for it are under the LGPL.
"""

import unicodedata
from functools import cache
from itertools import groupby

_PAIRS = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
#: Presentation forms of a letter, in the order in which Unicode names them.
_FORMS = ("isolated", "final", "initial", "medial")
_LAM = "\u0644"


def is_from_right(text: str) -> bool:
    """Whether any letter of it is written from right to left."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def begins_from_right(text: str) -> bool:
    """Whether its first letter is, which decides on which side a paragraph begins (P2, P3)."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def as_shown(line: str, from_right: bool) -> str:
    """One line, its letters from left to right as they are shown.

    `from_right` is the direction of its paragraph. Letters have to be `joined_up` already.
    """
    levels = _levels([_kind(letter) for letter in line], int(from_right))
    shown = [
        _PAIRS.get(letter, letter) if level % 2 else letter
        for letter, level in zip(line, levels, strict=True)
    ]
    order = list(range(len(line)))
    for level in range(max(levels, default=0), 0, -1):
        order = _reversed_at(order, levels, level)
    return "".join(shown[index] for index in order)


def _reversed_at(order: list[int], levels: list[int], level: int) -> list[int]:
    """With each stretch of at least that level turned about (L2)."""
    made: list[int] = []
    for high, part in groupby(order, lambda index: levels[index] >= level):
        stretch = list(part)
        made += reversed(stretch) if high else stretch
    return made


def _kind(letter: str) -> str:
    kind = unicodedata.bidirectional(letter)
    return "R" if kind == "AL" else kind or "L"


def _levels(kinds: list[str], base: int) -> list[int]:
    """The level of each letter: odd ones are written from right to left."""
    resolved = _weak(kinds, base)
    levels: list[int] = []
    sides = "LR"
    for place, kind in enumerate(resolved):
        if kind not in ("L", "R", "N"):  # N1, N2: numbers count as from the right
            before = next((k for k in reversed(resolved[:place]) if k in ("L", "R", "N")), "")
            after = next((k for k in resolved[place:] if k in ("L", "R", "N")), "")
            around = {"R" if k == "N" else k or sides[base] for k in (before, after)}
            kind = around.pop() if len(around) == 1 else sides[base]
        levels.append({"L": base + base % 2, "R": 1, "N": 2}[kind])  # I1, I2
    return levels


def _weak(kinds: list[str], base: int) -> list[str]:
    """W1 to W7: marks and numbers by what stands about them; N is a number in its own right."""
    made: list[str] = []
    strong = "LR"[base]
    for place, kind in enumerate(kinds):
        if kind == "NSM":
            kind = made[-1] if made else strong
        elif kind in ("L", "R"):
            strong = kind
        elif kind in ("EN", "AN"):
            kind = "L" if kind == "EN" and strong == "L" else "N"
        made.append(kind)
        between = place > 1 and kinds[place] == kinds[place - 2] == "EN"
        if between and kinds[place - 1] in ("ES", "CS"):
            made[place - 1] = kind
    for step in (1, -1):  # W5: signs of percent and money go with their number
        places = range(len(made)) if step == 1 else range(len(made) - 1, -1, -1)
        for place in places:
            neighbour = place - step
            if kinds[place] == "ET" and 0 <= neighbour < len(made) and made[neighbour] in "NL":
                is_number = kinds[neighbour] in ("EN", "ET")
                made[place] = made[neighbour] if is_number else made[place]
    return made


def joined_up(text: str) -> str:
    """Arabic letters in the form that their neighbours give them, in the order of reading."""
    forms, ligatures = _tables()
    letters: list[str] = []
    for letter in text:  # lam and alef are one sign
        if letters and letters[-1] == _LAM and letter in ligatures:
            letters[-1] += letter
        else:
            letters.append(letter)
    made: list[str] = []
    for place, letter in enumerate(letters):
        known = ligatures[letter[1:]] if len(letter) == 2 else forms.get(letter)
        if known is None:
            made.append(letter)
            continue
        before = _neighbour(letters, place, -1)
        after = _neighbour(letters, place, 1)
        from_before = "initial" in forms.get(before[-1:], {}) and len(before) == 1
        to_after = "initial" in known and "final" in (
            ligatures[after[1:]] if len(after) == 2 else forms.get(after, {})
        )
        wanted = _FORMS[int(from_before) + 2 * int(to_after)]
        made.append(known.get(wanted, known.get("isolated", letter)))
    return "".join(made)


def _neighbour(letters: list[str], place: int, step: int) -> str:
    """The next letter on that side; marks above and below do not part two letters."""
    place += step
    while 0 <= place < len(letters) and unicodedata.combining(letters[place][0]):
        place += step
    return letters[place] if 0 <= place < len(letters) else ""


@cache
def _tables() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """The forms of each letter, and of lam with each alef, as Unicode decomposes them."""
    forms: dict[str, dict[str, str]] = {"\u0640": {"initial": "\u0640", "final": "\u0640"}}
    forms["\u0640"] |= {"isolated": "\u0640", "medial": "\u0640"}  # the stroke that lengthens
    ligatures: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFC00), *range(0xFE80, 0xFEFD)):
        name, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        base = "".join(chr(int(part, 16)) for part in parts)
        form = name.strip("<>")
        if form in _FORMS and len(base) == 1:
            forms.setdefault(base, {})[form] = chr(code)
        elif form in _FORMS and len(base) == 2 and base[0] == _LAM:
            ligatures.setdefault(base[1], {})[form] = chr(code)
    return forms, ligatures
