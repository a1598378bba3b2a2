"""The Models tab: every model by task, what it is good for, and its weights on this computer."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.context import AppContext, TabPage
from app.error_view import MessageKind, MessageStrip
from app.forms import order_focus
from app.icons import Tint, set_icon
from app.jobs import QUICK, Job, Lane
from app.models.actions import Listing, ModelActions, Removal
from app.models.answer import Answer
from app.models.download_bar import data_size
from app.models.downloads import Downloads, DownloadState
from app.models.entries import ExampleEntry, ModelEntry, VariantEntry
from app.models.model_list import ModelList, State
from app.models.own_commands import OwnCommands
from app.question import confirm_removal
from app.rail import tab_title
from app.translation import translate
from app.widgets.job_bar import JobBar
from pipelines.progress import Progress

if TYPE_CHECKING:
    from app.models.detail import ModelDetail


class ModelsTab(TabPage):
    """List on the left, the chosen model on the right."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.actions_ = ModelActions(context)
        self.downloads = Downloads(context, self)
        self.own = OwnCommands(self)
        self.loaded: frozenset[str] = frozenset()
        self.entries: dict[str, ModelEntry] = {}
        self.detail: ModelDetail | None = None
        self._wanted = ""
        self._work: Job | None = None
        self.setAcceptDrops(True)
        self.list = ModelList(self._state_of, self)
        self.strip = MessageStrip(self)
        self.job_bar = JobBar(self)
        self._place = QWidget(self)
        self._disk = QLabel(self)
        self._disk.setProperty("role", "small")
        self._disk.setWordWrap(True)
        self.storage_button = QToolButton(self)
        self.storage_button.setAccessibleName(self.tr("Storage"))
        self.storage_button.setToolTip(
            self.tr("Where the models are, what takes room, other programs, packs (Ctrl+D)")
        )
        set_icon(self.storage_button, "storage", Tint.TEXT, 18)
        self.add_button = QPushButton(self.tr("Add a model…"), self)
        self.add_button.setAccessibleName(self.tr("Add a model of your own"))
        self.add_button.setToolTip(
            self.tr("A file or folder with weights, or a shared .hearth file (Ctrl+O)")
        )
        set_icon(self.add_button, "plus", Tint.TEXT, 16)
        self.doctor_button = QPushButton(self.tr("Check-up…"), self)
        self.doctor_button.setAccessibleName(self.tr("Check-up"))
        self.doctor_button.setToolTip(self.tr("Looks whether all is well: GPU, disk, files"))
        set_icon(self.doctor_button, "doctor", Tint.TEXT, 16)
        self._lay_out()
        self._connect()
        self.reload()

    # -- construction ----------------------------------------------------------------------

    def _lay_out(self) -> None:
        side = QWidget(self)
        side.setProperty("role", "sidebar")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(344)
        left = QVBoxLayout(side)
        left.setContentsMargins(20, 20, 20, 16)
        left.setSpacing(12)
        left.addWidget(self.list, 1)
        disk = QHBoxLayout()
        disk.addWidget(self._disk, 1)
        disk.addWidget(self.storage_button)
        left.addLayout(disk)
        left.addWidget(self.add_button)
        left.addWidget(self.doctor_button)
        strip_box = QVBoxLayout()
        strip_box.setContentsMargins(24, 16, 24, 0)
        strip_box.addWidget(self.strip)
        self._middle = QVBoxLayout()
        self._middle.addWidget(self._place, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(strip_box)
        right.addLayout(self._middle, 1)
        right.addWidget(self.job_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(right, 1)
        order_focus(
            [
                self.list.search,
                self.list.tree,
                self.storage_button,
                self.add_button,
                self.doctor_button,
            ]
        )

    def _connect(self) -> None:
        self.context.requests.models_changed.connect(self.reload)
        self.list.chosen.connect(self._show)
        self.storage_button.clicked.connect(lambda: self.context.requests.storage_wanted.emit(()))
        self.add_button.clicked.connect(self.open_files)
        self.doctor_button.clicked.connect(self.check_up)
        self.downloads.changed.connect(self._on_download)
        self.downloads.arrived.connect(self._on_arrived)
        self.job_bar.cancelled.connect(self.cancel)
        self.context.theme.changed.connect(self.list.dress)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._find)

    def _find(self) -> None:
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.search.selectAll()

    def _make_detail(self) -> "ModelDetail":
        from app.models.detail import ModelDetail

        detail = ModelDetail(self)
        self._middle.replaceWidget(self._place, detail)
        self._place.deleteLater()
        detail.install_requested.connect(self.install)
        detail.pause_requested.connect(lambda item: self.downloads.pause(item.key))
        detail.give_up_requested.connect(lambda item: self.downloads.give_up(item.key))
        detail.remove_requested.connect(self.remove)
        detail.load_requested.connect(self.load)
        detail.unload_requested.connect(self.unload)
        detail.example_used.connect(self._use_example)
        detail.example_removed.connect(self._remove_example)
        detail.edit_requested.connect(self.own.edit)
        detail.share_requested.connect(self.own.share)
        detail.own_remove_requested.connect(self.own.remove)
        return detail

    # -- what there is ---------------------------------------------------------------------

    def reload(self, select: str = "") -> None:
        """Look again what there is; `select` names the model to show then."""
        self._wanted = select or self._wanted
        self.ask(lambda _progress: self.actions_.list(), self._on_listing)

    def _on_listing(self, listing: Listing) -> None:
        self.entries = {entry.name: entry for entry in listing.entries}
        self.loaded = listing.loaded
        words = self.tr("{used} of models here, {free} free on the disk")
        self._disk.setText(
            words.format(used=data_size(listing.used_bytes), free=data_size(listing.free_bytes))
        )
        titles = {tab.key: tab_title(tab) for tab in self.context.requests.tabs}
        self.list.show_entries(listing.entries, titles)
        if self._wanted:
            self.list.choose(self._wanted)
            self._wanted = ""
        self._show(self.list.current)

    def _show(self, name: str) -> None:
        entry = self.entries.get(name)
        if entry is None:
            return
        if self.detail is None:
            self.detail = self._make_detail()
        self.detail.show_entry(entry)
        self._show_states()
        self._read_thumbnails()
        if entry.runs and entry.there:
            self.ask(
                lambda _progress: self.actions_.plan_words(name),
                lambda plan: self._show_plan(name, plan),
            )
        self.state_changed.emit()

    @property
    def shown(self) -> ModelEntry:
        """The model on the right."""
        return self.entries[self.list.current]

    def _show_plan(self, name: str, plan: Any) -> None:
        if self.detail is not None and self.shown.name == name:
            words = self.tr("On this computer, for a picture of two megapixels: {plan}")
            self.detail.show_memory(words.format(plan=translate(plan.reason)))

    def _show_states(self) -> None:
        if self.detail is not None:
            self.detail.show_states(self.downloads, set(self.loaded))
        self.list.refresh()

    def _state_of(self, entry: ModelEntry) -> State:
        """The state of a model for the list: the liveliest of its variants."""
        if entry.own and not entry.there:
            return "error", Tint.ERROR, self.tr("gone")
        if entry.own and not entry.runs:
            return "clock", Tint.MUTED, self.tr("kept")
        states = [self.downloads.state(item.key) for item in entry.variants]
        if any(state in (DownloadState.RUNNING, DownloadState.WAITING) for state in states):
            return "download", Tint.INFO, self.tr("downloading")
        if DownloadState.PAUSED in states:
            return "pause", Tint.INFO, self.tr("paused")
        if any(item.version in self.loaded for item in entry.variants):
            return "load", Tint.SUCCESS, self.tr("loaded")
        if entry.installed:
            return "check", Tint.SUCCESS, self.tr("installed")
        if not entry.variants:
            return "drop", Tint.MUTED, self.tr("your file")
        smallest = min(item.installed.to_fetch for item in entry.variants)
        return "download", Tint.MUTED, data_size(smallest)

    def _read_thumbnails(self) -> None:
        from app.models.examples_view import SIDE, read_thumbnail

        side = round(SIDE * self.devicePixelRatioF())
        for card in self.detail.examples if self.detail is not None else ():
            paths = (card.entry.source, card.entry.output)

            def read(_progress: Progress, paths: tuple[Path | None, ...] = paths) -> list[Any]:
                return [read_thumbnail(path, side) if path else None for path in paths]

            def show(images: list[Any], card: Any = card) -> None:
                if self.detail is not None and card in self.detail.examples:
                    card.show_pictures(images)

            self.ask(read, show)

    # -- weights ---------------------------------------------------------------------------

    def install(self, item: VariantEntry) -> None:
        """Download, or go on."""
        if self.context.settings.value.offline and item.installed.to_fetch:
            words = self.tr("Offline mode is on: switch it off in the settings to download.")
            self.strip.show_message(MessageKind.WARNING, words)
            return
        entry = self.shown
        title = f"{entry.title}, {item.title}" if item.title != entry.title else entry.title
        self.downloads.start(item.key, title, item.weights)

    def _on_download(self, key: str) -> None:
        self._show_states()
        if self.downloads.get(key) is None:
            self.reload()
        self.state_changed.emit()

    def _on_arrived(self, _key: str) -> None:
        self.reload()
        self.state_changed.emit()

    def remove(self, item: VariantEntry) -> None:
        """Ask first, with what it would give back."""
        model = self.shown.name
        self.ask(
            lambda _progress: self.actions_.plan_removal(model, item),
            lambda removal: self._confirm_removal(model, removal),
        )

    def _confirm_removal(self, model: str, removal: Removal) -> None:
        confirm_removal(
            self,
            removal.entry.title,
            data_size(removal.bytes),
            removal.shared_with,
            lambda: self.ask(
                lambda _progress: self.actions_.remove(model, removal.entry), self.say_removed
            ),
        )

    def say_removed(self, freed: int) -> None:
        words = self.tr("{size} given back.").format(size=data_size(freed))
        self.strip.show_message(MessageKind.SUCCESS, words)
        self.reload()

    def load(self, item: VariantEntry) -> None:
        """Load into memory, in the lane of the device."""
        model = self.shown.name
        lane = self.context.engine.lane(self.context.settings.value)
        self.run_job(
            lambda progress: self.actions_.load(model, item, progress),
            lambda _nothing: self.reload(),
            lane,
            item.title,
        )

    def unload(self, item: VariantEntry) -> None:
        """Give its memory back; what a job uses goes when the job ends."""

        def told(gone: bool) -> None:
            if not gone:
                words = self.tr("A job is using it; it is unloaded when that ends.")
                self.strip.show_message(MessageKind.INFO, words)
            self.reload()

        self.ask(lambda _progress: self.actions_.unload(item.version), told)

    # -- examples --------------------------------------------------------------------------

    def _use_example(self, example: ExampleEntry) -> None:
        entry = self.shown
        self.context.requests.model_wanted.emit(entry.task, entry.name, example.params)

    def _remove_example(self, example: ExampleEntry) -> None:
        model = self.shown.name
        self.ask(
            lambda _progress: self.actions_.remove_example(model, example.example),
            lambda _nothing: self.reload(),
        )

    # -- models of the user's own ----------------------------------------------------------

    def open_files(self) -> None:
        self.own.ask_files()

    def open_folder(self) -> None:
        self.own.ask_folder()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take(paths)

    def take(self, paths: list[Path]) -> None:
        """Add models from these files; packs are installed in the storage dialog."""
        packs = [path for path in paths if path.suffix.lower() == ".tar"]
        if packs:
            self.context.requests.storage_wanted.emit(packs)
        self.own.add([path for path in paths if path not in packs])

    def check_up(self) -> None:
        """Look whether all is well, in a dialog."""
        from app.models.doctor_dialog import DoctorDialog

        dialog = DoctorDialog(self.context, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # -- what the window asks --------------------------------------------------------------

    @property
    def can_cancel(self) -> bool:
        return self._work is not None and not self._work.state.is_end

    def cancel(self) -> None:
        """Stop the import, export or load that is running."""
        if self._work is not None:
            self._work.cancel()

    def take_focus(self) -> None:
        self.list.search.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.entries:  # another tab may have fetched or loaded something
            self.reload()

    def close_tab(self) -> None:
        self.downloads.pause_all()

    # -- jobs ------------------------------------------------------------------------------

    def ask(self, work: Callable[[Progress], Any], then: Callable[[Any], Any]) -> None:
        """A short job; failures are told."""
        Answer(self.context.jobs.submit(work, lane=QUICK), then, self.strip, self)

    def run_job(
        self,
        work: Callable[[Progress], Any],
        then: Callable[[Any], Any],
        lane: Lane,
        title: str,
    ) -> None:
        """A longer job with a bar."""
        self.strip.dismiss()
        job = self._work = self.context.jobs.submit(work, title, lane)
        self.job_bar.show_job(job)
        Answer(job, then, self.strip, self).given.connect(self.state_changed)
        self.state_changed.emit()
