"""Pictures that were found by words, page by page, read off the GUI thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.context import AppContext
from app.jobs import QUICK, Job, JobState

if TYPE_CHECKING:
    from pipelines.answers.gallery import Gallery
    from pipelines.answers.search import Hit

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Query:
    """What is looked for: `words` in all pictures, or in those of a folder or model."""

    words: str = ""
    folder: Path | None = None
    model: str | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it finds everything."""
        return not self.words.strip() and self.folder is None and self.model is None


@dataclass(frozen=True)
class HitRow:
    """A hit with the question that was answered by what is shown of it."""

    hit: "Hit"
    question: str


@dataclass(frozen=True)
class Page:
    """Some rows of `total`. `folders` and `models` are all that there are, with their counts, and
    come with the first page only."""

    rows: tuple[HitRow, ...] = ()
    total: int = 0
    folders: Mapping[Path, int] | None = None
    models: Mapping[str, int] | None = None


class GalleryModel(QAbstractListModel):
    """`found` with the first `Page` of a query, `failed` with a job that could not look."""

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: list[HitRow] = []
        self._job: Job | None = None
        self.query = Query()
        self.total = 0

    @property
    def rows(self) -> list[HitRow]:
        return self._rows

    @property
    def is_looking(self) -> bool:
        return self._job is not None

    # -- looking ---------------------------------------------------------------------------

    def look(self, query: Query) -> None:
        """Find these; what is shown stays until they are there."""
        self.query = query
        self._submit(0)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._job is None and len(self._rows) < self.total

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._submit(len(self._rows))

    def _submit(self, offset: int) -> None:
        if self._job is not None:
            self._job.cancel()  # nobody waits for what was asked for before
        path, query = self._context.places.answers, self.query
        self._job = job = self._context.jobs.submit(
            lambda _progress: read_page(path, query, offset), lane=QUICK
        )
        job.finished.connect(lambda state: self._on_page(job, state, offset))

    def _on_page(self, job: Job, state: JobState, offset: int) -> None:
        if job is not self._job:
            return
        self._job = None
        if state is JobState.FAILED:
            self.failed.emit(job)
        if state is not JobState.DONE:
            return
        page: Page = job.result
        if offset == 0:
            self.beginResetModel()
            self._rows, self.total = list(page.rows), page.total
            self.endResetModel()
            self.found.emit(page)
            return
        self.total = page.total if page.rows else len(self._rows)  # some may be gone meanwhile
        if page.rows:
            self.beginInsertRows(QModelIndex(), offset, offset + len(page.rows) - 1)
            self._rows += page.rows
            self.endInsertRows()

    def remove(self, path: Path) -> None:
        """It is no longer among what was found."""
        for place, row in enumerate(self._rows):
            if row.hit.path == path:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.total -= 1
                self.endRemoveRows()
                return

    def changed(self, path: Path) -> None:
        """There is more to be seen of it."""
        for place, row in enumerate(self._rows):
            if row.hit.path == path:
                self.dataChanged.emit(self.index(place), self.index(place))

    # -- what views ask --------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.hit.path.name
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(row.hit.path)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = "".join(part.text for part in row.hit.snippet)
            parts = (row.hit.path.name, self.state_words(row.hit), row.question, said)
            return ", ".join(filter(None, parts))
        return None

    def state_words(self, hit: "Hit") -> str:
        """What is the matter with the file, if anything is."""
        if hit.is_missing:
            return self.tr("The file is missing")
        return self.tr("Changed since") if hit.is_changed else ""


def read_page(path: Path, query: Query, offset: int) -> Page:
    """A page of what is kept in that file; only from a job. Raises what `Gallery` raises."""
    from pipelines.answers.gallery import Gallery

    if not path.exists():
        return Page(folders={}, models={})
    with Gallery(path) as gallery:
        found = gallery.search(query.words, folder=query.folder, model=query.model, offset=offset)
        rows = tuple(HitRow(hit, _question(gallery, hit)) for hit in found.hits)
        if offset:
            return Page(rows, found.total)
        return Page(rows, found.total, gallery.folders(), gallery.models())


def _question(gallery: "Gallery", hit: "Hit") -> str:
    """The one whose answer has the words that are shown, else the first."""
    from pipelines.answers.gallery import plain_words

    told = [one for one in gallery.answers_about(hit.path) if one.model == hit.model]
    marked = [part.text.casefold() for part in hit.snippet if part.marked]
    for one in told:
        words = plain_words(one.answer).casefold()
        if marked and any(mark in words for mark in marked):
            return one.question
    return told[0].question if told else ""
