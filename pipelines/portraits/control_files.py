"""The models that see depth and bodies in the photo whose pose is taken: files and licences.

OpenPose's own weights, which zsxkib/instant-id uses, are for non-commercial use only; ViTPose
finds the same joints. Depth Anything V2 stands for MiDaS; only its small model is under the Apache
licence. Sizes and hashes of the latter are those that several public records state; ViTPose's
exact size stands in none, so the first download's hash is noted and holds from then on. The
revisions are commits.
"""

from collections.abc import Iterable

from pipelines.portraits.drawing import ControlKind
from pipelines.spec import HuggingFaceSource, Licence, WeightFile

_HUB = "https://huggingface.co"
_SETTINGS = ("config.json", "preprocessor_config.json")
_WEIGHTS = "model.safetensors"
#: What a folder of transformers has, for both.
PARTS = (*_SETTINGS, _WEIGHTS)

_DEPTH_REPO = "depth-anything/Depth-Anything-V2-Small-hf"
_BODY_REPO = "usyd-community/vitpose-base-simple"


def _files(
    key: str, title: str, repo: str, revision: str, about: tuple[tuple[int, str | None], ...]
) -> tuple[WeightFile, ...]:
    """The parts of a folder, with bytes and sha256 of each."""
    licence = Licence("Apache-2.0", f"{_HUB}/{repo}")
    return tuple(
        WeightFile(
            f"{key}.{part}",
            f"{title}, {part}",
            size,
            sha256,
            licence,
            (HuggingFaceSource(repo, revision, part),),
        )
        for part, (size, sha256) in zip(PARTS, about, strict=True)
    )


DEPTH: tuple[WeightFile, ...] = _files(
    "depth-anything-v2-small",
    "Depth (Depth Anything V2)",
    _DEPTH_REPO,
    "5426e4f0f36572d16453bbda7a8389317b1bef99",
    (
        (950, "c56698d3643dde1f83ea2212759e6b31a22b8f827246a36dd007ee8a22b3ff75"),
        (775, "d41175c0d889477ca8fc67191e540faef14baf6275157b3fdecf78469e6bbf84"),
        (99_173_660, "3152477ce0d8d6978d76b995120de97cb5b928701fd0f817769f59e249a16b70"),
    ),
)
BODY: tuple[WeightFile, ...] = _files(
    "vitpose-base-simple",
    "Body (ViTPose)",
    _BODY_REPO,
    "a93ac0c67e0b7e2c55287d21d4c460c8f3c54d45",
    ((1_800, None), (600, None), (343_670_000, None)),
)
ALL: tuple[WeightFile, ...] = (*DEPTH, *BODY)


def files_for(kinds: Iterable[ControlKind]) -> tuple[WeightFile, ...]:
    """What is loaded to make these control pictures; outlines need nothing."""
    needed = {ControlKind.DEPTH: DEPTH, ControlKind.POSE: BODY}
    return tuple(file for kind in kinds for file in needed.get(kind, ()))


def part_of(file: WeightFile) -> str:
    """What the file is called in a transformers folder."""
    return next(part for part in PARTS if file.name.endswith(f".{part}"))
