"""Word times: ours against whisperX's on the same models, and against known emissions."""

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from safetensors.torch import load_file, save_file

from pipelines.errors import BadInput
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.speech.aligners import ALIGNERS, aligner_bytes, aligner_for
from pipelines.speech.alignment import align
from pipelines.speech.ctc_aligner import Clip, CtcAligner, load_ctc_aligner
from pipelines.speech.sentences import punkt_language, punkt_parameters, sentence_spans
from pipelines.speech.transcript import Segment, joined
from tests.speech_samples import synthesised
from tests.tiny_wav2vec2 import LETTERS, write_tiny_wav2vec2

SAID = (
    ("librivox-0870.flac", "And Mr. John Dashwood had then leisure to consider how much there "
     "might be prudently in his power to do for them. He was not an ill-disposed young man, unless "
     "to be rather cold hearted."),
    ("librivox-0880.flac", "And rather selfish is to be ill disposed? No!"),
    ("librivox-0890.flac", "He paid 3,000 pounds in 1811… it's café œuvre."),
)  # fmt: skip


def read(name: str) -> np.ndarray:
    import av

    path = Path(__file__).parents[2] / "speech" / name  # an absolute name stays
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


# -- known emissions ----------------------------------------------------------------------------

FRAME = 0.02


class Oracle:
    """A model whose emissions say which character is heard when."""

    def __init__(self, columns: Sequence[int | None], vocabulary: int) -> None:
        self.logits = np.full((1, len(columns), vocabulary), -5.0, np.float32)
        for frame, column in enumerate(columns):
            self.logits[0, frame, 0 if column is None else column] = 5.0

    def __call__(self, _samples: Any) -> Any:
        import torch

        return SimpleNamespace(logits=torch.from_numpy(self.logits))


VOCABULARY = {"<pad>": 0, "|": 1, **{sign: n for n, sign in enumerate(LETTERS, 2)}}


def test_word_starts_that_are_known() -> None:
    """espeak-ng told when it began each word; emissions built of that have to give it back."""
    clip = synthesised()
    words = clip.text.split()
    assert len(clip.starts) == len(words)
    frames = int(clip.seconds / FRAME)
    columns: list[int | None] = [None] * frames
    for number, (word, start) in enumerate(zip(words, clip.starts, strict=True)):
        if start is None:
            continue
        first = round(start / FRAME)
        letters = [sign for sign in word.lower() if sign in VOCABULARY]
        for place, sign in enumerate(letters):  # a frame for each letter, as CTC models spike
            columns[first + place] = VOCABULARY[sign]
        if number + 1 < len(words):
            columns[first + len(letters)] = VOCABULARY["|"]
    aligner = CtcAligner(Oracle(columns, len(VOCABULARY)), VOCABULARY, "en")
    segments = [Segment(0, clip.seconds, clip.text)]
    aligned = align(clip.samples, segments, "en", aligner, Progress())
    assert len(aligned) == 2
    found = [word for segment in aligned for word in segment.words]
    assert [word.text for word in found] == words
    errors = [
        abs(word.start - start)
        for word, start in zip(found, clip.starts, strict=True)
        if start is not None and word.start is not None
    ]
    assert len(errors) > 15
    assert np.median(errors) <= FRAME / 2 + 1e-3
    assert max(errors) <= FRAME + 1e-3


# -- what cannot be aligned, and what is odd ----------------------------------------------------


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> CtcAligner:
    return load(write_tiny_wav2vec2(tmp_path_factory.mktemp("group"), "group"))


@pytest.fixture(scope="module")
def tiny_layer(tmp_path_factory: pytest.TempPathFactory) -> CtcAligner:
    return load(write_tiny_wav2vec2(tmp_path_factory.mktemp("layer"), "layer"))


@pytest.mark.parametrize(
    "segment",
    [
        Segment(0, 1, ""),
        Segment(0, 1, "   "),
        Segment(100, 101, "beyond the end"),
        Segment(0.5, 0.52, "far more letters than there are frames for them"),
        Segment(1, 1, "no time"),
    ],
)
def test_what_cannot_be_aligned_is_kept(tiny: CtcAligner, segment: Segment) -> None:
    kept = align(np.zeros(32000, np.float32), [segment], "en", tiny, Progress())
    assert " ".join(part.text for part in kept) == segment.text or kept == (segment,)
    assert all(part.start >= segment.start - 0.001 for part in kept)


def test_digits_and_signs_get_times(tiny: CtcAligner) -> None:
    samples = read("librivox-0880.flac")
    text = "1984 😀 50% №7"
    (found,) = align(samples, [Segment(0, 3, text)], "en", tiny, Progress())
    assert found.text == text
    assert [word.text for word in found.words] == text.split()
    starts = [word.start for word in found.words]
    assert None not in starts
    assert starts == sorted(starts, key=lambda start: start or 0)


def test_end_beyond_the_recording(tiny: CtcAligner) -> None:
    samples = read("librivox-0880.flac")
    (found,) = align(samples, [Segment(1, 60, "an ill disposed man")], "en", tiny, Progress())
    assert found.end <= len(samples) / 16000 + 0.001
    assert found.words[0].start is not None


def test_without_spaces(tmp_path: Path) -> None:
    folder = write_tiny_wav2vec2(tmp_path, "group", letters="私は元気です。")
    samples = read("librivox-0880.flac")
    segment = Segment(0, 3, "私は元気です。元気？")
    found = align(samples, [segment], "ja", load(folder, "ja"), Progress())
    assert [part.text for part in found] == ["私は元気です。", "元気？"]
    assert [word.text for word in found[0].words] == list("私は元気です。")


