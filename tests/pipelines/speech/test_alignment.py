"""Word times: ours against whisperX's on the same models, and against known emissions."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipelines.progress import Progress
from pipelines.speech.alignment import align
from pipelines.speech.ctc_aligner import CtcAligner, load_ctc_aligner
from pipelines.speech.sentences import punkt_language, punkt_parameters
from pipelines.speech.transcript import Segment
from tests.tiny_wav2vec2 import write_tiny_wav2vec2

SAID = (
    ("librivox-0870.flac", "And Mr. John Dashwood had then leisure to consider how much there "
     "might be prudently in his power to do for them. He was not an ill-disposed young man, unless "
     "to be rather cold hearted."),
    ("librivox-0880.flac", "And rather selfish is to be ill disposed? No!"),
    ("librivox-0890.flac", "He paid 3,000 pounds in 1811… it's café œuvre."),
)  # fmt: skip


def read(name: str) -> np.ndarray:
    import av

    path = Path(__file__).parents[2] / "speech" / name
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray()[0] for frame in container.decode(audio=0)]
    samples = np.concatenate(frames)
    return samples.astype(np.float32) / (32768 if samples.dtype == np.int16 else 1)


@pytest.fixture(scope="module")
def recording() -> tuple[np.ndarray, tuple[Segment, ...]]:
    """Three clips with a second between them, and a segment for each."""
    pieces: list[np.ndarray] = []
    segments = []
    place = 0.0
    for name, text in SAID:
        clip = read(name)
        segments.append(Segment(place, place + len(clip) / 16000, text, avg_logprob=-0.25))
        pieces += [clip, np.zeros(16000, np.float32)]
        place += len(clip) / 16000 + 1
    return np.concatenate(pieces), tuple(segments)


def load(folder: Path, language: str = "en") -> CtcAligner:
    weights = next(p for p in folder.iterdir() if p.suffix in (".safetensors", ".bin"))
    return load_ctc_aligner(
        folder / "config.json", folder / "vocab.json", weights, language, "cpu", "tiny"
    )


def write_punkt(folder: Path, language: str) -> None:
    """Our parameters in the files that NLTK, and so whisperX, reads."""
    from whisperx.utils import PUNKT_LANGUAGES

    name = PUNKT_LANGUAGES.get(punkt_language(language), "english")
    place = folder / "tokenizers" / "punkt_tab" / name
    place.mkdir(parents=True)
    parameters = punkt_parameters(language)
    pairs = "".join(f"{first}\t{second}\n" for first, second in parameters.collocations)
    (place / "collocations.tab").write_text(pairs, encoding="utf-8")
    (place / "sent_starters.txt").write_text("\n".join(parameters.sent_starters), encoding="utf-8")
    (place / "abbrev_types.txt").write_text("\n".join(parameters.abbrev_types), encoding="utf-8")
    (place / "ortho_context.tab").write_text("", encoding="utf-8")


def whisperx_align(
    folder: Path, samples: np.ndarray, segments: Sequence[Segment], language: str
) -> list[dict[str, Any]]:
    import torch
    from transformers import Wav2Vec2ForCTC, Wav2Vec2Processor
    from whisperx.alignment import align as theirs

    torch.set_num_threads(2)
    processor: Any = Wav2Vec2Processor.from_pretrained(folder, local_files_only=True)
    model = Wav2Vec2ForCTC.from_pretrained(folder, local_files_only=True)
    columns = {sign.lower(): code for sign, code in processor.tokenizer.get_vocab().items()}
    told = [
        {"start": s.start, "end": s.end, "text": s.text, "avg_logprob": s.avg_logprob}
        for s in segments
    ]
    metadata = {"language": language, "dictionary": columns, "type": "huggingface"}
    return theirs(told, model.eval(), metadata, samples, "cpu")["segments"]  # pyright: ignore


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("norm", "pickled"), [("group", False), ("layer", True)])
def test_equals_whisperx(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    recording: tuple[np.ndarray, tuple[Segment, ...]],
    norm: Any,
    pickled: bool,
) -> None:
    samples, segments = recording
    folder = write_tiny_wav2vec2(tmp_path / "model", norm, pickled=pickled)
    write_punkt(tmp_path / "nltk", "en")
    import nltk

    monkeypatch.setattr(nltk.data, "path", [str(tmp_path / "nltk")])
    theirs = whisperx_align(folder, samples, segments, "en")
    ours = align(samples, segments, "en", load(folder), Progress())

    assert [segment.text for segment in ours] == [segment["text"] for segment in theirs]
    assert len(ours) == 5
    for mine, other in zip(ours, theirs, strict=True):
        assert mine.start == pytest.approx(other["start"], abs=0.0015)
        assert mine.end == pytest.approx(other["end"], abs=0.0015)
        assert mine.avg_logprob == other["avg_logprob"]
        assert [word.text for word in mine.words] == [word["word"] for word in other["words"]]
        for word, told in zip(mine.words, other["words"], strict=True):
            assert word.start == pytest.approx(told["start"], abs=0.0015)
            assert word.end == pytest.approx(told["end"], abs=0.0015)
            assert word.score == pytest.approx(told["score"], abs=0.002)
    starts = [word.start for segment in ours for word in segment.words]
    assert len(set(starts)) > len(starts) * 0.9  # the emissions do tell words apart
