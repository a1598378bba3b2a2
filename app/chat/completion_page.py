"""One text that a base model goes on with: no questions and answers, no template."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.chat.asking import Ask
from app.chat.entries import Entry, facts_text, notes_text
from app.chat.measuring import Measured, Measurer, Wanted
from app.chat.meter import ContextMeter
from app.chat.sending import Sending
from app.chat.talk import Answering
from app.chat.views import ChatParts
from app.icons import Tint, set_icon
from app.labels import hint_label
from app.theme import colors_of
from pipelines.conversations.records import ConversationKind, Turn
from pipelines.language.engine import Role


def split_at(turns: Sequence[Turn], words: str) -> tuple[int | None, str]:
    """How much of the stored text `words` still begins with: the last turn of that, and the rest,
    which is new."""
    parent, at = None, 0
    for turn in turns:
        if not words.startswith(turn.content, at):
            break
        parent, at = turn.id, at + len(turn.content)
    return parent, words[at:]


class CompletionPage(QWidget):
    """`changed` when what can be done may differ. What a model wrote is marked."""

    changed = Signal()

    def __init__(self, parts: ChatParts, sending: Sending, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts, self._sending = parts, sending
        self._shown = ""
        self._grown = 0
        self._written = 0
        self._insert_at = 0
        self._tail = ""
        self._marked: list[QTextCursor] = []
        self.edit = QPlainTextEdit(self)
        self.edit.setAccessibleName(self.tr("Text that the model goes on with"))
        self.edit.setPlaceholderText(
            self.tr(
                "Write the beginning of a text. This model does not answer questions: it goes on "
                "with what stands here."
            )
        )
        self.edit.setTabChangesFocus(True)
        self.edit.setToolTip(self.tr("What the model wrote is underlined with dots"))
        self.hint = hint_label(
            self.tr(
                "The model goes on at the caret until a stop sequence of the settings comes, or "
                "until the length is reached."
            ),
            "small",
            self,
        )
        self.facts = hint_label("", "small", self)
        self.go_button = QPushButton(self)
        self.go_button.setProperty("role", "primary")
        self.go_button.clicked.connect(self._on_button)
        self.meter = ContextMeter(self)
        self.measurer = Measurer(parts.context, self)
        self.measurer.measured.connect(self._show_measured)
        row = QHBoxLayout()
        row.addWidget(self.facts, 1)
        row.addWidget(self.go_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(8)
        column.addWidget(self.hint)
        column.addWidget(self.edit, 1)
        column.addLayout(row)
        column.addWidget(self.meter)
        self.edit.textChanged.connect(self._on_typed)
        self.edit.cursorPositionChanged.connect(self.refresh)
        parts.talk.changed.connect(self._show_turns)
        parts.talk.grew.connect(self._grow)
        parts.talk.ended.connect(self._on_ended)
        self.refresh()

    @property
    def _is_mine(self) -> bool:
        return self._parts.talk.kind is ConversationKind.COMPLETION

    # -- what is shown ---------------------------------------------------------------------

    def show_conversation(self) -> None:
        """Another text was opened or begun, maybe changed since the model wrote last."""
        talk = self._parts.talk
        if talk.answers_here:
            self._show_answering()
            return
        draft = self._parts.drafts.of(talk.id)
        self._set_text(draft or _text_of(talk.turns), talk.turns)
        self._shown = _text_of(talk.turns)
        self.refresh()

    def _show_answering(self) -> None:
        """Come back to a text that the model is still writing."""
        turns = [entry.turn for entry in self._parts.talk.entries()]
        before, grown = _text_of(turns[:-1]), turns[-1].content
        self._set_text(before + grown + self._tail, turns)
        self._insert_at = _place(before, len(before))
        self._grown, self._written = _place(grown, len(grown)), len(grown)
        self._shown = before
        self.refresh()

    def _show_turns(self) -> None:
        talk = self._parts.talk
        if not self._is_mine:
            return
        if not talk.answers_here:
            words = _text_of(talk.turns)
            unchanged = self.edit.toPlainText() == self._shown
            if words != self._shown and unchanged:
                self._set_text(words, talk.turns)
            self._shown = words
            answers = [turn for turn in talk.turns if turn.answer is not None]
            self._tell(answers[-1] if answers else None)
        self.refresh()

    def _tell(self, turn: Turn | None) -> None:
        names = self._parts.talk.names
        key = turn.answer.model if turn is not None and turn.answer is not None else ""
        entry = Entry(turn, None, names.get(key, key)) if turn is not None else None
        words = [facts_text(entry), notes_text(entry)] if entry is not None else []
        self.facts.setText("  ·  ".join(part for part in words if part))

    def _set_text(self, words: str, turns: Sequence[Turn]) -> None:
        """Show this and mark, as far as it is still the stored text, what a model wrote."""
        with QSignalBlocker(self.edit):
            self.edit.setPlainText(words)
        self._marked, at = [], 0
        for turn in turns:
            if not words.startswith(turn.content, at):
                break
            end = at + len(turn.content)
            if turn.role is Role.ASSISTANT:
                self._marked.append(self._range(_place(words, at), _place(words, end)))
            at = end
        self._show_marks()
        self.edit.moveCursor(QTextCursor.MoveOperation.End)

    def _range(self, begin: int, end: int) -> QTextCursor:
        """From there to there in Qt's positions; what is typed at its end is no part of it."""
        cursor = QTextCursor(self.edit.document())
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.setKeepPositionOnInsert(True)
        return cursor

    def _show_marks(self) -> None:
        """Beside the text, not in it: undo knows nothing of them, and colours can change."""
        colors = colors_of(self.palette())
        shown = []
        for cursor in self._marked:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue]
            mark.format.setBackground(QColor(colors.accent_soft))  # pyright: ignore[reportAttributeAccessIssue]
            mark.format.setUnderlineStyle(  # pyright: ignore[reportAttributeAccessIssue]
                QTextCharFormat.UnderlineStyle.DotLine
            )
            mark.format.setUnderlineColor(QColor(colors.accent))  # pyright: ignore[reportAttributeAccessIssue]
            shown.append(mark)
        self.edit.setExtraSelections(shown)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_marked"):
            self._show_marks()

    def refresh(self) -> None:
        """What can be done now, and what it would take."""
        talk = self._parts.talk
        answering = self._is_mine and talk.answers_here
        why_not = self.why_not()
        button = self.go_button
        button.setText(self.tr("Stop") if answering else self.tr("Continue"))
        set_icon(button, "stop" if answering else "play", Tint.ON_ACCENT, 16)
        words = self.tr("Stop and keep what came") if answering else self.tr("Continue the text")
        button.setAccessibleName(words)
        button.setAccessibleDescription("" if answering else why_not)
        tip = self.tr("Stop at once and keep it (Esc)") if answering else ""
        button.setToolTip(tip or why_not or self.tr("Go on at the caret (Ctrl+Return)"))
        button.setEnabled(answering or not why_not)
        self.edit.setReadOnly(answering)
        self.measure()
        self.changed.emit()

    def why_not(self) -> str:
        """Why nothing can be done now; empty if it can."""
        if self._parts.panel.choice is None:
            return self.tr("There is no model yet")
        if self._parts.talk.answering is not None:
            return self.tr("An answer is being written: stop it, or wait for its end")
        if not self._before_caret().strip():
            return self.tr("Write the beginning of a text, before the caret")
        return ""

    def measure(self) -> None:
        """Count again soon."""
        choice = self._parts.panel.choice
        if choice is None or not self._is_mine or self._parts.talk.answers_here:
            self.measurer.want(None)
            return
        panel, draft = self._parts.panel, self._before_caret()
        wanted = Wanted(choice, panel.values(), (), draft, (), panel.facts.window, plain=True)
        self.measurer.want(wanted)

    def _show_measured(self, found: Measured) -> None:
        self.meter.show_use(found.use, found.exact)

    def _on_typed(self) -> None:
        if self._parts.talk.answers_here:
            return
        words = self.edit.toPlainText()
        self._parts.drafts.keep(self._parts.talk.id, "" if words == self._shown else words)
        self.refresh()

    def keep_draft(self) -> None:
        """The whole text, should Hearth be killed before the model has ended."""
        self._parts.drafts.keep(self._parts.talk.id, self.edit.toPlainText())

    # -- going on --------------------------------------------------------------------------

    def _before_caret(self) -> str:
        return self.edit.toPlainText()[: self._caret()]

    def _caret(self) -> int:
        """In Python's characters; Qt counts those beyond the basic plane twice."""
        cursor = self.edit.textCursor()
        cursor.setPosition(0)
        cursor.setPosition(self.edit.textCursor().selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
        return len(cursor.selection().toPlainText())

    def _on_button(self) -> None:
        self._parts.talk.stop() if self._parts.talk.answers_here else self.go_on()

    def go_on(self) -> None:
        """Let the model write at the caret."""
        if self.why_not():
            return
        before = self._before_caret()
        self._tail = self.edit.toPlainText()[len(before) :]
        self._insert_at, self._grown = _place(self.edit.toPlainText(), len(before)), 0
        self._written = 0
        parent, said = split_at(self._parts.talk.turns, before)
        self._sending.send(
            Ask(ConversationKind.COMPLETION, self._parts.talk.id, parent, said or None)
        )

    def _grow(self, entry: Entry) -> None:
        if not self._is_mine:
            return
        words = entry.turn.content
        fresh = words[self._written :]
        end = self._insert_at + self._grown
        cursor = QTextCursor(self.edit.document())
        if self._grown:  # all of it is one step of undo
            cursor.joinPreviousEditBlock()
        else:
            cursor.beginEditBlock()
            self._marked.append(cursor)
        cursor.setPosition(end)
        follows = self.edit.textCursor().position() == end
        cursor.insertText(fresh)
        cursor.endEditBlock()
        self._written = len(words)
        self._grown = cursor.position() - self._insert_at
        self._marked[-1] = self._range(self._insert_at, cursor.position())
        self._show_marks()
        self.keep_draft()
        if follows:
            self.edit.setTextCursor(cursor)
            self.edit.ensureCursorVisible()

    def _on_ended(self, answering: Answering) -> None:
        if answering.ask.kind is not ConversationKind.COMPLETION:
            return
        turn, tail, talk = answering.turn, self._tail, self._parts.talk
        self._tail = ""
        if turn is not None:
            for conversation in (answering.conversation, answering.ask.conversation):
                self._parts.drafts.keep(conversation, "")
            if self._is_mine and answering.conversation == talk.id:
                self._shown = self.edit.toPlainText()
            if tail:
                self._parts.line.ask(
                    lambda store: store.turns.add(
                        turn.conversation, Role.USER, tail, parent=turn.id
                    ),
                    lambda _turn: talk.reload(),
                )
        self.refresh()


def _text_of(turns: Sequence[Turn]) -> str:
    return "".join(turn.content for turn in turns)


def _place(words: str, at: int) -> int:
    """Qt's position of a Python index: UTF-16 code units."""
    return len(words[:at].encode("utf-16-le")) // 2
