"""A batch whose pictures are seen as they are drawn."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.batches.batch_run import BatchRun, QueueView
from app.batches.inputs import Group
from app.context import AppContext
from app.jobs import Job
from app.upscaling.redraws import Redraws

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec
    from pipelines.versions import Version


class RedrawBatchRun(BatchRun):
    """Each picture that is drawn anew lies on disk meanwhile, and is heard of tile by tile."""

    def __init__(
        self, context: AppContext, viewer: QueueView, redraws: Redraws, parent: QObject
    ) -> None:
        super().__init__(context, viewer, parent)
        self._redraws = redraws

    def start(
        self,
        spec: "ModelSpec[Any]",
        params: Any,
        output: Any,
        paths: Sequence[Path],
        folders: Mapping[Path, tuple[Path, ...]],
        retry: bool = False,
        begun: Group | None = None,
        version: "Version | None" = None,
        watch: bool = False,
    ) -> Job:
        self._redraws.forget()
        heard = self._redraws.heard_spec(spec)
        return super().start(heard, params, output, paths, folders, retry, begun, version, watch)
