"""Whether the faces of a picture are still themselves in the result made of it.

A redraw may change who somebody is: the guide to upscaling that this follows shows a woman of
another ethnicity. Each face is compared with that at the same place in the result: whose it is,
where the recogniser is installed, and without it the tone of the skin, the forms, the detail.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pipelines.advising.face_changes import FaceMeasures, measure_change
from pipelines.advising.face_pairs import Pair, Shown, in_picture, pairs_of, shown
from pipelines.identity.catalogue import GLINTR100
from pipelines.identity.face import Face
from pipelines.identity.finder import FaceFinder, NoFace
from pipelines.identity.likeness_scale import USUAL
from pipelines.spec import WeightFile
from pipelines.text import Text, text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipelines.identity.recogniser import Recogniser

#: As alike as two good photos of one person are: a picture that was only made larger should not be
#: less alike than another photo.
LEAST_LIKENESS = USUAL
#: CIEDE2000 by which a skin may move. Enlarging and JPEG move it by up to 2.9, a tenth of exposure
#: by 5.4, a quarter by 14; other people's skin in the same photo was 2 to 18 away.
MOST_TONE = 6.0
#: The least correlation of light and shade: enlarged faces had 0.97 and more, blurred ones 0.93,
#: those of other people up to 0.47.
LEAST_FORM = 0.85
#: The least of the detail that must be left; a blur of 2 % of the face's height takes half.
LEAST_SHARPNESS = 0.5
#: Faces with a smaller distance of the eyes before, in pixels, tell nothing by forms and detail.
_LEAST_EYES = 12.0


class Drift(StrEnum):
    """What is wrong with a face in a result."""

    LOST = "lost"
    INVENTED = "invented"
    LIKENESS = "likeness"
    TONE = "tone"
    FORM = "form"
    BLURRED = "blurred"


@dataclass(frozen=True)
class FaceChange:
    """One face: `before` in pixels of the picture and `after` in pixels of the result, at their
    real sizes. `likeness` is a cosine, None where it was not measured; `measures` is None where
    one of the two is missing. `drifts` is empty for a face that is itself."""

    before: Face | None
    after: Face | None
    likeness: float | None
    measures: FaceMeasures | None
    drifts: tuple[Drift, ...]

    @property
    def words(self) -> tuple[Text, ...]:
        """A sentence for each drift."""
        return tuple(_words(drift, self) for drift in self.drifts)


@dataclass(frozen=True)
class LikenessReport:
    """`missing` is the file without which nobody can tell whose faces they are, to be offered;
    None where it is there or there are no faces. It is never fetched here."""

    faces: tuple[FaceChange, ...]
    missing: WeightFile | None

    @property
    def drifted(self) -> tuple[FaceChange, ...]:
        return tuple(face for face in self.faces if face.drifts)

    @property
    def words(self) -> Text:
        """One sentence for all."""
        if not self.faces:
            return text("There are no faces in the picture.")
        if self.drifted:
            return text(
                "{count} of {total} faces changed more than they should.",
                count=len(self.drifted),
                total=len(self.faces),
            )
        return text("All faces are still like those in the picture.")

    @property
    def offer(self) -> Text | None:
        """What to ask before `missing` is fetched."""
        if self.missing is None:
            return None
        return text(
            "Skin, forms and sharpness were compared. To tell whose a face is, {title} "
            "({size} MB) has to be installed; insightface gives it away for non-commercial "
            "research only.",
            title=self.missing.title,
            size=round(self.missing.size / 1e6),
        )


def compare_faces(
    before: "NDArray[Any]",
    after: "NDArray[Any]",
    finder: FaceFinder,
    recogniser: "Recogniser | None" = None,
) -> LikenessReport:
    """Every face of the picture against that in its result.

    Both are (height, width, 1 to 4 channels), 8 or 16 bits, one an enlargement of the other; they
    may be memory maps of any size.
    """
    one, two = shown(before, finder), shown(after, finder)
    changes = tuple(_change(pair, one, two, recogniser) for pair in pairs_of(one, two))
    missing = GLINTR100 if recogniser is None and any(face.before for face in changes) else None
    return LikenessReport(changes, missing)


def _change(pair: Pair, one: Shown, two: Shown, recogniser: "Recogniser | None") -> FaceChange:
    before = in_picture(pair.before, one) if pair.before else None
    after = in_picture(pair.after, two) if pair.after else None
    if pair.before is None or pair.after is None:
        drift = Drift.LOST if pair.before else Drift.INVENTED
        return FaceChange(before, after, None, None, (drift,))
    try:
        measures = measure_change(one.pixels, pair.before, two.pixels, pair.after)
        alike = _likeness(pair.before, pair.after, one, two, recogniser)
    except NoFace:
        return FaceChange(before, after, None, None, ())
    drifts = _drifts(measures, alike, pair.before)
    return FaceChange(before, after, alike, measures, drifts)


def _likeness(
    face: Face, other: Face, one: Shown, two: Shown, recogniser: "Recogniser | None"
) -> float | None:
    from pipelines.identity.likeness import likeness

    if recogniser is None:
        return None
    return likeness(
        recogniser.measure_pixels(one.pixels, face), recogniser.measure_pixels(two.pixels, other)
    )


def _drifts(measures: FaceMeasures, alike: float | None, face: Face) -> tuple[Drift, ...]:
    (left, top), (right, bottom) = face.keypoints[:2]
    tells = ((right - left) ** 2 + (bottom - top) ** 2) ** 0.5 >= _LEAST_EYES
    wrong = {
        Drift.LIKENESS: alike is not None and alike < LEAST_LIKENESS,
        Drift.TONE: measures.tone > MOST_TONE,
        Drift.FORM: tells and measures.form < LEAST_FORM,
        Drift.BLURRED: tells and measures.sharpness < LEAST_SHARPNESS,
    }
    return tuple(drift for drift, is_so in wrong.items() if is_so)


def _words(drift: Drift, face: FaceChange) -> Text:
    measures = face.measures or FaceMeasures(0.0, 1.0, 1.0)
    match drift:
        case Drift.LOST:
            return text("A face of the picture is not found in the result.")
        case Drift.INVENTED:
            return text("There is a face in the result where the picture has none.")
        case Drift.LIKENESS:
            return text(
                "It looks like somebody else: a likeness of {value} where {least} is the least.",
                value=f"{face.likeness or 0:.2f}",
                least=LEAST_LIKENESS,
            )
        case Drift.TONE:
            return text(
                "The skin has another colour: it moved by {value} where {most} is the most.",
                value=f"{measures.tone:.1f}",
                most=MOST_TONE,
            )
        case Drift.FORM:
            return text("The features of the face changed.")
        case Drift.BLURRED:
            return text("The face lost its detail.")
