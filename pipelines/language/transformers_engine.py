"""Models in the transformers format (safetensors), in 4 bit by bitsandbytes where a GPU has it.

The keys and values of the last conversation are kept, so that the next turn reads only what is
new. Settings map as in FACTS 6.2: see `_options`.
"""

import secrets
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.language.engine import (
    Abilities,
    Answer,
    Finish,
    Message,
    Piece,
    Request,
    Role,
    Sampling,
    Token,
    refuse_images,
)
from pipelines.language.images import ImageInput
from pipelines.language.thinking import ThinkingSplitter
from pipelines.language.window import four_bit, window_of
from pipelines.progress import Cancelled, Progress
from pipelines.text import text


class TransformersEngine:
    """A loaded folder. `window` 0 takes what the model was trained for, up to 8192 tokens.

    Raises BadInput for a folder that transformers cannot load.
    """

    def __init__(self, folder: Path, name: str, plan: Plan, window: int = 0) -> None:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        self.name = name
        options: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(folder, **options)
            self._model: Any = AutoModelForCausalLM.from_pretrained(
                folder,
                dtype=getattr(torch, plan.dtype),
                use_safetensors=True,
                **_quantisation(plan),
                **options,
            )
        except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
            if isinstance(error, torch.OutOfMemoryError):
                raise
            raise BadInput(
                "transformers cannot load {name} ({reason}): check that the folder is whole and "
                "holds a model that writes text.",
                name=name,
                reason=" ".join(str(error).split())[:200],
            ) from error
        if not getattr(self._model, "is_quantized", False):
            self._model.to(plan.device)
        self._model.eval()
        trained = getattr(self._model.config, "max_position_embeddings", 0) or 2048
        self.window = window_of(trained, window)
        self.has_template = bool(self._tokenizer.chat_template)
        thinking = "<think>" in str(self._tokenizer.chat_template or "")
        self.abilities = Abilities(schema=False, thinking=thinking)
        self._busy = threading.Lock()
        self._cache: Any = None
        self._known: list[int] = []

    # -- text and tokens -------------------------------------------------------------------

    def render(self, messages: Sequence[Message]) -> str:
        if not self.has_template:
            raise BadInput(
                "{name} is a base model without a chat template: let it continue a text instead.",
                name=self.name,
            )
        plain = [
            {"role": message.role.value, "content": message.content}
            for message in messages
            if message.content or message.role is not Role.SYSTEM
        ]
        try:
            return self._tokenizer.apply_chat_template(
                plain, add_generation_prompt=True, tokenize=False
            )
        except Exception as error:  # the template is a program of somebody else's
            raise BadInput(
                "The chat template of {name} refuses this conversation or is broken ({reason}).",
                name=self.name,
                reason=" ".join(str(error).split())[:200],
            ) from error

    def tokenize(self, text: str, special: bool = True) -> tuple[Token, ...]:
        ids = self._tokenizer(
            text, add_special_tokens=False, split_special_tokens=not special
        ).input_ids
        return tuple(Token(int(i), self._tokenizer.decode([i]).encode()) for i in ids)

    def image_tokens(self, image: ImageInput) -> int:
        return 0

    # -- answers ---------------------------------------------------------------------------

    def generate(self, request: Request, progress: Progress) -> Answer:
        import torch

        with self._busy, torch.inference_mode():
            progress.check()
            refuse_images(request, self.name)
            try:
                return self._answer(request, progress)
            except BaseException:
                self._forget()  # who knows how far it came
                raise

    def _answer(self, request: Request, progress: Progress) -> Answer:
        import torch

        ids = self._ids(request)
        sampling = request.sampling
        seed = secrets.randbelow(2**31) if sampling.seed is None else sampling.seed
        kept = self._kept(ids) if sampling.seed is None else self._forget()
        listener = _Listener(self._tokenizer, request, progress, len(ids))
        room = self.window - len(ids)
        torch.manual_seed(seed)
        began = listener.began
        result = self._model.generate(
            torch.tensor([ids], device=self._model.device),
            attention_mask=torch.ones(1, len(ids), dtype=torch.long, device=self._model.device),
            past_key_values=self._cache,
            streamer=listener,
            stopping_criteria=[listener.stops],
            tokenizer=self._tokenizer,
            return_dict_in_generate=True,
            **_options(sampling, room),
        )
        listener.finish()
        whole = result.sequences[0].tolist()
        self._cache, self._known = result.past_key_values, whole
        new = len(whole) - len(ids)
        decoding = listener.last - (listener.first or listener.last)
        return Answer(
            text="".join(listener.said),
            thinking="".join(listener.thought),
            finish=self._finish(listener, new, min(sampling.max_new_tokens, room), whole),
            prompt_tokens=len(ids),
            cached_tokens=kept,
            new_tokens=new,
            first_token_s=(listener.first or time.monotonic()) - began,
            seconds=time.monotonic() - began,
            tokens_per_s=(new - 1) / decoding if new > 1 and decoding > 0 else 0.0,
            seed=seed,
            notes=_full(self.window) if len(whole) >= self.window else (),
        )

    def _ids(self, request: Request) -> list[int]:
        words = request.prompt if request.prompt is not None else request.messages[-1].content
        if not words.strip():
            raise BadInput("The prompt is empty: write what you want to ask.")
        if request.schema is not None:
            raise BadInput(
                "{name} runs in transformers, which cannot hold answers to a JSON schema here: "
                "use the model as a GGUF file.",
                name=self.name,
            )
        prompt = request.prompt if request.prompt is not None else self.render(request.messages)
        ids = self._tokenizer(prompt, add_special_tokens=request.prompt is not None).input_ids
        if len(ids) >= self.window:
            raise BadInput(
                "The prompt has {tokens} tokens, and the window of {name} takes {window}: shorten "
                "it, or raise the context length.",
                tokens=len(ids),
                window=self.window,
                name=self.name,
            )
        return ids

    def _kept(self, ids: list[int]) -> int:
        """Cut what is remembered to what the prompt begins with; how many tokens that is."""
        if self._cache is None:
            return self._forget()
        length = self._cache.get_seq_length()
        same = 0
        while same < min(length, len(ids) - 1) and self._known[same] == ids[same]:
            same += 1
        if not same or not hasattr(self._cache, "crop"):
            return self._forget()
        if same < length:
            self._cache.crop(same - length)
        return same

    def _forget(self) -> int:
        self._cache, self._known = None, []
        return 0

    def _finish(self, listener: "_Listener", new: int, most: int, whole: list[int]) -> Finish:
        if listener.cancelled:
            return Finish.CANCELLED
        ends = self._model.generation_config.eos_token_id
        ends = ends if isinstance(ends, list) else [ends]
        return Finish.LENGTH if new >= most and whole[-1] not in ends else Finish.STOP

    def close(self) -> None:
        self._forget()
        self._model = None


