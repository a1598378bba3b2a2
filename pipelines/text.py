"""Sentences as data: a template and its values, so that a front end can translate them.

The pipelines know no Qt, yet what they say must reach the user in the user's language. They
therefore raise and report `Text`; the command line prints it in English, the window looks the
template up in its translations first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """A sentence with named places: ``Text("Cannot read {name}.", {"name": "a.png"})``."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values) if self.values else self.template


def as_text(words: "str | Text") -> Text:
    """A sentence that may still be a plain string as a `Text`."""
    return words if isinstance(words, Text) else Text(words)


def mark(template: str) -> str:
    """The same template, marked for translation where it is kept as a plain string first."""
    return template


def text(template: str, **values: object) -> Text:
    """Short form: ``text("Tile {n} of {total}", n=1, total=9)``."""
    return Text(template, values)
