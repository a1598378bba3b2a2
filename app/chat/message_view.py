"""One message of the transcript, made when it comes into sight."""

from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.chat.asking import SCHEMA
from app.chat.entries import Entry, facts_text, notes_text
from app.chat.message_buttons import MessageButtons
from app.chat.parts import AttachedFiles, CodeView, TextPart, ThinkingFold
from app.chat.picture_buttons import PictureButtons
from app.labels import hint_label
from app.theme import colors_of
from app.widgets.thumbnails import Thumbnails

Part = TypeVar("Part", bound=QWidget)

#: Pixels between two blocks of a message.
_GAP = 8


class MessageView(QWidget):
    """`acted` with an `Act` and the turn's id; `resized` when its height may be another; `pressed`
    with the turn's id when the mouse was, `picture_chosen` with one of its pictures."""

    acted = Signal(object, int)
    resized = Signal()
    pressed = Signal(int)
    picture_chosen = Signal(object)

    def __init__(
        self, entry: Entry, parent: QWidget | None = None, thumbnails: Thumbnails | None = None
    ) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.entry = entry
        self._growing = None
        self._shown: tuple[object, ...] = ()
        self._blocks: list[QWidget] = []
        self._who = QLabel(self)
        self._who.setProperty("role", "heading")
        self._who.setTextFormat(Qt.TextFormat.PlainText)
        self._box = QFrame(self)
        self.buttons = MessageButtons(self)
        self.buttons.acted.connect(lambda act: self.acted.emit(act, self.entry.turn.id))
        # Most messages need none of these; each is made when one does.
        self.fold: ThinkingFold | None = None
        self.pictures: PictureButtons | None = None
        self._files: AttachedFiles | None = None
        self._facts: QLabel | None = None
        self._notes: QLabel | None = None
        self.show_entry(entry)

    def bind(self, entry: Entry) -> None:
        """Show another turn."""
        self._growing, self._shown = None, ()
        if self.fold is not None:
            self.fold.button.setChecked(False)
        self.show_entry(entry)

    # -- what is shown ---------------------------------------------------------------------

    def show_entry(self, entry: Entry) -> None:
        """Show this turn as it is now."""
        self.entry = entry
        turn = entry.turn
        user = entry.is_user
        self._who.setText(self.tr("You") if user else entry.model or self.tr("Answer"))
        self.setAccessibleName(
            self.tr("Your message")
            if user
            else self.tr("Answer of {model}").format(model=entry.model)
        )
        role = "said" if user else "plain"
        if role != self._box.property("role"):
            self._box.setProperty("role", role)
            self._box.style().unpolish(self._box)
            self._box.style().polish(self._box)
        self._show_thinking(entry)
        self._show_pictures(entry)
        self._show_files(entry)
        self._show_content(entry)
        ended = not turn.growing
        words, notes = facts_text(entry) if ended else "", notes_text(entry) if ended else ""
        self._notes = self._line(self._notes, notes)
        self._facts = self._line(self._facts, words)
        self.buttons.show_for(entry)
        for part in (self._who, self._box, self.buttons):
            part.show()

    def _show_thinking(self, entry: Entry) -> None:
        words = entry.turn.thinking
        if words and self.fold is None:
            self.fold = ThinkingFold(self)
            self.fold.turned.connect(lambda _on: self.resized.emit())
        if self.fold is not None:
            self.fold.setVisible(bool(words))
            self.fold.show_thinking(words, entry.turn.growing and not entry.turn.content)

    def _show_pictures(self, entry: Entry) -> None:
        images = entry.turn.images
        if images and self.pictures is None:
            self.pictures = PictureButtons(self._thumbnails, self._box)
            self.pictures.chosen.connect(self.picture_chosen)
        if self.pictures is not None:
            self.pictures.show_images(images)

    def _show_files(self, entry: Entry) -> None:
        files = entry.turn.attachments
        if files and self._files is None:
            self._files = AttachedFiles(self._box)
        if self._files is not None:
            self._files.show_files(files)

    def _line(self, label: QLabel | None, words: str) -> QLabel | None:
        """A small line above the buttons, made when there is something to say."""
        if words and label is None:
            label = hint_label("", "small", self)
        if label is not None:
            label.setText(words)
            label.setVisible(bool(words))
        return label

    def _show_content(self, entry: Entry) -> None:
        turn = entry.turn
        dark = colors_of(self.palette()).dark
        wanted = (turn.content, turn.growing, dark)
        if wanted == self._shown:
            return
        self._shown = wanted
        if entry.is_user:
            part = self._text(0)
            part.show_plain(turn.content)
            part.setVisible(bool(turn.content))
            return
        from app.chat.markdown import Code, GrowingMarkdown, blocks_of

        if turn.content and turn.answer is not None and turn.answer.settings.get(SCHEMA):
            blocks = [Code(turn.content, "json", not turn.growing)]
        elif turn.growing:
            if self._growing is None or not turn.content.startswith(self._growing[1]):
                self._growing = (GrowingMarkdown(), "")
            parser, before = self._growing
            blocks = parser.add(turn.content[len(before) :])
            self._growing = (parser, turn.content)
        else:
            self._growing = None
            blocks = blocks_of(turn.content)
        for number, block in enumerate(blocks):
            if isinstance(block, Code):
                self._code(number).show_code(block.text, block.language, block.closed)
            else:
                self._text(number).show_html(block.html)
        for extra in self._blocks[len(blocks) :]:
            self._drop(extra)
        del self._blocks[len(blocks) :]

    def _text(self, number: int) -> TextPart:
        """The text in that place."""
        old = self._blocks[number] if number < len(self._blocks) else None
        if isinstance(old, TextPart):
            return old
        part = TextPart(self.tr("Text of the message"), self._box)
        part.pressed.connect(lambda: self.pressed.emit(self.entry.turn.id))
        return self._put(number, part)

    def _code(self, number: int) -> CodeView:
        """The code in that place."""
        old = self._blocks[number] if number < len(self._blocks) else None
        return old if isinstance(old, CodeView) else self._put(number, CodeView(self._box))

    def _put(self, number: int, part: Part) -> Part:
        """Where something of another kind stood, if anything did."""
        for old in self._blocks[number : number + 1]:
            self._drop(old)
        self._blocks[number : number + 1] = [part]
        part.show()
        return part

    def _drop(self, part: QWidget) -> None:
        part.hide()
        part.deleteLater()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.pressed.emit(self.entry.turn.id)

    # -- where it is shown -----------------------------------------------------------------

    def height_for(self, width: int) -> int:
        """How high it is in that width, in pixels."""
        return self._lay_out(width, place=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out(self.width(), place=True)

    def arrange(self) -> None:
        """Put the parts where they belong after their content has changed."""
        self._lay_out(self.width(), place=True)

    def _lay_out(self, width: int, place: bool) -> int:
        """One part below the other. Returns the height of all."""
        top = 0

        def put(part: QWidget | None, height: int, gap: int) -> None:
            nonlocal top
            if part is not None and not part.isHidden() and height:
                if place:
                    part.setGeometry(0, top, width, height)
                top += height + gap

        fold, lines = self.fold, (self._notes, self._facts)
        put(self._who, self._who.sizeHint().height(), 4)
        put(fold, fold.heightForWidth(width) if fold is not None else 0, 4)
        put(self._box, self._lay_out_box(width, place), 6)
        for line in lines:
            put(line, line.heightForWidth(width) if line is not None else 0, 2)
        put(self.buttons, 36, 0)
        return top + 16

    def _lay_out_box(self, width: int, place: bool) -> int:
        across, down = (14, 10) if self.entry.is_user else (0, 0)
        inner, top = width - 2 * across, down
        parts: list[tuple[QWidget, int]] = [
            (block, block.heightForWidth(inner)) for block in self._blocks if not block.isHidden()
        ]
        if self._files is not None and not self._files.isHidden():
            parts.insert(0, (self._files, self._files.sizeHint().height()))
        if self.pictures is not None and not self.pictures.isHidden():
            parts.insert(0, (self.pictures, self.pictures.heightForWidth(inner)))
        for part, height in parts:
            if place:
                part.setGeometry(across, top, inner, height)
            top += height + _GAP
        return top - _GAP + down if parts else 0

    def focus_order(self) -> list[QWidget]:
        """What the Tab key visits here, as one reads it."""
        parts: list[QWidget] = []
        if self.fold is not None:
            parts = [self.fold.button, self.fold.text]
        if self.pictures is not None:
            parts += self.pictures.buttons
        for part in self._blocks:
            parts += [part.copy_button, part.text] if isinstance(part, CodeView) else [part]
        return [*parts, *self.buttons.all]

    def redress(self) -> None:
        """The colours have changed: what has them baked in is made anew."""
        self._shown = ()
        self.show_entry(self.entry)
