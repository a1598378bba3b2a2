"""One picture with what is asked about it, and the answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

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
from pipelines.progress import Cancelled, Progress
from pipelines.text import Text


@dataclass(frozen=True)
class Questions:
    """What is asked about `image`, each question by itself. `schema` holds every answer."""

    image: ImageInput
    questions: tuple[str, ...]
    system_prompt: str = ""
    sampling: Sampling = field(default_factory=Sampling)
    schema: Mapping[str, Any] | None = None
    listener: Listener | None = None

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


@dataclass(frozen=True)
class PictureAnswers:
    """The `answers` to `questions`, in the same order."""

    image: ImageInput
    questions: tuple[str, ...]
    answers: tuple[Answer, ...]

    @property
    def notes(self) -> tuple[Text, ...]:
        """What the user should know, each sentence once."""
        return tuple(dict.fromkeys(note for answer in self.answers for note in answer.notes))


def answer_all(engine: Engine, asked: Questions, progress: Progress) -> PictureAnswers:
    """Ask one after another. Raises Cancelled; half an answer is none."""
    answers = []
    count = len(asked.questions)
    for number, question in enumerate(asked.questions):
        part = progress.part(number / count, (number + 1) / count)
        answer = engine.generate(asked.request(question), part)
        if answer.finish is Finish.CANCELLED:
            raise Cancelled
        answers.append(answer)
    return PictureAnswers(asked.image, asked.questions, tuple(answers))
