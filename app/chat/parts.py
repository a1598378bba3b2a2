"""The parts of a message: text as high as its width makes it, code with a button, thoughts."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QGuiApplication,
    QHideEvent,
    QMouseEvent,
    QResizeEvent,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QWidget,
)

from app.icons import Tint, set_icon
from app.labels import wrapped_tooltip
from app.theme import Colors, colors_of
from pipelines.conversations.attachments import Attachment

#: What a link of an answer may open; anything else does nothing.
_SAFE_SCHEMES = ("http", "https", "mailto")

_SHEET = """
p {{ margin: 4px 0 8px 0; }}
h1, h2, h3, h4, h5, h6 {{ margin: 8px 0 6px 0; font-weight: 600; }}
h1 {{ font-size: 15pt; }} h2 {{ font-size: 13pt; }} h3 {{ font-size: 11pt; }}
a {{ color: {accent}; }}
code {{ background-color: {raised}; font-family: monospace; }}
pre {{ margin: 0; font-family: monospace; white-space: pre-wrap; }}
blockquote {{ margin: 0 0 8px 16px; color: {muted}; }}
th {{ font-weight: 600; }}
table {{ border-color: {edge}; border-collapse: collapse; margin: 4px 0 8px 0; }}
"""


def open_link(url: QUrl) -> bool:
    """Open it in the system's browser or mail program; False for what an answer may not open."""
    return url.scheme().lower() in _SAFE_SCHEMES and QDesktopServices.openUrl(url)


class TextPart(QTextBrowser):
    """Text to be read and selected, without a scroll bar of its own. Fetches nothing.

    The message that it is part of places it; layouts would lay text out several times.
    `pressed` when the mouse was.
    """

    pressed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        # A width of its own: the widget's is too narrow before it is placed.
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(0)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.anchorClicked.connect(open_link)
        self.highlighted.connect(lambda url: self.setToolTip(url.toString()))
        self._html = self._plain = ""
        self._measured = (-1, 0)
        self._colors: Colors | None = None

    def show_html(self, html: str) -> None:
        """Show HTML that `app.chat.markdown` made."""
        colors = colors_of(self.palette())
        if html == self._html and colors is self._colors:
            return
        self._html, self._colors = html, colors
        self.document().setDefaultStyleSheet(_SHEET.format(**vars(colors)))
        self.setHtml(html)
        has_links = "<a " in html
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_links else Qt.FocusPolicy.ClickFocus)
        self._plain = ""
        self._measured = (-1, 0)

    def show_plain(self, words: str) -> None:
        """Show text as it was typed; what is only longer than before is added."""
        if words == self._plain:
            return
        if self._plain and words.startswith(self._plain):
            cursor = self.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            cursor.insertText(words[len(self._plain) :])
        else:
            self.setPlainText(words)
        self._plain, self._html = words, ""
        self._measured = (-1, 0)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        return None

    def heightForWidth(self, width: int) -> int:
        if width != self._measured[0]:
            if self.lineWrapColumnOrWidth() != width:
                self.setLineWrapColumnOrWidth(width)
            self._measured = (width, ceil(self.document().size().height()))
        return self._measured[1]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.pressed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the transcript scrolls


