"""A language model that says what a test tells it to, behind the interface of real engines."""

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipelines.errors import BadInput
from pipelines.language.engine import (
    Abilities,
    Answer,
    Finish,
    Message,
    Piece,
    Request,
    Role,
    Token,
)
from pipelines.language.images import ImageInput
from pipelines.progress import Cancelled, Progress

_MARK = r"<\|\w+\|>"
_CUT = re.compile(rf"{_MARK}|\n|[^\S\n]*(?:(?!{_MARK})\S)+|[^\S\n]+")
_PLAIN_CUT = re.compile(r"\n|[^\S\n]*\S+|[^\S\n]+")


def chatml(messages: Sequence[Message]) -> str:
    """ChatML, as SmolLM2 and Qwen have it: marks are one token each, a line break is another."""
    said = "".join(f"<|im_start|>{m.role.value}\n{m.content}<|im_end|>\n" for m in messages)
    return f"{said}<|im_start|>assistant\n"


def chatml_with_default(messages: Sequence[Message]) -> str:
    """The same, with a system prompt of the template's own where none is given."""
    given = bool(messages) and messages[0].role is Role.SYSTEM
    own = () if given else (Message(Role.SYSTEM, "You are helpful."),)
    return chatml((*own, *messages))


@dataclass
class FakeEngine:
    """The script of a fake engine, and a record of what was asked of it.

    A token is one word with the space before it, one line break, or one mark like ``<|im_end|>``;
    the same text gives the same tokens in every engine of the process.

    `pieces`: what `generate` says, each a piece with one token or more (a plain string is one that
    is no thinking). `template`: messages to prompt; None is a base model, which has none.
    `broken`: what `render` raises, as for a template that cannot be read. `failure`: what
    `generate` raises after the last piece, such as MemoryError. `tokens_per_image`: what a picture
    costs. `on_piece(n)` is called on the generating thread before piece n is told; it may wait,
    cancel or raise.

    `requests` lists what was asked, `rendered` counts the messages and `tokenized` the characters
    that went through, `closed` says whether `close` was called.
    """

    pieces: Sequence[str | Piece] = ("Hello", " there", ".")
    window: int = 256
    template: Callable[[Sequence[Message]], str] | None = chatml
    name: str = "fake-chat"
    abilities: Abilities = field(default_factory=Abilities)
    broken: Exception | None = None
    failure: Exception | None = None
    tokens_per_image: int = 0
    on_piece: Callable[[int], Any] = lambda _n: None
    requests: list[Request] = field(default_factory=list)
    rendered: int = 0
    tokenized: int = 0
    closed: bool = False
    has_template: bool = field(init=False)

    def __post_init__(self) -> None:
        self.has_template = self.template is not None
        self._alone = threading.Lock()
        self._known: list[int] = []  # the tokens of the turn before, as a prefix cache has them

    def render(self, messages: Sequence[Message]) -> str:
        self.rendered += len(messages)
        if self.broken is not None:
            raise self.broken
        if self.template is None:
            raise BadInput("This model has no chat template.")
        return self.template(messages)

    def tokenize(self, text: str, special: bool = True) -> tuple[Token, ...]:
        self.tokenized += len(text)
        words = (_CUT if special else _PLAIN_CUT).findall(text)
        return tuple(Token(_id_of(word), word.encode()) for word in words)

    def image_tokens(self, image: ImageInput) -> int:
        return self.tokens_per_image

    def generate(self, request: Request, progress: Progress) -> Answer:
        with self._alone:
            self.requests.append(request)
            prompt = request.prompt if request.prompt is not None else self.render(request.messages)
            ids = [token.id for token in self.tokenize(prompt)]
            if not ids:
                raise BadInput("There is nothing to answer: write something first.")
            if len(ids) >= self.window:
                raise BadInput(
                    "The prompt has {tokens} tokens, but the model's window is {window}.",
                    tokens=len(ids),
                    window=self.window,
                )
            cached = _common(ids, self._known)
            said, finish = self._say(request, progress)
            self._known = [*ids, *(_id_of(piece.text) for piece in said)]
        return Answer(
            text="".join(piece.text for piece in said if not piece.thinking),
            thinking="".join(piece.text for piece in said if piece.thinking),
            finish=finish,
            prompt_tokens=len(ids),
            cached_tokens=cached,
            new_tokens=len(said),
            first_token_s=0.25,
            seconds=1.25,
            tokens_per_s=float(len(said)),
            seed=7 if request.sampling.seed is None else request.sampling.seed,
        )

    def _say(self, request: Request, progress: Progress) -> tuple[list[Piece], Finish]:
        said: list[Piece] = []
        for n, item in enumerate(self.pieces):
            if n >= request.sampling.max_new_tokens:
                return said, Finish.LENGTH
            self.on_piece(n)
            try:
                progress.check()
            except Cancelled:
                return said, Finish.CANCELLED
            said.append(item if isinstance(item, Piece) else Piece(item))
            if request.listener is not None:
                request.listener(said[-1])
        if self.failure is not None:
            raise self.failure
        return said, Finish.STOP

    def close(self) -> None:
        self.closed = True


_ids: dict[str, int] = {}


def _id_of(word: str) -> int:
    return _ids.setdefault(word, len(_ids))


def _common(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens both begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
