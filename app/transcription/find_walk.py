"""Looks for words in a document, walks from hit to hit, and replaces them."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QLocale, QObject, QTimer

from app.error_view import sentence_of
from app.transcription.find_bar import FindBar
from app.transcription.segment_list import SegmentList
from pipelines.errors import BadInput
from pipelines.speech.finding import Hit, Search, find, replace_all, replace_hit
from pipelines.speech.transcript import Transcript
from pipelines.text import text

_WAIT_MS = 150
Made = TypeVar("Made")


class FindWalk(QObject):
    """Joins the bar with the list; `hits` in the order of the text."""

    def __init__(self, view: SegmentList, bar: FindBar) -> None:
        super().__init__(view)
        self._view, self._bar, self._document = view, bar, view.document
        self.hits: list[Hit] = []
        self.present = -1
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_WAIT_MS)
        self._delay.timeout.connect(lambda: self.refresh(jump=False))
        bar.changed.connect(self.refresh)
        bar.stepped.connect(self.step)
        bar.replace_wanted.connect(self.replace)
        bar.replace_all_wanted.connect(self.replace_all)
        bar.closed.connect(self.close)
        self._document.changed.connect(lambda _first, _gone, _new: self._stale())
        self._document.replaced.connect(self._stale)

    # -- the bar ---------------------------------------------------------------------------

    def open(self, replacing: bool = False) -> None:
        """Show the bar, with what is selected in the row that is being written in."""
        field = self._view.editing.field
        words = field.textCursor().selectedText() if self._view.editing.row >= 0 else ""
        self._view.editing.commit()
        self._bar.open_bar(words, replacing)
        self.refresh()

    def close(self) -> None:
        self._bar.hide()
        self.hits, self.present = [], -1
        self._view.show_hits(())
        self._view.setFocus()

    def search(self) -> Search:
        """What the bar asks for."""
        bar = self._bar
        return Search(
            bar.words.text(), bar.case.isChecked(), bar.whole.isChecked(), bar.regex.isChecked()
        )

    def _stale(self) -> None:
        if self._bar.isVisible():
            self._delay.start()

    def pause(self) -> None:
        """Nobody looks: find nothing for now."""
        self._delay.stop()

    def resume(self) -> None:
        """Somebody looks again."""
        self._stale()

    # -- hits ------------------------------------------------------------------------------

    def refresh(self, jump: bool = True) -> None:
        """Look again; `jump` goes to the first hit from where one is."""
        self._delay.stop()
        self.hits, problem = [], ""
        try:
            self.hits = list(find(self._document.transcript, self.search()))
        except BadInput as error:
            problem = sentence_of(error)
        self._bar.show_problem(problem)
        self.present = self._nearest() if jump else -1
        self._show(jump)

    def _nearest(self) -> int:
        """The first hit in the present row or after it, the very first behind the last."""
        row = max(0, self._view.row)
        for number, hit in enumerate(self.hits):
            if hit.segment >= row:
                return number
        return 0 if self.hits else -1

    def _show(self, jump: bool = True) -> None:
        present = self.hits[self.present] if 0 <= self.present < len(self.hits) else None
        self._view.show_hits(self.hits, present if jump else None)
        self._bar.show_count(len(self.hits), self.present)
        if self._document.is_live:
            self._bar.one.setEnabled(False)
            self._bar.all.setEnabled(False)

    def next(self) -> None:
        self._walk(1)

    def previous(self) -> None:
        self._walk(-1)

    def _walk(self, step: int) -> None:
        if not self._bar.isVisible():
            self.open()
        else:
            self.step(step)

    def step(self, step: int) -> None:
        """To the next or previous hit, round at the ends."""
        self._bar.settle()
        if self._delay.isActive():
            self.refresh(jump=False)
        if not self.hits:
            return
        if self.present < 0:
            self.present = self._nearest()
        else:
            self.present = (self.present + step) % len(self.hits)
        self._show()

    # -- replacing -------------------------------------------------------------------------

    def replace(self) -> None:
        """Replace the present hit and go to the next."""
        self._bar.settle()
        if not 0 <= self.present < len(self.hits):
            self.step(1)
            return
        hit, words = self.hits[self.present], self._bar.replacement.text()
        before = self._document.transcript

        def make() -> Transcript:
            return replace_hit(before, hit, self.search(), words)

        after = self._try(make)
        if after is None:
            return
        self._document.step(text("Replace"), after)
        # On from behind what was put in, so that "a" replaced by "aa" comes to an end.
        grown = len(self._document.segments[hit.segment].text)
        grown -= len(before.segments[hit.segment].text)
        place = (hit.segment, hit.end + grown)
        self.refresh(jump=False)
        later = (n for n, one in enumerate(self.hits) if (one.segment, one.start) >= place)
        self.present = next(later, 0 if self.hits else -1)
        self._show()

    def replace_all(self) -> None:
        """Replace every hit, as one step."""
        self._bar.settle()
        self._view.editing.commit()
        before, words = self._document.transcript, self._bar.replacement.text()
        made = self._try(lambda: replace_all(before, self.search(), words))
        if made is None:
            return
        after, count = made
        self._document.step(text("Replace all"), after)
        self.refresh(jump=False)
        told = self.tr("{count} replaced").format(count=QLocale().toString(count))
        self._bar.tell(told)

    def _try(self, make: Callable[[], Made]) -> Made | None:
        """What it makes; None, with the reason in the bar, if the pattern is wrong."""
        try:
            return make()
        except BadInput as error:
            self._bar.show_problem(sentence_of(error))
            return None
