"""The line above Run: how the job would run and what memory it takes, said before it starts."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.context import AppContext
from app.forms import hint_label
from app.icons import Tint, set_icon
from app.jobs import QUICK, Job, JobState
from app.translation import translate

if TYPE_CHECKING:
    from pipelines.device import Plan
    from pipelines.progress import Progress
    from pipelines.spec import ModelSpec
    from pipelines.versions import Version

_DELAY_MS = 250


class PlanLine(QFrame):
    """Hidden until there is something to say. The plan is made in a job, never while typing."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asked: tuple[Any, Mapping[str, Any], Any] | None = None
        self._job: Job | None = None
        self._planned: object = None
        self._stopped = False
        self.plan: Plan | None = None
        self._icon = QLabel(self)
        self._icon.setFixedSize(16, 16)
        self._words = hint_label("", "small", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self._ask)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_for(
        self,
        spec: "ModelSpec[Any] | None",
        values: Mapping[str, Any],
        source: Path | str | None,
        version: "Version | None" = None,
    ) -> None:
        """Plan a run of `spec` with these values of its form on `source`; None says nothing.

        `version` is an older one to run.
        """
        if spec is None or source is None or self._stopped:
            self._asked = None
            self._timer.stop()
            self._show(None)
            return
        asked = (spec, {**values, spec.input_field: source}, version)
        if self._asked is None or asked[0] is not self._asked[0] or asked[1:] != self._asked[1:]:
            self._asked = asked
            self._timer.start()

    def look_again(self) -> None:
        """The memory may have changed: after a run, or when models were unloaded."""
        if self._asked is not None:
            self._timer.start()

    def stop(self) -> None:
        """Plan no more: the window closes, though jobs may still end and ask."""
        self._asked = None
        self._stopped = True
        self._timer.stop()

    def _ask(self) -> None:
        if self._asked is None:
            return
        if self._job is not None and not self._job.state.is_end:
            self._timer.start()
            return
        asked, engine = self._asked, self._context.engine
        settings = self._context.settings.value

        def work(_progress: "Progress") -> "Plan | None":
            from pipelines.errors import HearthError
            from pipelines.run import plan_for
            from pipelines.validation import validate

            spec, values, version = asked
            try:
                params = validate(spec.params, values)
                return plan_for(engine.runtime(settings), spec, params, version=version)
            except HearthError:  # a bad value or picture is told where it is put in
                return None

        self._planned = asked
        self._job = self._context.jobs.submit(work, lane=QUICK)
        self._job.finished.connect(self._on_plan)  # a slot: forgotten when the line is gone

    @Slot(object)
    def _on_plan(self, state: JobState) -> None:
        if self._job is not None and self._planned is self._asked:
            self._show(self._job.result if state is JobState.DONE else None)

    def _show(self, plan: "Plan | None") -> None:
        self.plan = plan
        self.setVisible(plan is not None)
        if plan is None:
            return
        words = translate(plan.reason)
        self._words.setText(words[:1].upper() + words[1:])
        self._words.setAccessibleName(self.tr("How it will run: {plan}").format(plan=words))
        self.setToolTip("\n".join(translate(step) for step in plan.steps))
        if plan.fits:
            set_icon(self._icon, "chip", Tint.MUTED, 16)
            self._icon.setAccessibleName(self.tr("Fits into memory"))
        else:
            set_icon(self._icon, "warning", Tint.WARNING, 16)
            self._icon.setAccessibleName(self.tr("May not fit into memory"))
