"""What a model is to read for one answer, and whether it fits into its window."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.chat.asking import Ask, ModelUse, Overflow
from pipelines.conversations.pictures import ImageAttachment
from pipelines.conversations.records import ConversationKind, Turn
from pipelines.conversations.store import ConversationStore
from pipelines.errors import BadInput
from pipelines.language.context import fit, messages_of
from pipelines.language.continuing import continued_prompt
from pipelines.language.engine import Engine, Message, Request, Role
from pipelines.text import Text, text


@dataclass(frozen=True)
class Prepared:
    """What the model will read, the turn that is answered, and the beginning of the answer if
    one goes on."""

    request: Request
    parent: int | None
    before: Turn | None = None
    notes: tuple[Text, ...] = ()


def prepare(
    engine: Engine, store: ConversationStore, use: ModelUse, ask: Ask
) -> Prepared | Overflow:
    """Counts by the model's own tokenizer; nothing is left out that was not agreed to.

    Raises BadInput for a broken template, a picture that is missing, and if the message alone is
    too long.
    """
    path = store.turns.path(ask.goes_on if ask.goes_on is not None else ask.parent)
    if ask.kind is ConversationKind.COMPLETION:
        return _prepare_text(engine, path, use, ask)
    before = path[-1] if ask.goes_on is not None else None
    if before is not None:
        path = path[:-1]
    if ask.said is None:
        *history, last = path
    else:
        history = path
        last = Turn(0, 0, None, Role.USER, ask.said, attachments=ask.attachments, images=ask.images)
    check_there(image for turn in (*history[ask.left_out :], last) for image in turn.images)
    return _prepare_chat(engine, history, last.message, before, path, use, ask)


def check_there(images: Iterable[ImageAttachment]) -> None:
    """Raise BadInput that names the first picture whose file is gone."""
    for image in images:
        if not image.is_there:
            raise BadInput(
                "The picture {name} is not there any more: edit the message that shows it, and add "
                "it again or take it off.",
                name=image.name,
            )


def _prepare_chat(
    engine: Engine,
    history: Sequence[Turn],
    draft: Message,
    before: Turn | None,
    path: Sequence[Turn],
    use: ModelUse,
    ask: Ask,
) -> Prepared | Overflow:
    params = use.params
    reserve = params.max_new_tokens
    if before is not None:
        reserve = len(engine.tokenize(before.thinking + before.content)) + 1
    turns = history[ask.left_out :]
    kept = [turn.message for turn in turns]
    system = params.system_prompt
    fitted = fit(engine, system, kept, draft.content, reserve, draft.images)
    if fitted.dropped:
        use_ = fitted.before
        pictures = [image for turn in turns[: len(fitted.dropped)] for image in turn.images]
        return Overflow(fitted, use_.total, -use_.free, use_.window, tuple(pictures))
    messages = messages_of(system, kept, draft.content, draft.images)
    sampling = params.sampling
    notes = ()
    if ask.left_out:
        notes = (text("The model did not read the oldest messages ({count}).", count=ask.left_out),)
    parent = path[-1].id if path else None
    if before is None:
        schema, more = _schema(engine, ask)
        request = Request(messages=messages, sampling=sampling, schema=schema)
        return Prepared(request, parent, None, (*notes, *more))
    prompt = continued_prompt(engine, messages, before.content, before.thinking)
    return Prepared(Request(prompt=prompt, sampling=sampling), parent, before, notes)


def _schema(engine: Engine, ask: Ask) -> tuple[dict[str, Any] | None, tuple[Text, ...]]:
    """What the answer is held to, if the engine can; else that it is not."""
    if ask.schema is None:
        return None, ()
    if engine.abilities.schema:
        return dict(ask.schema), ()
    return None, (text("This model cannot be held to a JSON schema: check its answer."),)


def _prepare_text(
    engine: Engine, path: Sequence[Turn], use: ModelUse, ask: Ask
) -> Prepared | Overflow:
    params = use.params
    said = "".join(turn.content for turn in path) + (ask.said or "")
    if ask.left_out:
        tokens = engine.tokenize(said, special=False)[ask.left_out :]
        said = b"".join(token.raw for token in tokens).decode("utf-8", errors="ignore")
    system = params.system_prompt
    prompt = f"{system}\n\n{said}" if system and said else said
    count = len(engine.tokenize(prompt, special=False))
    over = count + params.max_new_tokens - engine.window
    if over > 0:
        return Overflow(None, count + params.max_new_tokens, over + ask.left_out, engine.window)
    notes = ()
    if ask.left_out:
        notes = (text("The model did not read the first {count} tokens.", count=ask.left_out),)
    parent = path[-1].id if path else None
    return Prepared(Request(prompt=prompt, sampling=params.sampling), parent, None, notes)
