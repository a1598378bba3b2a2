"""Variables in a prompt, written ``<animal>``, and putting values in their places.

What stands between the brackets is a variable if it is a name: letters, digits, ``_`` and ``-``,
single spaces inside, at least one letter, 64 characters at most. These are left as they are:

- anything that is no name: ``<|im_start|>``, ``</b>``, ``<br/>``, ``<a href="…">``, ``<3>``;
- pairs like ``<document> … </document>``: a name whose closing tag stands in the same text;
- the tags of HTML that often come without their pair, and the marks of models (`NOT_VARIABLES`).

A backslash before it makes a literal ``<animal>`` of ``\\<animal>``; two make a backslash and a
variable. Values are put in once: a value that holds ``<x>`` is not filled again.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from pipelines.errors import BadInput

# HTML that is often not closed, or means the looks of a few words.
_HTML = """
b br div em h1 h2 h3 h4 h5 h6 hr i img li ol p span strong sub sup td th tr u ul wbr
"""
# Marks of models' vocabularies and of their thinking.
_MARKS = """
bos eos mask pad s sep unk think thinking tool_call tool_response start_of_turn end_of_turn
fim_prefix fim_middle fim_suffix
"""
#: Names that are never variables, in small letters.
NOT_VARIABLES = frozenset((*_HTML.split(), *_MARKS.split()))

_PLACE = re.compile(r"(?P<slashes>\\*)<(?P<name>[^<>\r\n]{1,64})>")


def find_variables(*texts: str) -> tuple[str, ...]:
    """The names of the variables, each once, in the order of their first places."""
    names = (
        place["name"]
        for words in texts
        for place in _places(words)
        if _is_variable(place["name"], words) and not _is_literal(place)
    )
    return tuple(dict.fromkeys(names))


def fill(words: str, values: Mapping[str, str]) -> str:
    """The text with each variable's value in its place; values that it does not want are left.

    Raises BadInput that names the variables without a value.
    """
    missing = [name for name in find_variables(words) if name not in values]
    if missing:
        raise BadInput(
            "The prompt has no value for {names}: give one, or write \\<name> for the word itself "
            "in brackets.",
            names=", ".join(f"<{name}>" for name in missing),
        )

    def value(place: re.Match[str]) -> str:
        name, slashes = place["name"], place["slashes"]
        if not _is_name(name):
            return place[0]
        kept = slashes[: len(slashes) // 2]
        if _is_literal(place) or not _is_variable(name, words):
            return f"{kept}<{name}>"
        return kept + values[name]

    return _PLACE.sub(value, words)


def _places(words: str) -> Iterator[re.Match[str]]:
    return _PLACE.finditer(words)


def _is_literal(place: re.Match[str]) -> bool:
    return len(place["slashes"]) % 2 == 1


def _is_variable(name: str, words: str) -> bool:
    if not _is_name(name) or name.lower() in NOT_VARIABLES:
        return False
    return f"</{name}>" not in words


def _is_name(name: str) -> bool:
    """Marks are a part of letters in many scripts, as in Hindi and Thai."""
    if name[0] in " -" or name[-1] == " " or "  " in name:
        return False
    kinds = [unicodedata.category(sign)[0] for sign in name]
    if "L" not in kinds:
        return False
    return all(kind in "LMN" or sign in "_- " for kind, sign in zip(kinds, name, strict=True))
