"""What helps against faces that drifted, each with one press."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipelines.advising.likeness_guard import Drift, LikenessReport
from pipelines.advising.steps import Step, Value
from pipelines.identity.face import Face
from pipelines.text import Text, text

#: How much of the freedom to draw is left at a time, and the least that a remedy goes down to.
_LESS, _LEAST = 0.6, {"denoise": 0.05, "creativity": 0.1}
#: What holds on to the picture goes up by so much, to at most 1, which is what they were made for.
_MORE, _MOST = 0.15, 1.0
_HOLDS = ("controlnet_strength", "resemblance")


class RemedyKind(StrEnum):
    """The ways."""

    LESS_FREEDOM = "less-freedom"
    BLEND_BACK = "blend-back"
    RESTORE = "restore"


@dataclass(frozen=True)
class Remedy:
    """`changes` are the settings to draw again with; `faces`, in pixels of the result, are those
    for `face_blending.blend_faces`; `step` is a model to run on the result. One of them is given.
    """

    kind: RemedyKind
    title: Text
    why: Text
    changes: Mapping[str, Value] = field(default_factory=dict)
    faces: tuple[Face, ...] = ()
    step: Step | None = None


def remedies_for(
    report: LikenessReport, params: Mapping[str, object], enlarged: float
) -> tuple[Remedy, ...]:
    """What can be done, what helps most first; nothing where no face drifted.

    `params` are those of the model that drew, and the result is `enlarged` times as wide as the
    picture.
    """
    drifts = {drift for face in report.drifted for drift in face.drifts}
    if not drifts:
        return ()
    found: list[Remedy] = []
    if (changes := less_freedom(params)) is not None:
        found.append(
            Remedy(
                RemedyKind.LESS_FREEDOM,
                text("Draw again, closer to the picture"),
                text("The less is drawn anew, the more a face stays itself."),
                changes=changes,
            )
        )
    if faces := faces_to_blend(report, enlarged):
        found.append(
            Remedy(
                RemedyKind.BLEND_BACK,
                text("Put the faces back"),
                text(
                    "The faces of the enlargement before the redraw are blended in softly; all "
                    "else stays as it was drawn."
                ),
                faces=faces,
            )
        )
    if drifts - {Drift.INVENTED, Drift.LOST}:
        found.append(_restoring())
    wanted = _order(drifts)
    return tuple(sorted(found, key=lambda remedy: wanted.index(remedy.kind)))


def less_freedom(params: Mapping[str, object]) -> dict[str, Value] | None:
    """Settings that draw less anew and hold on more, None where no more can be done."""
    changes: dict[str, Value] = {}
    for name, least in _LEAST.items():
        present = params.get(name)
        if isinstance(present, (int, float)) and present > least:
            changes[name] = max(least, round(present * _LESS, 2))
    for name in _HOLDS:
        present = params.get(name)
        if isinstance(present, (int, float)) and present < _MOST:
            changes[name] = min(_MOST, round(present + _MORE, 2))
    if params.get("use_controlnet_tile") is False:
        changes["use_controlnet_tile"] = True
    return changes or None


def faces_to_blend(report: LikenessReport, enlarged: float) -> tuple[Face, ...]:
    """The faces that drifted, where they were in the picture, in pixels of the result.

    One that was invented goes as well: what was there before comes back.
    """
    from pipelines.identity.finder import moved

    known = (
        moved(change.before, 0, 0, enlarged) if change.before else change.after
        for change in report.drifted
    )
    return tuple(face for face in known if face is not None)


def _restoring() -> Remedy:
    step = Step(
        "gfpgan",
        {"version": "v1.4", "scale": 1.0, "background_enhance": False},
        text("GFPGAN restores every face of the result, and leaves the rest as it is."),
    )
    return Remedy(RemedyKind.RESTORE, text("Restore the faces"), step.why, step=step)


def _order(drifts: set[Drift]) -> tuple[RemedyKind, ...]:
    """GFPGAN draws blurred faces clear, but knows nothing of whose they were, nor of their skin."""
    if drifts == {Drift.BLURRED}:
        return (RemedyKind.RESTORE, RemedyKind.BLEND_BACK, RemedyKind.LESS_FREEDOM)
    return (RemedyKind.BLEND_BACK, RemedyKind.LESS_FREEDOM, RemedyKind.RESTORE)
