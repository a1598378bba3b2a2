"""What tests of whole transcriptions share: a home with the starters in it, and talks of theirs."""

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from pipelines.device import Plan
from pipelines.progress import Progress
from pipelines.spec import Licence, LocalSource, WeightFile
from pipelines.speech import aligners
from pipelines.speech.aligners import AlignerModel
from pipelines.speech.params import TranscriptionParams
from pipelines.speech.recording import Recording, RecordingInfo
from pipelines.speech.speaker_models import VOICE_ENCODER
from pipelines.speech.stages import stages_for
from pipelines.speech.transcribing import Stages, Talk
from pipelines.speech.transcript import Transcript
from pipelines.speech.whisper_models import by_key
from pipelines.text import text
from pipelines.weights.on_demand import FilesOnDemand
from pipelines.weights.store import WeightStore
from tests.speech_samples import RATE, Samples, whisper_files
from tests.tiny_wav2vec2 import write_tiny_wav2vec2

PLAN = Plan("cpu", "float32", 0, text("on the CPU"))
TERMS = Licence("MIT", "https://example.org/licence")


def weights_folder(
    kept_weights: Path, folder: Path, keys: Sequence[str] = ("tiny.en",), voices: bool = False
) -> Path:
    """A store's folder with these starters, known to be whole, and nothing else."""
    wanted = [path for key in keys for path in whisper_files(kept_weights, key).values()]
    if voices:
        wanted += WeightStore(kept_weights).fetch((VOICE_ENCODER,), Progress()).values()
    (folder / ".records").mkdir(parents=True, exist_ok=True)
    for path in wanted:
        (folder / path.name).symlink_to(path)
        record = kept_weights / ".records" / f"{path.name}.json"
        if record.exists():
            shutil.copy(record, folder / ".records")
    return folder


def store_in(folder: Path) -> WeightStore:
    """One that asks no server: whatever is not there cannot be fetched."""
    return WeightStore(folder, offline=True)


def stages_in(folder: Path, key: str = "tiny.en") -> Stages:
    """A catalogue model over the store in that folder."""
    store = store_in(folder)
    model = by_key(key)
    return stages_for(
        model, FilesOnDemand(store, store.fetch(model.files, Progress())), "auto", PLAN
    )


def talk_of(samples: Samples, channels: int = 1, path: Path = Path("talk.wav")) -> Talk:
    info = RecordingInfo(len(samples) / RATE, channels, RATE, "pcm_s16le", False)
    return Talk(path, Recording(samples, info))


def settings(**given: object) -> TranscriptionParams:
    return TranscriptionParams.model_validate({"audio": Path("talk.wav"), **given})


def said(transcript: Transcript) -> str:
    return " ".join(segment.text for segment in transcript.segments)


def notes_of(transcript: Transcript) -> str:
    return "\n".join(str(note) for note in transcript.notes)


def tiny_aligner(
    folder: Path, monkeypatch: pytest.MonkeyPatch, language: str = "en"
) -> AlignerModel:
    """A random aligner becomes that of `language`; it is fetched from `folder`."""
    write_tiny_wav2vec2(folder)
    return known_aligner(folder, monkeypatch, language)


def known_aligner(
    folder: Path, monkeypatch: pytest.MonkeyPatch, language: str = "en"
) -> AlignerModel:
    """The files that lie in `folder` become the aligner of `language`."""
    parts = {
        name: local_weight(f"tiny-{language}.{name}", folder / name)
        for name in ("config.json", "vocab.json", "model.safetensors")
    }
    model = AlignerModel(language, "tiny/aligner", *parts.values())
    monkeypatch.setitem(_catalogue(), language, model)
    return model


def _catalogue() -> dict[str, AlignerModel]:
    assert isinstance(aligners.ALIGNERS, dict)
    return aligners.ALIGNERS


def local_weight(name: str, path: Path) -> WeightFile:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    source = LocalSource(path)
    return WeightFile(name, name, path.stat().st_size, digest, TERMS, (source,))


def words_of(told: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Every word of a transcript in whisperX's JSON."""
    segments = told["segments"]
    assert isinstance(segments, list)
    return [word for segment in segments for word in segment["words"]]
