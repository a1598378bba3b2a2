"""What engines share that run a folder with safetensors in transformers, with or without pictures.

The keys and values of the last conversation are kept, so that the next turn reads only what is
new. Settings map as in FACTS 6.2: see `_options`.
"""

import secrets
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from pipelines.errors import BadInput
from pipelines.language.answer_writer import AnswerWriter
from pipelines.language.engine import Abilities, Answer, Message, Request, Role, Sampling, Token
from pipelines.language.images import ImageInput
from pipelines.language.known_prefix import KnownPrefix, Reading
from pipelines.language.schema_grammar import SchemaGrammar
from pipelines.language.window import window_of
from pipelines.progress import Cancelled, Progress
from pipelines.text import Text, text


class FolderEngine(ABC):
    """A loaded model with its tokenizer. `window` 0 takes what it was trained for, up to 8192."""

    def __init__(
        self, name: str, model: Any, tokenizer: Any, template: str, window: int, images: bool
    ) -> None:
        self.name = name
        self._model: Any = model
        self._tokenizer = tokenizer
        model.eval()
        _leave_sampling_to_us(model.generation_config)
        self.window = window_in(model.config, window)
        self.has_template = bool(template)
        self.abilities = Abilities(
            schema=hasattr(tokenizer, "backend_tokenizer"),
            thinking="<think>" in template,
            images=images,
        )
        ends = model.generation_config.eos_token_id
        self._ends = frozenset(() if ends is None else ends if isinstance(ends, list) else [ends])
        self._grammar: SchemaGrammar | None = None
        self._known = KnownPrefix()
        self._busy = threading.Lock()

    # -- text and tokens -------------------------------------------------------------------

    @abstractmethod
    def render(self, messages: Sequence[Message]) -> str: ...

    def tokenize(self, text: str, special: bool = True) -> tuple[Token, ...]:
        ids = self._tokenizer(
            text, add_special_tokens=False, split_special_tokens=not special
        ).input_ids
        return tuple(Token(int(i), self._tokenizer.decode([i]).encode()) for i in ids)

    def image_tokens(self, image: ImageInput) -> int:
        return 0

    def _rendered(self, make: Callable[[], str]) -> str:
        """What the template makes. Raises BadInput if there is none, or a broken one."""
        if not self.has_template:
            raise BadInput(
                "{name} is a base model without a chat template: let it continue a text instead.",
                name=self.name,
            )
        try:
            return make()
        except Exception as error:  # the template is a program of somebody else's
            raise BadInput(
                "The chat template of {name} refuses this conversation or is broken ({reason}).",
                name=self.name,
                reason=shortened(error),
            ) from error

    # -- answers ---------------------------------------------------------------------------

    def generate(self, request: Request, progress: Progress) -> Answer:
        import torch

        with self._busy, torch.inference_mode():
            progress.check()
            try:
                return self._answer(request, progress)
            except BaseException:
                self._known.forget()  # who knows how far it came
                raise

    @abstractmethod
    def _read(self, request: Request) -> Reading:
        """What the model is to read. Raises BadInput for pictures that it cannot see."""

    def _shown(self, reading: Reading, known: int, progress: Progress) -> dict[str, Any]:
        """What the model is given beside the tokens, of which the first `known` are known.

        Raises Cancelled.
        """
        return {}

    def _too_long(self, reading: Reading) -> BadInput:
        return BadInput(
            "The prompt has {tokens} tokens, and the window of {name} takes {window}: shorten "
            "it, or raise the context length.",
            tokens=len(reading.ids),
            window=self.window,
            name=self.name,
        )

    def _answer(self, request: Request, progress: Progress) -> Answer:
        sampling = request.sampling
        seed = secrets.randbelow(2**31) if sampling.seed is None else sampling.seed
        writer = AnswerWriter(self._tokenizer, self._ends, request, progress)
        words = request.prompt if request.prompt is not None else request.messages[-1].content
        if not words.strip():
            raise BadInput("The prompt is empty: write what you want to ask.")
        reading = self._read(request)
        read = len(reading.ids)
        if read >= self.window:
            raise self._too_long(reading)
        held = self._held(request, read)
        # With a seed all is read anew: what is known was computed a little differently.
        anew = sampling.seed is not None or not reading.lasting
        known = self._known.forget() if anew else self._known.keep(reading)
        try:
            progress.update(0.0, text("Reading {total} tokens", total=read))
            shown = self._shown(reading, known, progress)
        except Cancelled:
            return writer.answer(read, known, seed)
        whole = self._generated(reading, shown, held, seed, sampling, writer)
        notes = _full(self.window) if whole >= self.window else ()
        return writer.answer(read, known, seed, notes)

    def _generated(
        self,
        reading: Reading,
        shown: dict[str, Any],
        held: list[Any],
        seed: int,
        sampling: Sampling,
        writer: AnswerWriter,
    ) -> int:
        """Let the model write; how many tokens it read and wrote."""
        import torch

        device, read = self._model.device, len(reading.ids)
        torch.manual_seed(seed)
        options = _options(sampling, self.window - read)
        if held:  # the end of the JSON is the end of the answer
            options.pop("min_new_tokens", None)
        result = self._model.generate(
            torch.tensor([reading.ids], device=device),
            attention_mask=torch.ones(1, read, dtype=torch.long, device=device),
            past_key_values=self._known.cache,
            logits_processor=held,
            stopping_criteria=[writer],
            return_dict_in_generate=True,
            use_cache=True,
            **options,
            **shown,
        )
        whole = result.sequences[0].tolist()
        if reading.lasting:
            self._known.remember(result.past_key_values, whole, reading.pictures)
        return len(whole)

    def _held(self, request: Request, read: int) -> list[Any]:
        if request.schema is None:
            return []
        if not self.abilities.schema:
            raise BadInput(
                "{name} has a tokenizer that cannot hold answers to a JSON schema: use the model "
                "as a GGUF file.",
                name=self.name,
            )
        if self._grammar is None:
            self._grammar = SchemaGrammar(self._tokenizer, self._ends)
        return [self._grammar.processor(request.schema, read)]

    def close(self) -> None:
        self._known.forget()
        self._model = None


