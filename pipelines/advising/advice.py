"""Which of the upscaling models suits a picture, and what to mind."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipelines.advising.cleaning import cleaning_of
from pipelines.advising.picture_kind import PictureKind
from pipelines.advising.small_picture import LEAST_SIDE
from pipelines.advising.steps import DiffusionModel, Value
from pipelines.advising.traits import Blocks, Traits
from pipelines.text import Text, text

#: Faces lower than this, in pixels, have too little left for an upscaler, and higher ones enough
#: to be restored as they are: GFPGAN works at 512.
SMALL_FACE, LARGE_FACE = 96.0, 384.0
#: A short side from which twice the size is what is usually wanted, and 4 times would be huge.
_LARGE = 1500


class Goal(StrEnum):
    """What somebody wants of a picture."""

    ENLARGE = "enlarge"
    DETAIL = "detail"
    CLEAN = "clean"
    FACES = "faces"


@dataclass(frozen=True)
class Advice:
    """A model by its name, the settings that differ from its defaults, one sentence why, and one
    of what to mind, if there is anything."""

    model: str
    params: Mapping[str, Value]
    why: Text
    caution: Text | None = None


def advise(traits: Traits, goal: Goal = Goal.ENLARGE) -> tuple[Advice, ...]:
    """The models that suit the picture, what suits best first; at least one."""
    match goal:
        case Goal.ENLARGE:
            return _to_enlarge(traits)
        case Goal.DETAIL:
            return _for_detail(traits)
        case Goal.CLEAN:
            return _to_clean(traits)
        case Goal.FACES:
            return _for_faces(traits)


def _to_enlarge(traits: Traits) -> tuple[Advice, ...]:
    if traits.kind is PictureKind.TEXT:
        return (_anime(traits, text("Letters are outlines on even ground, as drawings are.")),)
    if traits.kind is PictureKind.DRAWING:
        fast = Advice(
            "real-esrgan",
            {"version": "animevideov3", "scale": _scale(traits)},
            text("About ten times faster, for many drawings or frames."),
        )
        return (_anime(traits, text("Made for drawings: flat colours and clean lines.")), fast)
    found = [_photo(traits)]
    if _has_small_faces(traits):
        found.insert(0, _restored(traits))
    if traits.jpeg.blocks is Blocks.NONE:
        found.append(_calm(traits))
    if traits.short_side >= LEAST_SIDE:
        found.append(_ultimate(traits))
    return tuple(found)


def _for_detail(traits: Traits) -> tuple[Advice, ...]:
    if traits.kind is PictureKind.TEXT:
        why = text("Drawing anew would make up letters; this keeps their outlines.")
        return (_anime(traits, why),)
    if traits.short_side < LEAST_SIDE:
        creative = _high_resolution(traits)
        return (_ultimate(traits), creative)
    return (_ultimate(traits), _high_resolution(traits), *_to_enlarge(traits)[:1])


def _to_clean(traits: Traits) -> tuple[Advice, ...]:
    cleaning = cleaning_of(traits)
    if cleaning is not None:
        return tuple(Advice(step.model, step.params, step.why) for step in cleaning.steps)
    if traits.kind is not PictureKind.PHOTO:
        return (_anime(traits, text("Draws lines and even grounds clean."), 1.0),)
    return (
        Advice(
            "swinir",
            {"task_type": "Color Image Denoising", "noise": 15},
            text("No JPEG blocks were found; this takes slight grain out, and the size stays."),
        ),
    )


def _for_faces(traits: Traits) -> tuple[Advice, ...]:
    if traits.faces == ():
        photo = _photo(traits) if traits.kind is PictureKind.PHOTO else _to_enlarge(traits)[0]
        return (
            Advice(
                photo.model,
                photo.params,
                text("No faces were found in the picture."),
                photo.caution,
            ),
        )
    ruined = Advice(
        "codeformer",
        {"codeformer_fidelity": 0.7, "upscale": 2},
        text("For badly damaged faces: you choose between clean and close to the photo."),
        text("CodeFormer is for non-commercial use only."),
    )
    return (_restored(traits), ruined)


def _photo(traits: Traits) -> Advice:
    if traits.jpeg.blocks is Blocks.NONE:
        why = text("The all-round choice for photos: sharp, and quick.")
    else:
        why = text("Takes the JPEG blocks of this photo out while it enlarges.")
    return Advice("real-esrgan", {"version": "x4plus", "scale": _scale(traits)}, why)


def _anime(traits: Traits, why: Text, scale: float | None = None) -> Advice:
    chosen = _scale(traits) if scale is None else scale
    return Advice("real-esrgan", {"version": "x4plus-anime", "scale": chosen}, why)


def _calm(traits: Traits) -> Advice:
    large = traits.short_side < _LARGE
    task = "Real-World Image Super-Resolution-" + ("Large" if large else "Medium")
    why = text("Calmer than Real-ESRGAN: fewer invented textures, and slower.")
    return Advice("swinir", {"task_type": task}, why)


def _restored(traits: Traits) -> Advice:
    small = _has_small_faces(traits)
    why = (
        text("The faces are small: GFPGAN restores them and enlarges the rest along with them.")
        if small
        else text("GFPGAN restores blurred or damaged faces and enlarges the rest.")
    )
    clear = traits.faces is not None and min(traits.faces, default=0.0) > LARGE_FACE
    caution = (
        text("These faces are large and may be clear already; restoring can change a likeness.")
        if clear
        else None
    )
    return Advice("gfpgan", {"version": "v1.4", "scale": 4.0 if small else 2.0}, why, caution)


def _ultimate(traits: Traits) -> Advice:
    photo = traits.kind is PictureKind.PHOTO
    return Advice(
        DiffusionModel.ULTIMATE.value,
        {
            "upscaler": "RealESRGAN_x4plus" if photo else "RealESRGAN_x4plus_anime_6B",
            "upscale_by": _reaching(traits, 2.0),
            "denoise": 0.2,
        },
        text("Draws new detail tile by tile and stays close to the picture."),
        _minding(traits),
    )


def _high_resolution(traits: Traits) -> Advice:
    return Advice(
        DiffusionModel.HIGH_RESOLUTION.value,
        {"creativity": 0.35, "resemblance": 0.85},
        text("Draws more anew, led by your prompt."),
        _minding(traits),
    )


def _minding(traits: Traits) -> Text | None:
    """The most important thing to mind with a model that draws anew."""
    if traits.faces:
        return text(
            "There are faces in the picture: they are compared afterwards, since a redraw "
            "may change who somebody is."
        )
    if traits.short_side < LEAST_SIDE:
        return text(
            "The picture is under {least} pixels: a classic upscaler goes first.", least=LEAST_SIDE
        )
    if traits.jpeg.blocks is not Blocks.NONE:
        return text("The picture has JPEG blocks, which would be drawn as texture: clean it first.")
    return None


def _has_small_faces(traits: Traits) -> bool:
    return bool(traits.faces) and traits.faces is not None and min(traits.faces) < SMALL_FACE


def _scale(traits: Traits) -> float:
    return 2.0 if traits.short_side >= _LARGE else 4.0


def _reaching(traits: Traits, usual: float) -> float:
    """The usual enlargement, or what brings the short side to what the model has to see."""
    return min(8.0, max(usual, -(-LEAST_SIDE * 2 // traits.short_side) / 2))
