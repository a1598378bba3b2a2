"""One line of the transcript: a turn with what is shown around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLocale

from app.translation import translate
from pipelines.conversations.records import Ending, Siblings, Turn
from pipelines.language.engine import Role


class Act(StrEnum):
    """What a button under a message asks for."""

    COPY = "copy"
    EDIT = "edit"
    REGENERATE = "regenerate"
    BRANCH = "branch"
    CONTINUE = "continue"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Entry:
    """`model` is the name of the one that answered. `turn.id` is 0 until it is in the store.

    `has_seen` says whether pictures come before it: engines go on with a text only.
    """

    turn: Turn
    siblings: Siblings | None = None
    model: str = ""
    is_last: bool = False
    has_seen: bool = False

    @property
    def is_user(self) -> bool:
        return self.turn.role is Role.USER

    @property
    def can_continue(self) -> bool:
        """Whether the answer ended before the model wanted it to, and it can go on."""
        if self.has_seen:
            return False
        facts = self.turn.answer
        early = (Ending.LENGTH, Ending.CANCELLED, Ending.INTERRUPTED, Ending.FAILED)
        ended = facts is not None and facts.finish in early and not self.turn.growing
        return self.is_last and ended and bool(self.turn.content or self.turn.thinking)


def entries_of(
    turns: Sequence[Turn], siblings: Mapping[int, Siblings], names: Mapping[str, str]
) -> list[Entry]:
    """The entries of a branch; `names` are the models' by the key of their choice."""
    has_seen = any(turn.images for turn in turns)
    return [
        Entry(
            turn,
            siblings.get(turn.id),
            model_name(turn, names),
            is_last=number == len(turns) - 1,
            has_seen=has_seen,
        )
        for number, turn in enumerate(turns)
    ]


def model_name(turn: Turn, names: Mapping[str, str]) -> str:
    """What the model that answered is called."""
    facts = turn.answer
    if facts is None:
        return ""
    variant = f"{facts.model}/{facts.settings.get('model', '')}"  # as the command line notes it
    return names.get(facts.model) or names.get(variant) or facts.model


def ending_text(ending: Ending | None) -> str:
    """Why an answer ended, in a few words; nothing for the usual end."""
    if ending is Ending.LENGTH:
        return QCoreApplication.translate("ChatMessage", "cut at the longest length")
    if ending is Ending.CANCELLED:
        return QCoreApplication.translate("ChatMessage", "stopped")
    if ending is Ending.FAILED:
        return QCoreApplication.translate("ChatMessage", "failed")
    if ending is Ending.INTERRUPTED:
        return QCoreApplication.translate("ChatMessage", "interrupted when Hearth was closed")
    return QCoreApplication.translate("ChatMessage", "complete") if ending is Ending.STOP else ""


def facts_text(entry: Entry) -> str:
    """Model, tokens, times and why it ended, on one line."""
    facts = entry.turn.answer
    if facts is None:
        return ""
    locale = QLocale()
    parts = [entry.model]
    if facts.new_tokens:
        words = QCoreApplication.translate("ChatMessage", "{n} tokens")
        parts.append(words.format(n=locale.toString(facts.new_tokens)))
        if facts.first_token_s is not None:
            words = QCoreApplication.translate("ChatMessage", "first after {n} s")
            parts.append(words.format(n=locale.toString(facts.first_token_s, "f", 1)))
        if facts.tokens_per_s:
            words = QCoreApplication.translate("ChatMessage", "{n} tokens/s")
            parts.append(words.format(n=locale.toString(facts.tokens_per_s, "f", 1)))
    parts.append(ending_text(facts.finish))
    return "  ·  ".join(part for part in parts if part)


def notes_text(entry: Entry) -> str:
    """What the user should know about how it was made."""
    facts = entry.turn.answer
    return " ".join(translate(note) for note in facts.notes) if facts is not None else ""
