"""Pictures as a model in the transformers format sees them: placeholders, tensors, features.

Each picture is prepared and looked at by itself, once, and what the tower saw is kept: a question
about a picture seen before, in whatever conversation, does not look again.
"""

import inspect
import threading
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.errors import BadInput
from pipelines.language.folder_engine import shortened
from pipelines.language.folder_loading import is_out_of_memory
from pipelines.language.images import ImageInput
from pipelines.progress import Progress
from pipelines.text import text

#: Of main memory, for features that may be asked for again: some 50 pictures of LLaVA.
_FEATURE_BYTES = 256 * 1024**2
#: Of main memory, for pictures that were counted and not looked at yet.
_PIXEL_BYTES = 256 * 1024**2
#: For the placeholders of a thousand pictures with all details.
_PLACEHOLDER_BYTES = 32 * 1024**2


@dataclass(frozen=True)
class Placeholders:
    """The tokens (n,) that stand for a picture in a prompt; `grid` is its size in patches (1, 3),
    where the model's positions need it."""

    ids: Any
    grid: Any = None


class FolderPictures:
    """All pictures that one model was asked about; may be used by several threads."""

    def __init__(self, processor: Any, model: Any, name: str) -> None:
        self._processor, self._name = processor, name
        self._model: Any = model
        self._wanted = inspect.signature(model.base_model.get_image_features).parameters
        self._placeholders = _Shelf(_PLACEHOLDER_BYTES)
        self._pixels = _Shelf(_PIXEL_BYTES)
        self._features = _Shelf(_FEATURE_BYTES)
        self._lock = threading.Lock()

    def placeholders(self, image: ImageInput) -> Placeholders:
        """Raises BadInput for a picture that the processor cannot take."""
        with self._lock:
            known = self._placeholders.get(image.identity)
            if known is None:
                self._prepare(image)
                known = self._placeholders.get(image.identity)
            return known

    def looked_at(self, images: Sequence[ImageInput], progress: Progress) -> Any:
        """What the tower sees in them, as the model's ``mm_encoder_outputs`` has it.

        Raises Cancelled between two pictures.
        """
        seen = []
        for number, image in enumerate(images, 1):
            progress.check()
            features = self._features.get(image.identity)
            if features is None:
                words = text("Looking at picture {n} of {total}", n=number, total=len(images))
                progress.update(0.0, words)
                features = self._look(image)
            seen.append(features)
        return _joined(seen, self._model.device)

    def close(self) -> None:
        """Give the memory back."""
        self._model = None
        self._pixels, self._features = _Shelf(_PIXEL_BYTES), _Shelf(_FEATURE_BYTES)

    def _prepare(self, image: ImageInput) -> None:
        """Put the picture's placeholders and tensors onto their shelves."""
        made = process(self._processor, self._processor.image_token, [image], self._name)
        ids = made.pop("input_ids")[0]
        self._placeholders.put(image.identity, Placeholders(ids, made.get("image_grid_thw")), [ids])
        tensors = {key: value for key, value in made.items() if key in self._wanted}
        self._pixels.put(image.identity, tensors, list(tensors.values()))

    def _look(self, image: ImageInput) -> Any:
        with self._lock:
            if self._pixels.get(image.identity) is None:
                self._prepare(image)
            tensors = self._pixels.pop(image.identity)
        given = on_device(tensors, self._model)
        output = self._model.base_model.get_image_features(**given, return_dict=True)
        kept = {"pooler_output": [part.cpu() for part in output.pooler_output]}
        if (layers := getattr(output, "deepstack_features", None)) is not None:
            kept["deepstack_features"] = [[part.cpu() for part in layer] for layer in layers]
        features = type(output)(**kept)
        self._features.put(image.identity, features, _tensors(features))
        return features


def process(
    processor: Any, words: str, images: Sequence[ImageInput], model: str, started: bool = True
) -> dict[str, Any]:
    """What the processor makes of a prompt with its pictures: ids and tensors. What is not
    `started` gets the tokenizer's start mark.

    Raises BadInput for pictures that it cannot take, such as very long strips.
    """
    from PIL import Image

    shown = [Image.fromarray(image.pixels) for image in images]
    try:
        return dict(
            processor(
                text=[words], images=[shown], return_tensors="pt", add_special_tokens=not started
            )
        )
    except (ValueError, RuntimeError, ZeroDivisionError) as error:
        if is_out_of_memory(error):
            raise
        raise BadInput(
            "{model} cannot be shown {picture} ({reason}): crop it, or choose another model.",
            model=model,
            picture=", ".join(image.name for image in images),
            reason=shortened(error),
        ) from error


def on_device(tensors: dict[str, Any], model: Any) -> dict[str, Any]:
    """Moved to the model, in its number format."""
    return {
        key: value.to(model.device, model.dtype if value.is_floating_point() else None)
        for key, value in tensors.items()
    }


def _joined(seen: Sequence[Any], device: Any) -> Any:
    """The outputs of several pictures as of one batch, moved to the device."""
    parts = {"pooler_output": [part.to(device) for one in seen for part in one.pooler_output]}
    if getattr(seen[0], "deepstack_features", None) is not None:
        layers = zip(*(one.deepstack_features for one in seen), strict=True)
        parts["deepstack_features"] = [
            [part.to(device) for of_one in layer for part in of_one] for layer in layers
        ]
    return type(seen[0])(**parts)


def _tensors(features: Any) -> list[Any]:
    layers = getattr(features, "deepstack_features", None) or []
    return [*features.pooler_output, *(part for layer in layers for part in layer)]


class _Shelf:
    """Things by key, the ones used last, as many as fit into so many bytes, but always one."""

    def __init__(self, most: int) -> None:
        self._most, self._taken = most, 0
        self._things: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def get(self, key: Hashable) -> Any:
        """None where it is not there."""
        if key not in self._things:
            return None
        self._things.move_to_end(key)
        return self._things[key][0]

    def put(self, key: Hashable, thing: Any, tensors: Sequence[Any]) -> None:
        self.pop(key)
        size = sum(tensor.nbytes for tensor in tensors)
        self._things[key] = thing, size
        self._taken += size
        while self._taken > self._most and len(self._things) > 1:
            self._taken -= self._things.popitem(last=False)[1][1]

    def pop(self, key: Hashable) -> Any:
        """Take it out; None where it is not there."""
        thing, size = self._things.pop(key, (None, 0))
        self._taken -= size
        return thing
