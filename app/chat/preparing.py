"""What a model is to read for one answer, and whether it fits into its window."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.chat.asking import Ask, ModelUse, Overflow
from pipelines.conversations.records import ConversationKind, Turn
from pipelines.conversations.store import ConversationStore
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

    Raises BadInput for a broken template, and if the message alone is too long.
    """
    path = store.turns.path(ask.goes_on if ask.goes_on is not None else ask.parent)
    if ask.kind is ConversationKind.COMPLETION:
        return _prepare_text(engine, path, use, ask)
    before = path[-1] if ask.goes_on is not None else None
    if before is not None:
        path = path[:-1]
    if ask.said is None:
        *history, last = [turn.message for turn in path]
        draft = last.content
    else:
        history = [turn.message for turn in path]
        said = Turn(0, 0, None, Role.USER, ask.said, attachments=ask.attachments)
        draft = said.message.content
    return _prepare_chat(engine, history, draft, before, path, use, ask)


def _prepare_chat(
    engine: Engine,
    history: Sequence[Message],
    draft: str,
    before: Turn | None,
    path: Sequence[Turn],
    use: ModelUse,
    ask: Ask,
) -> Prepared | Overflow:
    params = use.params
    reserve = params.max_new_tokens
    if before is not None:
        reserve = len(engine.tokenize(before.thinking + before.content)) + 1
    kept = history[ask.left_out :]
    fitted = fit(engine, params.system_prompt, kept, draft, reserve)
    if fitted.dropped:
        use_ = fitted.before
        return Overflow(fitted, use_.total, -use_.free, use_.window)
    messages = messages_of(params.system_prompt, kept, draft)
    sampling = params.sampling
    notes = ()
    if ask.left_out:
        notes = (text("The model did not read the oldest messages ({count}).", count=ask.left_out),)
    parent = path[-1].id if path else None
    if before is None:
        return Prepared(Request(messages=messages, sampling=sampling), parent, None, notes)
    prompt = continued_prompt(engine, messages, before.content, before.thinking)
    return Prepared(Request(prompt=prompt, sampling=sampling), parent, before, notes)


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
