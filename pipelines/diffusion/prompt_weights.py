"""Weights in a prompt: (more), (much more:1.4), [less], and \\( for a plain bracket.

The notation and its numbers are those of the documentation of
https://github.com/AUTOMATIC1111/stable-diffusion-webui (Features, "Attention/emphasis"), which the
guides use. compel reads another one ("(word)1.2", "word++"), sees the number in (word:1.2) as
text and has no [less].
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: What a pair of round brackets multiplies by, and a pair of square ones divides by.
STEP = 1.1
#: No weight goes beyond this: far below it a picture is noise, far above it numbers overflow.
LARGEST = 10.0

_PIECE = re.compile(r"\\[()\[\]\\]|[()\[\]]|[^()\[\]\\]+|\\")
_NUMBER_AT_END = re.compile(r":\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*$")
_OPENS = {")": "(", "]": "["}


@dataclass(frozen=True)
class Part:
    """A stretch of a prompt and how much it counts; 1 is as it is."""

    text: str
    weight: float = 1.0


@dataclass
class _Piece:
    """`plain` is text as it was typed, in which a colon and a number may be a weight.

    `at` is the position of a bracket without its other half.
    """

    text: str
    weight: float = 1.0
    plain: bool = False
    at: int | None = None


def parse(prompt: str) -> tuple[Part, ...]:
    """The prompt in parts of one weight each, without empty ones; never raises.

    Nested brackets multiply. A bracket without its other half is taken as it stands, and so is a
    backslash before anything but a bracket or a backslash.
    """
    parts: list[Part] = []
    for piece in _pieces(prompt):
        weight = max(-LARGEST, min(LARGEST, round(piece.weight, 6)))
        if parts and parts[-1].weight == weight:
            parts[-1] = Part(parts[-1].text + piece.text, weight)
        elif piece.text:
            parts.append(Part(piece.text, weight))
    return tuple(parts)


def loose_brackets(prompt: str) -> tuple[int, ...]:
    """Positions of brackets without their other half, which `parse` takes as text."""
    return tuple(sorted(piece.at for piece in _pieces(prompt) if piece.at is not None))


def _pieces(prompt: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    opened: list[int] = []  # places in `pieces`
    for token, at in _tokens(prompt):
        if token in ("(", "["):
            opened.append(len(pieces))
            pieces.append(_Piece(token, at=at))
        elif token in _OPENS:
            start = _last_opened(pieces, opened, _OPENS[token])
            if start is None:
                pieces.append(_Piece(token, at=at))
            else:
                _close(pieces, start)
        elif len(token) == 2 and token[0] == "\\":
            pieces.append(_Piece(token[1]))
        else:
            pieces.append(_Piece(token, plain=True))
    return pieces


def _tokens(prompt: str) -> Iterator[tuple[str, int]]:
    for found in _PIECE.finditer(prompt):
        yield found.group(), found.start()


def _last_opened(pieces: list[_Piece], opened: list[int], bracket: str) -> int | None:
    """Where the group began that is closed now; brackets opened since then stay without halves."""
    for place in range(len(opened) - 1, -1, -1):
        if pieces[opened[place]].text == bracket:
            start = opened[place]
            del opened[place:]
            return start
    return None


def _close(pieces: list[_Piece], start: int) -> None:
    """Weigh all since the bracket at `start`, which is no text after all."""
    factor = STEP if pieces[start].text == "(" else 1 / STEP
    last = pieces[-1]
    if pieces[start].text == "(" and last.plain:
        number = _NUMBER_AT_END.search(last.text)
        if number is not None:
            last.text = last.text[: number.start()]
            factor = float(number.group(1))
    last.plain = False
    pieces[start] = _Piece("")
    for piece in pieces[start:]:
        piece.weight = max(-LARGEST, min(LARGEST, piece.weight * factor))
