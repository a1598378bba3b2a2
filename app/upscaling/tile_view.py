"""The tiles of a redraw in the tab: filling in while it runs, and kept when it is stopped."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.error_view import MessageKind
from app.jobs import Job, JobState
from app.upscaling.redraws import Redraw, Redraws
from app.upscaling.tile_choice import TileChoice
from app.upscaling.tile_dialog import TileDialog
from app.upscaling.tile_layer import TileLayer
from app.upscaling.viewer import UpscalingView

if TYPE_CHECKING:
    from app.choosing.offers import Offers
    from pipelines.redrawing.work import Place


class TileView(QObject):
    """Lays the tiles over the viewer's picture. `kept_wanted` with a stopped redraw of which what
    is drawn shall be saved, `again_wanted` with one, the place of a tile and a `TileWish`."""

    kept_wanted = Signal(object)
    again_wanted = Signal(object, object, object)

    def __init__(self, redraws: Redraws, viewer: UpscalingView, parent: QObject) -> None:
        super().__init__(parent)
        self._redraws, self._viewer = redraws, viewer
        self._ending = False
        board = redraws.board
        self.layer = TileLayer(board, viewer, self._is_on_view)
        viewer.compare.set_cover(self.layer)
        self.choice = TileChoice(board, self.layer, viewer.compare, self)
        self.choice.chosen.connect(self._ask)
        self.choice.left.connect(lambda: viewer.tile_button.setChecked(False))
        viewer.tile_button.toggled.connect(self._on_toggled)
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
        self._viewer.tile_button.setChecked(False)
        job.finished.connect(self._on_end)

    def _on_end(self, state: JobState) -> None:
        # Until the result itself can be seen, or the source would shine through for a moment.
        self._ending = state is JobState.DONE
        if not self._ending and self._redraws.board.whole:
            self._redraws.board.show_result()  # what there was before is whole, too

    def _on_result(self) -> None:
        if self._ending:
            self._ending = False
            self._redraws.board.show_result()

    @property
    def counts(self) -> tuple[int, int]:
        """How many tiles are drawn, and how many there are."""
        board = self._redraws.board
        return len(board.done), len(board.tiles)

    @property
    def is_begun(self) -> bool:
        """Whether some tiles are drawn, and others are not."""
        done, total = self.counts
        return 0 < done < total

    # -- one tile again ---------------------------------------------------------------------

    def refresh(self, busy: bool) -> None:
        """Tiles of the last redraw can be drawn again while its result is on view."""
        last, state = self._redraws.last, self._redraws.last_state
        there = last is not None and state is not None and self._redraws.board.whole
        there = there and self._viewer.result is not None and self._is_on_view()
        button = self._viewer.tile_button
        button.setVisible(there)
        button.setEnabled(not busy)
        if not there:
            button.setChecked(False)

    def _on_toggled(self, on: bool) -> None:
        if on:
            self.choice.begin()
        else:
            self.choice.end()

    def _ask(self, place: "Place") -> None:
        last, board = self._redraws.last, self._redraws.board
        if last is None or place not in board.tiles:
            return
        number = sorted(board.tiles).index(place) + 1
        dialog = TileDialog(number, len(board.tiles), last.prompt, self._viewer)
        dialog.wished.connect(lambda wish: self.again_wanted.emit(last, place, wish))
        dialog.open()

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
