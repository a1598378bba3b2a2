"""The status bar: which device works, and how much memory is free."""

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QStatusBar, QWidget

from app.context import AppContext
from app.jobs import QUICK, Job, JobState

_EVERY_MS = 5000


class DeviceStatus(QStatusBar):
    """Looks every five seconds, in a job; knows GPUs only once torch has been started."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self.setSizeGripEnabled(False)
        self.device = QLabel(self)
        self.device.setAccessibleName(self.tr("Device"))
        self.memory = QLabel(self)
        self.memory.setAccessibleName(self.tr("Free memory"))
        self.addWidget(self.device)
        self.free_button = QPushButton(self.tr("Free now"), self)
        self.free_button.setProperty("role", "quiet")
        self.free_button.setAccessibleName(self.tr("Free memory now"))
        self.free_button.setToolTip(self.tr("Unload every model that no job uses (Ctrl+Shift+M)"))
        self.free_button.clicked.connect(self.free_now)
        self.free_button.hide()
        self.addPermanentWidget(self.free_button)
        self.addPermanentWidget(self.memory)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        context.engine.devices_found.connect(self._show_device)
        context.settings.changed.connect(self._show_device)
        self._show_device()

    def start(self) -> None:
        """Begin to look; not before the window is on the screen."""
        self.look()
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Read the free memory, unless the last look is still under way."""
        if self._job is not None and not self._job.state.is_end:
            return
        engine, device = self._context.engine, self._device_id()
        job = self._job = self._context.jobs.submit(
            lambda _progress: engine.memory(device), lane=QUICK
        )
        job.finished.connect(lambda _state: self._show_memory(job))

    def free_now(self) -> None:
        """Unload what no job uses, and tell how much came back."""
        engine = self._context.engine
        job = self._context.jobs.submit(lambda _p: engine.free_memory_now(), lane=QUICK)
        job.finished.connect(lambda _state: self._on_freed(job))

    def _on_freed(self, job: Job) -> None:
        if job.state is JobState.DONE:
            size = QLocale().formattedDataSize(job.result, 1)
            self.showMessage(self.tr("{size} given back").format(size=size), 4000)
            self.look()

    def _device_id(self) -> str:
        devices, wanted = self._context.engine.devices, self._context.settings.value.device
        if wanted == "auto":
            return devices[0].id if devices else "cpu"
        return wanted if any(item.id == wanted for item in devices) else "cpu"

    def _show_device(self, *_changed: object) -> None:
        wanted = self._context.settings.value.device
        named = {item.id: item.name for item in self._context.engine.devices}
        if named and wanted in ("auto", *named):
            words = self.tr("Runs on {device}").format(device=named[self._device_id()])
        elif wanted == "auto":
            words = self.tr("Device: chosen when the first job starts")
        else:
            words = self.tr("Device: {device}").format(device=wanted)
        if self._context.settings.value.offline:
            words = self.tr("{device} · offline").format(device=words)
        self.device.setText(words)

    def _show_memory(self, job: Job) -> None:
        if job.state is not JobState.DONE:
            self.memory.clear()
            return
        self.free_button.setVisible(job.result.loaded > 0)
        locale = QLocale()
        words = self.tr("{free} of {total} memory free")
        self.memory.setText(
            words.format(
                free=locale.formattedDataSize(job.result.free, 1),
                total=locale.formattedDataSize(job.result.total, 1),
            )
        )
