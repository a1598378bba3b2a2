"""Portraits: pictures of a person from one photo."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.context import AppContext, Tab
from app.portraits.tab import PortraitsTab

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec


def _models(context: AppContext) -> "Sequence[ModelSpec[Any]]":
    from pipelines.own_models.shelf import OwnModels
    from pipelines.registry import models_for
    from pipelines.spec import Task

    data = context.places.data
    found = models_for(Task.PORTRAITS, OwnModels(context.places.own_models))
    return tuple(spec.kept(spec, data) if spec.kept is not None else spec for spec in found)


def _make(context: AppContext) -> PortraitsTab:
    return PortraitsTab(context, TAB.key, lambda: _models(context))


TAB = Tab(
    key="portraits",
    title=str(QT_TRANSLATE_NOOP("tabs", "Portraits")),
    order=14,
    icon="portraits",
    factory=_make,
)
