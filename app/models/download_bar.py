"""One download as a line: how far it is, how fast, and buttons to pause, go on and give up."""

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.error_view import sentence_of
from app.icons import set_icon
from app.models.downloads import Download, DownloadState
from app.widgets.job_bar import duration
from pipelines.progress import Transfer


class DownloadBar(QWidget):
    """Shows a `Download`; says which button was pressed."""

    pause_requested = Signal()
    resume_requested = Signal()
    give_up_requested = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Download of {title}").format(title=title))
        self.words = QLabel(self)
        self.words.setProperty("role", "small")
        self.words.setWordWrap(True)
        self.pause = self._button(self.tr("Pause"), "pause", self.pause_requested)
        self.resume = self._button(self.tr("Go on"), "play", self.resume_requested)
        self.give_up = self._button(self.tr("Cancel"), "close", self.give_up_requested)
        self.pause.setToolTip(self.tr("Stop for now; what is here is kept"))
        self.resume.setToolTip(self.tr("Go on from where it stopped"))
        self.give_up.setToolTip(self.tr("Stop and delete what is here so far"))
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.bar)
        left.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(left, 1)
        for button in (self.pause, self.resume, self.give_up):
            row.addWidget(button)

    def _button(self, words: str, icon: str, signal: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("role", "quiet")
        name = self.tr("{action}: download of {title}")
        button.setAccessibleName(name.format(action=words, title=self._title))
        set_icon(button, icon, side=16)
        button.clicked.connect(signal)
        return button

    def show_download(self, download: Download) -> None:
        """Show how it stands now."""
        state, report = download.state, download.report
        stopped = state in (DownloadState.PAUSED, DownloadState.FAILED)
        focus = self.pause if self.pause.hasFocus() else self.resume
        had_focus = focus.hasFocus()
        self.pause.setVisible(not stopped)
        self.resume.setVisible(stopped)
        if had_focus:  # the button under the fingers turned into the other
            (self.resume if stopped else self.pause).setFocus()
        for button in (self.pause, self.resume, self.give_up):
            button.setEnabled(state is not DownloadState.STOPPING)
        fraction = report.fraction if report is not None else None
        self.bar.setRange(0, 0 if fraction is None and not stopped else 1000)
        if fraction is not None:
            self.bar.setValue(round(fraction * 1000))
        self.words.setText(self._told(download))

    def _told(self, download: Download) -> str:
        match download.state:
            case DownloadState.WAITING:
                return self.tr("Waiting for its turn; two downloads run at a time")
            case DownloadState.STOPPING:
                return self.tr("Stopping…")
            case DownloadState.FAILED if download.error is not None:
                return sentence_of(download.error)
        report = download.report
        moved = transfer_words(report.transfer) if report and report.transfer else ""
        if download.state is DownloadState.PAUSED:
            told = self.tr("Paused")
            return f"{told} · {moved.split(' · ')[0]}" if moved else told
        if moved:
            return moved
        from app.translation import translate

        return translate(report.text) if report and report.text else self.tr("Starting…")


def transfer_words(transfer: Transfer) -> str:
    """ "42.1 of 67.0 MB · 3.1 MB/s · 8 s left"."""
    parts = [data_size(transfer.done)]
    if transfer.total:
        words = QCoreApplication.translate("DownloadBar", "{done} of {total}")
        parts = [words.format(done=data_size(transfer.done), total=data_size(transfer.total))]
    if transfer.bytes_per_s is not None:
        parts.append(
            QCoreApplication.translate("DownloadBar", "{size}/s").format(
                size=data_size(int(transfer.bytes_per_s))
            )
        )
    if transfer.seconds_left is not None:
        parts.append(
            QCoreApplication.translate("DownloadBar", "{time} left").format(
                time=duration(transfer.seconds_left)
            )
        )
    return " · ".join(parts)


def data_size(count: int) -> str:
    """A number of bytes as people and shops write it: "67.0 MB" is 67,000,000 bytes."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
