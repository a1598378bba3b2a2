"""Exactly what a template sends: as text by the model's own template where that is loaded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipelines.language.engine import Engine, Message, Request, Sampling
from pipelines.prompts.template import PromptTemplate, compose
from pipelines.text import Text, text


@dataclass(frozen=True)
class Preview:
    """`words` are what the model reads, marks and all, with its `tokens` of a `window`; 0 where no
    model was asked. `notes` say what else is to be known."""

    words: str
    tokens: int = 0
    window: int = 0
    notes: tuple[Text, ...] = ()

    @property
    def is_exact(self) -> bool:
        return self.window > 0


def plain_preview(request: Request) -> Preview:
    """Without the model: turns as they are."""
    if request.prompt is not None:
        return Preview(request.prompt)
    return Preview("\n\n".join(_turn(message) for message in request.messages))


def rendering(
    template: PromptTemplate, values: Mapping[str, str], sampling: Sampling
) -> Callable[[Engine], Preview]:
    """What to ask an engine for. Raises, then, BadInput if the template of the model is broken."""

    def look(engine: Engine) -> Preview:
        from pipelines.language.text_model import as_completion

        request = compose(template, values, sampling=sampling)
        notes: tuple[Text, ...] = ()
        if request.prompt is None and not engine.has_template:
            request = as_completion(request)
            notes = (
                text(
                    "This is a base model without a chat template: it gets the turns as one text."
                ),
            )
        words = engine.render(request.messages) if request.prompt is None else request.prompt
        tokens = len(engine.tokenize(words)) if words else 0
        return Preview(words, tokens, engine.window, notes)

    return look


def _turn(message: Message) -> str:
    return f"[{message.role.value}]\n{message.content}"
