"""Hears the tokens of an answer that transformers generates, tells pieces, says when to stop."""

import time
from contextlib import suppress
from typing import Any

from pipelines.language.engine import Answer, Finish, Piece, Request
from pipelines.language.stop_keeper import StopKeeper
from pipelines.language.thinking import ThinkingSplitter
from pipelines.language.token_text import TokenText
from pipelines.progress import Cancelled, Progress
from pipelines.text import Text


class AnswerWriter:
    """A stopping criterion of transformers, called once a token on the thread that generates.

    What the listener raises goes through the model to the caller. `ends` are the tokens that end
    an answer.
    """

    def __init__(
        self, tokenizer: Any, ends: frozenset[int], request: Request, progress: Progress
    ) -> None:
        self._ends, self._request, self._progress = ends, request, progress
        self._text = TokenText(tokenizer)
        self._stops = StopKeeper(request.sampling.stop_sequences)
        self._splitter = ThinkingSplitter()
        self._said: list[str] = []
        self._thought: list[str] = []
        self._tokens = 0
        self._over = self._ended = False
        self._began = self._last = time.monotonic()
        self._first: float | None = None

    def __call__(self, ids: Any, scores: Any, **_more: Any) -> Any:
        import torch

        if not self._over:  # on some devices one token more is computed, and taken back
            self._hear(int(ids[0, -1]))
        return torch.full((ids.shape[0],), self._over, device=ids.device)

    def _hear(self, token: int) -> None:
        self._tokens += 1
        self._last = time.monotonic()
        self._first = self._first or self._last
        most = self._request.sampling.max_new_tokens
        with suppress(Cancelled):  # what came is still told
            self._progress.update(min(1.0, self._tokens / max(1, most)))
        self._tell(self._text.add(token))
        self._ended = token in self._ends or self._stops.met
        self._over = self._ended or self.cancelled

    @property
    def cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return self._progress.cancel.cancelled

    def _tell(self, words: str, rest: bool = False) -> None:
        sure = self._stops.add(words)
        pieces = self._splitter.add(sure + self._stops.rest() if rest else sure)
        for piece in (*pieces, *self._splitter.rest()) if rest else pieces:
            self._pass_on(piece)

    def _pass_on(self, piece: Piece) -> None:
        (self._thought if piece.thinking else self._said).append(piece.text)
        if self._request.listener is not None:
            self._request.listener(piece)

    def answer(self, read: int, known: int, seed: int, notes: tuple[Text, ...] = ()) -> Answer:
        """All of it, once the model is done. `read` and `known` count the tokens of the prompt."""
        self._tell(self._text.rest(), rest=True)
        done = time.monotonic()
        decoding = self._last - (self._first or self._last)
        new = self._tokens
        return Answer(
            text="".join(self._said),
            thinking="".join(self._thought),
            finish=self._finish(),
            prompt_tokens=read,
            cached_tokens=known,
            new_tokens=new,
            first_token_s=(self._first or done) - self._began,
            seconds=done - self._began,
            tokens_per_s=(new - 1) / decoding if new > 1 and decoding > 0 else 0.0,
            seed=seed,
            notes=notes,
        )

    def _finish(self) -> Finish:
        if self._ended:
            return Finish.STOP
        return Finish.CANCELLED if self.cancelled else Finish.LENGTH
