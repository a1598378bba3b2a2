"""What of a model's window a prompt takes, and which old turns have to go when it is too much.

Nothing is dropped here: `fit` only computes what would be, and the caller asks the user. What is
counted is the prompt as the engine will get it, template and all, so the sums are exact. How the
template's own marks are shared out is a matter of taste: each turn pays for those before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.errors import BadInput
from pipelines.language.engine import Engine, Message, Role
from pipelines.language.images import ImageInput


@dataclass(frozen=True)
class ContextUse:
    """Tokens of each part of a prompt, of the answer to come, and of the model's window.

    `draft` is the message about to be sent with the template's opening of the answer; `pictures`
    are those of history and draft, which count their words only.
    """

    system: int
    history: int
    draft: int
    reserved: int
    window: int
    pictures: int = 0

    @property
    def prompt(self) -> int:
        """All that the model has to read."""
        return self.system + self.history + self.draft + self.pictures

    @property
    def total(self) -> int:
        return self.prompt + self.reserved

    @property
    def free(self) -> int:
        """What is left of the window; below 0 it overflows."""
        return self.window - self.total

    @property
    def overflows(self) -> bool:
        return self.free < 0


@dataclass(frozen=True)
class Fitted:
    """What stays and what would be dropped, the oldest first, and the window's use with all of it
    (`before`) and without what is dropped (`after`)."""

    kept: tuple[Message, ...]
    dropped: tuple[Message, ...]
    before: ContextUse
    after: ContextUse


def messages_of(
    system: str, turns: Sequence[Message], draft: str, images: tuple[ImageInput, ...] = ()
) -> tuple[Message, ...]:
    """What a chat template is given; an empty system prompt is left out. `images` go with the
    draft."""
    first = (Message(Role.SYSTEM, system),) if system else ()
    return (*first, *turns, Message(Role.USER, draft, images))


def prompt_of(
    engine: Engine,
    system: str,
    turns: Sequence[Message],
    draft: str,
    images: tuple[ImageInput, ...] = (),
) -> str:
    """The text that the engine reads: by its template, or for a base model one plain text.

    In plain text what was said goes on without a break, as a completion does; an empty line parts
    it from the system prompt. Raises BadInput if the template is broken.
    """
    if engine.has_template:
        return engine.render(messages_of(system, turns, draft, images))
    said = "".join((*(turn.content for turn in turns), draft))
    return f"{system}\n\n{said}" if system and said else system + said


def measure(
    engine: Engine,
    system: str,
    turns: Sequence[Message],
    draft: str,
    reserve: int,
    images: tuple[ImageInput, ...] = (),
) -> ContextUse:
    """The use of the window by this prompt and an answer of `reserve` tokens; cuts the prompt once.

    Pictures count by what they take in the window. To answer the last message again, give it as
    `draft` with its `images`. Raises BadInput for a broken template.
    """
    return _measure(engine, system, turns, draft, reserve, images)[0]


def retyped(engine: Engine, use: ContextUse, before: str, after: str) -> ContextUse:
    """The use once the draft `before` reads `after`: cuts only the drafts, for while one types.

    May be a token off where the draft meets its surroundings; `measure` is exact.
    """
    change = len(engine.tokenize(after)) - len(engine.tokenize(before))
    return replace(use, draft=max(0, use.draft + change))


def fit(
    engine: Engine,
    system: str,
    turns: Sequence[Message],
    draft: str,
    reserve: int,
    images: tuple[ImageInput, ...] = (),
) -> Fitted:
    """What to drop so that the prompt and `reserve` tokens fit into the window.

    Whole exchanges go, the oldest first, so that what stays begins with the user; system prompt
    and draft always stay. The prompt is cut into tokens once, and what is left of it once more.
    Raises BadInput if system prompt and draft alone do not fit, and for a broken template.
    """
    turns = tuple(turns)
    before, costs = _measure(engine, system, turns, draft, reserve, images)
    starts = _exchange_starts(turns)
    at, after = 0, before
    while after.overflows:
        if at == len(turns):
            raise _too_long(after, len(images))
        at = _next_start(starts, costs, at, -after.free)
        after = measure(engine, system, turns[at:], draft, reserve, images)
    return Fitted(turns[at:], turns[:at], before, after)


def _too_long(use: ContextUse, images: int) -> BadInput:
    if images:
        return BadInput(
            "Your message and its pictures ({count}) take {tokens} tokens and {reserved} are kept "
            "for the answer, but the model's window holds {window}: take pictures off, choose "
            "less picture detail, or a longer context.",
            count=images,
            tokens=use.prompt,
            reserved=use.reserved,
            window=use.window,
        )
    return BadInput(
        "The system prompt and your message take {tokens} tokens and {reserved} are kept for the "
        "answer, but the model's window holds {window}: shorten them, or ask for a shorter answer.",
        tokens=use.prompt,
        reserved=use.reserved,
        window=use.window,
    )


def _exchange_starts(turns: Sequence[Message]) -> tuple[int, ...]:
    """Where history may begin: at a user's turn that follows something else, and behind it all."""
    begins = [
        n
        for n in range(1, len(turns))
        if turns[n].role is Role.USER and turns[n - 1].role is not Role.USER
    ]
    return (*begins, len(turns))


