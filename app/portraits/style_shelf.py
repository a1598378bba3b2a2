"""The user's styles in the tab: read, offered, edited, and pictured by the first portrait."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.context import AppContext
from app.error_view import MessageStrip
from app.jobs import QUICK, Job, JobState
from app.portraits.panel import PortraitPanel
from app.portraits.result_model import Portrait
from app.portraits.style_dialog import StyleDialog, style_title

if TYPE_CHECKING:
    from pipelines.portraits.styles import Style


class StyleShelf(QObject):
    """Keeps the panel's styles as they are on disk."""

    def __init__(
        self, context: AppContext, panel: PortraitPanel, strip: MessageStrip, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context, self._panel, self._strip, self._window = context, panel, strip, parent
        self.styles: tuple[Style, ...] = ()
        self._pictured: set[str] = set()
        panel.styles_wanted.connect(self.edit)

    def load(self) -> None:
        """Read them anew."""
        data = self._context.places.data

        def work(_progress: object) -> Any:
            from pipelines.portraits.styles import styles_in

            library = styles_in(data)
            return tuple((style, library.thumbnail_of(style)) for style in library.load())

        self._ask(work)

    def _ask(self, work: Any) -> None:
        job = self._context.jobs.submit(work, lane=QUICK)
        job.finished.connect(lambda state: self._on_styles(job, state))

    def _on_styles(self, job: Job, state: JobState) -> None:
        if state is JobState.FAILED:
            self._strip.show_failure(job)
        elif state is JobState.DONE:
            self.styles = tuple(style for style, _thumbnail in job.result)
            self._panel.show_styles(job.result)

    def name_of(self, word: str) -> str:
        """What a style is called in the user's language."""
        return next((style_title(style) for style in self.styles if style.word == word), word)

    # -- changing them ---------------------------------------------------------------------

    def edit(self) -> None:
        """Change the list in a dialog."""
        dialog = StyleDialog(self.styles, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self.save)
        dialog.open()

    def save(self, styles: "tuple[Style, ...]") -> None:
        """Keep these instead."""
        data = self._context.places.data

        def work(_progress: object) -> Any:
            from pipelines.portraits.styles import styles_in

            library = styles_in(data)
            library.save(styles)
            return tuple((style, library.thumbnail_of(style)) for style in styles)

        self._ask(work)

    def picture(self, portrait: Portrait) -> None:
        """The first portrait in a style that has no thumbnail becomes it."""
        word, path = str(portrait.values.get("style", "")), portrait.path
        style = next((one for one in self.styles if one.word == word), None)
        if path is None or style is None or style.thumbnail or word in self._pictured:
            return
        self._pictured.add(word)
        data, styles = self._context.places.data, self.styles

        def work(_progress: object) -> Any:
            from pipelines.portraits.styles import styles_in

            library = styles_in(data)
            made = library.pictured(style, path)
            kept = tuple(
                replace(one, thumbnail=made.thumbnail) if one.word == word else one
                for one in (library.load() or styles)
            )
            library.save(kept)
            return tuple((one, library.thumbnail_of(one)) for one in kept)

        self._ask(work)
