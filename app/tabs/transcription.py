"""Transcription: recordings written down, and put right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.context import AppContext, Tab, TabPage

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec


def _models(context: AppContext) -> "Sequence[ModelSpec[Any]]":
    """Those that write down what is said; the others of the task are tools for it."""
    from pipelines.own_models.shelf import OwnModels
    from pipelines.registry import models_for
    from pipelines.spec import Task

    found = models_for(Task.TRANSCRIPTION, OwnModels(context.places.own_models))
    return tuple(spec for spec in found if "only_text" in spec.params.model_fields)


def _make(context: AppContext) -> TabPage:
    from app.transcription.tab import TranscriptionTab

    return TranscriptionTab(context, "transcription", lambda: _models(context))


TAB = Tab(
    key="transcription",
    title=str(QT_TRANSLATE_NOOP("tabs", "Transcription")),
    order=15,
    icon="transcription",
    factory=_make,
)
