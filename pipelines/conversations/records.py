"""What is kept of a conversation: itself, its turns, and the facts of each answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pipelines.conversations.attachments import Attachment, message_content
from pipelines.conversations.pictures import ImageAttachment
from pipelines.language.engine import Message, Role
from pipelines.text import Text


class ConversationKind(StrEnum):
    """A chat by the model's template, or plain text that a base model goes on with."""

    CHAT = "chat"
    COMPLETION = "completion"


class Ending(StrEnum):
    """Why an answer ended: as `Finish` of the engines says, by an error, or Hearth was killed."""

    STOP = "stop"
    LENGTH = "length"
    CANCELLED = "cancelled"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True)
class Conversation:
    """One conversation. `leaf` is the last turn of the branch that is shown, None without turns.

    `title` is empty before the first message; `named` once a person chose it. `created` and
    `changed` (the last turn) are Unix times in seconds; `deleted`, too, None while it is there.
    `settings` are the values of the model's Params.
    """

    id: int
    title: str = ""
    named: bool = False
    pinned: bool = False
    created: float = 0.0
    changed: float = 0.0
    model: str = ""
    version: str = ""
    system_prompt: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    kind: ConversationKind = ConversationKind.CHAT
    leaf: int | None = None
    deleted: float | None = None


@dataclass(frozen=True)
class AnswerFacts:
    """How an answer was made. The numbers are None until it has ended.

    `settings` are the Params it was made with, `seed` the one that gives it again. Tokens are
    counted as in `pipelines.language.engine.Answer`, times are in seconds.
    """

    model: str = ""
    version: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    seed: int | None = None
    finish: Ending | None = None
    prompt_tokens: int | None = None
    cached_tokens: int | None = None
    new_tokens: int | None = None
    first_token_s: float | None = None
    seconds: float | None = None
    tokens_per_s: float | None = None
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Turn:
    """One turn; it never changes once it is finished. `parent` is the turn it follows.

    `answer` is None for what a person wrote, also in the model's place. `growing` while the answer
    is being streamed. `created` is a Unix time in seconds. `images` are shown before the words.
    """

    id: int
    conversation: int
    parent: int | None
    role: Role
    content: str
    thinking: str = ""
    created: float = 0.0
    attachments: tuple[Attachment, ...] = ()
    answer: AnswerFacts | None = None
    growing: bool = False
    images: tuple[ImageAttachment, ...] = ()

    @property
    def message(self) -> Message:
        """What a model is told of it: pictures, content and attachments, without the thinking."""
        words = message_content(self.content, self.attachments)
        return Message(self.role, words, tuple(item.input for item in self.images))


@dataclass(frozen=True)
class Siblings:
    """The turns that stand in the same place, the oldest first, and which of them this one is."""

    ids: tuple[int, ...]
    index: int

    @property
    def before(self) -> int | None:
        """The one before, None for the first."""
        return self.ids[self.index - 1] if self.index else None

    @property
    def after(self) -> int | None:
        """The next one, None for the last."""
        return self.ids[self.index + 1] if self.index + 1 < len(self.ids) else None
