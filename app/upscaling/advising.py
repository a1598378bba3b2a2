"""One line about the picture on view: which model suits it, and what goes before a redraw."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.choosing.choice_lines import full_title
from app.choosing.choices import Choice, matching_choice
from app.context import AppContext
from app.error_view import MessageKind
from app.jobs import QUICK, Job, JobState
from app.translation import translate
from app.upscaling.likeness_work import FaceEyes, installed_eyes
from app.upscaling.offer_bar import BarOffer, OfferBar
from app.upscaling.panel import UpscalingPanel
from app.upscaling.prepared import FirstStep
from app.upscaling.redraws import is_redraw

if TYPE_CHECKING:
    from pipelines.advising.advice import Advice
    from pipelines.advising.small_picture import EnlargeFirst
    from pipelines.advising.steps import Step
    from pipelines.advising.traits import Traits
    from pipelines.progress import Progress


class Advising(QObject):
    """Speaks in `line`. `changed` when something else goes before a run now.

    `single` says that the picture on view is all that is run; before many nothing goes first.
    """

    changed = Signal()

    def __init__(
        self,
        context: AppContext,
        panel: UpscalingPanel,
        line: OfferBar,
        eyes: FaceEyes | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._panel, self._line, self._eyes = context, panel, line, eyes
        self._path: Path | None = None
        self._job: Job | None = None
        self._closed = self._closed_here = False
        self.traits: Traits | None = None
        self.single = True
        self._as_it_is = False
        self._clean = False
        self._busy = self._done = False
        line.closed.connect(self._on_closed)
        panel.choice_changed.connect(self.refresh)
        panel.changed.connect(self.refresh)

    def look(self, path: Path | None) -> None:
        """Another picture is on view, or none."""
        if path == self._path:
            return
        self._path, self.traits = path, None
        self._as_it_is = self._clean = self._closed_here = False
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._line.hide()
        if path is None:
            return
        job = self._job = self._context.jobs.submit(
            lambda progress: self._measure(path, progress), lane=QUICK
        )
        job.finished.connect(lambda _state: self._on_measured(job))

    def follow(self, busy: bool, done: bool) -> None:
        """While something runs nothing is said, and no model is advised beside a result."""
        if (busy, done) != (self._busy, self._done):
            self._busy, self._done = busy, done
            self.refresh()

    def _measure(self, path: Path, progress: "Progress") -> "Traits":
        from pipelines.advising.traits import saved_quality, traits_of
        from pipelines.identity.catalogue import SCRFD, YUNET
        from pipelines.media.reading import read_picture

        picture = read_picture(path)
        traits = traits_of(picture, saved_quality(path))
        progress.check()
        runtime = self._context.engine.runtime(self._context.settings.value)
        there = any(runtime.store.is_installed(weight) for weight in (SCRFD, YUNET))
        if self._eyes is None and not there:
            return traits  # nothing is fetched for advice
        from pipelines.advising.face_pairs import in_picture, shown

        with (self._eyes or installed_eyes)(runtime, progress, False) as (finder, _recogniser):
            seen = shown(picture.pixels, finder)
        return traits.with_faces(tuple(in_picture(face, seen) for face in seen.faces))

    def _on_measured(self, job: Job) -> None:
        if job is self._job and job.state is JobState.DONE:  # what cannot be read is told elsewhere
            self.traits = job.result
            self.refresh()

    def _on_closed(self) -> None:
        """No model is advised until the next start, and no more is said of this picture."""
        self._closed = self._closed_here = True

    # -- what goes before a run -------------------------------------------------------------

    def changes(self) -> Mapping[str, Any]:
        """Other settings of the chosen model, which bring a small picture up first."""
        first = self._enlarge_first()
        return first.changes if first is not None and not self._as_it_is else {}

    def first_steps(self) -> tuple[FirstStep, ...]:
        """Models that run before the chosen one."""
        found: list[Step] = []
        cleaning = self._cleaning()
        if cleaning is not None and self._clean:
            found.append(cleaning)
        first = self._enlarge_first()
        if first is not None and first.step is not None and not self._as_it_is:
            found.append(first.step)
        choices = [(step, self._choice_of(step.model, step.params)) for step in found]
        return tuple(FirstStep(step, choice) for step, choice in choices if choice is not None)

    def _enlarge_first(self) -> "EnlargeFirst | None":
        if self.traits is None or not self.single or not is_redraw(self._panel.spec):
            return None
        from pipelines.advising.small_picture import enlarge_first

        traits = self.traits
        return enlarge_first(traits.width, traits.height, traits.kind, self._panel.values())

    def _cleaning(self) -> "Step | None":
        """The best way to take JPEG's blocks out that is not the chosen model itself."""
        from pipelines.advising.cleaning import cleaning_of

        found = cleaning_of(self.traits) if self.traits is not None else None
        spec = self._panel.spec
        if found is None or spec is None or not self.single:
            return None
        if spec.name == found.steps[0].model:
            return None
        offered = (s for s in found.steps if self._choice_of(s.model, s.params) is not None)
        return next(offered, None)

    def _choice_of(self, model: str, params: Mapping[str, Any]) -> Choice | None:
        return matching_choice(model, params, self._panel.picker.choices)

    # -- words ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Say what holds for the picture and the model that is chosen now."""
        if self.traits is None or self._panel.spec is None or self._busy or self._closed_here:
            self._line.hide()
            return
        told: list[str] = []
        offers: list[BarOffer] = []
        model = self._tell_model()
        for words, offer in (self._tell_small(), self._tell_cleaning(), model):
            if words and (not told or (words, offer) != model):  # one line: its button says which
                told.append(words)
            if offer is not None:
                offers.append(offer)
        if told:
            self._line.say(MessageKind.INFO, " ".join(told), offers)
        else:
            self._line.hide()

    def _tell_small(self) -> tuple[str, BarOffer | None]:
        first = self._enlarge_first()
        if first is None:
            return "", None
        words, undo = translate(first.words), translate(first.undo)
        if not self._as_it_is:
            return words, BarOffer(undo, words, lambda: self._set(as_it_is=True))
        told = self.tr("The picture is used as it is, small as it is.")
        back = self.tr("Enlarge it first")
        return told, BarOffer(back, words, lambda: self._set(as_it_is=False))

    def _tell_cleaning(self) -> tuple[str, BarOffer | None]:
        from pipelines.advising.cleaning import cleaning_of

        step = self._cleaning()
        found = cleaning_of(self.traits) if self.traits is not None else None
        if step is None or found is None:
            return "", None
        why = translate(step.why)
        if not self._clean:
            title = self.tr("Clean it first")
            return translate(found.words), BarOffer(title, why, lambda: self._set(clean=True))
        choice = self._choice_of(step.model, step.params)
        name = full_title(choice) if choice is not None else step.model
        told = self.tr("{model} cleans it first.").format(model=name)
        return told, BarOffer(self.tr("Do not clean it"), why, lambda: self._set(clean=False))

    def _tell_model(self) -> tuple[str, BarOffer | None]:
        from pipelines.advising.advice import advise

        if self.traits is None or self._done or self._closed:
            return "", None
        for advice in advise(self.traits):
            choice = self._choice_of(advice.model, advice.params)
            if choice is None:
                continue
            if self._panel.choice is not None and choice.key == self._panel.choice.key:
                return "", None
            words = self.tr("{model} suits this picture: {why}").format(
                model=full_title(choice), why=translate(advice.why)
            )
            caution = translate(advice.caution) if advice.caution is not None else ""
            title = self.tr("Choose {model}").format(model=choice.spec.title)
            why = f"{words} {caution}".strip()
            return words, BarOffer(title, why, lambda a=advice, c=choice: self._choose(a, c))
        return "", None

    def _choose(self, advice: "Advice", choice: Choice) -> None:
        self._panel.picker.choose(choice.key)
        if self._panel.form is not None:
            self._panel.form.set_values(advice.params)
        self.refresh()

    def _set(self, as_it_is: bool | None = None, clean: bool | None = None) -> None:
        self._as_it_is = self._as_it_is if as_it_is is None else as_it_is
        self._clean = self._clean if clean is None else clean
        self.refresh()
        self.changed.emit()
