"""A pass that takes JPEG's blocks out of a picture before it is enlarged, which enlarges them."""

from dataclasses import dataclass

from pipelines.advising.picture_kind import PictureKind
from pipelines.advising.steps import Step
from pipelines.advising.traits import Blocks, Traits
from pipelines.text import Text, text

#: SwinIR's networks by the quality that they were trained for.
_LEVELS = (10, 20, 30, 40)
_SWINIR_TASK = "JPEG Compression Artifact Reduction"
#: Above this the slightest of them would still smooth what is no block.
_FOR_SWINIR = 60


@dataclass(frozen=True)
class Cleaning:
    """`steps` are the ways, each of which is enough, the best first; `words` say what was found."""

    words: Text
    steps: tuple[Step, ...]


def cleaning_of(traits: Traits) -> Cleaning | None:
    """What to offer for a picture; None where no blocks disturb."""
    jpeg = traits.jpeg
    if jpeg.blocks is Blocks.NONE:
        return None
    if jpeg.enlarged is not None and jpeg.enlarged > 1.05:
        words = text(
            "JPEG blocks were found that were enlarged {times} times since: enlarging the picture "
            "further would show them more.",
            times=jpeg.enlarged,
        )
        return Cleaning(words, (_real_esrgan(traits.kind),))
    if jpeg.quality is None:
        words = text("JPEG blocks were found: enlarging the picture would show them more.")
        return Cleaning(words, (_swinir(40), _real_esrgan(traits.kind)))
    words = text(
        "The picture was saved as JPEG with a quality of about {quality}: enlarging it would show "
        "its blocks more.",
        quality=jpeg.quality,
    )
    swinir, real = _swinir(jpeg.quality), _real_esrgan(traits.kind)
    return Cleaning(words, (swinir, real) if jpeg.quality <= _FOR_SWINIR else (real, swinir))


def _swinir(quality: int) -> Step:
    level = min(_LEVELS, key=lambda level: abs(level - quality))
    return Step(
        "swinir",
        {"task_type": _SWINIR_TASK, "jpeg": level},
        text("SwinIR takes the blocks out, and changes nothing else; the size stays."),
    )


def _real_esrgan(kind: PictureKind) -> Step:
    version = "x4plus" if kind is PictureKind.PHOTO else "x4plus-anime"
    return Step(
        "real-esrgan",
        {"version": version, "scale": 1.0},
        text("Real-ESRGAN at scale 1 draws the picture clean; fine texture becomes smoother."),
    )
