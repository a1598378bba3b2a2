"""Questions to engines that see."""

from collections.abc import Callable
from typing import Any

from pipelines.language.engine import Answer, Message, Request, Role, Sampling
from pipelines.language.images import ImageInput
from pipelines.progress import Progress
from pipelines.vision.llama_vision import LlamaVision

MakePicture = Callable[..., ImageInput]


def ask(
    engine: LlamaVision,
    words: str,
    *images: ImageInput,
    before: tuple[Message, ...] = (),
    schema: dict[str, Any] | None = None,
    listener: Any = None,
    progress: Progress | None = None,
    **sampling: Any,
) -> Answer:
    sampling.setdefault("temperature", 0)
    sampling.setdefault("max_new_tokens", 12)
    request = Request(
        (*before, Message(Role.USER, words, images)),
        sampling=Sampling(**sampling),
        schema=schema,
        listener=listener,
    )
    return engine.generate(request, progress or Progress())