def test_figures_stay_with_each_sentence(tiny: CtcAligner) -> None:
    samples = read("librivox-0880.flac")
    parent = Segment(0, 3, "He was not. An ill man.", (), "SPEAKER_01", -0.3, 1.2, 0.01, 0.2)
    found = align(samples, [parent], "en", tiny, Progress())
    assert len(found) == 2
    for part in found:
        assert (part.speaker, part.avg_logprob, part.compression_ratio) == ("SPEAKER_01", -0.3, 1.2)
        assert (part.no_speech_prob, part.temperature) == (0.01, 0.2)


def test_a_batch_equals_one_after_another(tiny: CtcAligner, tiny_layer: CtcAligner) -> None:
    clips = [Clip(read(name)[:cut], tuple(text.split()), cut / 16000) for (name, text), cut in
             zip(SAID, (90000, 47000, 80000), strict=True)]  # fmt: skip
    singly = [tiny_layer.place([clip])[0] for clip in clips]
    together = tiny_layer.place(clips)
    for one, other in zip(singly, together, strict=True):
        assert one is not None
        assert other is not None
        for first, second in zip(one, other, strict=True):
            assert first is not None
            assert second is not None
            assert second.start == pytest.approx(first.start, abs=0.021)
    lengths = [16000 * seconds for seconds in (10, 50, 30, 60, 5)]
    tiny_layer._device = "cuda"
    assert tiny_layer.batches(lengths) == [[3, 1], [2, 0, 4]]
    tiny._device = "cuda"
    assert tiny.batches(lengths) == [[0], [1], [2], [3], [4]]  # padding would change the result
    tiny._device = tiny_layer._device = "cpu"
    assert tiny_layer.batches(lengths) == [[0], [1], [2], [3], [4]]


def test_long_segments_are_heard_in_windows(tiny_layer: CtcAligner) -> None:
    clip = read("librivox-0870.flac")
    samples = np.concatenate([clip] * 8)[: 50 * 16000]
    (windowed,) = tiny_layer._emissions([samples])
    whole = tiny_layer._frames(len(samples))
    assert windowed.shape[0] == whole
    (head,) = tiny_layer._emissions([samples[: 25 * 16000]])
    np.testing.assert_allclose(windowed[:1000], head[:1000], atol=1e-4)


def test_cancel_between_segments(tiny: CtcAligner) -> None:
    samples = read("librivox-0870.flac")
    segments = [Segment(n, n + 1, "one two") for n in range(6)]
    token = CancelToken()
    seen: list[float | None] = []

    def listen(report: Any) -> None:
        seen.append(report.fraction)
        if len(seen) == 3:
            token.cancel()

    with pytest.raises(Cancelled):
        align(samples, segments, "en", tiny, Progress(listen, token))
    assert seen == [pytest.approx(n / 6) for n in range(3)]


def test_broken_files_are_named(tmp_path: Path) -> None:
    folder = write_tiny_wav2vec2(tmp_path)
    (folder / "vocab.json").write_text('{"a": 400}')
    with pytest.raises(BadInput, match="cannot be used for word times"):
        load(folder)


def test_weights_that_do_not_fit_are_told_in_one_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What transformers tells of it is for programmers, and what is missing it makes up."""
    from transformers.utils import logging

    folder = write_tiny_wav2vec2(tmp_path)
    config, weights = folder / "config.json", folder / "model.safetensors"
    whole = config.read_text()
    level = logging.get_verbosity()
    capfd.readouterr()
    load(folder)
    config.write_text(whole.replace('"hidden_size": 32', '"hidden_size": 64'))
    with pytest.raises(BadInput, match="the weights do not fit the settings"):
        load(folder)
    config.write_text(whole)
    state = load_file(weights)
    save_file({name: state[name] for name in state if "layers.1.feed" not in name}, weights)
    with pytest.raises(BadInput, match="the weights do not fit the settings"):
        load(folder)
    assert capfd.readouterr().err == ""
    assert logging.get_verbosity() == level
    assert logging.is_progress_bar_enabled()
    save_file({name: state[name] for name in state if "masked_spec" not in name}, weights)
    load(folder)  # as published ones are


# -- sentences and the catalogue ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            ["Dr. Smith went to the U.S. in 1990.", "He liked it, i.e. the U.S. at 3.50 a day!"],
        ),
        (
            "de",
            ["Am 3. Mai kam Dr. Müller, z. B. um 8 Uhr.", "Im 19. Jahrhundert gab es das nicht."],
        ),
        ("fr", ["M. Dupont dort.", "Non ?", "Si !"]),
        ("zh", ["你好。", "你好吗？", "很好"]),
        ("xx", ["One.", "Two."]),
    ],
)
def test_sentences(language: str, sentences: list[str]) -> None:
    text = joined(sentences, language)
    assert [text[start:end] for start, end in sentence_spans(text, language)] == sentences


def test_catalogue_has_whisperx_languages() -> None:
    from whisperx.alignment import DEFAULT_ALIGN_MODELS_HF, DEFAULT_ALIGN_MODELS_TORCH

    assert set(ALIGNERS) == {*DEFAULT_ALIGN_MODELS_HF, *DEFAULT_ALIGN_MODELS_TORCH}
    for language, repo in DEFAULT_ALIGN_MODELS_HF.items():
        assert ALIGNERS[language].repo == repo
    names = [weight.name for model in ALIGNERS.values() for weight in model.files]
    assert len(set(names)) == len(names)
    assert aligner_for("sw") is None
    model = aligner_for("en")
    assert model is not None
    assert aligner_bytes(model) < 2 * 1024**3
