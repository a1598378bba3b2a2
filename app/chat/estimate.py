"""How many tokens a text may have, as long as no model is loaded that could say."""

from collections.abc import Sequence

from pipelines.language.context import ContextUse
from pipelines.language.engine import Message

#: Bytes of a token: four of English, fewer of other languages.
_BYTES = 4
#: The marks that a template puts around a turn.
_MARKS = 6


def about_tokens(words: str) -> int:
    """A rough count; 0 only for nothing."""
    return -(-len(words.encode("utf-8", "replace")) // _BYTES)


def about_use(
    system: str, history: Sequence[Message], draft: str, reserve: int, window: int
) -> ContextUse:
    """The same parts as `pipelines.language.context.measure` counts, roughly."""
    said = sum(about_tokens(turn.content) + _MARKS for turn in history)
    own = about_tokens(system) + _MARKS if system else 0
    return ContextUse(own, said, about_tokens(draft) + _MARKS, reserve, window)
