"""A prompt template and what it asks for: turns for chat models, one text for base models."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from pipelines.errors import BadInput
from pipelines.language.engine import Listener, Message, Request, Role, Sampling
from pipelines.prompts.variables import fill, find_variables


class Form(StrEnum):
    """How a prompt reaches the model: turns by its chat template, or one text to go on with."""

    CHAT = "chat"
    COMPLETION = "completion"


class Origin(StrEnum):
    """Whose it is: Hearth's, which stays as it is, or the user's."""

    PRESET = "preset"
    OWN = "own"


@dataclass(frozen=True)
class FewShot:
    """One example of what is wanted. Both are taken as they stand, without variables."""

    input: str
    output: str


@dataclass(frozen=True)
class Labels:
    """How few-shot rows are written for base models: ``Q: …``, a line break, ``A: …``."""

    question: str = "Q:"
    answer: str = "A:"
    separator: str = "\n\n"

    @property
    def stop_sequence(self) -> str:
        """Where an answer ends: the model would go on with a question of its own. "" if untold."""
        if self.question and self.separator.endswith("\n"):
            return f"\n{self.question}"  # also where the model leaves out the empty line
        return f"{self.separator}{self.question}"


@dataclass(frozen=True)
class PromptTemplate:
    """A prompt with places for values (`prompts.variables`), also in its `system_prompt`.

    `form` is the kind of model it is written for. `few_shot` rows come before the question: write
    the instruction in `system_prompt` and only the question in `text`, then rows and question look
    alike. An answer ends at `stop_sequences` and follows the JSON `schema` if there is one.
    """

    name: str
    text: str
    system_prompt: str = ""
    few_shot: tuple[FewShot, ...] = ()
    description: str = ""
    form: Form = Form.CHAT
    labels: Labels = field(default_factory=Labels)
    stop_sequences: tuple[str, ...] = ()
    schema: Mapping[str, Any] | None = field(default=None, hash=False)
    origin: Origin = Origin.OWN

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the values it wants, in order of their places."""
        return find_variables(self.system_prompt, self.text)


@dataclass(frozen=True)
class SystemPrompt:
    """Words that tell a model who it is and how to answer."""

    name: str
    text: str
    description: str = ""
    origin: Origin = Origin.OWN


def compose(
    template: PromptTemplate,
    values: Mapping[str, str],
    form: Form | None = None,
    sampling: Sampling | None = None,
    listener: Listener | None = None,
) -> Request:
    """What to ask an engine, in the template's `form` unless another one is given.

    The template's stop sequences are added to those of `sampling`. Raises BadInput for a missing
    value and for a prompt without a word in it.
    """
    form = form or template.form
    sampling = sampling or Sampling()
    system = fill(template.system_prompt, values)
    question = fill(template.text, values)
    if not question.strip():
        raise BadInput("The prompt is empty: write what the model shall answer.")
    request = Request(
        sampling=replace(
            sampling,
            stop_sequences=_stops(template, form, sampling.stop_sequences),
        ),
        schema=None if template.schema is None else dict(template.schema),
        listener=listener,
    )
    if form is Form.CHAT:
        return replace(request, messages=_turns(template.few_shot, system, question))
    return replace(request, prompt=_one_text(template, system, question))


def _turns(rows: tuple[FewShot, ...], system: str, question: str) -> tuple[Message, ...]:
    turns = [Message(Role.SYSTEM, system)] if system.strip() else []
    for row in rows:
        turns += [Message(Role.USER, row.input), Message(Role.ASSISTANT, row.output)]
    return (*turns, Message(Role.USER, question))


def _one_text(template: PromptTemplate, system: str, question: str) -> str:
    """Ends without a space: tokens of base models begin with theirs."""
    labels = template.labels
    parts = [system.strip()] if system.strip() else []
    if not template.few_shot:
        return labels.separator.join((*parts, question)) if parts else question
    for row in template.few_shot:
        asked = _labelled(labels.question, row.input)
        parts.append(f"{asked}\n{_labelled(labels.answer, row.output)}")
    parts.append(f"{_labelled(labels.question, question)}\n{labels.answer.rstrip()}")
    return labels.separator.join(parts)


def _labelled(label: str, words: str) -> str:
    return f"{label.rstrip()} {words}" if label.strip() else words


def _stops(template: PromptTemplate, form: Form, given: tuple[str, ...]) -> tuple[str, ...]:
    suggested: tuple[str, ...] = ()
    if form is Form.COMPLETION:
        rows = (template.labels.stop_sequence,) if template.few_shot else ()
        suggested = (*template.stop_sequences, *rows)
    elif template.form is Form.CHAT:  # those of a completion are the marks of its own structure
        suggested = template.stop_sequences
    return tuple(dict.fromkeys(stop for stop in (*given, *suggested) if stop))
