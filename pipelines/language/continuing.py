"""Going on with an answer that ended too early, by the model's own template."""

from collections.abc import Sequence

from pipelines.language.engine import Engine, Listener, Message, Piece
from pipelines.language.thinking import ThinkingSplitter

_OPEN, _CLOSE = "<think>", "</think>"


def continued_prompt(
    engine: Engine, messages: Sequence[Message], content: str, thinking: str = ""
) -> str:
    """The conversation with the beginning of its last answer, open at the end.

    An answer that was cut while the model was still thinking goes on thinking. Raises BadInput
    for a model whose template is broken.
    """
    prompt = engine.render(messages)
    if thinking:
        opened = prompt.rstrip().endswith(_OPEN)
        prompt += thinking if opened else f"{_OPEN}\n{thinking}"
        if content:
            prompt += f"\n{_CLOSE}\n\n"
    return prompt + content


class SplitListener:
    """Parts thinking from the answer in the raw text that a continued prompt brings."""

    def __init__(self, told: Listener, thinking: bool) -> None:
        """`thinking` says whether the answer goes on inside of it."""
        self._told = told
        self._splitter = ThinkingSplitter(_OPEN if thinking else "")

    def __call__(self, piece: Piece) -> None:
        for part in self._splitter.add(piece.text):
            self._told(part)

    def close(self) -> None:
        """Tell what was kept back as the possible beginning of a mark."""
        for part in self._splitter.rest():
            self._told(part)
