"""A model card's Markdown, shown by Qt's own renderer at its full height."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QWidget


class CardText(QTextBrowser):
    """Read-only Markdown without a scroll bar of its own; links open in the system's browser."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenExternalLinks(True)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("About this model"))
        self.viewport().setAutoFillBackground(False)
        self._markdown = ""

    def show_markdown(self, words: str) -> None:
        """Show this; HTML in it stays text, pictures from the net are not fetched."""
        self._markdown = words
        document = self.document()
        document.setDocumentMargin(0)
        features = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        document.setMarkdown(words, features | QTextDocument.MarkdownFeature.MarkdownNoHTML)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(400, self._height())

    def _height(self) -> int:
        return int(self.document().size().height()) + 8

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Colours are baked into the document when the Markdown is read.
        if event.type() == QEvent.Type.PaletteChange and self._markdown:
            self.document().setDefaultStyleSheet(
                f"a {{ color: {self.palette().color(QPalette.ColorRole.Link).name()}; }}"
            )
            self.show_markdown(self._markdown)
