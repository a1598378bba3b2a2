"""Chunks to tokens: batches through faster-whisper, and what goes wrong in one again, alone.

faster-whisper's batches know no fallback: what repeats itself or is improbable stays. Here such a
chunk is decoded again by the same library's loop over temperatures (Radford et al. 2022,
arXiv:2212.04356, section 4.5).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipelines.progress import Progress
from pipelines.speech.whisper_options import WhisperOptions

if TYPE_CHECKING:
    import numpy as np
    from faster_whisper import WhisperModel
    from faster_whisper.tokenizer import Tokenizer
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

_RATE = 16_000
_FRAMES = 3000  # of features in Whisper's half minute

#: What a loop that no temperature breaks is decoded with at last.
_UNLIKE_BEFORE = 4


@dataclass(frozen=True)
class Decoding:
    """The tokens of one chunk, text and times, and Whisper's own figures for them."""

    tokens: tuple[int, ...]
    avg_logprob: float
    no_speech_prob: float
    compression_ratio: float
    temperature: float

    def is_silence(self, options: WhisperOptions) -> bool:
        return (
            self.no_speech_prob > options.no_speech_threshold
            and self.avg_logprob < options.log_prob_threshold
        )

    def repeats(self, options: WhisperOptions) -> bool:
        return self.compression_ratio > options.compression_ratio_threshold

    def is_doubtful(self, options: WhisperOptions) -> bool:
        """Whether it should be made again."""
        if self.is_silence(options):
            return False
        return self.repeats(options) or self.avg_logprob < options.log_prob_threshold


@dataclass(frozen=True)
class Decoder:
    """Decodes chunks in one language for one task."""

    model: "WhisperModel"
    tokenizer: "Tokenizer"
    options: WhisperOptions

    def features(self, chunks: Sequence["Samples"]) -> "NDArray[np.float32]":
        """Log mel spectra, (chunks, mels, 3000)."""
        import numpy as np
        from faster_whisper.audio import pad_or_trim

        extract = self.model.feature_extractor
        return np.stack([pad_or_trim(extract(chunk)[..., :-1], _FRAMES) for chunk in chunks])

    def decode(
        self, features: "NDArray[np.float32]", progress: Progress
    ) -> tuple[Any, list[Decoding]]:
        """What the encoder says of all, and a decoding of each; the doubtful ones are repeated."""
        from faster_whisper import BatchedInferencePipeline

        first, *warmer = self.options.temperatures
        given = self.options.given(self.tokenizer, [first])
        batches = BatchedInferencePipeline(self.model)
        encoded, outputs = batches.generate_segment_batched(features, self.tokenizer, given)
        found = [self._decoding(output, first) for output in outputs]
        for index, decoding in enumerate(found):
            if decoding.is_doubtful(self.options):
                progress.check()
                alone = self.model.encode(features[index])
                found[index] = self._again(alone, decoding, warmer, progress)
        return encoded, found

    def _again(
        self, encoded: Any, first: Decoding, warmer: Sequence[float], progress: Progress
    ) -> Decoding:
        """The first decoding that is not doubtful, else the best one that does not loop."""
        tried = [first]
        for temperature in warmer:
            progress.check()
            tried.append(self._alone(encoded, temperature, self.options))
            if not tried[-1].is_doubtful(self.options):
                return tried[-1]
        if all(decoding.repeats(self.options) for decoding in tried):
            progress.check()
            unlike = replace(self.options, no_repeat_ngram_size=_UNLIKE_BEFORE)
            tried.append(self._alone(encoded, first.temperature, unlike))
        sound = [decoding for decoding in tried if not decoding.repeats(self.options)]
        return max(sound or tried, key=lambda decoding: decoding.avg_logprob)

    def _alone(self, encoded: Any, temperature: float, options: WhisperOptions) -> Decoding:
        given = options.given(self.tokenizer, [temperature])
        prompt = self.model.get_prompt(
            self.tokenizer,
            self.tokenizer.encode(given.initial_prompt) if given.initial_prompt else [],
            without_timestamps=given.without_timestamps,
            hotwords=given.hotwords,
        )
        result, logprob, _temperature, ratio = self.model.generate_with_fallback(
            encoded, prompt, self.tokenizer, given
        )
        tokens = tuple(result.sequences_ids[0])
        return Decoding(tokens, logprob, result.no_speech_prob, ratio, temperature)

    def _decoding(self, output: dict[str, Any], temperature: float) -> Decoding:
        from faster_whisper.transcribe import get_compression_ratio

        tokens = tuple(output["tokens"])
        text = self.tokenizer.decode(list(tokens)).strip()
        return Decoding(
            tokens,
            output["avg_logprob"],
            output["no_speech_prob"],
            get_compression_ratio(text),
            temperature,
        )
