"""The work behind trying models on a crop; called in jobs, never on the GUI thread."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect

from app.choosing.choices import Choice
from app.context import AppContext
from app.settings import Settings

if TYPE_CHECKING:
    from pipelines.progress import Progress


def cut_out(picture: Path, area: QRect, folder: Path) -> Path:
    """Write a part of a picture, as it is, to a PNG of its own in `folder`, which is emptied.

    Depth, grey, alpha and colour profile stay, so that models see what they would see in the
    whole. Raises HearthError.
    """
    from dataclasses import replace

    import numpy as np

    from pipelines.media.picture import PictureOutput
    from pipelines.media.reading import read_picture
    from pipelines.media.writing import write_picture

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    whole = read_picture(picture)
    left, top = area.x(), area.y()
    part = whole.pixels[top : top + area.height(), left : left + area.width()]
    crop = replace(whole, pixels=np.ascontiguousarray(part))
    output = PictureOutput(output_format="png", keep_metadata=False)
    return write_picture(crop, folder / "crop.png", output, {})


def trial_work(
    context: AppContext,
    choice: Choice,
    values: Mapping[str, Any],
    crop: Path,
    target: Path,
    settings: Settings,
) -> "Callable[[Progress], Any]":
    """The work of one trial; gives the `Outcome`."""

    def work(progress: "Progress") -> Any:
        from pipelines.run import run
        from pipelines.validation import validate

        spec = choice.spec
        known = {name: v for name, v in values.items() if name in spec.params.model_fields}
        params = validate(spec.params, {**known, **choice.overrides, spec.input_field: crop})
        output = validate(spec.output, {"output_format": "png"})
        runtime = context.engine.runtime(settings)
        outcome = run(runtime, spec, params, target, output, progress, choice.version)
        context.engine.find_devices()
        return outcome

    return work
