"""GGUF models that see, through llama.cpp: the language model, and its mmproj file beside it.

What was read of a picture stays in the engine's memory: the next question about it reads only the
question (llama.cpp compares pictures by their content).
"""

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipelines.errors import BadInput
from pipelines.language.engine import Abilities, Answer, Finish, Message, Request
from pipelines.language.gguf_facts import GgufFacts, read_facts
from pipelines.language.images import ImageInput
from pipelines.language.llama_answer import Run, plain
from pipelines.language.llama_cpp import LlamaCpp
from pipelines.language.mmproj_facts import MmprojFacts, mmproj_beside, read_mmproj
from pipelines.progress import Progress
from pipelines.vision.llama_pictures import blank_uri, data_uri, shown_size
from pipelines.vision.llava_templates import template_for

#: Models that look at a picture as a whole take its tokens in one go; none here has more.
_BATCH = 512
#: Tokens of a picture: what llama.cpp lets Qwen take, and the least it gives any.
_QWEN, _LEAST = 4096, 8
#: LLaVA's projectors: a line break stands between picture and question.
_LLAVA = ("mlp", "mlp_norm")
#: Pictures ready to be sent, of 16 MB at the most.
_KEPT = 4


class LlamaVision(LlamaCpp):
    """A loaded GGUF file with the eye that belongs to it.

    `mmproj` None takes the one in the model's folder. `image_tokens` is about the most that a
    picture may take where the model leaves a choice (marks between its tiles come on top), 0 leaves
    it to the model. The rest as of `LlamaCpp`.
    Raises BadInput also if there is no mmproj, or one that does not fit the model.
    """

    def __init__(
        self,
        path: Path,
        mmproj: Path | None,
        name: str,
        window: int = 0,
        image_tokens: int = 0,
        on_gpu: bool = False,
    ) -> None:
        self._mmproj = mmproj_for(path, mmproj)
        self._eye = fitting(path, self._mmproj)
        self._detail = image_tokens
        self._template = "" if read_facts(path).template else template_for(path)
        self._counts: dict[tuple[int, int], int] = {}
        self._ready: OrderedDict[object, str] = OrderedDict()
        #: Whether what was read up to a picture can be gone back to; not in every architecture.
        self.returns = True
        super().__init__(path, name, window, on_gpu)
        self.has_template = True
        self.abilities = Abilities(self.abilities.schema, self.abilities.thinking, images=True)

    def _params(self, path: Path, on_gpu: bool) -> Any:
        params = super()._params(path, on_gpu)
        params.mmproj.path = str(self._mmproj)
        params.mmproj_use_gpu = on_gpu
        params.n_batch = min(self.window, max(params.n_batch, _BATCH, self._detail))
        params.n_ubatch = min(params.n_batch, max(_BATCH, self._detail))
        most = self._detail
        if not most and self._eye.projector.startswith("qwen"):
            most = min(_QWEN, self.window // 2)  # else a photograph could fill a short window
        if most:
            params.image_max_tokens = most
            params.image_min_tokens = min(_LEAST, most)
        if self._template:
            params.chat_template = self._template
        return params

    def _not_loaded(self, facts: GgufFacts) -> BadInput:
        return BadInput(
            "llama.cpp cannot load {name} with {mmproj}: the two may not belong together, be newer "
            "than this Hearth, or need more memory than there is. Give the mmproj file that was "
            "published with the model, or choose a smaller model.",
            name=self.name,
            mmproj=self._mmproj.name,
        )

    def render(self, messages: Sequence[Message]) -> str:
        """As of `Engine`; a picture leaves no mark in it, its tokens are `image_tokens`."""
        return super().render([Message(said.role, self._words(said)) for said in messages])

    def said(self, messages: Sequence[Message]) -> list[dict[str, Any]]:
        return [
            {**words, "content": self._parts(message)} if message.images else words
            for message in messages
            for words in plain((message,))
        ]

    def _parts(self, message: Message) -> list[dict[str, Any]]:
        shown = [_shown(self._uri(image)) for image in message.images]
        return [*shown, {"type": "text", "text": self._words(message)}]

    def _words(self, message: Message) -> str:
        parted = bool(message.images) and self._eye.projector in _LLAVA
        return f"\n{message.content}" if parted else message.content

    def _uri(self, image: ImageInput) -> str:
        if image.identity not in self._ready:
            self._ready[image.identity] = data_uri(image, self._detail)
            while len(self._ready) > _KEPT:
                self._ready.popitem(last=False)
        self._ready.move_to_end(image.identity)
        return self._ready[image.identity]

    def image_tokens(self, image: ImageInput) -> int:
        """Exactly what llama.cpp makes of a picture of that size, marks around it included.

        It is asked for two prompts, one with an empty picture of the same size; it cuts the picture
        up for that, but does not look at it. Once for each size.
        """
        size = shown_size(image, self._detail)
        if size not in self._counts:
            words = {"type": "text", "text": "x"}
            seen = self._count([_shown(blank_uri(size)), words])
            self._counts[size] = seen - self._count([words])
        return self._counts[size]

    def _count(self, parts: list[dict[str, Any]]) -> int:
        said = [{"role": "user", "content": parts}]
        return int(self.ask("/chat/completions/input_tokens", {"messages": said})["input_tokens"])

    def has_room_for(self, request: Request) -> bool:
        """Whether the window holds the prompt, with one token for an answer."""
        seen = sum(map(self.image_tokens, request.images))
        return seen + len(self.tokenize(self.render(request.messages))) < self.window

    def generate(self, request: Request, progress: Progress) -> Answer:
        with self._busy:
            progress.check()
            return PictureRun(self, request, progress).answer()


class PictureRun(Run):
    """One answer about pictures.

    Where the answer has to be the same each time (a seed is given, or the temperature is 0), all
    behind the last picture is read at once, whether the picture is new or known: first comes a
    prompt that ends with it, then the whole one, which goes on from there.
    """

    _engine: LlamaVision
    _looked = False

    def _check(self) -> None:
        super()._check()
        if self._request.images and self._sampling.min_new_tokens > 0:
            raise BadInput("An answer about a picture has no least length: set it to -1.")

    @property
    def _is_fixed(self) -> bool:
        return self._sampling.seed is not None or self._sampling.temperature == 0

    @property
    def _reads_anew(self) -> bool:
        return self._is_fixed and not self._looked

    def _prepare(self) -> None:
        self._looked = bool(
            self._is_fixed
            and self._request.images
            and self._engine.returns
            and self._engine.has_room_for(self._request)
        )
        if not self._looked:
            return
        messages = self._request.messages
        last = max(n for n, message in enumerate(messages) if message.images)
        asked = messages[last]
        other = "b" if asked.content.lstrip().startswith("a") else "a"
        until = (*messages[:last], Message(asked.role, other, asked.images))
        self._call(True, {"messages": self._engine.said(until)}, 0)
        if self._finish is not Finish.CANCELLED:
            self._finish = Finish.STOP
        self._written = 0

    def _ask(self) -> None:
        known = self._cached
        super()._ask()
        if not self._looked or self._finish is Finish.CANCELLED:
            return
        seen = sum(map(self._engine.image_tokens, self._request.images))
        self._engine.returns = self._cached >= seen
        self._cached = min(known, self._cached)


def _shown(uri: str) -> dict[str, Any]:
    return {"type": "image_url", "image_url": {"url": uri}}


def mmproj_for(model: Path, given: Path | None) -> Path:
    """The mmproj file: the one given, or that beside the model. Raises BadInput without one."""
    found = given or mmproj_beside(model)
    if found is None:
        raise BadInput(
            "{name} cannot see without its mmproj file, and there is none in its folder that fits: "
            "download it from the model's page (mmproj-....gguf) and put it there, or give it.",
            name=model.name,
        )
    return found


def fitting(model: Path, mmproj: Path) -> MmprojFacts:
    """What the mmproj file says. Raises BadInput if one of the two cannot be read, or they are
    known not to fit."""
    facts, eye = read_facts(model), read_mmproj(mmproj)
    if not eye.fits(facts.embedding):
        raise BadInput(
            "{mmproj} does not fit {name}, which takes vectors of {width} numbers: give the mmproj "
            "file that was published with the model.",
            mmproj=mmproj.name,
            name=model.name,
            width=facts.embedding,
        )
    return eye
