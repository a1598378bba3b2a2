"""The pages beside the conversation, from left to right."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.chat.views import ChatParts, View, ViewPage
from app.image_qa.folder_page import FolderPage
from app.image_qa.gallery_page import GalleryPage
from app.task_tab import Specs

FOLDER, SEARCH = "folder", "search"


def views_over(specs: Specs, key: str) -> tuple[View, ...]:
    """`specs` lists the models that see, `key` is the tab's."""

    def folder(parts: ChatParts) -> ViewPage:
        return FolderPage(parts, specs, key)

    def search(parts: ChatParts) -> ViewPage:
        return GalleryPage(parts.context)

    return (
        View(FOLDER, str(QT_TRANSLATE_NOOP("chat views", "Folder")), folder),
        View(SEARCH, str(QT_TRANSLATE_NOOP("chat views", "Search")), search),
    )
