"""Upscaling: larger, cleaner pictures."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.context import AppContext, Tab
from app.upscaling.tab import UpscalingTab

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec


def _models(context: AppContext) -> "Sequence[ModelSpec[Any]]":
    from pipelines.own_models.shelf import OwnModels
    from pipelines.registry import models_for
    from pipelines.spec import Task

    return models_for(Task.UPSCALING, OwnModels(context.places.own_models))


def _make(context: AppContext) -> UpscalingTab:
    return UpscalingTab(context, "upscaling", lambda: _models(context))


TAB = Tab(
    key="upscaling",
    title=str(QT_TRANSLATE_NOOP("tabs", "Upscaling")),
    order=10,
    icon="upscale",
    factory=_make,
)
