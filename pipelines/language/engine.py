"""What every engine for language models does, whichever library computes. Imports no torch.

An engine is loaded with one model and a window of so many tokens. It renders messages by the
model's own chat template, cuts text into tokens by its own tokenizer, and generates. One
generation at a time; any thread may ask for it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from pipelines.errors import BadInput
from pipelines.language.images import ImageInput
from pipelines.progress import Progress
from pipelines.text import Text


class Role(StrEnum):
    """Who says something; the values are those of chat templates."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True)
class Message:
    """One turn. `content` is plain text without the model's thinking; `images` stand before it.

    Only a user's turn has images.
    """

    role: Role
    content: str
    images: tuple[ImageInput, ...] = ()


@dataclass(frozen=True)
class Token:
    """One token: its number in the vocabulary and its bytes, mostly but not always whole UTF-8."""

    id: int
    raw: bytes

    @property
    def text(self) -> str:
        """What can be shown of it; a part of a sign is shown as the replacement character."""
        return self.raw.decode("utf-8", errors="replace")


@dataclass(frozen=True)
class Sampling:
    """How the next token is chosen, in the guide's names and ranges (see `models/chat.py`).

    `temperature` 0 always takes the likeliest token; `top_k` -1 and `min_new_tokens` -1 are off;
    `repetition_penalty` 0 is none and 1 the strongest; `seed` None takes another one each time.
    """

    temperature: float = 0.7
    top_p: float = 0.95
    top_k: int = -1
    max_new_tokens: int = 128
    min_new_tokens: int = -1
    stop_sequences: tuple[str, ...] = ()
    repetition_penalty: float = 0.0
    seed: int | None = None

    @property
    def multiplicative_penalty(self) -> float:
        """The penalty as engines want it: 1 is none, above 1 punishes; never below.

        Logits of tokens seen before are divided by it where positive, multiplied where negative
        (Keskar et al. 2019, arXiv:1909.05858). Below 1 it would reward repetition.
        """
        return 1.0 + max(0.0, self.repetition_penalty)


@dataclass(frozen=True)
class Piece:
    """A bit of an answer as it comes; `thinking` while the model talks to itself."""

    text: str
    thinking: bool = False


#: Hears the pieces of an answer, on the thread that generates.
Listener = Callable[[Piece], None]


@dataclass(frozen=True)
class Request:
    """What to answer: `messages` by the model's template, or `prompt` as it stands.

    Exactly one of the two is given. `schema` is a JSON schema that the answer must follow.
    """

    messages: tuple[Message, ...] = ()
    prompt: str | None = None
    sampling: Sampling = field(default_factory=Sampling)
    schema: dict[str, Any] | None = None
    listener: Listener | None = None

    @property
    def images(self) -> tuple[ImageInput, ...]:
        """All pictures of the messages, in order."""
        return tuple(image for message in self.messages for image in message.images)


def refuse_images(request: Request, name: str) -> None:
    """Raise BadInput if there are pictures in a request to a model that sees none."""
    if request.images:
        raise BadInput(
            "{name} cannot see pictures: choose a model for image questions, or take the pictures "
            "off the message.",
            name=name,
        )


class Finish(StrEnum):
    """Why an answer ended: the model's own end or a stop sequence, the length, the user."""

    STOP = "stop"
    LENGTH = "length"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Answer:
    """A finished or stopped answer.

    `prompt_tokens` is all that was read, `cached_tokens` those of it that were still known from
    the turn before. `first_token_s` is from the request to the first piece, `tokens_per_s` counts
    the tokens after it. `seed` gives the same text again with the same request.
    """

    text: str
    thinking: str
    finish: Finish
    prompt_tokens: int
    cached_tokens: int
    new_tokens: int
    first_token_s: float
    seconds: float
    tokens_per_s: float
    seed: int
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Abilities:
    """What an engine can do with its model. The rest is refused in a sentence, never ignored."""

    schema: bool = True
    thinking: bool = False
    images: bool = False


class Engine(Protocol):
    """A loaded language model. `window` is its context in tokens, prompt and answer together."""

    name: str
    window: int
    has_template: bool
    abilities: Abilities

    def render(self, messages: Sequence[Message]) -> str:
        """The prompt that the model's template makes of them, ready for an answer.

        Raises BadInput if the model has no template, or a broken one.
        """
        ...

    def tokenize(self, text: str, special: bool = True) -> tuple[Token, ...]:
        """The tokens of a text; `special` reads marks like ``<|im_start|>`` as one token."""
        ...

    def image_tokens(self, image: ImageInput) -> int:
        """How many tokens that picture adds to the rendered prompt; 0 where none can be shown."""
        ...

    def generate(self, request: Request, progress: Progress) -> Answer:
        """Answer; pieces go to the request's listener.

        Cancelled through `progress`, it stops within one token and returns what there is, with
        `Finish.CANCELLED`. Raises BadInput if the prompt is empty or longer than the window, or has
        images that the model cannot see.
        """
        ...

    def close(self) -> None:
        """Give the memory back."""
        ...
