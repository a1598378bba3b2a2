"""What is asked of a model, and how it may turn out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.conversations.attachments import Attachment
from pipelines.conversations.pictures import ImageAttachment
from pipelines.conversations.records import ConversationKind, Turn
from pipelines.language.context import Fitted

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec
    from pipelines.versions import Version

#: The setting of an answer that was held to a JSON schema.
SCHEMA = "schema"


@dataclass(frozen=True)
class ModelUse:
    """The model that is to answer: `key` of the choice, SPEC, valid params, an older version.

    `given` are names of params that the conversation itself gives, as it does the input.
    """

    key: str
    spec: "ModelSpec[Any]"
    params: Any
    version: "Version | None" = None
    given: frozenset[str] = frozenset()

    @property
    def settings(self) -> Mapping[str, Any]:
        """The params without the input, as JSON."""
        left_out = {self.spec.input_field, *self.given}
        return self.params.model_dump(mode="json", exclude=left_out)


@dataclass(frozen=True)
class Ask:
    """One question.

    `conversation` None begins a new one. `parent` is the turn after which `said` is put; without
    `said` the parent itself is answered (again). `goes_on` is an answer that ended too early.
    `left_out` counts the oldest messages that the user agreed not to send; of a completion it is
    how many tokens at its beginning. `schema` is a JSON schema for the answer.
    """

    kind: ConversationKind
    conversation: int | None = None
    parent: int | None = None
    said: str | None = None
    attachments: tuple[Attachment, ...] = ()
    goes_on: int | None = None
    left_out: int = 0
    images: tuple[ImageAttachment, ...] = ()
    schema: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Answered:
    """The finished turn, as it is in the store."""

    turn: Turn


@dataclass(frozen=True)
class Overflow:
    """Nothing was sent: it would not have fitted.

    `fitted` says what would have to go, None for a completion, where the first `tokens_over`
    tokens of the text would. `pictures` are those of the messages that would go.
    """

    fitted: Fitted | None
    tokens: int
    tokens_over: int
    window: int
    pictures: tuple[ImageAttachment, ...] = ()
