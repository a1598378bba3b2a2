"""A model that answers by a script, for table runs; it is what an engine's `generate` is."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pipelines.language.engine import Answer, Finish, Request
from pipelines.progress import Progress


def answer_of(words: str, finish: Finish = Finish.STOP) -> Answer:
    return Answer(words, "", finish, 1, 0, 1, 0.0, 0.0, 0.0, 0)


def question_of(request: Request) -> str:
    return request.messages[-1].content if request.prompt is None else request.prompt


@dataclass
class Asked:
    """Says the question in capitals, unless `say` has something else; notes what was asked."""

    say: Callable[[str], Answer | None] = lambda _question: None
    questions: list[str] = field(default_factory=list)

    def __call__(self, request: Request, progress: Progress) -> Answer:
        question = question_of(request)
        self.questions.append(question)
        if progress.cancel.cancelled:
            return answer_of("ha", Finish.CANCELLED)
        return self.say(question) or answer_of(question.upper())
