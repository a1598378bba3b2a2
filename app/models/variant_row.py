"""One set of weights on a model's page: what it is, whether it is here, and what to do with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.icons import Tint, set_icon
from app.models.badges import Badge, LicenceMark
from app.models.download_bar import DownloadBar, data_size
from app.models.downloads import Download, DownloadState
from app.models.entries import VariantEntry
from app.translation import translate_param
from pipelines.weights.states import InstallState


class VariantRow(QWidget):
    """Emits what was asked for; `loaded` weights are in memory."""

    install_requested = Signal(object)
    remove_requested = Signal(object)
    load_requested = Signal(object)
    unload_requested = Signal(object)
    pause_requested = Signal(object)
    give_up_requested = Signal(object)

    def __init__(self, entry: VariantEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        title = translate_param(entry.title)
        self._title = QLabel(title, self)
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self.facts = QLabel(self)
        self.facts.setProperty("role", "small")
        self.facts.setWordWrap(True)
        self.state = Badge(self)
        self.licence = LicenceMark(self)
        self.licence.show_licence(entry.licence, entry.commercial)
        self.install = self._button(self.tr("Install"), "download", self.install_requested)
        self.load = self._button(self.tr("Load"), "load", self.load_requested)
        self.unload = self._button(self.tr("Unload"), "unload", self.unload_requested)
        self.remove = self._button(self.tr("Remove…"), "trash", self.remove_requested)
        self.load.setToolTip(self.tr("Load it into memory now; the first run then starts at once"))
        self.unload.setToolTip(self.tr("Give its memory back now"))
        self.remove.setToolTip(self.tr("Delete its files from this computer"))
        self.bar = DownloadBar(title, self)
        self.bar.pause_requested.connect(lambda: self.pause_requested.emit(entry))
        self.bar.resume_requested.connect(lambda: self.install_requested.emit(entry))
        self.bar.give_up_requested.connect(lambda: self.give_up_requested.emit(entry))
        self._lay_out()
        self.show_state(None, False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self.state)
        head.addWidget(self.licence)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.facts, 1)
        for button in (self.install, self.load, self.unload, self.remove):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(foot)
        column.addWidget(self.bar)

    def _button(self, words: str, icon: str, signal: object) -> QPushButton:
        button = QPushButton(words, self)
        name = self.tr("{action} {title}")
        title = translate_param(self.entry.title)
        button.setAccessibleName(name.format(action=words.rstrip("…"), title=title))
        set_icon(button, icon, side=16)
        button.clicked.connect(lambda: signal.emit(self.entry))  # type: ignore[attr-defined]
        return button

    def show_state(self, download: Download | None, loaded: bool) -> None:
        """Show how it stands: its download if there is one, and whether it is in memory."""
        state = self.entry.installed.state
        here = state is InstallState.INSTALLED
        self.bar.setVisible(download is not None)
        if download is not None:
            self.bar.show_download(download)
        words, icon, tint = self._state(download, loaded)
        self.state.show_words(words, icon, tint)
        self.install.setVisible(not here and download is None)
        unfinished = self.entry.installed.unfinished > 0
        self.install.setText(self.tr("Go on") if unfinished else self.tr("Install"))
        self.load.setVisible(here and not loaded and not self.entry.older)
        self.unload.setVisible(here and loaded)
        self.remove.setVisible((here or unfinished) and download is None)
        self.remove.setEnabled(not loaded)
        self.facts.setText(self._facts())

    def _facts(self) -> str:
        entry = self.entry
        sizes = data_size(entry.installed.total)
        if entry.installed.to_fetch:
            sizes = self.tr("{size} to download").format(size=data_size(entry.installed.to_fetch))
        parts = [sizes, self.tr("version {id}").format(id=entry.version)]
        if entry.older:
            parts.append(self.tr("an older version that you have used"))
        return " · ".join(parts)

    def _state(self, download: Download | None, loaded: bool) -> tuple[str, str, Tint]:
        """Words, icon and colour."""
        if download is not None and download.state is DownloadState.PAUSED:
            return self.tr("Paused"), "pause", Tint.INFO
        if download is not None and download.state is DownloadState.FAILED:
            return self.tr("Download failed"), "error", Tint.ERROR
        if download is not None:
            return self.tr("Downloading"), "download", Tint.INFO
        if loaded:
            return self.tr("Loaded"), "load", Tint.SUCCESS
        if self.entry.installed.state is InstallState.INSTALLED:
            return self.tr("Installed"), "check", Tint.SUCCESS
        if self.entry.installed.state is InstallState.PARTIAL:
            return self.tr("Partly here"), "download", Tint.MUTED
        return self.tr("Not installed"), "download", Tint.MUTED
