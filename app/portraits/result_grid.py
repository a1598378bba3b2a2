"""All portraits of a sitting as a grid, sorted, with what can be done with them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.controls import CalmComboBox
from app.icons import set_icon
from app.labels import hint_label
from app.portraits.deeds import Deed, make_actions, menu_of
from app.portraits.result_model import Order, Portrait, ResultModel, Sorted
from app.portraits.tiles import Tiles, tile_size
from app.widgets.thumbnails import Key, Thumbnails


class GridView(QListView):
    """Tiles as many a line as there is room for. `acted` with a `Deed` and the portraits."""

    acted = Signal(object, object)

    def __init__(
        self,
        sorted_: Sorted,
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
        deeds: Sequence[Deed] = tuple(Deed),
    ) -> None:
        super().__init__(parent)
        self._sorted = sorted_
        self.setModel(sorted_)
        self.setItemDelegate(Tiles(thumbnails, self))
        self.setProperty("role", "rows")
        self.setAccessibleName(self.tr("Portraits"))
        self.setAccessibleDescription(
            self.tr("Enter opens, Delete deletes, the menu key shows what else can be done.")
        )
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Snap)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(2)
        self.actions_ = make_actions(self, self.chosen, self.acted.emit, deeds)
        self.doubleClicked.connect(lambda index: self._open(index))
        thumbnails.ready.connect(self._on_ready)

    def sizeHint(self) -> QSize:
        tile = tile_size(self.font())
        return QSize(2 * tile.width() + 24, 2 * tile.height())

    def chosen(self) -> list[Portrait]:
        """Those that are selected, in the order one sees."""
        indexes = sorted(self.selectedIndexes(), key=lambda index: index.row())
        return [one for one in map(self._sorted.portrait, indexes) if one is not None]

    def select(self, portrait: Portrait) -> None:
        """Make that one the current one, and bring it into view."""
        index = self._sorted.place_of(portrait)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _open(self, index: object) -> None:
        portrait = self._sorted.portrait(index)  # pyright: ignore[reportArgumentType]
        if portrait is not None and portrait.path is not None:
            self.acted.emit(Deed.OPEN, [portrait])

    def _on_ready(self, _key: Key) -> None:
        self.viewport().update()

    def menu(self) -> QMenu:
        """What can be done with those that are selected."""
        there = [one for one in self.chosen() if one.path is not None]
        return menu_of(self.actions_, len(there), self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.chosen():
            self._pop_up(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Menu and self.chosen():
            place = self.visualRect(self.currentIndex()).center()
            self._pop_up(self.viewport().mapToGlobal(place))
        else:
            super().keyPressEvent(event)

    def _pop_up(self, place: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)


class ResultGrid(QWidget):
    """The grid under a line with its count, its order, and a button for a sheet.

    `acted` with a `Deed` and portraits, `vary_wanted` for a sheet, `order_changed` with an `Order`.
    """

    acted = Signal(object, object)
    vary_wanted = Signal()
    order_changed = Signal(object)

    def __init__(
        self, model: ResultModel, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = model
        self.sorted = Sorted(model, self)
        self.view = GridView(self.sorted, thumbnails, self)
        self.title = QLabel(self)
        self.title.setProperty("role", "heading")
        self.order_box = self._make_order_box()
        self.vary_button = QPushButton(self.tr("Vary…"), self)
        set_icon(self.vary_button, "sliders", side=16)
        told = self.tr("Make a sheet that varies one or two settings (Ctrl+T)")
        self.vary_button.setToolTip(told)
        self.vary_button.setAccessibleName(told)
        self.vary_button.setShortcut("Ctrl+T")
        self.empty = hint_label(
            self.tr("Portraits appear here one by one. Write a prompt and press Run."), "hint", self
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.view.acted.connect(self.acted)
        self.vary_button.clicked.connect(self.vary_wanted)
        model.counted.connect(self._count)
        self._count()

    def _make_order_box(self) -> QComboBox:
        box = CalmComboBox(self)
        box.setAccessibleName(self.tr("Sort by"))
        box.setToolTip(self.tr("In which order the portraits are shown"))
        for order, words in (
            (Order.NEWEST, self.tr("Newest first")),
            (Order.LIKENESS, self.tr("Most alike first")),
            (Order.SEED, self.tr("By seed")),
        ):
            box.addItem(words, order)
        box.currentIndexChanged.connect(lambda _index: self._on_order())
        return box

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.order_box)
        head.addWidget(self.vary_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.empty, 1)

    @property
    def order(self) -> Order:
        return self.sorted.order

    def sort_by(self, order: Order) -> None:
        """Show them in that order."""
        self.order_box.setCurrentIndex(self.order_box.findData(order))

    def _on_order(self) -> None:
        self.sorted.sort_by(Order(self.order_box.currentData()))
        self.order_changed.emit(self.sorted.order)

    def _count(self) -> None:
        done, asked = len(self.model.done), len(self.model.rows)
        self.view.setVisible(asked > 0)
        self.empty.setVisible(asked == 0)
        words = self.tr("1 portrait") if done == 1 else self.tr("{n} portraits").format(n=done)
        self.title.setText(words if asked else self.tr("Portraits"))
        self.title.setToolTip(words if asked else "")
        self.order_box.setEnabled(asked > 1)

    def shown(self) -> Sequence[Portrait]:
        """All in the order that is seen."""
        return self.sorted.shown()

    def focus_order(self) -> list[QWidget]:
        """What the Tab key visits, as one reads it."""
        return [self.order_box, self.vary_button, self.view]
