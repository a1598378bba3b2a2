"""Image Q&A: conversations about pictures with local models that see."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.context import AppContext, Tab, TabPage

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec


def _models(context: AppContext) -> "Sequence[ModelSpec[Any]]":
    from pipelines.own_models.shelf import OwnModels
    from pipelines.registry import models_for
    from pipelines.spec import Task

    return models_for(Task.IMAGE_QA, OwnModels(context.places.own_models))


def _make(context: AppContext) -> TabPage:
    from app.image_qa.tab import ImageQaTab
    from app.image_qa.views import views_over

    key = TAB.key
    return ImageQaTab(
        context, key, lambda: _models(context), views_over(lambda: _models(context), key)
    )


TAB = Tab(
    key="image-qa",
    title=str(QT_TRANSLATE_NOOP("tabs", "Image Q&A")),
    order=18,
    icon="image-qa",
    factory=_make,
)
