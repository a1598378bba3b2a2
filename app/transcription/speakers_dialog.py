"""Who speaks in the transcript: renamed everywhere, or two made one."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.labels import hint_label
from app.question import confirm
from app.transcription.document import TranscriptDocument
from app.transcription.speakers import badge_icon, shown_name
from app.transcription.times import clock
from pipelines.speech.text_edit import tidy


class SpeakersDialog(QDialog):
    """Every change is a step of the document at once, so Close is all there is to press."""

    def __init__(self, document: TranscriptDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.names: dict[str, QLineEdit] = {}
        self.setWindowTitle(self.tr("Speakers"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 360)
        self._box = QScrollArea(self)
        self._box.setWidgetResizable(True)
        self._box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)  # Enter in a name renames, and no more
        buttons.rejected.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(
            hint_label(self.tr("A new name is written everywhere at once."), "hint", self)
        )
        column.addWidget(self._box, 1)
        column.addWidget(buttons)
        self._close = close
        self.show_speakers()
        first = next(iter(self.names.values()), None)
        if first is not None:  # naming is what people come for
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def show_speakers(self) -> None:
        """List them as they are now."""
        page = QWidget(self._box)
        page.setProperty("role", "page")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self.names = {}
        speakers = self.document.speakers
        for row, speaker in enumerate(speakers):
            self._add(grid, page, row, speaker, len(speakers) > 1)
        if not speakers:
            words = self.tr("Nobody is named yet. Select segments and press Ctrl+1.")
            grid.addWidget(hint_label(words, "hint", page), 0, 0, 1, 4)
        grid.setRowStretch(grid.rowCount(), 1)
        old = self._box.takeWidget()
        if old is not None:  # a signal of one of its fields may have led here
            old.hide()
            old.deleteLater()
        self._box.setWidget(page)
        for last in page.findChildren(QPushButton)[-1:]:
            self.setTabOrder(last, self._close)
        page.show()

    def _add(self, grid: QGridLayout, page: QWidget, row: int, speaker: str, others: bool) -> None:
        badge = QLabel(page)
        place = self.document.place_of(speaker)
        icon = badge_icon(speaker, place, self.palette(), self.font())
        badge.setPixmap(icon.pixmap(QSize(20, 20), self.devicePixelRatioF()))
        name = QLineEdit(shown_name(speaker), page)
        name.setAccessibleName(self.tr("Name of {speaker}").format(speaker=shown_name(speaker)))
        name.setToolTip(self.tr("Press Enter to rename everywhere"))
        name.editingFinished.connect(lambda: self._rename(speaker, name))
        said = QLabel(self._said(speaker), page)
        said.setProperty("role", "hint")
        merge = QPushButton(self.tr("Merge…"), page)
        merge.setAutoDefault(False)
        merge.setEnabled(others)
        words = self.tr("Say that {speaker} and another are one person")
        merge.setAccessibleName(words.format(speaker=shown_name(speaker)))
        merge.setToolTip(words.format(speaker=shown_name(speaker)))
        merge.clicked.connect(lambda: self._merge_menu(speaker, merge))
        self.names[speaker] = name
        for place, widget in enumerate((badge, name, said, merge)):
            grid.addWidget(widget, row, place)

    def _said(self, speaker: str) -> str:
        own = [segment for segment in self.document.segments if segment.speaker == speaker]
        words = self.tr("%Ln segments, {time}", "", len(own))
        return words.format(time=clock(sum(segment.duration for segment in own), 0))

    # -- changes ---------------------------------------------------------------------------

    def _rename(self, speaker: str, field: QLineEdit) -> None:
        if speaker not in self.document.speakers:
            return  # renamed or merged a moment ago
        new = tidy(field.text())
        if not new or new == shown_name(speaker):
            field.setText(shown_name(speaker))
            return
        taken = {shown_name(other): other for other in self.document.speakers if other != speaker}
        if new in taken:
            field.setText(shown_name(speaker))
            self._ask_merge(taken[new], speaker)
        else:
            self._change(lambda: self.document.rename_speaker(speaker, new))
            self.names[new].setFocus(Qt.FocusReason.OtherFocusReason)

    def _merge_menu(self, speaker: str, button: QPushButton) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for other in self.document.speakers:
            if other != speaker:
                words = self.tr("All by {name}").format(name=shown_name(other))
                action = menu.addAction(words.replace("&", "&&"))
                place = self.document.place_of(other)
                action.setIcon(badge_icon(other, place, self.palette(), self.font()))
                action.triggered.connect(lambda _on=False, kept=other: self.merge(kept, speaker))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _ask_merge(self, kept: str, gone: str) -> None:
        words = self.tr("There is a {name} already. Are both the same person?")
        more = self.tr("All that {gone} said is then said by {kept}. It can be undone.")
        confirm(
            self,
            self.tr("Merge"),
            words.format(name=shown_name(kept)),
            more.format(gone=shown_name(gone), kept=shown_name(kept)),
            lambda: self.merge(kept, gone),
        )

    def merge(self, kept: str, gone: str) -> None:
        """All that `gone` said is said by `kept`."""
        self._change(lambda: self.document.merge_speakers(kept, gone))

    def _change(self, act: Callable[[], object]) -> None:
        act()
        self.show_speakers()
