"""Titles that nobody has to think of: from the first message, and numbered for copies."""

import re

from pipelines.conversations.records import Turn

LONGEST = 60

_MARKS = re.compile(r"^[\s#>*\-+`]+|[*_`]{2,}|[\s`]+$")
_NUMBERED = re.compile(r" \((\d{1,6})\)$")


def title_of(turn: Turn) -> str:
    """The first line that has words, without Markdown's marks, cut between words.

    A message that is only files is called like the first of them.
    """
    lines = (_MARKS.sub("", line) for line in turn.content.splitlines())
    first = next((line for line in lines if any(map(str.isalnum, line))), "")
    if not first:
        names = [item.name for item in (*turn.images, *turn.attachments)]
        first = names[0] if names else turn.content
    words = " ".join(first.split())
    if len(words) <= LONGEST:
        return words
    cut, _space, _rest = words[: LONGEST + 1].rpartition(" ")
    return (cut if len(cut) > LONGEST // 2 else words[:LONGEST]).rstrip(" ,;:") + "…"


def numbered(title: str) -> str:
    """The title of a copy: “Cats”, “Cats (2)”, “Cats (3)”."""
    if not title:
        return title
    found = _NUMBERED.search(title)
    if found is None:
        return f"{title} (2)"
    return f"{title[: found.start()]} ({int(found[1]) + 1})"
