"""English word times by PocketSphinx, whose package carries an acoustic model of its own.

The starter among the aligners: no download, and word boundaries within a few hundredths of a
second in clear speech. Where a wav2vec2 network is there, that is used instead, since it copes
better with noise. PocketSphinx: https://github.com/cmusphinx/pocketsphinx (BSD 2-Clause).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipelines.progress import Progress
from pipelines.speech.english_sounds import sounds_of, spoken_words
from pipelines.speech.transcript import SHORTEST, Segment, Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENGINE = "pocketsphinx"

_RATE = 16_000
#: Its frames, in seconds.
_FRAME = 0.01
#: Seconds that are looked at before and after a segment, and of silence put around it: the search
#: has to end in one.
_BEFORE, _AFTER, _SILENCE = 0.15, 0.3, 0.3
#: Longer stretches are left as they are: the search keeps every path.
_LONGEST = 60.0
#: Wide enough that the right path is never given up.
_BEAM = 1e-120

Span = tuple[float, float]


class EnglishAligner:
    """The loaded model, about 20 MB. Use from one thread at a time."""

    def __init__(self) -> None:
        from pocketsphinx import Decoder

        self._decoder: Any = Decoder(
            lm=None,
            loglevel="FATAL",
            beam=_BEAM,
            wbeam=_BEAM,
            pbeam=_BEAM,
            remove_noise=False,
            cmn="batch",
        )

    def refine(
        self, samples: "NDArray[np.float32]", segments: Sequence[Segment], progress: Progress
    ) -> tuple[tuple[Segment, ...], int]:
        """The same segments with better word times, and how many kept the ones they had.

        `samples` is the whole recording, mono, 16 kHz. Raises Cancelled between segments.
        """
        made: list[Segment] = []
        kept = 0
        for number, segment in enumerate(segments):
            progress.update(number / len(segments))
            first = made[-1].end if made else 0.0
            last = segments[number + 1].start if number + 1 < len(segments) else float("inf")
            spans = self._place(samples, segment, max(first, 0.0), last)
            if spans is None:
                kept += bool(segment.words)
                made.append(segment)
            else:
                made.append(_timed(segment, spans))
        progress.update(1.0)
        return tuple(made), kept

    def close(self) -> None:
        """Give the memory back."""
        self._decoder = None

    # -- one segment -----------------------------------------------------------------------

    def _place(
        self, samples: "NDArray[np.float32]", segment: Segment, first: float, last: float
    ) -> list[Span | None] | None:
        """Where each word is said, in seconds of the recording; None if that cannot be told."""
        words = [spoken_words(word.text, self._knows) for word in segment.words]
        said = [word for spoken in words for word in spoken]
        start = max(first - _BEFORE, segment.start - _BEFORE, 0.0)
        end = min(last + _BEFORE, segment.end + _AFTER, len(samples) / _RATE)
        if not said or not SHORTEST < end - start <= _LONGEST:
            return None
        for word in said:
            if not self._knows(word):
                self._decoder.add_word(word, sounds_of(word), True)
        found = list(self._search(_sound(samples, start, end), said))
        if len(found) != len(said):
            return None
        offset = start - _SILENCE
        spans: list[Span | None] = []
        at = 0
        for spoken in words:
            pieces, at = found[at : at + len(spoken)], at + len(spoken)
            spans.append((pieces[0][0] + offset, pieces[-1][1] + offset) if pieces else None)
        return spans

    def _knows(self, word: str) -> bool:
        return self._decoder.lookup_word(word) is not None

    def _search(self, sound: bytes, said: Sequence[str]) -> Iterator[Span]:
        """Start and end of each word in the sound, in order; nothing if no path was found."""
        decoder = self._decoder
        decoder.set_align_text(" ".join(said))
        decoder.start_utt()
        decoder.process_raw(sound, full_utt=True)
        decoder.end_utt()
        for piece in decoder.seg() or ():
            if piece.word[0] not in "<[":  # silence and noises
                yield piece.start_frame * _FRAME, (piece.end_frame + 1) * _FRAME


def _sound(samples: "NDArray[np.float32]", start: float, end: float) -> bytes:
    """16-bit samples with a little silence around; noise of one step, since zeros have no sound."""
    import numpy as np

    piece = samples[int(start * _RATE) : int(end * _RATE)]
    pad = int(_SILENCE * _RATE)
    whole = np.random.default_rng(0).integers(-1, 2, len(piece) + 2 * pad).astype(np.int16)
    whole[pad : pad + len(piece)] += (np.clip(piece, -1, 1) * 32_000).astype(np.int16)
    return whole.tobytes()


def _timed(segment: Segment, spans: Sequence[Span | None]) -> Segment:
    """The segment with these word times; what is not said stands at the end of the word before."""
    words: list[Word] = []
    latest = next((span[0] for span in spans if span is not None), segment.start)
    for word, span in zip(segment.words, spans, strict=True):
        start, end = span if span is not None else (latest, latest)
        latest = end
        words.append(replace(word, start=round(start, 3), end=round(end, 3)))
    first = min(word.start for word in words if word.start is not None)
    last = max(word.end for word in words if word.end is not None)
    return replace(segment, start=first, end=max(last, first + SHORTEST), words=tuple(words))
