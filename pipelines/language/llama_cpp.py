"""GGUF models through llama.cpp, in this process (package xllamacpp, MIT).

Its server class does the work: `handle_chat_completions` and `handle_completions` are called
directly. What it offers over HTTP only (templates, the tokenizer) is asked on the loopback
address that it always listens on; a random key keeps other programs of the machine out.
"""

import secrets
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

from pipelines.errors import BadInput
from pipelines.language.engine import (
    Abilities,
    Answer,
    Message,
    Request,
    Token,
    refuse_images,
)
from pipelines.language.gguf_facts import GgufFacts, read_facts
from pipelines.language.images import ImageInput
from pipelines.language.llama_answer import Run, explained, plain
from pipelines.language.llama_library import library
from pipelines.language.window import window_of
from pipelines.progress import Progress

#: Tokens read between two looks at whether the user wants to stop.
_BATCH = 128

Handler = Callable[[dict[str, Any], Callable[[dict[str, Any]], bool]], Any]


class LlamaCpp:
    """A loaded GGUF file. `window` 0 takes what the model was trained for, up to 8192 tokens.

    `on_gpu` lets llama.cpp put as many layers on a GPU as fit, where this build of it has one.
    Raises BadInput for a file that is missing, damaged or no language model.
    """

    def __init__(self, path: Path, name: str, window: int = 0, on_gpu: bool = False) -> None:
        facts = read_facts(path)
        self.name, self.window = name, window_of(facts.context, window)
        self.has_template = bool(facts.template)
        self.abilities = Abilities(schema=True, thinking="<think>" in (facts.template or ""))
        self._busy = threading.Lock()
        self._key = secrets.token_urlsafe()
        self._template_broken = False
        self._server: Any = self._start(path, facts, on_gpu)
        self._http = httpx.Client(
            base_url=self._server.listening_address,
            headers={"Authorization": f"Bearer {self._key}"},
            trust_env=False,  # a proxy has no business with the loopback address
            limits=httpx.Limits(max_keepalive_connections=0),  # nothing stays open in between
            timeout=60,
        )

    def _start(self, path: Path, facts: GgufFacts, on_gpu: bool) -> Any:
        xllamacpp = library()
        try:
            return xllamacpp.Server(self._params(path, on_gpu))
        except RuntimeError:  # one kind of error, without a reason
            pass
        params = self._params(path, on_gpu)
        params.chat_template = "chatml"
        try:
            server = xllamacpp.Server(params)
        except RuntimeError as error:
            raise self._not_loaded(facts) from error
        self._template_broken = True
        return server

    def _not_loaded(self, facts: GgufFacts) -> BadInput:
        return BadInput(
            "llama.cpp cannot load {name}: its architecture ({architecture}) may be newer than "
            "this Hearth, or there is too little memory. Update Hearth, or choose a smaller "
            "model.",
            name=self.name,
            architecture=facts.architecture,
        )

    def _params(self, path: Path, on_gpu: bool) -> Any:
        xllamacpp = library()
        params = xllamacpp.CommonParams()
        params.model.path = str(path)
        params.n_ctx, params.n_parallel = self.window, 1
        params.n_batch = min(_BATCH, self.window) if not on_gpu else min(2048, self.window)
        params.n_gpu_layers = -1 if on_gpu else 0
        params.cache_ram_mib = 0  # keeps nothing of other conversations: nobody planned for it
        params.verbosity = -1
        params.warmup = False  # the first answer does it
        params.ui = False
        params.api_keys = [self._key]
        params.cors_origins = "null"
        params.n_threads_http = 2
        params.reasoning_format = xllamacpp.common_reasoning_format.COMMON_REASONING_FORMAT_DEEPSEEK
        return params

    # -- text and tokens -------------------------------------------------------------------

    def render(self, messages: Sequence[Message]) -> str:
        self.check_template()
        answer = self.ask("/apply-template", {"messages": self.said(messages)})
        return str(answer["prompt"])

    def said(self, messages: Sequence[Message]) -> list[dict[str, Any]]:
        """The messages as templates take them."""
        return plain(messages)

    def tokenize(self, text: str, special: bool = True) -> tuple[Token, ...]:
        answer = self.ask(
            "/tokenize",
            {"content": text, "add_special": False, "parse_special": special, "with_pieces": True},
        )
        return tuple(Token(item["id"], _bytes(item["piece"])) for item in answer["tokens"])

    def image_tokens(self, image: ImageInput) -> int:
        return 0

    def ask(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """What the engine says to that over HTTP. Raises what `explained` gives."""
        response = self._http.post(path, json=body)
        found: dict[str, Any] = response.json()
        if response.is_error:
            raise explained(found.get("error", {}), self.name)
        return found

    def check_template(self) -> None:
        """Raise BadInput if no conversation can be written for this model."""
        if not self.has_template:
            raise BadInput(
                "{name} is a base model without a chat template: let it continue a text instead.",
                name=self.name,
            )
        if self._template_broken:
            raise BadInput(
                "The chat template of {name} is broken, so that no conversation can be written "
                "for it: get another copy of the model, or let it continue a text instead.",
                name=self.name,
            )

    # -- answers ---------------------------------------------------------------------------

    def generate(self, request: Request, progress: Progress) -> Answer:
        with self._busy:
            progress.check()
            refuse_images(request, self.name)
            return Run(self, request, progress).answer()

    def prompt_of(self, request: Request) -> str:
        """What is read before the first token of the answer."""
        if request.prompt is None:
            return self.render(request.messages)
        return request.prompt

    def handler(self, chat: bool) -> Handler:
        """What the engine is called with: a request and who hears its messages."""
        server = self._server
        return server.handle_chat_completions if chat else server.handle_completions

    def close(self) -> None:
        with suppress(Exception):
            self._http.close()
        self._server = None


def _bytes(piece: str | list[int]) -> bytes:
    return piece.encode() if isinstance(piece, str) else bytes(piece)
