"""The Search page: pictures by what models said about them."""

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListView, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.chat.views import ViewPage
from app.context import AppContext
from app.error_view import MessageKind, MessageStrip
from app.forms import order_focus
from app.image_qa.empty_page import EmptyPage
from app.image_qa.gallery_filters import GalleryFilters
from app.image_qa.gallery_lines import GalleryLines
from app.image_qa.gallery_model import GalleryModel, HitRow, Page
from app.image_qa.hit_view import HitView
from app.jobs import QUICK, Job, JobState
from app.question import confirm
from app.results import show_in_folder
from app.widgets.thumbnails import Key, Thumbnails

#: Narrower pages in logical pixels have the picture below the list.
_BESIDE_FROM = 760
#: More small pictures than a screen has rows need not wait.
_WAITING = 60


class GalleryPage(ViewPage):
    """`ask_wanted` with the path of a picture that is to be asked about; `batch_wanted` where
    nothing was asked yet."""

    stands_alone = True

    ask_wanted = Signal(object)
    batch_wanted = Signal()

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.model = GalleryModel(context, self)
        self.thumbnails = Thumbnails(self, most_waiting=_WAITING)
        self.strip = MessageStrip(self)
        self.filters = GalleryFilters(self)
        self.view = self._make_view()
        self.detail = HitView(context, self)
        self.nothing = EmptyPage("image-qa", self.tr("Ask about a folder"), self, primary=True)
        self.nothing.tell(
            self.tr("Nothing to search yet"),
            self.tr(
                "Ask about a folder of pictures: what is answered there can be searched here, so "
                "that pictures are found by words."
            ),
        )
        self.none = EmptyPage("search", self.tr("Show all pictures"), self)
        self.stack = QStackedWidget(self)
        self._lay_out()
        self._connect()

    def _make_view(self) -> QListView:
        view = QListView(self)
        view.setProperty("role", "rows")
        view.setAccessibleName(self.tr("Pictures that were found"))
        view.setModel(self.model)
        view.setItemDelegate(GalleryLines(self.thumbnails, view))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.setMinimumSize(220, 130)
        return view

    def _add_actions(self) -> None:
        """Also as the menu of a picture; keys that are None are those of the view itself."""
        detail = self.detail
        for words, keys, act in (
            (self.tr("Ask about it"), None, self.ask),
            (self.tr("Copy the answers"), QKeySequence.StandardKey.Copy, detail.copy),
            (self.tr("Show in folder"), None, self._show_folder),
            (self.tr("Forget…"), QKeySequence.StandardKey.Delete, self.forget),
        ):
            action = QAction(words, self.view)
            if keys is not None:
                action.setShortcut(QKeySequence(keys))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(act)
            self.view.addAction(action)

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.addWidget(self.view)
        self.splitter.addWidget(self.detail)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(8)
        self.splitter.setSizes([1000, 1000])
        self.waiting = QWidget(self)
        for page in (self.waiting, self.nothing, self.none, self.splitter):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.strip)
        column.addWidget(self.filters)
        column.addWidget(self.stack, 1)
        order_focus([*self.filters.focus_order(), self.view, *self.detail.focus_order()])

    def _connect(self) -> None:
        self._add_actions()
        self.filters.changed.connect(self.look)
        self.filters.left.connect(self._go_to_list)
        self.model.found.connect(self._on_found)
        self.model.failed.connect(self.strip.show_failure)
        self.model.rowsRemoved.connect(lambda *_where: self._tell_count())
        self.model.rowsInserted.connect(lambda *_where: self._tell_count())
        self.thumbnails.ready.connect(self._on_thumbnail)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.activated.connect(lambda _index: self.ask())
        self.detail.ask_wanted.connect(self.ask)
        self.detail.folder_wanted.connect(self._show_folder)
        self.detail.forget_wanted.connect(self.forget)
        self.nothing.acted.connect(self.batch_wanted)
        self.none.acted.connect(self.show_all)

    # -- looking ---------------------------------------------------------------------------

    def look(self) -> None:
        """Find what the controls say now."""
        self.filters.stop()
        self.model.look(self.filters.query)

    def show_all(self) -> None:
        """Without words and filters."""
        self.filters.clear()
        self.take_focus()

    def show_folder(self, folder: Path | None) -> None:
        """What was answered about the pictures there."""
        self.filters.want_folder(folder)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()  # more may have been answered since

    def _on_found(self, page: Page) -> None:
        if self.filters.show_page(page):
            return
        if page.rows:
            self.stack.setCurrentWidget(self.splitter)
            self._choose_first()
        elif page.models:
            self._tell_none()
            self.stack.setCurrentWidget(self.none)
        else:
            self.stack.setCurrentWidget(self.nothing)
        if not page.rows:
            self.detail.show_row(None)
        self._tell_count()

    def _choose_first(self) -> None:
        """The picture that is looked at if it was found again, else the best match."""
        seen = self.detail.row.hit.path if self.detail.row is not None else None
        paths = [row.hit.path for row in self.model.rows]
        place = paths.index(seen) if seen in paths else 0
        index, select = self.model.index(place), QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, select)
        self.view.scrollTo(index)

    def _tell_none(self) -> None:
        query = self.model.query
        words = " ".join(query.words.split())
        title = self.tr("Nothing was found for “{words}”") if words else self.tr("Nothing found")
        hint = self.tr("Every word has to be there: try fewer words, or only their beginnings.")
        if query.folder is not None or query.model is not None:
            hint = self.tr("Try fewer words, or look in all folders and at all models.")
        self.none.tell(title.format(words=words), hint)

    def _tell_count(self) -> None:
        self.filters.tell_count(self.model.total)

    def _on_thumbnail(self, key: Key) -> None:
        self.model.changed(key[0])

    # -- keys ------------------------------------------------------------------------------

    def search(self) -> bool:
        self.filters.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.field.selectAll()
        return True

    def take_focus(self) -> None:
        self.filters.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_list(self) -> None:
        if self.model.rows:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- one picture -----------------------------------------------------------------------

    @property
    def row(self) -> HitRow | None:
        """The one that is chosen."""
        return self.view.currentIndex().data(Qt.ItemDataRole.UserRole)

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():  # while rows are replaced none is
            self.detail.show_row(index.data(Qt.ItemDataRole.UserRole))

    def ask(self) -> None:
        """Ask more about it, in a conversation."""
        row = self.row
        if row is None:
            return
        if row.hit.path.is_file():
            self.ask_wanted.emit(row.hit.path)
        else:
            words = self.tr("{name} is not there any more: it was moved, renamed or deleted.")
            told = words.format(name=row.hit.path.name)
            self.strip.show_message(MessageKind.WARNING, told)

    def _show_folder(self) -> None:
        if self.row is not None:
            show_in_folder(self.row.hit.path)

    def forget(self) -> None:
        """Ask whether it is to be found no more."""
        row = self.row
        if row is not None:
            confirm(
                self,
                self.tr("Forget"),
                self.tr("Forget what was said about {name}?").format(name=row.hit.path.name),
                self.tr("It is found no more. The picture and tables with answers stay."),
                lambda: self._forget(row.hit.path),
            )

    def _forget(self, path: Path) -> None:
        answers = self._context.places.answers

        def work(_progress: object) -> int:
            from pipelines.answers.gallery import Gallery

            with Gallery(answers) as gallery:
                return gallery.forget_picture(path)

        job = self._context.jobs.submit(work, path.name, QUICK)
        job.finished.connect(lambda state: self._on_forgotten(job, state, path))

    def _on_forgotten(self, job: Job, state: JobState, path: Path) -> None:
        if state is JobState.FAILED:
            self.strip.show_failure(job)
            return
        self.model.remove(path)
        if not self.model.rows:
            self.look()

    # -- room ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= _BESIDE_FROM
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.splitter.orientation() != wanted:
            self.splitter.setOrientation(wanted)
            self.splitter.setSizes([1000, 1000])

    def close_view(self) -> None:
        self.filters.stop()
        self.thumbnails.close()
        self.detail.close_view()
