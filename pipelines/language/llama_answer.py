"""One answer of llama.cpp: what is asked of it, what is heard from it, and what it all counts."""

import secrets
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pipelines.errors import BadInput, HearthError, JobFailed
from pipelines.language.engine import Answer, Finish, Message, Piece, Request, Role, Sampling
from pipelines.language.thinking import ThinkingSplitter
from pipelines.progress import Cancelled, Progress
from pipelines.text import text

if TYPE_CHECKING:
    from pipelines.language.llama_cpp import LlamaCpp


class Run:
    """One answer: what comes from the engine is gathered, told to the listener and counted."""

    def __init__(self, engine: "LlamaCpp", request: Request, progress: Progress) -> None:
        self._engine, self._request, self._progress = engine, request, progress
        self._sampling = request.sampling
        self._chat = request.prompt is None
        given = self._sampling.seed
        self._seed = secrets.randbelow(2**31) if given is None else given
        self._began = time.monotonic()
        self._first: float | None = None
        self._last = self._began
        self._heard = self._written = self._prompt_tokens = self._cached = 0
        self._timings: dict[str, Any] = {}
        self._finish = Finish.STOP
        self._said: list[str] = []
        self._thought: list[str] = []
        self._splitter: ThinkingSplitter | None = None
        self._error: BaseException | None = None

    def answer(self) -> Answer:
        self._check()
        self._prepare()
        if self._finish is not Finish.CANCELLED:
            self._ask()
        if self._splitter is not None:
            self._take(self._splitter.rest())
        return self._told()

    def _prepare(self) -> None:
        """What has to be done before; here nothing."""

    def _ask(self) -> None:
        least = self._sampling.min_new_tokens
        if least > 0:
            self._at_least(least)
        elif self._chat:
            self._call(True, {"messages": self._engine.said(self._request.messages)}, self._length)
        else:
            self._call(False, {"prompt": self._request.prompt}, self._length)

    @property
    def _length(self) -> int:
        return self._sampling.max_new_tokens

    @property
    def _reads_anew(self) -> bool:
        """Numbers differ a little with what is read at once: the same text needs the same way."""
        return self._sampling.seed is not None

    def _check(self) -> None:
        request = self._request
        words = request.prompt if request.prompt is not None else request.messages[-1].content
        if not words.strip():
            raise BadInput("The prompt is empty: write what you want to ask.")
        if self._chat:
            self._engine.check_template()

    def _at_least(self, least: int) -> None:
        """First so many tokens without an end, then go on from there."""
        prompt = self._engine.prompt_of(self._request)
        if self._chat:
            self._splitter = ThinkingSplitter(prompt)
        most = self._length
        least = min(least, most)
        self._call(False, {"prompt": prompt, "ignore_eos": True}, least)
        full = self._prompt_tokens + self._written >= self._engine.window - 1
        if self._finish is Finish.LENGTH and most > least and not full:
            so_far = prompt + self._splitter.raw if self._splitter else prompt + "".join(self._said)
            self._call(False, {"prompt": so_far}, most - least, again=True)

    def _call(self, chat: bool, body: dict[str, Any], length: int, again: bool = False) -> None:
        request = {
            **body,
            **_options(self._sampling, self._engine.window),
            "seed": self._seed,
            "max_tokens": length,
            "stream": True,
            "return_progress": True,
        }
        if not again and self._reads_anew:
            request["cache_prompt"] = False
        if self._request.schema is not None:
            request["json_schema"] = self._request.schema
        try:
            self._engine.handler(chat)(request, self._hear)
        except (RuntimeError, ValueError) as error:
            raise explained({"message": str(error)}, self._engine.name) from error
        if self._error is not None:
            raise self._error
        # Some tokens show no text; the engine counts them, unless it was stopped.
        done = self._finish is not Finish.CANCELLED and "predicted_n" in self._timings
        self._written += int(self._timings["predicted_n"]) if done else self._heard
        self._timings, self._heard = {}, 0

    def _hear(self, chunk: dict[str, Any]) -> bool:
        """One message of the engine, on a thread of its own choice. True stops it."""
        try:
            self._read(chunk)
        except Cancelled:
            pass  # told below
        except BaseException as error:  # nothing may be raised into the engine
            self._error = error
            return True
        if self._progress.cancel.cancelled:
            self._finish = Finish.CANCELLED
            return True
        return False

    def _read(self, chunk: dict[str, Any]) -> None:
        if "error" in chunk:
            raise explained(chunk["error"], self._engine.name)
        if "prompt_progress" in chunk:
            self._note_reading(chunk["prompt_progress"])
        self._timings = chunk.get("timings") or self._timings
        for choice in chunk.get("choices", ()):
            delta = choice.get("delta", {})
            words = delta.get("content") or choice.get("text") or ""
            thought = delta.get("reasoning_content") or ""
            if words or thought:
                self._note_token()
            self._take([Piece(thought, True)] if thought else [])
            if words:
                whole = self._splitter.add(words) if self._splitter else [Piece(words)]
                self._take(whole)
            if choice.get("finish_reason"):
                stopped = choice["finish_reason"] != "length"
                self._finish = Finish.STOP if stopped else Finish.LENGTH

    def _note_reading(self, found: dict[str, Any]) -> None:
        total, done = found.get("total", 0), found.get("processed", 0)
        if not self._written:  # going on with an answer reads what was just written
            self._prompt_tokens, self._cached = total, found.get("cache", 0)
        if total and done < total:
            self._progress.update(0.1 * done / total, text("Reading {total} tokens", total=total))

    def _note_token(self) -> None:
        self._heard += 1
        self._last = time.monotonic()
        if self._first is None:
            self._first = self._last
        with suppress(Cancelled):  # what came is still told
            self._progress.update(
                min(1.0, 0.1 + 0.9 * (self._written + self._heard) / max(1, self._length))
            )

    def _take(self, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            (self._thought if piece.thinking else self._said).append(piece.text)
            if self._request.listener is not None:
                self._request.listener(piece)

    def _told(self) -> Answer:
        first = (self._first or time.monotonic()) - self._began
        decoding = self._last - (self._first or self._last)
        new = self._written
        notes = []
        if self._prompt_tokens + new >= self._engine.window - 1 and self._finish is Finish.LENGTH:
            notes.append(
                text(
                    "The window of {window} tokens is full: the answer ends here.",
                    window=self._engine.window,
                )
            )
        return Answer(
            text="".join(self._said),
            thinking="".join(self._thought),
            finish=self._finish,
            prompt_tokens=self._prompt_tokens,
            cached_tokens=self._cached,
            new_tokens=new,
            first_token_s=first,
            seconds=time.monotonic() - self._began,
            tokens_per_s=(new - 1) / decoding if new > 1 and decoding > 0 else 0.0,
            seed=self._seed,
            notes=tuple(notes),
        )


def explained(error: dict[str, Any], name: str) -> HearthError:
    """What the engine said, as a sentence."""
    if error.get("type") == "exceed_context_size_error":
        return BadInput(
            "The prompt has {tokens} tokens, and the window of {name} takes {window}: shorten it, "
            "or raise the context length.",
            tokens=error.get("n_prompt_tokens", "?"),
            window=error.get("n_ctx", "?"),
            name=name,
        )
    reason = " ".join(str(error.get("message", "")).split()).rstrip(".")
    if "JSON schema" in reason or "json_schema" in reason:
        return BadInput("The JSON schema cannot be used ({reason}): correct it.", reason=reason)
    if "template" in reason.lower() or error.get("type") == "invalid_request_error":
        return BadInput("{name} refuses this conversation ({reason}).", name=name, reason=reason)
    return JobFailed(
        "llama.cpp could not answer ({reason}): try again, or load the model anew.", reason=reason
    )


def _options(sampling: Sampling, window: int) -> dict[str, Any]:
    """The guide's settings in llama.cpp's words; what the guide does not have is switched off."""
    return {
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "top_k": max(0, sampling.top_k),
        "min_p": 0.0,
        "repeat_penalty": sampling.multiplicative_penalty,
        "repeat_last_n": window,
        "stop": [words for words in sampling.stop_sequences if words],
    }


def plain(messages: Sequence[Message]) -> list[dict[str, str]]:
    """Messages as templates take them; an empty system prompt is none."""
    return [
        {"role": message.role.value, "content": message.content}
        for message in messages
        if message.content or message.role is not Role.SYSTEM
    ]
