"""A conversation as Markdown, to be read: the branch that is shown, thinking folded away."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from pipelines.conversations.picture_files import export_pictures, mention
from pipelines.conversations.records import Conversation, ConversationKind, Ending, Turn
from pipelines.conversations.store import ConversationStore
from pipelines.language.engine import Role
from pipelines.media.atomic import replacing
from pipelines.text import Text, text

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
#: They would end the words of a link, or make one.
_BRACKETS = str.maketrans(dict.fromkeys("[]()<>*_`!\\", " "))
_ENDINGS = {
    Ending.CANCELLED: text("This answer was stopped."),
    Ending.LENGTH: text("This answer was cut at its longest length."),
    Ending.FAILED: text("This answer failed before its end."),
    Ending.INTERRUPTED: text("This answer was interrupted when Hearth was closed."),
}


def export_markdown(
    store: ConversationStore,
    conversation_id: int,
    path: Path,
    say: Callable[[Text], str] = str,
) -> None:
    """Write the shown branch, whole or not at all, its pictures beside it; `say` translates.

    Raises BadInput if it is gone, DiskFull and NotWritable.
    """
    conversation = store.get(conversation_id)
    turns = store.turns.path(conversation.leaf)
    words = markdown_of(conversation, turns, say, export_pictures(turns, path))
    with replacing(path) as descriptor, open(descriptor, "wb", closefd=False) as file:
        file.write(words.encode())


def markdown_of(
    conversation: Conversation,
    turns: Sequence[Turn],
    say: Callable[[Text], str] = str,
    pictures: Mapping[str, str] | None = None,
) -> str:
    """The same as text, for the clipboard. `pictures` are their files by digest; without a file a
    picture is only mentioned."""
    title = " ".join(conversation.title.split()) or say(text("Conversation"))
    blocks = [f"# {title}", _about(conversation, turns, say)]
    if conversation.system_prompt.strip():
        blocks += [f"## {say(text('System prompt'))}", _closed(conversation.system_prompt)]
    if conversation.kind is ConversationKind.COMPLETION:
        blocks += [f"## {say(text('Text'))}", _closed("".join(t.content for t in turns))]
    else:
        for turn in turns:
            blocks += _turn(turn, say, pictures or {})
    return "\n\n".join(block.strip("\n") for block in blocks if block.strip()) + "\n"


def _about(conversation: Conversation, turns: Sequence[Turn], say: Callable[[Text], str]) -> str:
    moment = datetime.fromtimestamp(conversation.created).astimezone()
    lines = [say(text("Date: {date}", date=f"{moment:%Y-%m-%d %H:%M}"))]
    answered = [turn.answer.model for turn in turns if turn.answer is not None]
    models = list(dict.fromkeys(name for name in answered or [conversation.model] if name))
    if models:
        lines.append(say(text("Model: {model}", model=", ".join(models))))
    return "\n".join(f"- {line}" for line in lines)


def _turn(turn: Turn, say: Callable[[Text], str], pictures: Mapping[str, str]) -> Iterator[str]:
    who = text("You") if turn.role is Role.USER else text("Answer")
    yield f"## {say(who)}"
    for image in turn.images:
        words = " ".join(say(mention(image)).translate(_BRACKETS).split())
        place = pictures.get(image.digest, "")
        if not place:
            yield f"*{words}*"
        else:  # a region is a part of a picture: named with a link to it
            yield f"{'!' * (image.region is None)}[{words}](<{place}>)"
    if turn.thinking.strip():
        thought = _closed(turn.thinking).replace("</details>", "&lt;/details>")
        summary = say(text("Thinking"))
        yield f"<details>\n<summary>{summary}</summary>\n\n{thought.strip()}\n\n</details>"
    yield _closed(turn.message.content)
    ending = turn.answer.finish if turn.answer is not None else None
    told = _ENDINGS.get(ending) if ending is not None else None
    if told is not None:
        yield f"*{say(told)}*"


def _closed(words: str) -> str:
    """With an end to a fenced block that was cut off, lest it swallow all that follows."""
    fence = ""
    for line in words.splitlines():
        found = _FENCE.match(line)
        if found is None:
            continue
        mark = found[1]
        if not fence:
            fence = mark
        elif mark[0] == fence[0] and len(mark) >= len(fence) and line.strip() == mark:
            fence = ""
    return f"{words.rstrip()}\n{fence}" if fence else words
