"""What differs between the tabs that talk with models: their files, and what they take."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.chat.conversation_view import ConversationView
from app.chat.language_files import SUFFIXES, LanguageFiles, is_model
from app.chat.views import View
from app.choosing.own_files import OwnFiles
from pipelines.places import Places


@dataclass(frozen=True)
class Setup:
    """`conversations` and `drafts` are files, `pictures` the folder for what is shown to models.

    `page` is the first page, a `ConversationView`. `suffixes` are those of models that can be
    added, `is_model` tells them from what is to be read, `own_files` adds them. The list and the
    panel are shown by themselves in a tab that is so many pixels wide. `given` are params beside
    the input that the conversation itself gives, with what stands for them in the panel.
    """

    conversations: Path
    drafts: Path
    page: View
    suffixes: tuple[str, ...]
    is_model: Callable[[Path], bool]
    own_files: type[OwnFiles]
    pictures: Path | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    list_from: int = 0
    panel_from: int = 1000


def chat_setup(places: Places) -> Setup:
    """The Chat tab's."""
    title = str(QT_TRANSLATE_NOOP("chat views", "Conversation"))
    return Setup(
        places.conversations,
        places.drafts,
        View("conversation", title, ConversationView),
        SUFFIXES,
        is_model,
        LanguageFiles,
    )
