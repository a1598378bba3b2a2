"""Whisper (Radford et al. 2022, arXiv:2212.04356) by CTranslate2, through faster-whisper (MIT)."""

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.heap import trim_heap
from pipelines.progress import Progress
from pipelines.speech.listening import Heard, Hearer
from pipelines.speech.transcript import Segment
from pipelines.speech.voice_activity import Chunk, VoiceActivity
from pipelines.speech.whisper_device import (
    compute_type_for,
    lacks_memory,
    runs_on,
    threads,
    workers,
)
from pipelines.speech.whisper_options import Timestamps, WhisperOptions, options_from
from pipelines.text import Text

if TYPE_CHECKING:
    import numpy as np
    from faster_whisper import WhisperModel
    from faster_whisper.tokenizer import Tokenizer
    from numpy.typing import NDArray

__all__ = ["Timestamps", "Whisper", "WhisperOptions", "options_from", "runs_on"]

_RATE = 16_000

#: Seconds of speech that the language is told from, half a minute at a time until one is sure.
_LANGUAGE_WINDOWS = 3


class Whisper:
    """A loaded Whisper model. Use `load`; `close` gives its memory back."""

    def __init__(self, model: "WhisperModel", name: str) -> None:
        self.name = name
        self._model: WhisperModel | None = model
        self._notes: list[Text] = []

    @classmethod
    def load(cls, folder: Path, plan: Plan, compute_type: str = "auto") -> "Whisper":
        """The model in a CTranslate2 folder, which is read whole and needed no longer after that.

        Raises BadInput for a folder that cannot be loaded, MemoryError where there is no room.
        """
        from faster_whisper import WhisperModel

        wanted, note = compute_type_for(plan.kind, compute_type)
        _kind, _colon, index = plan.device.partition(":")
        try:
            model = WhisperModel(
                str(folder),
                device="cuda" if plan.kind == "cuda" else "cpu",
                device_index=int(index or 0) if plan.kind == "cuda" else 0,
                compute_type=wanted,
                cpu_threads=threads(),
                num_workers=workers(plan.kind),
                local_files_only=True,
            )
        except MemoryError:
            raise
        except Exception as error:  # a tokenizer's damage comes as no narrower type
            size = (folder / "model.bin").stat().st_size if (folder / "model.bin").exists() else 0
            if isinstance(error, RuntimeError) and lacks_memory(plan.device, size):
                raise MemoryError from error
            raise BadInput(
                "{name} cannot be loaded as a Whisper model: it is damaged, incomplete or made for "
                "something else. Download it again.",
                name=folder.name,
            ) from error
        whisper = cls(model, folder.name)
        if note is not None:
            whisper.note(note)
        return whisper

    @property
    def model(self) -> "WhisperModel":
        """Raises RuntimeError after `close`."""
        if self._model is None:
            raise RuntimeError("the model has been closed")
        return self._model

    @property
    def multilingual(self) -> bool:
        return bool(self.model.model.is_multilingual)

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages it has a token for."""
        vocabulary = self.model.hf_tokenizer
        return tuple(
            code
            for code in self.model.supported_languages
            if not self.multilingual or vocabulary.token_to_id(f"<|{code}|>") is not None
        )

    def note(self, words: Text) -> None:
        """Keep something that the user should see."""
        if words not in self._notes:
            self._notes.append(words)

    def take_notes(self) -> tuple[Text, ...]:
        """What has been noted since the last call."""
        notes, self._notes = tuple(self._notes), []
        return notes

    def detect_language(
        self, samples: "NDArray[np.float32]", activity: VoiceActivity | None = None
    ) -> tuple[str, float]:
        """The language's code and how sure that is, 0 to 1, by the speech alone.

        Up to a minute and a half of speech is listened to, until half a minute of it is sure.
        """
        import numpy as np

        if not self.multilingual:
            return "en", 1.0
        longest = _LANGUAGE_WINDOWS * 30 * _RATE
        pieces: list[NDArray[np.float32]] = []
        for start, end in activity.spans if activity is not None else ():
            if sum(map(len, pieces)) >= longest:
                break
            pieces.append(samples[round(start * _RATE) : round(end * _RATE)])
        speech = np.concatenate(pieces)[:longest] if pieces else samples[:longest]
        if not len(speech):
            speech = np.zeros(_RATE, np.float32)
        code, probability, _all = self.model.detect_language(
            features=self.model.feature_extractor(speech)[..., :-1],
            language_detection_segments=_LANGUAGE_WINDOWS,
        )
        return code, float(probability)

    def transcribe(
        self,
        samples: "NDArray[np.float32]",
        chunks: Sequence[Chunk],
        options: WhisperOptions,
        progress: Progress | None = None,
        hear: Hearer | None = None,
    ) -> tuple[Segment, ...]:
        """What is said in `chunks` of 16 kHz mono `samples`, in the order of time.

        After each batch `hear` gets its segments, none where nobody spoke, and the time up to
        which all is decoded. Raises Cancelled between batches, and
        MemoryError where not even one chunk at a time has room.
        """
        from pipelines.speech.whisper_batches import Batches

        progress = progress or Progress()
        batches = Batches(self, samples, options, self._tokenizer(options))
        total = sum(chunk.duration for chunk in chunks) or 1.0
        found: list[Segment] = []
        done = 0.0
        for heard, seconds, reached in batches.run(chunks, progress):
            found.extend(heard)
            if hear is not None:
                hear(Heard(tuple(heard), reached))
            done += seconds
            progress.update(min(1.0, done / total))
        return tuple(found)

    def _tokenizer(self, options: WhisperOptions) -> "Tokenizer":
        """Raises BadInput for a language that this model has no token for."""
        from faster_whisper.tokenizer import Tokenizer

        language = options.language if self.multilingual else "en"
        if language not in self.languages:
            raise BadInput(
                "{model} does not know the language “{language}”: choose another model or "
                "language.",
                model=self.name,
                language=language,
            )
        vocabulary: Any = self.model.hf_tokenizer
        return Tokenizer(vocabulary, self.multilingual, task=options.task, language=language)

    def close(self) -> None:
        """Give the memory back; the model cannot be used any more."""
        model, self._model = self._model, None
        if model is not None:
            model.model.unload_model()
            del model
            gc.collect()
            trim_heap()