def _next_start(starts: Sequence[int], costs: Sequence[int], at: int, excess: int) -> int:
    """The first start behind `at` that saves `excess` tokens, else the last of all."""
    saved, counted = 0, at
    for start in starts:
        if start <= at:
            continue
        saved, counted = saved + sum(costs[counted:start]), start
        if saved >= excess:
            return start
    return starts[-1]


def _measure(
    engine: Engine,
    system: str,
    turns: Sequence[Message],
    draft: str,
    reserve: int,
    images: tuple[ImageInput, ...],
) -> tuple[ContextUse, tuple[int, ...]]:
    """The use, and the tokens of each turn."""
    use, costs = _measure_text(engine, system, turns, draft, reserve, images)
    seen = [_seen(engine, turn.images) for turn in turns]
    costs = tuple(cost + more for cost, more in zip(costs, seen, strict=True))
    return replace(use, pictures=sum(seen) + _seen(engine, images)), costs


def _seen(engine: Engine, images: Sequence[ImageInput]) -> int:
    return sum(engine.image_tokens(image) for image in images)


def _measure_text(
    engine: Engine,
    system: str,
    turns: Sequence[Message],
    draft: str,
    reserve: int,
    images: tuple[ImageInput, ...],
) -> tuple[ContextUse, tuple[int, ...]]:
    prompt = prompt_of(engine, system, turns, draft, images)
    contents = [turn.content for turn in turns]
    opening = _opening_end(engine, prompt, system)
    ends = _ends(prompt, contents, opening)
    if None in ends and opening:  # some templates put the system prompt behind old turns
        opening, ends = 0, _ends(prompt, contents, 0)
    own, *costs, rest = _tokens_between(engine, prompt, opening, ends)
    if system and not opening:
        own = min(rest, len(engine.tokenize(system)))
        rest -= own
    if None in ends:
        total = sum(costs) + rest
        costs = _guessed(engine, contents, draft, total)
        rest = max(0, total - sum(costs))
        return ContextUse(own, total - rest, rest, max(0, reserve), engine.window), tuple(costs)
    return ContextUse(own, sum(costs), rest, max(0, reserve), engine.window), tuple(costs)


def _guessed(engine: Engine, contents: Sequence[str], draft: str, total: int) -> list[int]:
    """What each turn may cost where the template changes what was said: its own tokens and an
    equal share of what nobody can place. `total` is without the system prompt."""
    own = [len(engine.tokenize(words)) for words in contents]
    share = max(0, total - sum(own) - len(engine.tokenize(draft))) // (len(own) + 1)
    return [tokens + share for tokens in own]


def _ends(prompt: str, contents: Sequence[str], start: int) -> list[int | None]:
    """Where each content ends in the prompt, in order; None for one that a template changed.

    A short one may be found a little early, in a mark of the template: it pays for less of that.
    """
    ends: list[int | None] = []
    at = start
    for content in contents:
        found = prompt.find(content, at)
        words = content if found >= 0 else content.strip()  # many templates strip
        found = found if found >= 0 else prompt.find(words, at)
        at = found + len(words) if found >= 0 else at
        ends.append(at if found >= 0 else None)
    return ends


def _opening_end(engine: Engine, prompt: str, system: str) -> int:
    """Where the system prompt ends, or what a template puts first without one; 0 if unknown."""
    if system:
        words = system.strip()
        found = prompt.find(words)
        return found + len(words) if found >= 0 else 0
    if not engine.has_template:
        return 0
    opening = _opening(engine)
    return len(opening) if prompt.startswith(opening) else 0


def _opening(engine: Engine) -> str:
    """What the template puts before the first turn: a start mark, or a system prompt of its own.

    A second turn has no opening, so what both prompts end with is the turn itself.
    """
    user = Message(Role.USER, "x")
    once = engine.render((user,))
    twice = engine.render((user, Message(Role.ASSISTANT, "x"), user))
    same = 0
    for a, b in zip(reversed(once), reversed(twice), strict=False):
        if a != b:
            break
        same += 1
    return once[: len(once) - same]


def _tokens_between(
    engine: Engine, prompt: str, opening: int, ends: Sequence[int | None]
) -> list[int]:
    """How many tokens end in the opening, in each turn, and behind them all.

    Positions are told by the tokens' bytes. Those may be more or fewer than the prompt's (a space
    that a tokenizer puts first, a start mark), which moves a border by as much; the sum is exact.
    """
    tokens = engine.tokenize(prompt)
    counts: list[int] = []
    border = wanted = at = used = 0
    for end in (opening, *ends):
        if end is not None:
            wanted += len(prompt[border:end].encode("utf-8", "replace"))
            border = end
        begun = used
        while used < len(tokens) and at + len(tokens[used].raw) <= wanted:
            at += len(tokens[used].raw)
            used += 1
        counts.append(used - begun)
    return [*counts, len(tokens) - used]
