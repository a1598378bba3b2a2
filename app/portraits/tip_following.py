"""Follows the guide's tips: changes what helps, says what was changed, and offers to undo it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.choosing.offers import Offers
from app.context import AppContext
from app.error_view import MessageKind, MessageStrip
from app.jobs import QUICK, Job, JobState
from app.portraits.likeness_words import is_low
from app.portraits.panel import PortraitPanel
from app.portraits.result_model import Portrait
from app.portraits.tips_bar import TipsBar, change_words
from app.translation import translate

if TYPE_CHECKING:
    from pipelines.portraits.tips import Tip


class TipFollowing(QObject):
    """`listed` when the tips stand in the bar."""

    listed = Signal()

    def __init__(
        self,
        context: AppContext,
        bar: TipsBar,
        panel: PortraitPanel,
        strip: MessageStrip,
        offers: Offers,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bar, self._panel, self._strip, self._offers = bar, panel, strip, offers
        bar.taken.connect(self.follow)
        job = context.jobs.submit(lambda _progress: _tips(), lane=QUICK)
        job.finished.connect(lambda state: self._on_tips(job, state))

    def _on_tips(self, job: Job, state: JobState) -> None:
        if state is JobState.DONE:
            self._bar.show_tips(job.result)
            self.listed.emit()

    def look_at(self, portrait: Portrait) -> None:
        """Tips help once there is something to be unhappy with; one that fits is marked."""
        from pipelines.portraits.tips import Trouble, tip_for

        self._bar.show()
        low = portrait.likeness is not None and is_low(portrait.likeness, portrait.among)
        self._bar.point_at(tip_for(Trouble.LIKENESS_LOW) if low else None)

    def follow(self, tip: "Tip") -> None:
        """Change what helps."""
        params = self._panel.build(image=Path("example"))
        if params is None:
            return
        wanted = tip.changed(params)
        advice = translate(tip.advice)
        if not wanted:
            words = self.tr("Nothing is left to change about that. {advice}")
            self._strip.show_message(MessageKind.INFO, words.format(advice=advice))
            return
        before = self._panel.change(wanted)
        items = {name: item for name in wanted if (item := self._panel.item(name)) is not None}
        told = self.tr("Changed: {changes}. {advice}").format(
            changes=change_words(items, before, wanted), advice=advice
        )
        self._offers.make(told, self.tr("Undo"), lambda: self._undo(before))

    def _undo(self, before: Mapping[str, Any]) -> None:
        self._panel.change(before)
        self._strip.show_message(MessageKind.INFO, self.tr("The settings are as they were."))


def _tips() -> "tuple[Tip, ...]":
    from pipelines.portraits.tips import TIPS

    return TIPS
