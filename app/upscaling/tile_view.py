"""The tiles of a redraw in the tab: filling in while it runs, and kept when it is stopped."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.error_view import MessageKind
from app.jobs import Job, JobState
from app.upscaling.redraws import Redraw, Redraws
from app.upscaling.tile_layer import TileLayer
from app.upscaling.viewer import UpscalingView

if TYPE_CHECKING:
    from app.choosing.offers import Offers


class TileView(QObject):
    """Lays the tiles over the viewer's picture. `kept_wanted` with a stopped redraw of which what
    is drawn shall be saved."""

    kept_wanted = Signal(object)

    def __init__(self, redraws: Redraws, viewer: UpscalingView, parent: QObject) -> None:
        super().__init__(parent)
        self._redraws, self._viewer = redraws, viewer
        self._ending = False
        board = redraws.board
        self.layer = TileLayer(board, viewer, self._is_on_view)
        viewer.compare.set_cover(self.layer)
        board.changed.connect(viewer.compare.refresh_cover)
        viewer.compare.after.ready.connect(self._on_result)
        viewer.compare.after.failed.connect(self._on_result)

    def _is_on_view(self) -> bool:
        source, last = self._redraws.board.source, self._redraws.last
        if last is not None and source == last.picture:
            source = last.source  # what is drawn over may have been made of it
        return source is not None and source == self._viewer.source

    def follow(self, job: Job) -> None:
        """This job draws: its tiles are shown until its result is on view."""
        self._ending = False
        job.finished.connect(self._on_end)

    def _on_end(self, state: JobState) -> None:
        # Until the result itself can be seen, or the source would shine through for a moment.
        self._ending = state is JobState.DONE

    def _on_result(self) -> None:
        if self._ending:
            self._ending = False
            self._redraws.board.show_result()

    @property
    def counts(self) -> tuple[int, int]:
        """How many tiles are drawn, and how many there are."""
        board = self._redraws.board
        return len(board.done), len(board.tiles)

    def offer_kept(self, offers: "Offers", redraw: Redraw) -> None:
        """Say what is left of a redraw that was stopped, and offer to save it as it is."""
        done, total = self.counts
        words = self.tr(
            "Stopped. {n} of {total} tiles are drawn and kept: Run goes on with the next one."
        )
        offers.make(
            words.format(n=done, total=total),
            self.tr("Save it as it is"),
            lambda: self.kept_wanted.emit(redraw),
            kind=MessageKind.INFO,
        )