class CopyButton(QToolButton):
    """Puts words on the clipboard, and says that it did."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.words = ""
        self.setFixedSize(28, 28)
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(1500)
        self._back.timeout.connect(lambda: self._dress(False))
        self._dress(False)
        self.clicked.connect(self.copy)

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words)
        self._dress(True)
        self._back.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._back.isActive():
            self._back.stop()
            self._dress(False)

    def _dress(self, done: bool) -> None:
        set_icon(self, "check" if done else "copy", Tint.SUCCESS if done else Tint.MUTED, 16)
        words = self.tr("Copied") if done else self._name
        self.setToolTip(words)
        self.setAccessibleName(words)


class CodeView(QFrame):
    """One block of code with its language and a button that copies it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "code")
        self._language = QLabel(self)
        self._language.setProperty("role", "small")
        self._language.setTextFormat(Qt.TextFormat.PlainText)
        self.copy_button = CopyButton(self.tr("Copy this code"), self)
        self.text = TextPart(self.tr("Code"), self)
        self._shown: tuple[Any, ...] = ()

    def heightForWidth(self, width: int) -> int:
        return 36 + self.text.heightForWidth(width - 24) + 12

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = self.width()
        self._language.setGeometry(12, 6, width - 60, 24)
        self.copy_button.move(width - 34, 4)
        self.text.setGeometry(12, 36, width - 24, self.height() - 48)

    def show_code(self, code: str, language: str, closed: bool) -> None:
        """`closed` False while it still grows: long code is coloured once it is whole."""
        from app.chat.highlighting import code_html

        dark = colors_of(self.palette()).dark
        wanted = (code, language, closed, dark)
        if wanted == self._shown:
            return
        self._shown = wanted
        self.copy_button.words = code
        self._language.setText(language or self.tr("text"))
        html = code_html(code, language, dark, closed or len(code) < 4000)
        self.text.show_html(f"<pre>{html}</pre>")


class ThinkingFold(QWidget):
    """What the model told itself, folded away behind a button."""

    turned = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QPushButton(self)
        self.button.setProperty("role", "fold")
        self.button.setCheckable(True)
        self.text = TextPart(self.tr("What the model thought"), self)
        self.text.hide()
        self._line = QFrame(self)
        self._line.setProperty("role", "thought")
        self._line.hide()
        self._words = ""
        self._busy: bool | None = None
        self.button.toggled.connect(self._on_toggled)
        self._label(False)

    def heightForWidth(self, width: int) -> int:
        height = self.button.sizeHint().height()
        if self.button.isChecked():
            height += 6 + self.text.heightForWidth(width - 16)
        return height

    def resizeEvent(self, event: QResizeEvent) -> None:
        size = self.button.sizeHint()
        below = size.height() + 4
        self.button.setGeometry(0, 0, min(self.width(), size.width()), size.height())
        self._line.setGeometry(2, below, 4, max(0, self.height() - below))
        self.text.setGeometry(16, below, self.width() - 16, max(0, self.height() - below))

    def show_thinking(self, words: str, busy: bool) -> None:
        """`busy` while the model is still at it."""
        self._words = words
        if busy is not self._busy:
            self._busy = busy
            self._label(busy)
        if self.button.isChecked():
            self.text.show_plain(words.strip())

    def _label(self, busy: bool) -> None:
        self.button.setText(self.tr("Thinking…") if busy else self.tr("Thoughts of the model"))
        shown = self.button.isChecked()
        set_icon(self.button, "chevron-down" if shown else "chevron-right", Tint.MUTED, 16)
        tip = self.tr("Hide what it thought") if shown else self.tr("Show what it thought")
        self.button.setToolTip(tip)
        self.resizeEvent(QResizeEvent(self.size(), self.size()))

    def _on_toggled(self, on: bool) -> None:
        if on:
            self.text.show_plain(self._words.strip())
        self.text.setVisible(on)
        self._line.setVisible(on)
        self._label(bool(self._busy))
        self.turned.emit(on)


class AttachedFiles(QWidget):
    """The names of what came with a message; the beginning of each as a tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self._shown: Sequence[Attachment] = ()

    def show_files(self, files: Sequence[Attachment]) -> None:
        """Name these instead."""
        self.setVisible(bool(files))
        if files == self._shown:
            return
        self._shown = files
        for old in self.findChildren(QToolButton):
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        for number, item in enumerate(files):
            sign = QToolButton(self)
            sign.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            set_icon(sign, "attach", Tint.MUTED, 16)
            sign.setText(item.name)
            sign.setAccessibleName(self.tr("Attached file {name}").format(name=item.name))
            sign.setToolTip(wrapped_tooltip(item.text[:600]))
            self._row.insertWidget(number, sign)