def window_in(config: Any, wanted: int) -> int:
    """How many tokens a model with that configuration keeps in mind; see `window_of`."""
    words = config.get_text_config()
    return window_of(getattr(words, "max_position_embeddings", 0) or 2048, wanted)


def shortened(error: BaseException) -> str:
    """What an error of a library says, as a part of a sentence."""
    return " ".join(str(error).split())[:200]


def spoken(messages: Sequence[Message]) -> list[Message]:
    """Without a system prompt that is empty."""
    return [m for m in messages if m.content or m.role is not Role.SYSTEM]


def _leave_sampling_to_us(config: Any) -> None:
    """Take a model's own ideas of sampling away: the request says everything."""
    config.do_sample = False
    config.temperature = config.top_p = config.top_k = config.min_p = config.typical_p = None


def _options(sampling: Sampling, room: int) -> dict[str, Any]:
    """The guide's settings in transformers' words. Stop sequences are the writer's."""
    most = min(sampling.max_new_tokens, room)
    options: dict[str, Any] = {
        "do_sample": sampling.temperature > 0,
        "max_new_tokens": most,
        "repetition_penalty": float(sampling.multiplicative_penalty),
    }
    if sampling.temperature > 0:
        options["temperature"] = float(sampling.temperature)
        options["top_p"] = float(sampling.top_p)
        options["top_k"] = max(0, sampling.top_k)  # 0 is off; left out, it would be 50
    if sampling.min_new_tokens > 0:
        options["min_new_tokens"] = min(sampling.min_new_tokens, most)
    return options


def _full(window: int) -> tuple[Text, ...]:
    return (text("The window of {window} tokens is full: the answer ends here.", window=window),)
