"""The pages as the Chat tab takes them, each over the model that is chosen there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.chat.asking import ModelUse
from app.chat.panel import ChatPanel
from app.chat.views import ChatParts, View, ViewPage
from app.chat_views.chosen import ChosenModel
from app.choosing.choice_lines import full_title
from app.context import AppContext

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec


def language_models(context: AppContext) -> "Sequence[ModelSpec[Any]]":
    """All of them, the user's own, too; only from a job."""
    from pipelines.own_models.shelf import OwnModels
    from pipelines.registry import models_for
    from pipelines.spec import Task

    return models_for(Task.CHAT, OwnModels(context.places.own_models))


def chosen_in(panel: ChatPanel) -> ChosenModel:
    """The model and settings of the tab's panel, followed for as long as the panel lives."""
    chosen = ChosenModel(panel)

    def follow() -> None:
        choice = panel.choice
        title = full_title(choice) if choice is not None else ""
        use = _use(panel)
        if (use, title) != (chosen.use, chosen.title):
            chosen.choose(use, title)

    panel.choice_changed.connect(lambda _choice, _by_hand: follow())
    panel.changed.connect(follow)
    follow()
    return chosen


def _use(panel: ChatPanel) -> ModelUse | None:
    """Unlike the panel's own: without messages, for nobody has asked to run anything."""
    choice = panel.choice
    if choice is None:
        return None
    spec = choice.spec
    try:
        params = spec.params(**{**panel.values(), **choice.overrides, spec.input_field: "-"})
    except ValueError:  # the form says it itself when it is to be used
        return None
    return ModelUse(choice.key, spec, params, choice.version)


def _compare(parts: ChatParts) -> ViewPage:
    from app.chat_views.compare_page import ComparePage

    context = parts.context
    return ComparePage(context, chosen_in(parts.panel), lambda: language_models(context))


def _workshop(parts: ChatParts) -> ViewPage:
    from app.chat_views.workshop_page import WorkshopPage

    return WorkshopPage(parts.context, chosen_in(parts.panel))


def _tokens(parts: ChatParts) -> ViewPage:
    from app.chat_views.token_page import TokenPage

    return TokenPage(parts.context, chosen_in(parts.panel))


#: From left to right, beside the conversation.
VIEWS: tuple[View, ...] = (
    View("compare", str(QT_TRANSLATE_NOOP("chat views", "Compare")), _compare),
    View("workshop", str(QT_TRANSLATE_NOOP("chat views", "Workshop")), _workshop),
    View("tokens", str(QT_TRANSLATE_NOOP("chat views", "Tokens")), _tokens),
)
