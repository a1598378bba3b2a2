"""The portraits of a sitting: asked for, being drawn, finished or failed, in any order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage

from app.portraits.likeness_words import long_words
from app.widgets.drag_chip import mime_of_all

Index = QModelIndex | QPersistentModelIndex


class PortraitState(StrEnum):
    """Where a portrait stands; the last three are ends."""

    WAITING = "waiting"
    DRAWING = "drawing"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"

    @property
    def is_end(self) -> bool:
        return self in (PortraitState.DONE, PortraitState.FAILED, PortraitState.STOPPED)


class Order(StrEnum):
    """By what the portraits are sorted."""

    NEWEST = "newest"
    LIKENESS = "likeness"
    SEED = "seed"


@dataclass(eq=False)
class Portrait:
    """One picture of a run. `values` are the settings as they were asked for; `label` is what
    distinguishes it from the others of its run (a style, or two settings); `among` is how alike
    the photos were to each other. `preview` is a rough picture until there is the `path` of the
    finished one."""

    run: int
    part: int
    values: "dict[str, Any]" = field(default_factory=dict)
    photo: Path | None = None
    label: str = ""
    among: float | None = None
    state: PortraitState = PortraitState.WAITING
    seed: int | None = None
    path: Path | None = None
    likeness: float | None = None
    fraction: float | None = None
    preview: QImage | None = None
    reason: str = ""


class ResultModel(QAbstractListModel):
    """Portraits in the order they were asked for. `counted` when there are more or less of them,
    or one has come to its end."""

    counted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Portrait] = []

    def add(self, portraits: Sequence[Portrait]) -> None:
        """Ask for these."""
        first = len(self.rows)
        self.beginInsertRows(QModelIndex(), first, first + len(portraits) - 1)
        self.rows += portraits
        self.endInsertRows()
        self.counted.emit()

    def change(self, portrait: Portrait, **told: Any) -> None:
        """Say what has become of it."""
        ended = portrait.state.is_end
        for name, value in told.items():
            setattr(portrait, name, value)
        if portrait in self.rows:
            index = self.index(self.rows.index(portrait))
            self.dataChanged.emit(index, index)
        if portrait.state.is_end != ended:
            self.counted.emit()

    def remove(self, portraits: Iterable[Portrait]) -> None:
        """Show these no more."""
        for portrait in portraits:
            if portrait in self.rows:
                place = self.rows.index(portrait)
                self.beginRemoveRows(QModelIndex(), place, place)
                del self.rows[place]
                self.endRemoveRows()
        self.counted.emit()

    @property
    def done(self) -> list[Portrait]:
        """The finished ones."""
        return [row for row in self.rows if row.state is PortraitState.DONE]

    # -- what views ask --------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.path.name if row.path is not None else self.state_words(row)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        row = self.rows[index.row()] if index.isValid() else None
        there = row is not None and row.path is not None
        return flags | Qt.ItemFlag.ItemIsDragEnabled if there else flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = [self.rows[index.row()] for index in indexes]
        return mime_of_all([row.path for row in rows if row.path is not None])

    def state_words(self, row: Portrait) -> str:
        """Where it stands, in words."""
        if row.state is PortraitState.DRAWING and row.fraction is not None:
            return self.tr("Drawing, {percent} %").format(percent=int(row.fraction * 100))
        return {
            PortraitState.WAITING: self.tr("Waiting"),
            PortraitState.DRAWING: self.tr("Beginning"),
            PortraitState.DONE: self.tr("Finished"),
            PortraitState.FAILED: self.tr("Failed"),
            PortraitState.STOPPED: self.tr("Stopped"),
        }[row.state]

    def spoken(self, row: Portrait) -> str:
        """All that is known of it."""
        parts = [row.label, row.path.name if row.path is not None else self.state_words(row)]
        if row.likeness is not None:
            parts.append(long_words(row.likeness, row.among))
        elif row.state is PortraitState.DONE:
            parts.append(self.tr("No face was found in it."))
        if row.seed is not None:
            parts.append(self.tr("Seed {seed}").format(seed=row.seed))
        parts.append(row.reason)
        return "\n".join(filter(None, parts))


class Sorted(QSortFilterProxyModel):
    """The same portraits in another order."""

    def __init__(self, model: ResultModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.order = Order.NEWEST
        self._only: Path | None = None
        self.setSourceModel(model)
        self.setDynamicSortFilter(True)
        self.sort(0)

    def sort_by(self, order: Order) -> None:
        """Newest run first, most alike first, or smallest seed first."""
        self.order = order
        self.invalidate()

    def show_only(self, photo: Path | None) -> None:
        """Show those that were made of that photo; None shows all."""
        self._only = photo
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        return self._only is None or self._model.rows[source_row].photo == self._only

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        rows = self._model.rows
        return self._key(rows[source_left.row()]) < self._key(rows[source_right.row()])

    def _key(self, row: Portrait) -> tuple[float, int, int]:
        place = (-row.run, row.part)
        if self.order is Order.LIKENESS:
            return (2.0 if row.likeness is None else -row.likeness, *place)
        if self.order is Order.SEED:
            return (float("inf") if row.seed is None else row.seed, *place)
        return (0.0, *place)

    def portrait(self, index: Index) -> Portrait | None:
        """The one at that place."""
        return index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None

    def shown(self) -> list[Portrait]:
        """All in the order that is seen."""
        indexes = (self.index(row, 0) for row in range(self.rowCount()))
        return [found for found in map(self.portrait, indexes) if found is not None]

    def place_of(self, portrait: Portrait) -> QModelIndex:
        """Where it is seen."""
        if portrait not in self._model.rows:
            return QModelIndex()
        return self.mapFromSource(self._model.index(self._model.rows.index(portrait)))
