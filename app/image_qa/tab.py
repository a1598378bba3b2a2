"""The tab about pictures: conversations, and pages of their own for what else is asked."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.chat.setup import Setup
from app.chat.tab import ChatTab
from app.chat.views import View, ViewPage
from app.context import AppContext
from app.image_qa.conversation_view import ImageConversationView
from app.image_qa.folder_page import FolderPage
from app.image_qa.gallery_page import GalleryPage
from app.image_qa.models import list_models
from app.image_qa.views import FOLDER, SEARCH
from app.image_qa.vision_files import SUFFIXES, VisionFiles, is_model
from pipelines.places import Places

if TYPE_CHECKING:
    from app.chat.models import Known
    from pipelines.run import Runtime
    from pipelines.spec import ModelSpec


def image_setup(places: Places) -> Setup:
    """What differs from the Chat tab: a list of its own, and pictures."""
    title = str(QT_TRANSLATE_NOOP("chat views", "Conversation"))
    return Setup(
        conversations=places.image_conversations,
        drafts=places.image_drafts,
        page=View("conversation", title, ImageConversationView),
        suffixes=SUFFIXES,
        is_model=is_model,
        own_files=VisionFiles,
        pictures=places.conversation_pictures,
        given={"prompt": "-", "json_schema": ""},  # both belong to each question
        list_from=1360,  # the picture needs the room
    )


class ImageQaTab(ChatTab):
    """`views` are the pages beside the conversation, which are given the tab's `ChatParts`."""

    def __init__(
        self,
        context: AppContext,
        key: str,
        specs: "Callable[[], Sequence[ModelSpec[Any]]]",
        views: tuple[View, ...] = (),
        known: "Callable[[Sequence[ModelSpec[Any]], Runtime], Known]" = list_models,
    ) -> None:
        self._introduced: set[ViewPage] = set()
        super().__init__(context, key, specs, views, known, image_setup(context.places))

    @property
    def pictures(self) -> ImageConversationView:
        """The page with the open conversation and its pictures."""
        view = self.conversation
        assert isinstance(view, ImageConversationView)
        return view

    def _on_view(self, page: ViewPage) -> None:
        super()._on_view(page)
        if page not in self._introduced:
            self._introduced.add(page)
            self._introduce(page)

    def _introduce(self, page: ViewPage) -> None:
        """Let a page send the user to another one."""
        if isinstance(page, FolderPage):
            page.tab.search_wanted.connect(self.search_folder)
            page.tab.edit_wanted.connect(self.pictures.edit_questions)
        elif isinstance(page, GalleryPage):
            page.ask_wanted.connect(self.ask_about)
            page.batch_wanted.connect(lambda: self.views.show_view(FOLDER))

    def ask_about(self, path: Path) -> None:
        """Ask about that picture in a new conversation."""
        self.begin()
        self.pictures.ask_about([path], "")

    def take_files(self, paths: Sequence[Path]) -> None:
        self.begin()
        self.pictures.ask_about(list(paths), "")

    def search_folder(self, folder: Path | None) -> None:
        """Search the answers about that folder's pictures, or all."""
        self.views.show_view(SEARCH)
        page = self.views.page
        if isinstance(page, GalleryPage):
            page.show_folder(folder)

    def take_input(self, values: Mapping[str, Any], name: str) -> None:
        given = values.get(name)
        paths = [Path(given)] if given and Path(given).is_file() else []
        self.pictures.ask_about(paths, str(values.get("prompt", "")))
