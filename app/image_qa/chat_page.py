"""The messages of a conversation about pictures, with ready questions above where one writes."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.chat.chat_page import ChatPage
from app.chat.sending import Sending
from app.chat.views import ChatParts
from app.error_view import MessageStrip
from app.image_qa.adding import Adding
from app.image_qa.held_chip import HeldChip
from app.image_qa.question_bar import QuestionBar
from app.image_qa.question_store import QuestionStore, spoken
from app.image_qa.vision_files import is_model
from app.labels import hint_label
from pipelines.conversations.pictures import ImageAttachment

if TYPE_CHECKING:
    from pipelines.prompts.picture_questions import PictureQuestion


class ImageChatPage(ChatPage):
    """`looked_at` with a picture that is to be seen; `sending_now` just before a message goes."""

    looked_at = Signal(object)
    sending_now = Signal()

    def __init__(
        self,
        parts: ChatParts,
        sending: Sending,
        strip: MessageStrip,
        adding: Adding,
        questions: QuestionStore,
        parent: QWidget,
    ) -> None:
        super().__init__(parts, sending, strip, parent)
        self._adding = adding
        self.bar = QuestionBar(questions, parent, self)
        self.held = HeldChip(self)
        self.foot.setContentsMargins(12, 0, 16, 12)
        self.foot.insertWidget(0, self.bar)
        self.foot.insertWidget(1, self.held)
        composer = self.composer
        composer.edit.setPlaceholderText(self.tr("Ask a question"))
        composer.edit.setAccessibleName(self.tr("Question"))
        tip = self.tr("Add pictures or text files (Ctrl+O), or drop them here")
        composer.attach_button.setToolTip(tip)
        composer.attach_button.setAccessibleName(self.tr("Add pictures or text files"))
        composer.edit.takes_pictures = True
        composer.edit.picture_given.connect(adding.paste)
        composer.pictures.chosen.connect(self.looked_at)
        self.transcript.picture_chosen.connect(self.looked_at)
        self.transcript.pressed.connect(self._on_pressed)
        self.bar.chosen.connect(self.take_question)
        adding.added.connect(self.add_pictures)
        adding.texts_added.connect(self._add_texts)

    def _make_empty(self) -> QWidget:
        page = QWidget(self)
        head = QLabel(self.tr("What do you want to know?"), page)
        head.setProperty("role", "display")
        head.setWordWrap(True)
        words = hint_label(
            self.tr(
                "Add a picture and ask about it, or press one of the ready questions below. "
                "Later questions go on with the same pictures. Enter sends."
            ),
            "hint",
            page,
        )
        for label in (head, words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 0, 24, 0)
        column.addStretch(2)
        column.addWidget(head)
        column.addWidget(words)
        column.addStretch(3)
        return page

    def focus_order(self) -> list[QWidget]:
        """What the Tab key visits, as one reads it."""
        composer, bar = self.composer, self.bar
        chips = [part for chip in composer.pictures.chips for part in (chip.button, chip.away)]
        return [
            *self.transcript.focus_order(),
            *(*bar.buttons, bar.more_button, self.held.away),
            *(*chips, composer.edit, composer.attach_button, composer.send_button),
        ]

    # -- pictures --------------------------------------------------------------------------

    def pictures(self) -> tuple[ImageAttachment, ...]:
        """All of the conversation, each once and whole, those of the draft last."""
        found: dict[str, ImageAttachment] = {}
        sent = [image for entry in self._parts.talk.entries() for image in entry.turn.images]
        for image in (*sent, *self.composer.images):
            whole = ImageAttachment(image.name, image.path, image.digest, image.size)
            found.setdefault(image.digest, whole)
        return tuple(found.values())

    def fresh(self) -> tuple[str, ...]:
        """The digests of those that were not sent yet."""
        sent = {i.digest for entry in self._parts.talk.entries() for i in entry.turn.images}
        return tuple(i.digest for i in self.composer.images if i.digest not in sent)

    def add_pictures(self, images: Sequence[ImageAttachment]) -> None:
        """Let them go with the next message."""
        self.composer.pictures.add(images)
        if images:
            self.looked_at.emit(images[-1])
        self.composer.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_texts(self, texts: Sequence[Any]) -> None:
        for item in texts:
            self.composer.chips.add(item)

    def browse(self) -> None:
        self._adding.browse()

    def attach(self, given: Sequence[Path]) -> None:
        models = [path for path in given if is_model(path)]
        if models:
            self.models_given.emit(models)
        paths = [path for path in given if path not in models]
        if paths:
            self._adding.add_files(paths)

    def _on_pressed(self, turn_id: int) -> None:
        """See what that message is about, its region drawn."""
        turn = self._parts.talk.turn(turn_id)
        if turn is not None and turn.images:
            regions = [image for image in turn.images if image.region is not None]
            self.looked_at.emit((regions or list(turn.images))[-1])

    # -- asking ----------------------------------------------------------------------------

    def why_not(self) -> str:
        words = super().why_not()
        if words or self._parts.panel.choice is None:
            return words
        if not self.pictures():
            return self.tr("Add a picture first")
        return "" if self.composer.words.strip() else self.tr("Write a question first")

    def schema(self) -> Mapping[str, Any] | None:
        return self.held.schema

    def send(self) -> None:
        self.sending_now.emit()  # what is drawn goes along
        super().send()

    def _clear(self) -> None:
        super()._clear()
        self.held.release()

    def show_conversation(self) -> None:
        self.held.release()
        super().show_conversation()

    def take_question(self, item: "PictureQuestion") -> None:
        """Send a ready question, or put it where one writes if something is to be filled in or
        was written there already."""
        edit = self.composer.edit
        written = self.composer.words
        question = spoken(item.question, bool(item.key))
        ready = item.sends and not item.has_gap and not written.strip()
        edit.setPlainText(f"{written.rstrip()}\n{question}" if written.strip() else question)
        self.held.hold(spoken(item.name, bool(item.key)), item.schema)
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if ready and not self.why_not():
            self.send()
            return
        edit.moveCursor(edit.textCursor().MoveOperation.End)
        if item.has_gap:
            self._select_gap()

    def _select_gap(self) -> None:
        """What is typed now stands in its place."""
        from pipelines.prompts.picture_questions import GAP

        edit = self.composer.edit
        cursor = edit.document().find(GAP)
        if not cursor.isNull():
            edit.setTextCursor(cursor)
