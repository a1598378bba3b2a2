"""One picture with what is asked about it, and the answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipelines.errors import JobFailed
from pipelines.language.engine import (
    Answer,
    Engine,
    Finish,
    Listener,
    Message,
    Request,
    Role,
    Sampling,
)
from pipelines.language.images import ImageInput
from pipelines.media.facts import PictureFacts
from pipelines.progress import Cancelled, Progress
from pipelines.text import Text, text

CUT_SHORT = text(
    "The answer ended at the limit of tokens: raise Max tokens (max_tokens) if it is cut off."
)


@dataclass(frozen=True)
class Questions:
    """What is asked about `image`, each question by itself. `schema` holds every answer.

    `facts` are those of the picture as it was read.
    """

    image: ImageInput
    questions: tuple[str, ...]
    system_prompt: str = ""
    sampling: Sampling = field(default_factory=Sampling)
    schema: Mapping[str, Any] | None = None
    listener: Listener | None = None
    facts: PictureFacts | None = None

    def request(self, question: str) -> Request:
        """One of them as an engine takes it. The picture comes first: what was read of it serves
        the next question, too."""
        system = (Message(Role.SYSTEM, self.system_prompt),) if self.system_prompt else ()
        return Request(
            messages=(*system, Message(Role.USER, question, (self.image,))),
            sampling=self.sampling,
            schema=dict(self.schema) if self.schema is not None else None,
            listener=self.listener,
        )


@dataclass
class PictureAnswers:
    """The `answers` to `questions`, in the same order. `structured` ones are JSON by a schema.

    Writing them may add `remarks`; `input_stamp` is the picture's new size and time of change if
    it was written into it. `further` goes along in what is kept as JSON.
    """

    image: ImageInput
    questions: tuple[str, ...]
    answers: tuple[Answer, ...]
    facts: PictureFacts | None = None
    structured: bool = False
    remarks: list[Text] = field(default_factory=list)
    input_stamp: tuple[int, int] | None = None
    further: dict[str, Any] = field(default_factory=dict)

    @property
    def notes(self) -> tuple[Text, ...]:
        """What the user should know, each sentence once."""
        told = (note for answer in self.answers for note in answer.notes)
        cut = any(answer.finish is Finish.LENGTH for answer in self.answers)
        kept: list[Text] = []
        for note in (*told, *((CUT_SHORT,) if cut else ()), *self.remarks):
            if note not in kept:  # the values of a sentence cannot be hashed
                kept.append(note)
        return tuple(kept)


def answer_all(engine: Engine, asked: Questions, progress: Progress) -> PictureAnswers:
    """Ask one after another.

    Raises Cancelled, since half an answer is none, and JobFailed if one breaks the schema.
    """
    answers = []
    count = len(asked.questions)
    for number, question in enumerate(asked.questions):
        part = progress.part(number / count, (number + 1) / count)
        answer = engine.generate(asked.request(question), part)
        if answer.finish is Finish.CANCELLED:
            raise Cancelled
        if asked.schema is not None:
            _check(answer, asked.schema)
        answers.append(answer)
    return PictureAnswers(
        asked.image, asked.questions, tuple(answers), asked.facts, asked.schema is not None
    )


def _check(answer: Answer, schema: Mapping[str, Any]) -> None:
    from pipelines.prompts.schema import check_answer

    verdict = check_answer(answer.text, schema)
    if verdict.follows:
        return
    if answer.finish is Finish.LENGTH:
        raise JobFailed(
            "The answer ended at the limit of tokens before it followed the schema: raise Max "
            "tokens (max_tokens)."
        )
    raise JobFailed("The answer does not follow the schema: {reason}", reason=verdict.problem)


def model_in(provenance: Mapping[str, Any]) -> str:
    """What a person calls the model: the choice among those of one kind, or the user's own file."""
    settings = provenance.get("settings", {})
    named = (settings.get(name) for name in ("model", "checkpoint"))
    return str(next(filter(None, named), provenance.get("model", "")))
