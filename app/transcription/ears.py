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

    def keeping(self, spec: "ModelSpec[Any]", folder: Path) -> "ModelSpec[Any]":
        """The model with runs that keep what they hear below `folder`, and tell it here."""
        from pipelines.speech.kept_runs import keeping

        return keeping(spec, folder, self._hear)

    def _hear(self, path: Path, moment: "Moment") -> None:
        self.heard.emit(path, moment)
