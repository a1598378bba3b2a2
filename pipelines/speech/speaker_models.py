"""The files of the two that tell voices apart: pyannote's community-1, and the starter.

Sizes, hashes and revision of pyannote's files are those that public records state, several for
each; the starter's are the package's. Apart from the code that runs them, since listing models
must import nothing heavy.
"""

from pipelines.spec import HuggingFaceSource, Licence, PackageSource, WeightFile

#: The repository. It is gated: an access token is needed.
PYANNOTE = "pyannote/speaker-diarization-community-1"
_REVISION = "3533c8cf8e369892e6b79ff1bf80f7b0286a54ee"

_LICENCE = Licence(
    "CC-BY-4.0",
    f"https://huggingface.co/{PYANNOTE}",
    note="Free to use, also commercially, with the makers named; its page asks you to log in and "
    "to agree to its terms before the first download.",
)


def _pyannote(file: str, title: str, size: int, sha256: str) -> WeightFile:
    return WeightFile(
        "pyannote-community-1." + file.replace("/", "-"),
        f"Speakers: {title}",
        size,
        sha256,
        _LICENCE,
        (HuggingFaceSource(PYANNOTE, _REVISION, file),),
    )


CONFIG = _pyannote(
    "config.yaml",
    "settings",
    444,
    "5ce2bfa9a938dc132cec1172592d65173cbb8f444ea1e4133f10f9391de155be",
)
SEGMENTATION = _pyannote(
    "segmentation/pytorch_model.bin",
    "who speaks at once",
    5_906_507,
    "7ad24338d844fb95985486eb1a464e32d229f6d7a03c9abe60f978bacf3f816e",
)
EMBEDDING = _pyannote(
    "embedding/pytorch_model.bin",
    "voices",
    26_646_242,
    "6f10ff60898a1d185fa22e1d11e0bfa8a92efec811f11bca48cb8cafebefd929",
)
PLDA = _pyannote(
    "plda/plda.npz",
    "likeness of voices",
    133_852,
    "9b77bcd840692710dd3496f62ecfeed8d8e5f002fd991b785079b244eab7d255",
)
TRANSFORM = _pyannote(
    "plda/xvec_transform.npz",
    "space of voices",
    134_376,
    "325f1ce8e48f7e55e9c8aa47e05d2766b7c48c4b25b8de8dd751e7a4cc5fbe8f",
)
#: Everything that pyannote's pipeline loads.
PYANNOTE_FILES: tuple[WeightFile, ...] = (CONFIG, SEGMENTATION, EMBEDDING, PLDA, TRANSFORM)

_VOICES_SHA256 = "39373b86598fa3da9fcddee6142382efe09777e8d37dc9c0561f41f0070f134e"

#: The starter: Resemblyzer's voice encoder.
VOICE_ENCODER = WeightFile(
    name="resemblyzer-voice-encoder.pt",
    title="Voices (Resemblyzer)",
    size=17_090_379,
    sha256=_VOICES_SHA256,
    licence=Licence("Apache-2.0", "https://github.com/resemble-ai/Resemblyzer/blob/master/LICENSE"),
    sources=(
        PackageSource(
            package="Resemblyzer",
            version="0.1.4",
            wheel_sha256="8f12eb2f1a9982d32e8db7856de754709b59c93a77bcf0ff536584b619a9dd1f",
            members={"resemblyzer/pretrained.pt": _VOICES_SHA256},
            size=15_747_704,
        ),
    ),
)
