"""Chat: conversations with local language models."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.chat.tab import ChatTab
from app.chat_views.views import VIEWS
from app.context import AppContext, Tab

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec


def _models(context: AppContext) -> "Sequence[ModelSpec[Any]]":
    from pipelines.own_models.shelf import OwnModels
    from pipelines.registry import models_for
    from pipelines.spec import Task

    return models_for(Task.CHAT, OwnModels(context.places.own_models))


def _make(context: AppContext) -> ChatTab:
    return ChatTab(context, "chat", lambda: _models(context), VIEWS)


TAB = Tab(
    key="chat",
    title=str(QT_TRANSLATE_NOOP("tabs", "Chat")),
    order=20,
    icon="chat",
    factory=_make,
)
