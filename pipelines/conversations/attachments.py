"""Text files dropped into a conversation: read once, kept with the turn, fenced in the message."""

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import BadInput

#: Several times what the largest windows hold.
LARGEST_BYTES = 8 * 1000**2

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_FENCE = re.compile(r"`{3,}")


@dataclass(frozen=True)
class Attachment:
    """The name and the text of a file, as they were when it was dropped."""

    name: str
    text: str


def read_attachment(path: Path) -> Attachment:
    """The text of a file in UTF-8 or, with its mark, UTF-16. Raises BadInput for anything else."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise BadInput(
            "{name} cannot be read ({reason}).",
            name=path.name,
            reason=error.strerror or type(error).__name__,
        ) from error
    if len(raw) > LARGEST_BYTES:
        raise BadInput(
            "{name} is larger than {limit} MB, which no model can read at once: drop a part of it.",
            name=path.name,
            limit=LARGEST_BYTES // 1000**2,
        )
    encoding = next((name for mark, name in _MARKS.items() if raw.startswith(mark)), "utf-8")
    try:
        words = raw.decode(encoding)
        if "\0" in words:
            raise ValueError
    except ValueError as error:
        raise BadInput(
            "{name} is no text file that Hearth can read: save it as text in UTF-8 and drop it "
            "again.",
            name=path.name,
        ) from error
    return Attachment(path.name, words.replace("\r\n", "\n"))


def message_content(content: str, attachments: Sequence[Attachment]) -> str:
    """What the model reads: each file in a fenced block under its name, then the message."""
    blocks = [_fenced(item) for item in attachments]
    return "\n\n".join((*blocks, content) if content else blocks)


def _fenced(item: Attachment) -> str:
    longest = max((len(found) for found in _FENCE.findall(item.text)), default=2)
    fence = "`" * max(3, longest + 1)  # what is fenced in the file must not end the block
    name = " ".join(item.name.split())
    end = "" if item.text.endswith("\n") or not item.text else "\n"
    return f"{name}:\n{fence}\n{item.text}{end}{fence}"
