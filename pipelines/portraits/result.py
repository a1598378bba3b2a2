"""A finished portrait, and how it is written: what it is, whose weights made it, its recipe.

Nothing of the photo's own metadata goes along: it is another picture, taken at another place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.errors import JobFailed
from pipelines.media.picture import Picture
from pipelines.media.provenance import GENERATED
from pipelines.media.writing import check_output, write_picture
from pipelines.portraits.params import InstantIdParams, PortraitOutput
from pipelines.portraits.recipe import recipe_of
from pipelines.portraits.sitting import Sitting
from pipelines.text import Text, as_text

if TYPE_CHECKING:
    from pipelines.portraits.drawing import Pixels

#: Inputs of which a picture tells the files' names only, without the folders of their disk.
FILES = ("reference_images", "pose_image", "init_image")

#: Travels with every portrait.
FACE_LICENCE = (
    "The face was measured with InsightFace's antelopev2, whose weights are for non-commercial "
    "research only."
)


class UnsafePicture(JobFailed):
    """The safety checker objects to what was drawn."""


@dataclass(eq=False, kw_only=True)
class Portrait:
    """One picture with the `sitting` and the `params` that it was drawn from; those ask for
    exactly one.

    `likeness` is the cosine between its face and the identity, None where no face was found;
    `notes` are for the user.
    """

    pixels: "Pixels"
    sitting: Sitting
    params: InstantIdParams
    likeness: float | None = None
    notes: list[Text] = field(default_factory=list)

    @property
    def seed(self) -> int:
        """What its noise began with."""
        return self.params.seed or 0

    @property
    def facts(self) -> dict[str, Any]:
        """What listeners are told of it."""
        return {"seed": self.seed, "likeness": self.likeness, "among_photos": self.sitting.among}


def write_portrait(
    result: Portrait, path: Path, output: PortraitOutput, provenance: Mapping[str, Any]
) -> Path:
    """Write it, whole or not at all; gives the path it got, whose ending fits the format.

    What the format cannot hold is added to `result.notes`. Raises as `write_picture` does.
    """
    told: dict[str, Any] = {**provenance, "settings": _settings(result, provenance)}
    told["notes"] = [FACE_LICENCE]
    told.update({name: value for name, value in result.facts.items() if value is not None})
    told.pop("seed", None)  # among the settings
    if output.keep_recipe:
        told["recipe"] = recipe_of(result.sitting)
    picture = Picture(result.pixels, source=result.sitting.source)
    # JPEG and AVIF know no quality of 0.
    writable = output.model_copy(update={"output_quality": max(1, output.output_quality)})
    written = write_picture(picture, path, writable, told, GENERATED)
    result.notes.extend(as_text(note) for note in picture.notes)
    return written


def check_portrait(
    sitting: Sitting, params: InstantIdParams, path: Path, output: PortraitOutput
) -> None:
    """Raise BadInput, before anything is drawn, if the format cannot hold it."""
    from pipelines.media.naming import output_format

    check_output(*sitting.size, 3, output_format(path, sitting.source, output))


def _settings(result: Portrait, provenance: Mapping[str, Any]) -> dict[str, Any]:
    """Those that it was really drawn with; of files only what a receiver may know."""
    settings = dict(provenance.get("settings", {}))
    for name in ("prompt", "negative_prompt", "style", "seed", "num_outputs"):
        settings[name] = getattr(result.params, name)
    for name in FILES:
        given = result.sitting.names.get(name) or settings.get(name)
        if isinstance(given, (list, tuple)):
            settings[name] = [Path(item).name for item in given]
        elif given:
            settings[name] = Path(given).name
    return settings
