"""The check-up: what is well, what is not, what to do; and a report to copy."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.context import AppContext
from app.error_view import MessageStrip
from app.icons import Tint, set_icon
from app.jobs import Job, Lane
from app.models.answer import Answer
from app.translation import translate
from app.widgets.job_bar import JobBar

if TYPE_CHECKING:
    from pipelines.doctor.finding import Finding
    from pipelines.progress import Progress

#: One examination at a time; it may run models, yet waits for no other job.
CHECK_UP = Lane("check-up", quiet=True)
_LOOKS = {
    "well": ("check", Tint.SUCCESS),
    "weak": ("warning", Tint.WARNING),
    "broken": ("error", Tint.ERROR),
    "skipped": ("clock", Tint.MUTED),
}


class DoctorDialog(QDialog):
    """Begins with the quick looks; the thorough ones are a button away."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.findings: Sequence[Finding] = ()
        self.setWindowTitle(self.tr("Check-up"))
        self.resize(720, 560)
        self.strip = MessageStrip(self)
        self.bar = JobBar(self)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QDialogButtonBox(self)
        self.thorough = self._button(buttons, self.tr("Check thoroughly"), "doctor")
        self.thorough.setToolTip(
            self.tr("Reads every installed file again and runs an example of each model")
        )
        self.copy = self._button(buttons, self.tr("Copy report"), "copy")
        self.copy.setToolTip(self.tr("Without your name, this computer's name and folders"))
        self.copy.setEnabled(False)
        close = buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName(self.tr("Close the check-up"))
        self.thorough.clicked.connect(lambda: self.examine(True))
        self.copy.clicked.connect(self._copy)
        self.bar.cancelled.connect(self._cancel)
        buttons.rejected.connect(self.reject)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 20, 24, 8)
        inside.addWidget(self.strip)
        inside.addWidget(self._scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 8, 24, 16)
        foot.addWidget(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(inside, 1)
        whole.addWidget(self.bar)
        whole.addLayout(foot)
        self._job = self._start(False)

    def _button(self, buttons: QDialogButtonBox, words: str, icon: str) -> QPushButton:
        button = buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAccessibleName(words)
        set_icon(button, icon, side=16)
        return button

    def examine(self, thorough: bool) -> None:
        """Look again."""
        self._job = self._start(thorough)

    def _start(self, thorough: bool) -> Job:
        engine, settings = self._context.engine, self._context.settings.value

        def work(progress: "Progress") -> "tuple[Finding, ...]":
            from pipelines.doctor.report import Thoroughness, examine

            wanted = Thoroughness(files=thorough, examples=thorough)
            return examine(engine.runtime(settings), progress, wanted)

        self.thorough.setEnabled(False)
        job = self._context.jobs.submit(work, self.tr("Check-up"), CHECK_UP)
        self.bar.show_job(job)
        answer = Answer(job, self._show, self.strip, self)
        answer.given.connect(lambda: self.thorough.setEnabled(True))
        return job

    def _show(self, findings: "Sequence[Finding]") -> None:
        self.findings = findings
        self.copy.setEnabled(True)
        page = QWidget(self)
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setSpacing(12)
        for item in findings:
            column.addLayout(self._line(item))
        column.addStretch(1)
        self._scroll.setWidget(page)

    def _line(self, item: "Finding") -> QHBoxLayout:
        grades = {
            "well": self.tr("Well"),
            "weak": self.tr("Could be better"),
            "broken": self.tr("Broken"),
            "skipped": self.tr("Not looked at"),
        }
        mark = QLabel()
        set_icon(mark, *_LOOKS[item.grade.value], 20)
        mark.setToolTip(grades[item.grade.value])
        mark.setAccessibleName(grades[item.grade.value])
        subject = QLabel(translate(item.subject))
        subject.setProperty("role", "heading")
        told = QLabel(translate(item.told))
        box = QVBoxLayout()
        box.setSpacing(2)
        labels = [subject, told]
        if item.remedy is not None:
            labels.append(QLabel(translate(item.remedy)))
        for label in labels:
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            box.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(box, 1)
        return row

    def _copy(self) -> None:
        from pipelines.doctor.report import report

        QGuiApplication.clipboard().setText(report(self.findings))
        self.copy.setText(self.tr("Copied"))
        QTimer.singleShot(2000, self.copy, lambda: self.copy.setText(self.tr("Copy report")))

    def _cancel(self) -> None:
        self._job.cancel()

    def reject(self) -> None:
        self._job.cancel()
        super().reject()