class _Listener:
    """transformers' streamer and stopping criterion in one: hears tokens, tells pieces."""

    def __init__(self, tokenizer: Any, request: Request, progress: Progress, read: int) -> None:
        import torch
        from transformers import TextStreamer

        outer = self

        class Streamer(TextStreamer):
            def on_finalized_text(self, text: str, stream_end: bool = False) -> None:
                outer.hear(text)

        self._streamer = Streamer(tokenizer, skip_prompt=True, skip_special_tokens=True)
        self._request, self._progress = request, progress
        self._splitter = ThinkingSplitter()
        self._stops = StopKeeper(request.sampling.stop_sequences)
        self._tokens, self._skip = 0, True
        self._torch = torch
        self.said: list[str] = []
        self.thought: list[str] = []
        self.began = self.last = time.monotonic()
        self.first: float | None = None
        progress.update(0.0, text("Reading {total} tokens", total=read))

    @property
    def cancelled(self) -> bool:
        return self._progress.cancel.cancelled

    def put(self, value: Any) -> None:
        if self._skip:  # the prompt
            self._skip = False
        else:
            self._tokens += 1
            self.last = time.monotonic()
            self.first = self.first or self.last
            most = self._request.sampling.max_new_tokens
            with suppress(Cancelled):  # seen by the stopping criterion
                self._progress.update(min(1.0, self._tokens / max(1, most)))
        self._streamer.put(value)

    def end(self) -> None:
        self._streamer.end()

    def stops(self, ids: Any, scores: Any, **_more: Any) -> Any:
        return self._torch.full((ids.shape[0],), self.cancelled, device=ids.device)

    def hear(self, words: str) -> None:
        for piece in self._splitter.add(self._stops.add(words)):
            self._tell(piece)

    def finish(self) -> None:
        for piece in (*self._splitter.add(self._stops.rest()), *self._splitter.rest()):
            self._tell(piece)

    def _tell(self, piece: Piece) -> None:
        (self.thought if piece.thinking else self.said).append(piece.text)
        if self._request.listener is not None:
            self._request.listener(piece)


class StopKeeper:
    """Keeps stop sequences, and what may become one, out of the text: transformers leaves them."""

    def __init__(self, stops: Sequence[str]) -> None:
        self._stops = [stop for stop in stops if stop]
        self._waiting = ""
        self._met = False

    def add(self, words: str) -> str:
        """What is certain not to belong to a stop sequence."""
        if self._met:
            return ""
        self._waiting += words
        found = [place for stop in self._stops if (place := self._waiting.find(stop)) >= 0]
        if found:
            self._met = True
            sure, self._waiting = self._waiting[: min(found)], ""
            return sure
        kept = max((self._begun(stop) for stop in self._stops), default=0)
        length = len(self._waiting) - kept
        sure, self._waiting = self._waiting[:length], self._waiting[length:]
        return sure

    def rest(self) -> str:
        words, self._waiting = self._waiting, ""
        return words

    def _begun(self, stop: str) -> int:
        waiting = self._waiting
        return next((n for n in range(len(stop) - 1, 0, -1) if waiting.endswith(stop[:n])), 0)


def _options(sampling: Sampling, room: int) -> dict[str, Any]:
    """The guide's settings in transformers' words."""
    most = min(sampling.max_new_tokens, room)
    options: dict[str, Any] = {
        "do_sample": True,
        "temperature": float(sampling.temperature),
        "top_p": float(sampling.top_p),
        "top_k": max(0, sampling.top_k),  # 0 is off; left out, it would be 50
        "max_new_tokens": most,
        "repetition_penalty": float(sampling.multiplicative_penalty),
    }
    if sampling.min_new_tokens > 0:
        options["min_new_tokens"] = min(sampling.min_new_tokens, most)
    if stops := [stop for stop in sampling.stop_sequences if stop]:
        options["stop_strings"] = stops
    return options


def _quantisation(plan: Plan) -> dict[str, Any]:
    """4 bit where the GPU has it: nf4 with double quantisation (Dettmers et al., QLoRA, 2023)."""
    if not four_bit(plan):
        return {}
    import torch
    from transformers import BitsAndBytesConfig

    config = BitsAndBytesConfig(
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_compute_dtype=getattr(torch, plan.dtype),
        bnb_4bit_use_double_quant=True,
    )
    return {"quantization_config": config, "device_map": plan.device}


def _full(window: int) -> tuple[Any, ...]:
    return (text("The window of {window} tokens is full: the answer ends here.", window=window),)
