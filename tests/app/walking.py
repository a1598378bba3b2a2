"""Looks at every widget of a window: its words, its name for screen readers, its place."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QSpinBox,
    QTabBar,
    QWidget,
)

CONTROLS = (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QAbstractItemView,
)
_PASSIVE = (QScrollBar, QHeaderView)


def widgets_of(window: QWidget) -> Iterator[QWidget]:
    """The window and everything in it, hidden or not."""
    yield window
    yield from window.findChildren(QWidget)


def words_of(window: QWidget) -> Iterator[tuple[str, str]]:
    """Every text a person can see or hear, with where it is."""
    for widget in widgets_of(window):
        where = f"{type(widget).__name__}({widget.accessibleName()!r})"
        for what, words in (
            ("title", widget.windowTitle()),
            ("tooltip", widget.toolTip()),
            ("what's this", widget.whatsThis()),
            ("status tip", widget.statusTip()),
            ("accessible name", widget.accessibleName()),
            ("accessible description", widget.accessibleDescription()),
            *_own_words(widget),
        ):
            if words:
                yield f"{where} {what}", words
    for action in window.findChildren(QAction):
        yield "action", action.text()


def _own_words(widget: QWidget) -> Iterator[tuple[str, str]]:
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield "text", widget.text()
    elif isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    elif isinstance(widget, QComboBox):
        for index in range(widget.count()):
            yield "item", widget.itemText(index)
    elif isinstance(widget, (QSpinBox, QDoubleSpinBox)):
        yield "suffix", widget.suffix()
        yield "prefix", widget.prefix()
        yield "special value", widget.specialValueText()
    elif isinstance(widget, QTabBar):
        for index in range(widget.count()):
            yield "tab", widget.tabText(index)
    elif isinstance(widget, (QGroupBox, QMenu)):
        yield "title", widget.title()


def controls_of(window: QWidget) -> Iterator[QWidget]:
    """What can be operated; parts of other controls (a spin box's line edit) left out."""
    for widget in widgets_of(window):
        inner = widget.objectName().startswith("qt_") or isinstance(widget, _PASSIVE)
        parent = widget.parentWidget()
        part = isinstance(parent, (QAbstractSpinBox, QComboBox, QLineEdit))
        popup = "QComboBoxPrivateContainer" in _ancestry(widget)
        if isinstance(widget, CONTROLS) and not (inner or part or popup):
            yield widget


def _ancestry(widget: QWidget) -> str:
    names: list[str] = []
    current: QWidget | None = widget
    while current is not None:
        names.append(current.metaObject().className())
        current = current.parentWidget()
    return " ".join(names)


def focus_chain(window: QWidget) -> list[QWidget]:
    """What the Tab key visits, in its order, each once; parts of controls left out."""
    from PySide6.QtCore import Qt

    seen: list[QWidget] = []
    operable = set(controls_of(window)) | {window}
    current = window.nextInFocusChain()
    while current is not None and current is not window:
        tabbed = current.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tabbed and current.isVisibleTo(window) and current.isEnabled():
            part = current.focusProxy() is not None
            if not part and (current in operable or not isinstance(current, CONTROLS)):
                seen.append(current)
        current = current.nextInFocusChain()
    return seen


def place_in(window: QWidget, widget: QWidget) -> QPoint:
    """The top left corner in the window's coordinates."""
    return widget.mapTo(window, QPoint(0, 0))
