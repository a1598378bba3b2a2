"""Chunks through Whisper, a batch at a time, and what comes out as segments."""

import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from pipelines.progress import Progress
from pipelines.speech.transcript import Segment, Word
from pipelines.speech.voice_activity import Chunk
from pipelines.speech.whisper_decoding import Decoder, Decoding
from pipelines.speech.whisper_device import lacks_memory
from pipelines.speech.whisper_options import WhisperOptions
from pipelines.speech.whisper_words import WordTimes, sentences_of
from pipelines.text import text

if TYPE_CHECKING:
    import numpy as np
    from faster_whisper.tokenizer import Tokenizer
    from numpy.typing import NDArray

    from pipelines.speech.whisper import Whisper

_RATE = 16_000

#: Speech that Whisper passed over at the end of a chunk, in seconds, from which on it is asked to
#: listen once more; and how far its times may be off.
_MISSED, _ROUGHLY = 1.5, 0.5

#: The least that a segment lasts, in seconds.
_SHORTEST = 0.02

#: How long a batch may take on a CPU.
_BATCH_SECONDS = 8.0

_LETTERS = re.compile(r"[^\W_]+")


class Batches:
    """One transcription on its way."""

    def __init__(
        self,
        whisper: "Whisper",
        samples: "NDArray[np.float32]",
        options: WhisperOptions,
        tokenizer: "Tokenizer",
    ) -> None:
        self._whisper, self._samples, self._options = whisper, samples, options
        self._decoder = Decoder(whisper.model, tokenizer, options)
        self._times = WordTimes(self._decoder)
        self._most = max(1, options.batch_size)
        self._workers: int = whisper.model.model.num_workers
        self._size = min(self._workers, self._most)
        self._pace = 0.0  # seconds that one chunk took of the last batch

    def run(
        self, chunks: Sequence[Chunk], progress: Progress
    ) -> Iterator[tuple[list[Segment], float, float]]:
        """For each batch its segments, the seconds it took up of the chunks, and its end.

        The first batches are small, so that the first words come soon.
        """
        at = 0
        while at < len(chunks):
            progress.check()
            batch = chunks[at : at + self._size]
            began = time.monotonic()
            heard = self._hear(batch, progress)
            if heard is None:
                continue  # with a smaller batch
            self._pace = (time.monotonic() - began) / len(batch)
            yield heard, sum(chunk.duration for chunk in batch), batch[-1].end
            at += len(batch)
            self._size = self._next_size()

    def _next_size(self) -> int:
        """Twice as many as before, within what was asked for.

        On a CPU no more than a few seconds' worth: nothing is heard and no cancel noticed within
        a batch, and beyond four at a time it is hardly faster.
        """
        size = min(2 * self._size, self._most)
        if self._whisper.model.model.device == "cpu":
            size = min(size, max(1, round(_BATCH_SECONDS / max(self._pace, 0.01))))
        return size

    def _hear(self, batch: Sequence[Chunk], progress: Progress) -> list[Segment] | None:
        """The batch's segments, or None if it has to be made smaller first.

        CTranslate2 raises RuntimeError for every failure of a GPU. A batch that fails is tried
        again by halves: had it been too large, that helps. A single chunk's failure is a lack of
        memory only if the driver says so.
        """
        try:
            return self._segments(batch, progress)
        except (RuntimeError, MemoryError) as error:
            if len(batch) > 1:
                self._size = self._most = len(batch) // 2
                self._whisper.note(
                    text(
                        "{count} stretches at once were too many for the memory: {fewer} at a "
                        "time were taken.",
                        count=len(batch),
                        fewer=self._size,
                    )
                )
                return None
            if isinstance(error, RuntimeError) and lacks_memory(self._device()):
                raise MemoryError from error
            raise

    def _device(self) -> str:
        model: Any = self._whisper.model.model
        return f"{model.device}:{model.device_index[0]}"

    def _segments(self, batch: Sequence[Chunk], progress: Progress) -> list[Segment]:
        """The batch's segments; as many parts of it as there are workers are decoded at once."""
        size = -(-len(batch) // self._workers)
        parts = [batch[at : at + size] for at in range(0, len(batch), size)]
        if len(parts) == 1:
            decoded = [self._decode(batch, progress)]
        else:
            with ThreadPoolExecutor(len(parts)) as pool:
                decoded = list(pool.map(lambda part: self._decode(part, progress), parts))
        found: list[Segment] = []
        for part, (encoded, decodings) in zip(parts, decoded, strict=True):
            found += self._told(part, encoded, decodings, progress)
        return found

    def _decode(self, batch: Sequence[Chunk], progress: Progress) -> tuple[Any, list[Decoding]]:
        pieces = [
            self._samples[round(chunk.start * _RATE) : round(chunk.end * _RATE)] for chunk in batch
        ]
        return self._decoder.decode(self._decoder.features(pieces), progress)

    def _told(
        self,
        batch: Sequence[Chunk],
        encoded: Any,
        decodings: Sequence[Decoding],
        progress: Progress,
    ) -> list[Segment]:
        texts = [self._text_tokens(decoding) for decoding in decodings]
        if self._options.timestamps == "chunk":
            pairs = zip(batch, texts, strict=True)
            parts = [[(self._decoder.tokenizer.decode(t).strip(), c, ())] for c, t in pairs]
        else:
            timed = self._times.of(batch, texts, encoded)
            parts = [self._sentences(*pair) for pair in zip(batch, timed, strict=True)]
        found: list[Segment] = []
        for chunk, decoding, told in zip(batch, decodings, parts, strict=True):
            heard = [
                self._segment(words, decoding, span.start, span.end, timed_words)
                for words, span, timed_words in told
                if _LETTERS.search(words)  # not dots, dashes and notes of music alone
            ]
            found += heard
            found += self._once_more(chunk, heard, progress)
        return found

    def _text_tokens(self, decoding: Decoding) -> list[int]:
        if decoding.is_silence(self._options):
            return []
        return [token for token in decoding.tokens if token < self._decoder.tokenizer.eot]

    def _sentences(
        self, chunk: Chunk, words: Sequence[Word]
    ) -> list[tuple[str, Chunk, tuple[Word, ...]]]:
        """Text, span and words of each sentence."""
        language = "en" if self._options.task == "translate" else self._options.language
        found: list[tuple[str, Chunk, tuple[Word, ...]]] = []
        for written, group in sentences_of(words, language):
            start, end = group[0].start or chunk.start, group[-1].end or chunk.end
            kept = group if self._options.timestamps == "words" else ()
            found.append((written, Chunk(start, max(end, start + _SHORTEST), ()), kept))
        return found

    def _segment(
        self, words: str, decoding: Decoding, start: float, end: float, timed: tuple[Word, ...]
    ) -> Segment:
        return Segment(
            start=round(start, 3),
            end=round(end, 3),
            text=words,
            words=timed,
            avg_logprob=float(decoding.avg_logprob),
            compression_ratio=float(decoding.compression_ratio),
            no_speech_prob=float(decoding.no_speech_prob),
            temperature=decoding.temperature,
        )

    def _once_more(
        self, chunk: Chunk, heard: Sequence[Segment], progress: Progress
    ) -> list[Segment]:
        """What is said at the end of a chunk after all that was heard of it, if anything is."""
        rest = self._missed(chunk, heard)
        if rest is None:
            return []
        progress.check()
        more = self._segments((rest,), progress)
        before, after = (
            " ".join(_LETTERS.findall(" ".join(segment.text for segment in some).lower()))
            for some in (heard, more)
        )
        return [] if before.endswith(after) else more  # only the times had been wrong

    def _missed(self, chunk: Chunk, heard: Sequence[Segment]) -> Chunk | None:
        """The end of a chunk after the last that was heard, if there is speech in it."""
        if self._options.timestamps == "chunk" or not heard:
            return None
        end = heard[-1].end
        for start, stop in chunk.spans:
            if start < end < min(start + _ROUGHLY, stop):
                end = start
        rest = chunk.within(end, chunk.end)
        if rest is None or rest.start <= chunk.start:
            return None
        return rest if sum(stop - start for start, stop in rest.spans) >= _MISSED else None
