"""How Whisper decodes. The names and defaults are faster-whisper's and whisperX's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from faster_whisper.tokenizer import Tokenizer

#: "chunk": one segment for all that is heard at once, for an aligner that comes after it, as
#: whisperX does; "segments": a segment for each sentence; "words": word times besides. These come
#: from Whisper's cross-attention. Its own time tokens are not asked for: with them it stops at long
#: pauses, and hears a little worse.
Timestamps = Literal["chunk", "segments", "words"]

#: Whisper's fallback: how much warmer each new try is, and the warmest.
_STEP, _WARMEST = 0.2, 1.0
_ENOUGH = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)

#: Tokens that prompt and hotwords may take together: nearly half of what the decoder holds.
_PROMPT_TOKENS = 220


@dataclass(frozen=True)
class WhisperOptions:
    """`language` is Whisper's code.

    A decoding whose mean log-probability is below `log_prob_threshold`, or whose text compresses
    better than `compression_ratio_threshold`, is made again at the next of `temperatures`; one that
    is improbable and, with more than `no_speech_threshold`, no speech, is left out.
    """

    language: str
    task: Literal["transcribe", "translate"] = "transcribe"
    timestamps: Timestamps = "chunk"
    batch_size: int = 8
    beam_size: int = 5
    best_of: int = 5
    patience: float = 1.0
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    temperatures: tuple[float, ...] = _ENOUGH
    log_prob_threshold: float = -1.0
    compression_ratio_threshold: float = 2.4
    no_speech_threshold: float = 0.6
    initial_prompt: str = ""
    hotwords: str = ""

    def given(self, tokenizer: "Tokenizer", temperatures: Sequence[float]) -> Any:
        """faster-whisper's own options for one decoding."""
        from faster_whisper.transcribe import TranscriptionOptions, get_suppressed_tokens

        prompt, hotwords = self._hints(tokenizer)
        return TranscriptionOptions(
            beam_size=self.beam_size,
            best_of=self.best_of,
            patience=self.patience,
            length_penalty=self.length_penalty,
            repetition_penalty=self.repetition_penalty,
            no_repeat_ngram_size=self.no_repeat_ngram_size,
            log_prob_threshold=self.log_prob_threshold,
            no_speech_threshold=self.no_speech_threshold,
            compression_ratio_threshold=self.compression_ratio_threshold,
            condition_on_previous_text=False,
            prompt_reset_on_temperature=0.5,
            temperatures=list(temperatures),
            initial_prompt=prompt,
            prefix=None,
            suppress_blank=True,
            suppress_tokens=list(get_suppressed_tokens(tokenizer, [-1]) or ()),  # type: ignore[arg-type]
            without_timestamps=True,
            max_initial_timestamp=0.0,
            word_timestamps=self.timestamps != "chunk",
            prepend_punctuations="\"'“¿([{-",
            append_punctuations="\"'.。,，!！?？:：”)]}、",
            multilingual=False,
            max_new_tokens=None,
            clip_timestamps=[],
            hallucination_silence_threshold=None,
            hotwords=hotwords,
        )

    def _hints(self, tokenizer: "Tokenizer") -> tuple[str | None, str | None]:
        """Prompt and hotwords, cut to what fits: of a prompt its end, of hotwords the first."""
        both = bool(self.initial_prompt.strip() and self.hotwords.strip())
        room = _PROMPT_TOKENS // (2 if both else 1)
        prompt = tokenizer.encode(" " + self.initial_prompt.strip())[-room:]
        hotwords = tokenizer.encode(" " + self.hotwords.strip())[:room]
        return (
            tokenizer.decode(prompt).strip("�") if self.initial_prompt.strip() else None,
            tokenizer.decode(hotwords).strip("�") if self.hotwords.strip() else None,
        )


def options_from(params: Any, language: str, timestamps: Timestamps) -> WhisperOptions:
    """The options that `TranscriptionParams` ask for."""
    temperatures = [params.temperature]
    while params.temperature_fallback and temperatures[-1] + _STEP <= _WARMEST + 1e-9:
        temperatures.append(round(temperatures[-1] + _STEP, 3))
    return WhisperOptions(
        language=language,
        task=params.task,
        timestamps=timestamps,
        batch_size=params.batch_size,
        beam_size=params.beam_size,
        temperatures=tuple(temperatures),
        initial_prompt=params.initial_prompt,
        hotwords=params.hotwords,
    )
