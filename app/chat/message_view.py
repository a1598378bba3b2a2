"""One message of the transcript, made when it comes into sight."""

from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.chat.entries import Entry, facts_text, notes_text
from app.chat.message_buttons import MessageButtons
from app.chat.parts import AttachedFiles, CodeView, TextPart, ThinkingFold
from app.labels import hint_label
from app.theme import colors_of

Part = TypeVar("Part", bound=QWidget)


class MessageView(QWidget):
    """`acted` with an `Act` and the turn's id; `resized` when its height may be another."""

    acted = Signal(object, int)
    resized = Signal()

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._growing = None
        self._shown: tuple[object, ...] = ()
        self._blocks: list[QWidget] = []
        self._who = QLabel(self)
        self._who.setProperty("role", "heading")
        self._who.setTextFormat(Qt.TextFormat.PlainText)
        self._box = QFrame(self)
        self._body = QVBoxLayout(self._box)
        self._body.setSpacing(8)
        self.buttons = MessageButtons(self)
        self.buttons.acted.connect(lambda act: self.acted.emit(act, self.entry.turn.id))
        # Most messages need none of these; each is made when one does.
        self.fold: ThinkingFold | None = None
        self._files: AttachedFiles | None = None
        self._facts: QLabel | None = None
        self._notes: QLabel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 20)
        self._column.setSpacing(4)
        for widget in (self._who, self._box, self.buttons):
            self._column.addWidget(widget)
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
        self._box.setProperty("role", "said" if user else "plain")
        margins = (14, 10, 14, 10) if user else (0, 0, 0, 0)
        self._body.setContentsMargins(*margins)
        self._show_thinking(entry)
        self._show_files(entry)
        self._show_content(entry)
        ended = not turn.growing
        words, notes = facts_text(entry) if ended else "", notes_text(entry) if ended else ""
        self._notes = self._line(self._notes, notes)
        self._facts = self._line(self._facts, words)
        self.buttons.show_for(entry)

    def _show_thinking(self, entry: Entry) -> None:
        words = entry.turn.thinking
        if words and self.fold is None:
            self.fold = ThinkingFold(self)
            self.fold.turned.connect(lambda _on: self.resized.emit())
            self._column.insertWidget(1, self.fold)
        if self.fold is not None:
            self.fold.setVisible(bool(words))
            self.fold.show_thinking(words, entry.turn.growing and not entry.turn.content)

    def _show_files(self, entry: Entry) -> None:
        files = entry.turn.attachments
        if files and self._files is None:
            self._files = AttachedFiles(self._box)
            self._body.insertWidget(0, self._files)
        if self._files is not None:
            self._files.show_files(files)

    def _line(self, label: QLabel | None, words: str) -> QLabel | None:
        """A small line above the buttons, made when there is something to say."""
        if words and label is None:
            label = hint_label("", "small", self)
            self._column.insertWidget(self._column.indexOf(self.buttons), label)
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

        if turn.growing:
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
        return self._put(number, TextPart(self.tr("Text of the message"), self._box))

    def _code(self, number: int) -> CodeView:
        """The code in that place."""
        old = self._blocks[number] if number < len(self._blocks) else None
        return old if isinstance(old, CodeView) else self._put(number, CodeView(self._box))

    def _put(self, number: int, part: Part) -> Part:
        """Where something of another kind stood, if anything did."""
        for old in self._blocks[number : number + 1]:
            self._drop(old)
        self._blocks[number : number + 1] = [part]
        self._body.insertWidget(number + (self._files is not None), part)
        part.show()
        return part

    def _drop(self, part: QWidget) -> None:
        self._body.removeWidget(part)
        part.hide()
        part.deleteLater()

    def height_for(self, width: int) -> int:
        """How high it is in that width, in pixels."""
        layout = self.layout()
        layout.activate()
        return (
            layout.totalHeightForWidth(width)
            if layout.hasHeightForWidth()
            else (layout.totalSizeHint().height())
        )

    def focus_order(self) -> list[QWidget]:
        """What the Tab key visits here, as one reads it."""
        parts: list[QWidget] = []
        if self.fold is not None:
            parts = [self.fold.button, self.fold.text]
        for part in self._blocks:
            parts += [part.copy_button, part.text] if isinstance(part, CodeView) else [part]
        return [*parts, *self.buttons.all]

    def redress(self) -> None:
        """The colours have changed: what has them baked in is made anew."""
        self._shown = ()
        self.show_entry(self.entry)
