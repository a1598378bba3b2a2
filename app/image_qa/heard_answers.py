"""What models answer about the pictures of a folder, carried over to the GUI thread."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec
    from pipelines.vision.questions import PictureAnswers

#: Questions with their answers, in order.
Pairs = tuple[tuple[str, str], ...]


class HeardAnswers(QObject):
    """`heard` with a picture's path and `Pairs`, once they are on the disk."""

    heard = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[int, tuple[ModelSpec[Any], ModelSpec[Any]]] = {}

    def hearing(self, spec: "ModelSpec[Any]", data: Path) -> "ModelSpec[Any]":
        """The model whose answers can be searched in that data folder, and are told here.

        The same one each time for the same model, so that forms stay. For jobs only.
        """
        if id(spec) not in self._kept:
            kept = spec.kept(spec, data) if spec.kept is not None else spec
            self._kept[id(spec)] = spec, replace(kept, write=self._telling(kept))
        return self._kept[id(spec)][1]

    def _telling(self, spec: "ModelSpec[Any]") -> Any:
        def write(
            result: "PictureAnswers", path: Path, output: Any, provenance: Mapping[str, Any]
        ) -> Path:
            written = spec.write(result, path, output, provenance)
            said = (answer.text.strip() for answer in result.answers)
            self.heard.emit(result.image.path, tuple(zip(result.questions, said, strict=True)))
            return written

        return write
