"""The bar at the bottom of a tab: what is being done, how far, how long still, and a way out."""

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.icons import set_icon
from app.jobs import Job, JobState
from app.translation import translate
from pipelines.progress import Report


def duration(seconds: float) -> str:
    """A length of time as a person says it: "8 s", "3 min", "1 h 20 min"."""
    if seconds < 59.5:
        words = QCoreApplication.translate("JobBar", "{n} s")
        return words.format(n=max(1, round(seconds)))
    minutes = round(seconds / 60)
    if minutes < 60:
        return QCoreApplication.translate("JobBar", "{n} min").format(n=minutes)
    words = QCoreApplication.translate("JobBar", "{hours} h {minutes} min")
    return words.format(hours=minutes // 60, minutes=minutes % 60)


class JobBar(QWidget):
    """Shows one job at a time; `show_job` switches. `cancelled` when the user presses Cancel."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._job: Job | None = None
        self._prefix = ""
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.percent = QLabel(self)
        self.percent.setProperty("role", "heading")
        self.remaining = QLabel(self)
        self.remaining.setProperty("role", "hint")
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the job"))
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        set_icon(self.cancel_button, "stop", side=16)
        self.cancel_button.setToolTip(self.tr("Stop after the present step (Esc)"))
        self.cancel_button.setAccessibleName(self.tr("Cancel the job"))
        self.cancel_button.clicked.connect(self.cancelled)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.words, 1)
        line.addWidget(self.remaining)
        line.addWidget(self.percent)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(24)
        row.addLayout(column, 1)
        row.addWidget(self.cancel_button)

    @property
    def job(self) -> Job | None:
        return self._job

    def show_job(self, job: Job, prefix: str = "") -> None:
        """Follow this job until it ends; `prefix` such as "2 of 5" goes before its words."""
        self._leave()
        self._job, self._prefix = job, prefix
        job.started.connect(self._refresh)
        job.progressed.connect(self._refresh)
        job.stopping_changed.connect(self._refresh)
        job.finished.connect(self._on_finished)
        self.cancel_button.setEnabled(True)
        self._refresh()
        self.show()

    def _leave(self) -> None:
        if self._job is not None:
            self._job.started.disconnect(self._refresh)
            self._job.progressed.disconnect(self._refresh)
            self._job.stopping_changed.disconnect(self._refresh)
            self._job.finished.disconnect(self._on_finished)
            self._job = None

    def _refresh(self, _report: Report | None = None) -> None:
        job = self._job
        if job is None:
            return
        report = job.report
        stage = self._stage(job)
        self.words.setText(f"{self._prefix}  {stage}" if self._prefix else stage)
        fraction = report.fraction if report is not None else None
        self._show_fraction(fraction)
        remaining = report.remaining_s if report is not None and not job.stopping else None
        left = self.tr("about {time} left")
        self.remaining.setText("" if remaining is None else left.format(time=duration(remaining)))
        self.cancel_button.setEnabled(not job.stopping)

    def _stage(self, job: Job) -> str:
        if job.stopping:
            return self.tr("Stopping after this step…")
        if job.state is JobState.QUEUED:
            return self.tr("Waiting for its turn…")
        if job.report is not None and job.report.text is not None:
            return translate(job.report.text)
        return self.tr("Starting…")

    def _show_fraction(self, fraction: float | None) -> None:
        if fraction is None:
            # A bar that runs to and fro would say the same and repaint sixty times a second.
            self._bar.setValue(0)
            self.percent.setText("")
        else:
            self._bar.setValue(round(fraction * 1000))
            self.percent.setText(QLocale().toString(int(fraction * 100)) + QLocale().percent())

    def _on_finished(self, _state: JobState) -> None:
        self._leave()
        self.hide()
