"""The tab's first page: the picture on one side, the conversation about it on the other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from app.chat.chat_page import ChatPage
from app.chat.conversation_view import ConversationView
from app.chat.views import ChatParts
from app.error_view import MessageKind
from app.forms import order_focus
from app.image_qa.adding import Adding
from app.image_qa.chat_page import ImageChatPage
from app.image_qa.picture_side import PictureSide
from app.image_qa.question_dialog import QuestionDialog
from app.image_qa.question_store import QuestionStore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: Narrower pages in logical pixels have the picture above the conversation.
_BESIDE_FROM = 640


class ImageConversationView(ConversationView):
    """As in the Chat tab, beside the pictures that it is about."""

    def __init__(self, parts: ChatParts, parent: QWidget | None = None) -> None:
        self.questions = QuestionStore(parts.context)
        super().__init__(parts, parent)
        self.questions.setParent(self)
        self.questions.failed.connect(self.strip.show_failure)
        self.side = PictureSide(parts.thumbnails, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(8)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.replaceWidget(self.pages, self.splitter)
        self.splitter.addWidget(self.side)
        self.splitter.addWidget(self.pages)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        column.setStretchFactor(self.splitter, 1)
        self._halve()
        self._ordered: list[QWidget] = []
        self._connect_pictures()
        self._make_shortcuts()
        self.questions.load()

    def make_chat(self) -> ChatPage:
        self.adding = Adding(self.parts.context, self)
        return ImageChatPage(
            self.parts, self.sending, self.strip, self.adding, self.questions, self
        )

    @property
    def images(self) -> ImageChatPage:
        """The page for messages, as the one that knows pictures."""
        assert isinstance(self.chat, ImageChatPage)
        return self.chat

    def _connect_pictures(self) -> None:
        chat, side, adding = self.images, self.side, self.adding
        chat.looked_at.connect(side.look_at)
        chat.sending_now.connect(side.take_region)
        chat.changed.connect(self._show_pictures)
        chat.changed.connect(self._order)
        self.questions.changed.connect(self._order)
        chat.bar.edit_wanted.connect(self.edit_questions)
        side.region_given.connect(lambda region: chat.add_pictures((region,)))
        side.add_button.clicked.connect(adding.browse)
        side.drop.browse_wanted.connect(adding.browse)
        side.drop.paste_wanted.connect(self.paste)
        side.drop.given.connect(self._take)
        side.drop.refused.connect(self._refuse)
        for button in (side.screen_button, side.drop.screen_button):
            button.clicked.connect(adding.capture_screen)
        for button in (side.camera_button, side.drop.camera_button):
            button.clicked.connect(adding.open_camera)
        adding.refused.connect(self._refuse)
        self.overflow.picture_chosen.connect(side.look_at)

    def _make_shortcuts(self) -> None:
        side = self.side
        for keys, act in (
            ("Ctrl+Shift+D", side.region_button.toggle),
            ("Alt+PgDown", lambda: side.strip.step(1)),
            ("Alt+PgUp", lambda: side.strip.step(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _order(self) -> None:
        """Tab goes from what is told to the picture, the conversation, and the model."""
        if self.window() is not self.parts.panel.window():
            return  # still being made
        overflow, picker = self.overflow, self.parts.panel.picker
        chain = [
            *self.strip.findChildren(QPushButton),
            *overflow.pictures.buttons,
            *(overflow.send_button, overflow.raise_button),
            *(overflow.edit_button, overflow.cancel_button),
            *self.side.focus_order(),
            *self.images.focus_order(),
            *(picker.box, picker.add_button),
        ]
        if chain != self._ordered:
            self._ordered = chain
            order_focus(chain)

    # -- pictures --------------------------------------------------------------------------

    def _show_pictures(self) -> None:
        self.side.show_images(self.images.pictures(), self.images.fresh())

    def _refuse(self, words: str) -> None:
        self.strip.show_message(MessageKind.WARNING, words)

    def _take(self, mime: QMimeData) -> bool:
        """Pictures, files and models that were dropped or pasted."""
        from app.widgets.drop_zone import paths_in

        paths = paths_in(mime)
        if paths:
            self.chat.attach(paths)
            return True
        if self.adding.paste(mime):
            return True
        self._refuse(self.tr("There is no picture and no file in it: copy or drag one."))
        return False

    def ask_about(self, paths: "Sequence[Path]", words: str) -> None:
        """Put these pictures and this question where one writes."""
        if words:
            self.put_in(words)
        if paths:
            self.adding.add_files(paths)

    def edit_questions(self) -> None:
        """The editor of the ready questions."""
        dialog = QuestionDialog(self.questions.items, self)
        dialog.saved.connect(self.questions.save)
        dialog.open()

    # -- what the window's menus call ------------------------------------------------------

    def open_files(self) -> None:
        self.adding.browse()

    def paste(self) -> None:
        """Pictures and files go into the conversation, words where one writes."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime is not None and (mime.hasUrls() or mime.hasImage()):
            self._take(mime)
        elif mime is not None and mime.hasText():
            super().paste()
        else:
            self._refuse(self.tr("The clipboard holds no picture and no file; copy one first."))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if mime.hasUrls() or mime.hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._take(event.mimeData()):
            event.acceptProposedAction()

    # -- room ------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._order()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= _BESIDE_FROM
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.splitter.orientation() != wanted:
            self.splitter.setOrientation(wanted)
            self._halve()

    def _halve(self) -> None:
        self.splitter.setSizes([1000, 1000])

    def close_view(self) -> None:
        super().close_view()
        self.adding.close()
        self.side.close_side()
