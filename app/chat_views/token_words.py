"""How tokens are written for people: signs for spaces, bytes of broken characters, counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.language.engine import Token

SPACE, BREAK, TAB, RETURN, NOTHING = "·", "⏎", "⇥", "␍", "∅"
_SIGNS = {" ": SPACE, "\n": BREAK, "\t": TAB, "\r": RETURN, "\u00a0": "⍽"}


@dataclass(frozen=True)
class Counts:
    """Of a text and its tokens."""

    tokens: int
    characters: int
    words: int

    @property
    def tokens_per_word(self) -> float:
        """0 without a word."""
        return self.tokens / self.words if self.words else 0.0


class Written(NamedTuple):
    """How a token is written: its label, the digits of its id, and whether a line ends behind."""

    label: str
    digits: int
    ends_line: bool


def write(tokens: Sequence[Token]) -> tuple[Written, ...]:
    """For all of them; not on the GUI thread where there are thousands."""
    return tuple(Written(shown(t), len(str(t.id)), t.raw.endswith(b"\n")) for t in tokens)


def count(text: str, tokens: Sequence[Token]) -> Counts:
    """Words are what stands between spaces."""
    return Counts(len(tokens), len(text), len(text.split()))


def shown(token: Token) -> str:
    """The token with marks for what cannot be seen; bytes that are a part of a character in hex.

    >>> shown(Token(1, b" caf\\xc3"))
    '·caf[C3]'
    """
    if not token.raw:
        return NOTHING
    parts: list[str] = []
    rest = token.raw
    while rest:
        try:
            parts.append(_marked(rest.decode()))
            break
        except UnicodeDecodeError as error:
            parts.append(_marked(rest[: error.start].decode()))
            parts.append("[" + rest[error.start : error.end].hex(" ").upper() + "]")
            rest = rest[error.end :]
    return "".join(parts)


def hex_bytes(token: Token, most: int = 24) -> str:
    """Its bytes: "20 74 68 65"."""
    words = token.raw[:most].hex(" ").upper()
    return f"{words} …" if len(token.raw) > most else words


def _marked(words: str) -> str:
    marked = (_SIGNS.get(sign, sign) for sign in words)
    return "".join(sign if sign.isprintable() else f"[U+{ord(sign):04X}]" for sign in marked)
