"""Tokens become text as they come, the same as if all were decoded at once."""

from typing import Any

#: What stands for bytes that are no whole sign (yet).
_PART = "\ufffd"


class TokenText:
    """Fed with tokens, gives what is certain of their text; a sign cut in two is kept back.

    Some tokenizers write a token differently at the beginning of a text (without the space before
    it), so what comes is always decoded together with the piece before.
    """

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._ids: list[int] = []
        self._from = self._told = 0  # where the piece before begins, and ends

    def add(self, token: int) -> str:
        """The text that is certain by now, often empty."""
        self._ids.append(token)
        words = self._new()
        if not words or words.endswith(_PART):
            return ""
        self._from, self._told = self._told, len(self._ids)
        return words

    def rest(self) -> str:
        """What was kept back, at the end."""
        words = self._new()
        self._from = self._told = len(self._ids)
        return words

    def _new(self) -> str:
        before = self._decode(self._ids[self._from : self._told])
        return self._decode(self._ids[self._from :])[len(before) :]

    def _decode(self, ids: list[int]) -> str:
        return self._tokenizer.decode(
            ids, skip_special_tokens=True, clean_up_tokenization_spaces=False
        )
