"""Looking for words in an SQLite full text index (FTS5): what a person types is never a command.

Scripts that put no spaces between words, and signs such as emoji, are not in an index of words;
for these the texts themselves have to be gone through, with LIKE.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: What stands around a hit in what SQLite's ``snippet`` is asked for: they occur in no text.
BEGIN, END = "\ufdd0", "\ufdd1"

_AROUND = 40  # characters before a hit; three times as many behind
# Thai to Burmese, Khmer, the signs of Chinese and Japanese: written without spaces.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff]"
)


@dataclass(frozen=True)
class Part:
    """A bit of a snippet; `marked` if it is what was looked for."""

    text: str
    marked: bool = False


def terms_in(words: str) -> list[str]:
    """The words one by one, without what no text holds."""
    return "".join(c if c.isprintable() else " " for c in words).split()


def is_indexed(term: str) -> bool:
    """Whether an index of words can know it."""
    return any(c.isalnum() for c in term) and not _UNSPACED.search(term)


def match_of(terms: Sequence[str]) -> str:
    """What MATCH takes to find all of them, each as a word or the beginning of one."""
    # In quotes nothing is an operator; the star after them makes the last word a beginning.
    return " ".join('"' + term.replace('"', '""') + '"*' for term in terms)


def patterns_of(terms: Sequence[str]) -> tuple[str, ...]:
    """What ``LIKE ? ESCAPE '^'`` takes to find each anywhere."""
    return tuple("%" + re.sub("([%_^])", r"^\1", term) + "%" for term in terms)


def parts_of(snippet: str) -> tuple[Part, ...]:
    """Cut at the marks; breaks of lines become spaces."""
    parts: list[Part] = []
    for n, piece in enumerate(re.split(f"[{BEGIN}{END}]", re.sub(r"\s+", " ", snippet))):
        if piece:
            parts.append(Part(piece, marked=n % 2 == 1))
    return tuple(parts)


def excerpt(words: str, terms: Sequence[str]) -> tuple[Part, ...]:
    """A snippet as SQLite makes them, of a text that was found without an index."""
    if not terms:
        return parts_of(words[: 4 * _AROUND] + "…" * (len(words) > 4 * _AROUND))
    wanted = re.compile("|".join(map(re.escape, terms)), re.IGNORECASE)
    first = wanted.search(words)
    begin = max(0, first.start() - _AROUND) if first else 0
    end = begin + 4 * _AROUND
    shown = wanted.sub(lambda found: f"{BEGIN}{found[0]}{END}", words[begin:end])
    return parts_of(f"{'…' * (begin > 0)}{shown}{'…' * (end < len(words))}")
