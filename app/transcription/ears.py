"""Carries what a job hears over to the GUI thread; it is on the disk by then."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec
    from pipelines.speech.listening import Moment


class Ears(QObject):
    """`heard` with a recording and what was heard of it."""

    heard = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[int, tuple[ModelSpec[Any], ModelSpec[Any]]] = {}

    def keeping(self, spec: "ModelSpec[Any]", folder: Path) -> "ModelSpec[Any]":
        """The model with runs that keep what they hear below `folder`, and tell it here.

        The same one each time for the same model, so that forms stay. For jobs only.
        """
        from pipelines.speech.kept_runs import keeping

        if id(spec) not in self._kept:
            self._kept[id(spec)] = spec, keeping(spec, folder, self._hear)
        return self._kept[id(spec)][1]

    def plain(self, spec: "ModelSpec[Any]") -> "ModelSpec[Any]":
        """The model behind one of `keeping`, for what is not to be kept or told; else itself."""
        pairs = self._kept.values()
        return next((base for base, kept in pairs if kept is spec), spec)

    def _hear(self, path: Path, moment: "Moment") -> None:
        self.heard.emit(path, moment)
