"""The words of a chunk with their times, by Whisper's cross-attention, as sentences.

The times are faster-whisper's (`WhisperModel.add_word_timestamps`), which follow the text through
the attention of the decoder by dynamic time warping.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pipelines.speech.sentences import sentence_spans
from pipelines.speech.transcript import WITHOUT_SPACES, Word
from pipelines.speech.voice_activity import Chunk, Span

if TYPE_CHECKING:
    from pipelines.speech.whisper_decoding import Decoder

#: A pause within a sentence, in seconds, at which it is two segments after all.
_LONG_PAUSE = 2.0

_FRAMES_PER_SECOND = 100

#: So much of a word must lie in speech, in seconds, for its times to be cut to that; and so far
#: must it reach into a pause.
_SURE, _PAUSE = 0.06, 0.3


class WordTimes:
    """Gives words their times; remembers where the last one ended."""

    def __init__(self, decoder: "Decoder") -> None:
        self._decoder = decoder
        self._last_end = 0.0

    def of(
        self, chunks: Sequence[Chunk], texts: Sequence[Sequence[int]], encoded: Any
    ) -> list[list[Word]]:
        """The words of each chunk, from its text tokens and what the encoder said of all chunks.

        The text of a word still has the spaces around it.
        """
        timed: list[list[dict[str, Any]]] = [
            [{"start": chunk.start, "end": chunk.end, "tokens": list(tokens),
              "seek": chunk.start * _FRAMES_PER_SECOND}]
            for chunk, tokens in zip(chunks, texts, strict=True)
        ]  # fmt: skip
        spoken = [index for index, tokens in enumerate(texts) if tokens]
        if spoken:
            options = self._decoder.options.given(self._decoder.tokenizer, [0.0])
            sizes = [_frames(chunks[index]) for index in spoken]
            asked: Any = [timed[index] for index in spoken]  # its own type says one list less
            self._last_end = self._decoder.model.add_word_timestamps(
                asked,
                self._decoder.tokenizer,
                _chosen(encoded, spoken, len(texts)),
                sizes,  # type: ignore[arg-type]
                options.prepend_punctuations,
                options.append_punctuations,
                self._last_end,
            )
        spaced = self._decoder.options.language not in WITHOUT_SPACES
        return [
            _whole([_word(told, chunk) for told in parts[0].get("words", ())], spaced)
            for parts, chunk in zip(timed, chunks, strict=True)
        ]


def _frames(chunk: Chunk) -> int:
    """How many frames of Whisper's half minute the chunk fills."""
    return max(2, min(3000, round(chunk.duration * _FRAMES_PER_SECOND)))


def _chosen(encoded: Any, indices: Sequence[int], count: int) -> Any:
    """The rows of the encoder's output; without text there is nothing to follow through one."""
    if len(indices) == count:
        return encoded
    import ctranslate2
    import numpy as np

    rows = np.array(encoded.to_device(ctranslate2.Device.cpu))[list(indices)]
    return ctranslate2.StorageView.from_array(np.ascontiguousarray(rows))


def _word(told: dict[str, Any], chunk: Chunk) -> Word:
    start = min(max(float(told["start"]), chunk.start), chunk.end)
    end = min(max(float(told["end"]), start), chunk.end)
    start, end = _in_speech(start, end, chunk.spans)
    return Word(told["word"], round(start, 3), round(end, 3), round(float(told["probability"]), 3))


def _whole(words: Sequence[Word], spaced: bool) -> list[Word]:
    """Words as they are written: "ill" and "-disposed" are one."""
    found: list[Word] = []
    for word in words:
        if spaced and found and not word.text.startswith(" "):
            last = found.pop()
            score = min(last.score or 0.0, word.score or 0.0)
            word = Word(last.text + word.text, last.start, word.end, score)
        found.append(word)
    return found


def _in_speech(start: float, end: float, spans: Sequence[Span]) -> tuple[float, float]:
    """A word's times without the pause before or after it, into which attention often wanders."""
    best = max(spans, key=lambda span: min(end, span[1]) - max(start, span[0]), default=None)
    if best is None or min(end, best[1]) - max(start, best[0]) < _SURE:
        return start, end
    low = best[0] if best[0] - start > _PAUSE else start
    high = best[1] if end - best[1] > _PAUSE else end
    return low, high


def sentences_of(words: Sequence[Word], language: str) -> list[tuple[str, tuple[Word, ...]]]:
    """Text and words of each sentence; words have their spaces before, and none after."""
    written = "".join(word.text for word in words)
    ends = [end for _start, end in sentence_spans(written, language)]
    found: list[list[Word]] = [[]]
    at = sentence = 0
    for word in words:
        first = at + len(word.text) - len(word.text.lstrip())
        at += len(word.text)
        moved = False
        while sentence < len(ends) - 1 and first >= ends[sentence]:
            sentence, moved = sentence + 1, True
        if found[-1] and (moved or _pause(found[-1][-1], word) >= _LONG_PAUSE):
            found.append([])
        found[-1].append(word)
    return [
        ("".join(word.text for word in group).strip(), tuple(map(_bare, group)))
        for group in found
        if group
    ]


def _pause(before: Word, after: Word) -> float:
    return (after.start or 0.0) - (before.end or 0.0)


def _bare(word: Word) -> Word:
    return Word(word.text.strip(), word.start, word.end, word.score)
