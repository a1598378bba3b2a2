"""A whole transcription: voice activity, Whisper, word times, speakers, one after the other.

The order and the defaults are whisperX's (Bain et al. 2023, arXiv:2303.00747); each stage is
loaded, used and released before the next.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipelines.device import Plan
from pipelines.errors import BadInput, HearthError, NoConnection
from pipelines.progress import Progress
from pipelines.speech.aligners import AlignerModel, aligner_for, load_aligner
from pipelines.speech.languages import named
from pipelines.speech.listening import Hearer, Improved
from pipelines.speech.measuring import Measuring
from pipelines.speech.params import AUTO, TranscriptionParams
from pipelines.speech.regrouping import into_sentences
from pipelines.speech.seat import Seat
from pipelines.speech.sentences import get_ready
from pipelines.speech.speakers import bounds_for, tell_speakers
from pipelines.speech.transcript import Segment, Transcript
from pipelines.text import Text, text

if TYPE_CHECKING:
    from pipelines.speech.recording import Recording
    from pipelines.speech.voice_activity import Chunk, VoiceActivity
    from pipelines.speech.whisper import Whisper
    from pipelines.speech.whisper_model import WhisperModel
    from pipelines.weights.on_demand import FilesOnDemand

#: What is left of a chunk that was heard, in seconds, is nothing: times are rounded.
_NOTHING = 0.05


@dataclass(frozen=True)
class Talk:
    """What a transcription works on.

    `hear` is told what is heard, while it is. `begun` are segments that an earlier, broken run
    had heard, up to `reached` seconds: they are kept, and the rest is heard. `even_silence` has
    Whisper listen to all of it, also where no speech was found.
    """

    path: Path
    recording: "Recording"
    hear: Hearer | None = None
    begun: tuple[Segment, ...] = ()
    reached: float = 0.0
    even_silence: bool = False


@dataclass
class Stages:
    """What is loaded for transcriptions: one stage at a time, on one seat.

    `load_whisper` loads Whisper; `files` brings what turns out to be needed. `known` is the model
    in the catalogue, None for the user's own. `missing` remembers why an aligner could not be
    fetched, so that a folder of recordings waits for it only once.
    """

    load_whisper: "Callable[[], Whisper]"
    name: str
    files: "FilesOnDemand"
    known: "WhisperModel | None" = None
    seat: Seat = field(default_factory=Seat)
    missing: dict[str, HearthError] = field(default_factory=dict)

    def whisper(self) -> "Whisper":
        return self.seat.take("whisper", self.load_whisper)


class _Run:
    """One transcription on its way."""

    def __init__(
        self,
        stages: Stages,
        talk: Talk,
        params: TranscriptionParams,
        plan: Plan,
        progress: Progress,
    ) -> None:
        self.stages, self.talk, self.params, self.plan = stages, talk, params, plan
        self.progress = progress
        self.samples = talk.recording.samples
        self.notes: list[Text] = [*talk.recording.notes]
        self.made_by: dict[str, str] = {"model": stages.name}
        self.measuring = Measuring(params.debug)
        if params.wants_speakers:
            self.bounds = bounds_for(params.min_speakers, params.max_speakers)
        if stages.known is not None:
            check_abilities(stages.known, stages.name, params)

    def work(self) -> Transcript:
        activity = self._find_speech()
        chunks = self._chunks(activity)
        if not chunks and not self.talk.begun:
            self.notes.append(text("No speech was found in the recording."))
            return self._transcript((), activity, "", None)
        language, probability = self._language(activity)
        aligner = self._aligner(language)
        heard = self._listen(chunks, language, aligner)
        segments = (*self.talk.begun, *heard)
        if self.made_by.get("words") == "whisper":
            segments = into_sentences(segments, self._spoken(language))
            if language == "en" and self.params.task == "transcribe":
                segments = self._refine(segments)
        if not segments:
            self.notes.append(text("There was sound, but nothing in it that could be understood."))
        made = self._transcript(segments, activity, language, probability)
        if segments and aligner is not None:
            made = self._align(made, *aligner)
        if segments and self.params.wants_speakers:
            made = self._tell_speakers(made)
        self.notes.extend(self.measuring.notes)
        made = replace(made, notes=tuple(self.notes), made_by=MappingProxyType(self.made_by))
        if self.talk.hear is not None:
            self.talk.hear(Improved(made))
        return made

    # -- the stages -------------------------------------------------------------------------

    def _find_speech(self) -> "VoiceActivity":
        from pipelines.speech.voice_activity import find_speech

        self.progress.stage(text("Looking for speech"))
        params = self.params
        with self.measuring.of("voice activity"):
            activity = find_speech(
                self.samples,
                params.vad_method,
                params.vad_onset,
                min(params.vad_offset, params.vad_onset),
                self.progress.part(0, 0.08),
            )
        self.made_by["vad"] = params.vad_method
        return activity

    def _chunks(self, activity: "VoiceActivity") -> "tuple[Chunk, ...]":
        """The stretches that are still to be heard."""
        from pipelines.speech.voice_activity import Chunk, cut_and_merge

        found = cut_and_merge(activity, self.params.chunk_size)
        if self.talk.even_silence and len(found) < 2:
            whole = (0.0, min(self.talk.recording.duration, self.params.chunk_size))
            found = (Chunk(*whole, (whole,)),)
        left = (chunk.within(self.talk.reached, float("inf")) for chunk in found)
        return tuple(chunk for chunk in left if chunk is not None and chunk.duration > _NOTHING)

    def _language(self, activity: "VoiceActivity") -> tuple[str, float | None]:
        """The language, and how sure that is if it was found out. Raises BadInput."""
        wanted = self.params.language
        self.progress.stage(text("Loading {model}", model=self.stages.name))
        whisper = self.stages.whisper()
        if not whisper.multilingual:
            _check_english(self.stages.name, self.params)
            return "en", None
        if wanted != AUTO:
            return wanted, None
        self.progress.stage(text("Finding out the language"))
        with self.measuring.of("language"):
            language, probability = whisper.detect_language(self.samples, activity)
        self.progress.update(0.1)
        if probability < 0.5:
            self.notes.append(
                text(
                    "The language may be {language} ({percent} % sure). If it is another, choose "
                    "it and run again.",
                    language=named(language),
                    percent=round(probability * 100),
                )
            )
        return language, probability

    def _aligner(self, language: str) -> "tuple[AlignerModel, Mapping[str, Path]] | None":
        """The aligner of the language with its files; None, with a note, where there is none."""
        if not self.params.wants_words:
            return None
        name = named(language)
        if self.params.task == "translate":
            self.notes.append(
                text("Word times of a translation are Whisper's own, and only roughly right.")
            )
            return None
        model = aligner_for(language)
        if model is None:
            self.notes.append(
                text(
                    "There is no aligner for {language}: word times are Whisper's own.",
                    language=name,
                )
            )
            return None
        missing, files = self.stages.missing, self.stages.files
        if model.repo not in missing or files.has(model.files):
            try:
                return model, files.fetch(model.files, self.progress.part(0.1, 0.12))
            except HearthError as error:
                missing[model.repo] = error
        if language == "en":
            self.notes.append(
                text(
                    "Word times are by the starter aligner: the larger one, which is better in "
                    "noise, could not be fetched."
                )
            )
            return None
        why = missing[model.repo]
        if isinstance(why, NoConnection):
            self.notes.append(
                text(
                    "The aligner for {language} could not be fetched, since there is no "
                    "connection: word times are Whisper's own; connect and run again for better "
                    "ones.",
                    language=name,
                )
            )
            return None
        self.notes += [
            text(
                "Word times are Whisper's own, since the aligner for {language} could not be "
                "fetched.",
                language=name,
            ),
            why.text,
        ]
        return None

    def _listen(
        self, chunks: "Sequence[Chunk]", language: str, aligner: object
    ) -> tuple[Segment, ...]:
        from pipelines.speech.whisper import options_from

        timestamps = "chunk" if aligner else "words" if self.params.wants_words else "segments"
        if timestamps == "words":
            self.made_by["words"] = "whisper"
        if not chunks:
            return ()
        self.progress.stage(text("Transcribing"))
        options = options_from(self.params, language, timestamps)
        last = self.params.wants_words or self.params.wants_speakers
        end = 0.8 if last else 1.0

        with self.measuring.of("transcription"):
            get_ready(self._spoken(language))
            whisper = self.stages.whisper()
            found = whisper.transcribe(
                self.samples, chunks, options, self.progress.part(0.12, end), self.talk.hear
            )
        self.notes.extend(whisper.take_notes())
        return found

    def _refine(self, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
        """English word times by the starter aligner, where there is no network for them."""
        from pipelines.speech.english_aligner import ENGINE, EnglishAligner

        self.progress.stage(text("Finding word times"))
        end = 0.92 if self.params.wants_speakers else 1.0
        with self.measuring.of("word times"):
            aligner = self.stages.seat.take(ENGINE, EnglishAligner)
            part = self.progress.part(0.8, end)
            found, kept = aligner.refine(self.samples, segments, part)
        if kept:
            self.notes.append(
                text("In {count} sentences the word times are Whisper's own.", count=kept)
            )
        self.made_by["words"] = ENGINE
        return found

    def _align(
        self, made: Transcript, model: AlignerModel, files: Mapping[str, Path]
    ) -> Transcript:
        from pipelines.speech.alignment import align

        self.progress.stage(text("Finding word times"))
        end = 0.92 if self.params.wants_speakers else 1.0
        with self.measuring.of("word times"):
            try:
                aligner = self.stages.seat.take(
                    ("aligner", model.repo), lambda: load_aligner(files, model, self.plan)
                )
            except HearthError as error:
                self.notes.append(error.text)  # the text stays, with the times of its stretches
                return made
            part = self.progress.part(0.8, end)
            segments = align(self.samples, made.segments, made.language, aligner, part)
        self.made_by["words"] = model.repo
        made = made.with_segments(segments)
        if self.talk.hear is not None and self.params.wants_speakers:
            self.talk.hear(Improved(made))
        return made

    def _tell_speakers(self, made: Transcript) -> Transcript:
        self.progress.stage(text("Telling speakers apart"))
        with self.measuring.of("speakers"):
            told = tell_speakers(
                self.talk.path,
                self.talk.recording,
                made,
                self.bounds,
                self.stages.files,
                self.stages.seat,
                self.plan,
                self.progress.part(0.92, 1.0),
            )
        if told.engine:
            self.made_by["speakers"] = told.engine
        self.notes.extend(told.notes)
        if told.engine and len(told.transcript.speakers) == 1 and not self.params.max_speakers:
            self.notes.append(
                text(
                    "Only one voice was told apart. If there are more, say how many speakers there "
                    "are and run again."
                )
            )
        return told.transcript

    def _spoken(self, language: str) -> str:
        """The language of the text."""
        return "en" if self.params.task == "translate" else language

    def _transcript(
        self,
        segments: Sequence[Segment],
        activity: "VoiceActivity",
        language: str,
        probability: float | None,
    ) -> Transcript:
        return Transcript(
            segments=tuple(segments),
            language=self._spoken(language) if segments else language,
            language_probability=probability,
            task=self.params.task,
            duration=self.talk.recording.duration,
            speech=tuple(activity.spans),
            made_by=MappingProxyType(self.made_by),
            notes=tuple(self.notes),
        )


def check_abilities(model: "WhisperModel", name: str, params: TranscriptionParams) -> None:
    """Raise BadInput for what a model of the catalogue was never taught."""
    if not model.multilingual:
        _check_english(name, params)
    elif params.task == "translate" and not model.translates:
        raise BadInput(
            "{model} was not taught to translate: choose another model, such as base or large-v3, "
            "or the task “transcribe”.",
            model=name,
        )


def _check_english(name: str, params: TranscriptionParams) -> None:
    if params.language not in (AUTO, "en"):
        raise BadInput(
            "{model} knows English only: choose a model for every language, such as base, or set "
            "the language to English.",
            model=name,
        )
    if params.task == "translate":
        raise BadInput(
            "{model} knows English only, so it cannot translate: choose a model for every "
            "language, such as base.",
            model=name,
        )


def transcribe(
    stages: Stages, talk: Talk, params: TranscriptionParams, plan: Plan, progress: Progress
) -> Transcript:
    """Write down what is said. Raises BadInput, Cancelled and what loading a stage raises.

    A stage after Whisper that is not there costs no text: the notes say what is missing.
    """
    made = _Run(stages, talk, params, plan, progress).work()
    progress.update(1.0)
    return made
