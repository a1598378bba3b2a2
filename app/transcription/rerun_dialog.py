"""One segment heard again by another model or setting; the old text and the new side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.controls import CalmComboBox, CalmSpinBox
from app.icons import set_icon
from app.labels import hint_label
from app.transcription.times import clock
from pipelines.speech.transcript import WITHOUT_SPACES, Segment, joined


@dataclass(frozen=True)
class RerunChoices:
    """What can be chosen, each by its key and its title, and what is proposed."""

    models: Sequence[tuple[str, str]] = ()
    languages: Sequence[tuple[str, str]] = ()
    model: str = ""
    language: str = ""
    temperature: float = 0.0
    initial_prompt: str = ""
    hotwords: str = ""


@dataclass(frozen=True)
class RerunRequest:
    """Which segment is to be heard again, and how. `start` and `end` in seconds."""

    row: int
    segment: Segment = field(repr=False)
    model: str
    language: str
    temperature: float
    initial_prompt: str
    hotwords: str

    @property
    def start(self) -> float:
        return self.segment.start

    @property
    def end(self) -> float:
        return self.segment.end


class RerunDialog(QDialog):
    """`run_wanted` with a `RerunRequest`; then `show_result` or `show_problem` is awaited.

    `taken` with the new segments, `play_requested` with start and end, `stopped` if it is closed
    while it waits.
    """

    run_wanted = Signal(object)
    taken = Signal(object)
    play_requested = Signal(float, float)
    stopped = Signal()

    def __init__(
        self,
        row: int,
        segment: Segment,
        choices: RerunChoices,
        language: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`language` is the transcript's, which says how words are joined."""
        super().__init__(parent)
        self.row, self.segment, self._language = row, segment, language
        self.found: tuple[Segment, ...] | None = None
        self.is_waiting = False
        self.setWindowTitle(self.tr("Listen to this segment again"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(680, 480)
        self.model = self._choice(self.tr("Model"), choices.models, choices.model)
        self.language = self._choice(self.tr("Language"), choices.languages, choices.language)
        self.temperature = CalmSpinBox(self)
        self.temperature.setRange(0.0, 1.0)
        self.temperature.setSingleStep(0.2)
        self.temperature.setDecimals(1)
        self.temperature.setValue(choices.temperature)
        self.temperature.lineEdit().setTextMargins(4, 0, 4, 0)
        self.temperature.setAccessibleName(self.tr("Temperature"))
        self.temperature.setToolTip(self.tr("0 is exact; more may help out of a repetition"))
        self.prompt = self._line(self.tr("Initial prompt"), choices.initial_prompt)
        self.prompt.setToolTip(self.tr("A sentence with the names and terms as they are spelt"))
        self.hotwords = self._line(self.tr("Hotwords"), choices.hotwords)
        self.hotwords.setToolTip(self.tr("Names and terms that occur, parted by spaces"))
        self.state = hint_label("", "hint", self)
        self.problem = hint_label("", "problem", self)
        self.problem.hide()
        self.old = self._text(self.tr("The text as it is"))
        self.new = self._text(self.tr("The new text"))
        self.old.setPlainText(segment.text)
        self._lay_out()
        self._refresh()

    # -- construction ----------------------------------------------------------------------

    def _choice(self, name: str, items: Sequence[tuple[str, str]], chosen: str) -> CalmComboBox:
        box = CalmComboBox(self)
        box.setAccessibleName(name)
        for key, title in items:
            box.addItem(title, key)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        return box

    def _line(self, name: str, words: str) -> QLineEdit:
        line = QLineEdit(words, self)
        line.setAccessibleName(name)
        return line

    def _text(self, name: str) -> QTextBrowser:
        box = QTextBrowser(self)
        box.setAccessibleName(name)
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return box

    def _lay_out(self) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        for number, (title, widget) in enumerate(
            (
                (self.tr("Model"), self.model),
                (self.tr("Language"), self.language),
                (self.tr("Temperature"), self.temperature),
                (self.tr("Initial prompt"), self.prompt),
                (self.tr("Hotwords"), self.hotwords),
            )
        ):
            label = QLabel(title, self)
            label.setBuddy(widget)
            form.addWidget(label, number, 0)
            form.addWidget(widget, number, 1)
        self.run_button = QPushButton(self.tr("Listen again"), self)
        set_icon(self.run_button, "regenerate", side=16)
        self.run_button.clicked.connect(self.run)
        play = QPushButton(self.tr("Play it"), self)
        set_icon(play, "play", side=16)
        play.setAutoDefault(False)
        play.setToolTip(self.tr("Hear what was said"))
        play.clicked.connect(self._play)
        row = QHBoxLayout()
        row.addWidget(self.run_button)
        row.addWidget(play)
        row.addWidget(self.state, 1)
        texts = QGridLayout()
        texts.setHorizontalSpacing(12)
        words = self.tr("Now ({start} to {end})")
        now = words.format(start=clock(self.segment.start), end=clock(self.segment.end))
        for column, (title, box) in enumerate(((now, self.old), (self.tr("New"), self.new))):
            label = QLabel(title, self)
            label.setProperty("role", "heading")
            label.setBuddy(box)
            texts.addWidget(label, 0, column)
            texts.addWidget(_framed(box, self), 1, column)
            texts.setColumnStretch(column, 1)
        texts.setRowStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addLayout(texts, 1)
        column.addWidget(self._make_buttons())

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        self.take_button = buttons.addButton(self.tr("Take the new text"), role.AcceptRole)
        self.keep_button = buttons.addButton(self.tr("Keep the old"), role.RejectRole)
        for button in (self.take_button, self.keep_button):
            button.setAccessibleName(button.text())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    # -- running ---------------------------------------------------------------------------

    def request(self) -> RerunRequest:
        """What is chosen now."""
        return RerunRequest(
            self.row,
            self.segment,
            self.model.currentData() or "",
            self.language.currentData() or "",
            round(self.temperature.value(), 2),
            self.prompt.text().strip(),
            self.hotwords.text().strip(),
        )

    def run(self) -> None:
        """Ask for it to be heard again."""
        self.is_waiting, self.found = True, None
        self.new.clear()
        self.problem.hide()
        self.state.setText(self.tr("Listening…"))
        self._refresh()
        self.run_wanted.emit(self.request())

    def show_result(self, segments: Sequence[Segment]) -> None:
        """That was heard; the words that differ are bold and underlined."""
        self.is_waiting, self.found = False, tuple(segments)
        text = joined((one.text for one in segments if one.text), self._language)
        old, new = _compared(self.segment.text, text, self._language)
        self.old.setHtml(old)
        self.new.setHtml(new)
        if not text:
            self.state.setText(self.tr("Nothing was heard here."))
        elif text == self.segment.text:
            self.state.setText(self.tr("The same was heard."))
        else:
            self.state.setText(self.tr("What differs is underlined."))
        self._refresh()
        button = self.keep_button if not text or text == self.segment.text else self.take_button
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, words: str) -> None:
        """It could not be heard again."""
        self.is_waiting = False
        self.state.clear()
        self.problem.setText(words)
        self.problem.show()
        self._refresh()

    def _refresh(self) -> None:
        fields = (self.model, self.language, self.temperature, self.prompt, self.hotwords)
        for widget in (*fields, self.run_button):
            widget.setEnabled(not self.is_waiting)
        self.take_button.setEnabled(self.found is not None)
        self.take_button.setDefault(self.found is not None)
        self.run_button.setDefault(self.found is None)

    def _play(self) -> None:
        self.play_requested.emit(self.segment.start, self.segment.end)

    # -- the end ---------------------------------------------------------------------------

    def accept(self) -> None:
        if self.found is not None:
            found = self.found
            super().accept()
            self.taken.emit(found)

    def reject(self) -> None:
        if self.is_waiting:
            self.is_waiting = False
            self.stopped.emit()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.is_waiting:
            self.is_waiting = False
            self.stopped.emit()
        super().closeEvent(event)


def _framed(box: QTextBrowser, parent: QWidget) -> QWidget:
    frame = QFrame(parent)
    frame.setProperty("role", "code")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(6, 6, 6, 6)
    inside.addWidget(box)
    return frame


def _compared(old: str, new: str, language: str) -> tuple[str, str]:
    """Both texts as HTML, with what differs in bold and underlined."""
    gap = "" if language in WITHOUT_SPACES else " "
    left = list(old) if not gap else old.split()
    right = list(new) if not gap else new.split()
    told: tuple[list[str], list[str]] = ([], [])
    for what, low, high, start, end in SequenceMatcher(None, left, right, False).get_opcodes():
        parts = (gap.join(left[low:high]), gap.join(right[start:end]))
        for side, words in zip(told, parts, strict=True):
            if words:
                safe = escape(words)
                side.append(safe if what == "equal" else f"<b><u>{safe}</u></b>")
    return gap.join(told[0]), gap.join(told[1])
