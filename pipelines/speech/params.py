"""The inputs of every transcription, with the names of the WhisperX guides.

audio, batch_size, align_output, only_text and debug as in daanelson/whisperx; the others as in
victor-upmeet/whisperx and whisperx's own command.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipelines.spec import Media, Params, param
from pipelines.speech.languages import LANGUAGES

#: Stands for a language that is found out from the recording.
AUTO = "auto"

if TYPE_CHECKING:
    Language = str
else:
    Language = Literal[(AUTO, *LANGUAGES)]


class TranscriptionParams(Params):
    """Inputs of a transcription."""

    audio: Path = param(
        title="Recording",
        description="The sound or video to transcribe: MP3, WAV, M4A, FLAC, Ogg, MP4, MKV, MOV "
        "and most others.",
        media=Media.AUDIO,
    )
    language: Language = param(
        AUTO,
        title="Language",
        description="What is spoken. Automatic finds it out from the first half minute of speech "
        "and says how sure it is; choose it where the recording begins with music, names or "
        "another language.",
        labels={AUTO: "Automatic", **LANGUAGES},
    )
    task: Literal["transcribe", "translate"] = param(
        "transcribe",
        title="Task",
        description="Transcribe writes what is said in its own language. Translate writes it in "
        "English, with less exact word times; the large models do that best, turbo and distil "
        "models do not do it.",
        labels={"transcribe": "Transcribe", "translate": "Translate into English"},
    )
    align_output: bool = param(
        True,
        title="Word times",
        description="Find out when each word is said, by a model made for that language if there "
        "is one (fetched at the first use, 0.4 to 1.3 GB), else by a small one for English or by "
        "Whisper itself, which is less exact. Words can then be clicked, highlighted in subtitles "
        "and given to speakers.",
    )
    diarize: bool = param(
        False,
        title="Tell speakers apart",
        description="Find out who speaks when. Works best with two to four people who take "
        "turns; give the number of speakers below if you know it.",
    )
    min_speakers: int = param(
        0,
        title="At least",
        description="The fewest speakers that there can be. 0 if you do not know.",
        ge=0,
        le=20,
        step=1,
        lowest="Unknown",
        shown_when={"diarize": True},
    )
    max_speakers: int = param(
        0,
        title="At most",
        description="The most speakers that there can be; the same as the fewest if you know how "
        "many there are. 0 if you do not know.",
        ge=0,
        le=20,
        step=1,
        lowest="Unknown",
        shown_when={"diarize": True},
    )
    only_text: bool = param(
        False,
        title="Only the text",
        description="Leave out word times and speakers and write the plain text. Quicker, and "
        "enough for reading and searching.",
    )
    initial_prompt: str = param(
        "",
        title="Initial prompt",
        description="A sentence or two in the style of the recording, with its names and terms: "
        "Whisper goes on in that style and spells them so. Empty is usual.",
    )
    hotwords: str = param(
        "",
        title="Hotwords",
        description="Names and terms that occur, parted by spaces, so that they are rather "
        "heard. A handful works; a long list makes Whisper hear them everywhere.",
    )
    batch_size: int = param(
        8,
        title="Batch size",
        description="How many stretches of up to half a minute are decoded at once. More is "
        "faster on a GPU and needs more memory: 16 to 64 with 8 GB and more, 4 with little. On "
        "a CPU 4 to 8 is best.",
        ge=1,
        le=64,
        step=1,
        advanced=True,
    )
    beam_size: int = param(
        5,
        title="Beam size",
        description="How many readings are followed at the same time. 5 is usual; 1 is faster "
        "and errs more.",
        ge=1,
        le=10,
        step=1,
        advanced=True,
    )
    temperature: float = param(
        0.0,
        title="Temperature",
        description="How daring the choice of words is. 0 is exact and the same each time; more "
        "helps only where a passage comes out as nonsense.",
        ge=0,
        le=1,
        step=0.2,
        advanced=True,
    )
    temperature_fallback: bool = param(
        True,
        title="Try again when unsure",
        description="Decode a stretch again at higher temperatures if it looks wrong: text that "
        "repeats itself, or low probability. Costs time only where something is wrong.",
        advanced=True,
    )
    vad_method: Literal["silero", "pyannote"] = param(
        "silero",
        title="Voice activity by",
        description="What finds the speech between pauses and music. Silero is quick and good; "
        "pyannote is whisperX's own choice, better with overlapping and distant voices, slower. "
        "Both are part of Hearth.",
        labels={"silero": "Silero", "pyannote": "pyannote"},
        advanced=True,
    )
    vad_onset: float = param(
        0.5,
        title="Speech begins at",
        description="How sure voice activity must be before speech begins. Lower hears quiet "
        "voices and more noise; 0.3 for whispering, 0.7 for a noisy street.",
        ge=0.05,
        le=0.95,
        step=0.05,
        advanced=True,
    )
    vad_offset: float = param(
        0.363,
        title="Speech ends at",
        description="Below which certainty speech ends. Lower keeps the ends of words; not above "
        "the value where speech begins.",
        ge=0.02,
        le=0.95,
        step=0.05,
        advanced=True,
    )
    chunk_size: int = param(
        30,
        title="Longest stretch",
        description="The longest piece that Whisper gets at once. 30 is what it was trained on; "
        "shorter pieces give shorter segments and lose context.",
        ge=5,
        le=30,
        step=5,
        unit="s",
        advanced=True,
    )
    compute_type: Literal["auto", "int8", "int8_float16", "float16", "float32"] = param(
        "auto",
        title="Number format",
        description="What Whisper computes with. Automatic takes int8 on the CPU and float16 on "
        "a GPU; int8 halves the memory once more and costs hardly any accuracy.",
        labels={
            "auto": "Automatic",
            "int8": "int8",
            "int8_float16": "int8 and float16",
            "float16": "float16",
            "float32": "float32",
        },
        advanced=True,
    )
    debug: bool = param(
        False,
        title="Tell times and memory",
        description="Say for each stage how long it took and what memory the program held, as "
        "notes of the result.",
        advanced=True,
    )

    @property
    def wants_words(self) -> bool:
        return self.align_output and not self.only_text

    @property
    def wants_speakers(self) -> bool:
        return self.diarize and not self.only_text
