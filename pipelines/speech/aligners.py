"""wav2vec2 models that tell when words are said: one for each language, as whisperX chooses them.

The list is whisperX's own (m-bain/whisperX 3.8.6, `whisperx/alignment.py`); where that takes a
bundle of torchaudio (en, fr, de, es, it), the same model as Hugging Face has it. Revisions and
hashes are in `aligner_pins.py` as far as they are known; other sizes are those of the
architecture. A repository whose terms we do not know for certain says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.device import Plan
from pipelines.spec import HuggingFaceSource, Licence, WeightFile
from pipelines.speech.aligner_pins import FILES, REVISIONS

if TYPE_CHECKING:
    from pipelines.speech.ctc_aligner import CtcAligner

_MIB = 1024**2
#: Bytes of the weights: 95, 315 and 963 million parameters in float32.
_BASE, _LARGE, _HUGE = 377_667_514, 1_262_150_000, 3_850_400_000
#: What the convolutions take for half a minute beside the weights: an estimate.
_WORKING = 700 * _MIB


@dataclass(frozen=True)
class AlignerModel:
    """One wav2vec2 CTC model for one language, by Whisper's code."""

    language: str
    repo: str
    config: WeightFile
    vocabulary: WeightFile
    weights: WeightFile

    @property
    def files(self) -> tuple[WeightFile, ...]:
        return (self.config, self.vocabulary, self.weights)

    @property
    def licence(self) -> Licence:
        return self.weights.licence


def _card(repo: str) -> str:
    return f"https://huggingface.co/{repo}"


def _model(
    language: str,
    repo: str,
    size: int,
    licence: str = "Apache-2.0",
    *,
    commercial: bool = True,
    note: str = "",
    file: str = "pytorch_model.bin",
) -> tuple[str, AlignerModel]:
    terms = Licence(licence, _card(repo), commercial, note)
    stem = repo.replace("/", "--")

    def weight(name: str, title: str, size: int) -> WeightFile:
        size, sha256 = FILES.get((repo, name), (size, None))
        source = HuggingFaceSource(repo, REVISIONS.get(repo, "main"), name)
        about = f"{title} ({language})"
        return WeightFile(f"{stem}.{name}", about, size, sha256, terms, (source,))

    return language, AlignerModel(
        language,
        repo,
        weight("config.json", "Word times: settings", 2_000),
        weight("vocab.json", "Word times: characters", 1_000),
        weight(file, "Word times", size),
    )


def _unknown(language: str, repo: str, size: int) -> tuple[str, AlignerModel]:
    return _model(
        language,
        repo,
        size,
        "see the model's page",
        commercial=False,
        note="Its terms were not known when this list was made; read its page before you use "
        "results commercially.",
    )


def _voxpopuli(language: str) -> tuple[str, AlignerModel]:
    return _model(
        language,
        f"facebook/wav2vec2-base-10k-voxpopuli-ft-{language}",
        _BASE,
        "CC-BY-NC-4.0",
        commercial=False,
    )


def _xlsr(language: str, name: str) -> tuple[str, AlignerModel]:
    return _model(language, f"jonatasgrosman/wav2vec2-large-xlsr-53-{name}", _LARGE)


#: By Whisper's code of the language.
ALIGNERS: Mapping[str, AlignerModel] = dict(
    (
        _model("en", "facebook/wav2vec2-base-960h", _BASE, file="model.safetensors"),
        *(_voxpopuli(language) for language in ("fr", "de", "es", "it")),
        _xlsr("ja", "japanese"),
        _xlsr("zh", "chinese-zh-cn"),
        _xlsr("nl", "dutch"),
        _xlsr("pt", "portuguese"),
        _xlsr("ar", "arabic"),
        _xlsr("ru", "russian"),
        _xlsr("pl", "polish"),
        _xlsr("hu", "hungarian"),
        _xlsr("fi", "finnish"),
        _xlsr("fa", "persian"),
        _xlsr("el", "greek"),
        _unknown("uk", "Yehor/wav2vec2-xls-r-300m-uk-with-small-lm", _LARGE),
        _model("cs", "comodoro/wav2vec2-xls-r-300m-cs-250", _LARGE),
        _model("sk", "comodoro/wav2vec2-xls-r-300m-sk-cv8", _LARGE),
        _model("tr", "mpoyraz/wav2vec2-xls-r-300m-cv7-turkish", _LARGE, "CC-BY-4.0"),
        _unknown("da", "saattrupdan/wav2vec2-xls-r-300m-ftspeech", _LARGE),
        _unknown("he", "imvladikon/wav2vec2-xls-r-300m-hebrew", _LARGE),
        _model(
            "vi",
            "nguyenvulebinh/wav2vec2-base-vi-vlsp2020",
            _BASE,
            "CC-BY-NC-4.0",
            commercial=False,
        ),
        _model("ko", "kresnik/wav2vec2-large-xlsr-korean", _LARGE, file="model.safetensors"),
        _model("ur", "kingabzpro/wav2vec2-large-xls-r-300m-Urdu", _LARGE),
        _model("te", "anuragshas/wav2vec2-large-xlsr-53-telugu", _LARGE),
        _unknown("hi", "theainerd/Wav2Vec2-large-xlsr-hindi", _LARGE),
        _model("ca", "softcatala/wav2vec2-large-xlsr-catala", _LARGE),
        _model("ml", "gvs/wav2vec2-large-xlsr-malayalam", _LARGE),
        _model("no", "NbAiLab/nb-wav2vec2-1b-bokmaal-v2", _HUGE),
        _model("nn", "NbAiLab/nb-wav2vec2-1b-nynorsk", _HUGE),
        _model("sl", "anton-l/wav2vec2-large-xlsr-53-slovenian", _LARGE),
        _model("hr", "classla/wav2vec2-xls-r-parlaspeech-hr", _LARGE, "CC-BY-SA-4.0"),
        _model("ro", "gigant/romanian-wav2vec2", _LARGE),
        _unknown("eu", "stefan-it/wav2vec2-large-xlsr-53-basque", _LARGE),
        _unknown("gl", "ifrz/wav2vec2-large-xlsr-galician", _LARGE),
        _unknown("ka", "xsway/wav2vec2-large-xlsr-georgian", _LARGE),
        _model("lv", "jimregan/wav2vec2-large-xlsr-latvian-cv", _LARGE),
        _model("tl", "Khalsuu/filipino-wav2vec2-l-xls-r-300m-official", _LARGE),
        _model("sv", "KBLab/wav2vec2-large-voxrex-swedish", _LARGE, "CC0-1.0"),
        _model("id", "cahya/wav2vec2-large-xlsr-indonesian", _LARGE),
    )
)


def aligner_for(language: str) -> AlignerModel | None:
    """The model for a language by Whisper's code, or None where there is none."""
    return ALIGNERS.get(language)


def aligner_bytes(model: AlignerModel) -> int:
    """What placing words takes at its height: weights read, weights in the model, activations."""
    return 2 * model.weights.size + _WORKING


def load_aligner(files: Mapping[str, Path], model: AlignerModel, plan: Plan) -> "CtcAligner":
    """Load from the files by their store names. Raises what `load_ctc_aligner` raises."""
    from pipelines.speech.ctc_aligner import load_ctc_aligner

    return load_ctc_aligner(
        files[model.config.name],
        files[model.vocabulary.name],
        files[model.weights.name],
        model.language,
        plan.device,
        model.repo,
    )
