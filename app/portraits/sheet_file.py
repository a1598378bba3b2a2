"""A sheet of portraits as one picture, beside its cells."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipelines.journal import Journal
    from pipelines.portraying.axes import Axis
    from pipelines.portraying.events import Listener, SeriesResult
    from pipelines.portraying.series import Target
    from pipelines.progress import Progress
    from pipelines.run import Runtime
    from pipelines.spec import ModelSpec, Part
    from pipelines.versions import Version


class SheetDrawing:
    """A `Draw` of all cells, which then writes the labelled sheet; `path` is where it lies, None
    until then, and for good where the cells did not come to their end."""

    def __init__(
        self,
        spec: "ModelSpec[Any]",
        base: "Part[Any]",
        axes: "tuple[Axis, ...]",
        version: "Version | None",
    ) -> None:
        self._spec, self._base, self._version = spec, base, version
        self.axes = axes
        self.path: Path | None = None

    def __call__(
        self,
        runtime: "Runtime",
        target: "Target",
        output: Any,
        progress: "Progress",
        *,
        listener: "Listener",
        journal: "Journal",
    ) -> "SeriesResult":
        from pipelines.media.naming import free_path
        from pipelines.portraying.sheet import draw_sheet

        spec, base = self._spec, self._base
        source: Path = getattr(base.params, spec.input_field)
        # An owner's name is no folder.
        name = f"{source.stem}_{spec.name.replace('/', '-')}_sheet.png"
        made = draw_sheet(
            runtime,
            spec,
            base,
            self.axes,
            target,
            free_path(target(base, 0).parent / name),
            output,
            progress,
            listener=listener,
            journal=journal,
            version=self._version,
        )
        self.path = made.path
        return made.series
