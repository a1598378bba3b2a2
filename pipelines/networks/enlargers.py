"""Every network here that enlarges, by name: for models that enlarge first and go on from there.

A model does not call another one, so what a first pass needs is known below them: which files, what
memory, how to run. Importing this imports no torch.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.device import Plan, release_memory
from pipelines.footprint import Extent, Phase
from pipelines.loading import LOADING_LOCK
from pipelines.media.picture import Picture
from pipelines.networks import catalogue
from pipelines.networks.footprints import by_windows, enlarging
from pipelines.networks.network_shapes import Compact, NetworkShape, Rrdb, SwinIr
from pipelines.networks.shape_reading import shape_from
from pipelines.progress import Progress
from pipelines.spec import WeightFile
from pipelines.weights.shapes import shapes_of

if TYPE_CHECKING:
    from pipelines.networks.picture_network import PictureNetwork

#: The share of each of the two networks in Real-ESRGAN general x4v3, as that model has it.
_MIXED = 0.5


@dataclass(frozen=True)
class Enlarger:
    """One way to enlarge. `files` are those of the catalogue, the second mixed into the first;
    `own` is a file of the user's instead."""

    name: str
    title: str
    shape: NetworkShape
    files: tuple[WeightFile, ...] = ()
    own: Path | None = None

    @property
    def scale(self) -> int:
        """How many times wider its result is."""
        return self.shape.scale

    @property
    def _by_windows(self) -> bool:
        return isinstance(self.shape, SwinIr) and self.own is None

    def phases(self, extent: Extent, plan: Plan) -> tuple[Phase, ...]:
        """What it takes beside whatever is loaded: the network itself included."""
        if isinstance(self.shape, SwinIr) and self._by_windows:
            found = by_windows(self.shape, extent, plan)
        else:
            found = enlarging(self.shape, extent, self.shape.scale, plan)
        loading = Phase(found[0].name, self.shape.loading(plan))
        resident = self.shape.resident(plan)
        return (loading, *(replace(phase, device=phase.device + resident) for phase in found))

    def enlarge(
        self,
        files: Mapping[str, Path],
        picture: Picture,
        plan: Plan,
        progress: Progress,
        in_memory: int,
    ) -> Picture:
        """The picture `scale` times wider; more than `in_memory` bytes lie on disk.

        The network is loaded for it and gone afterwards. Raises Cancelled, and UnsafeCheckpoint
        and UnknownCheckpoint for a file of the user's.
        """
        paths = [self.own] if self.own else [files[weight.name] for weight in self.files]
        try:
            with LOADING_LOCK:
                network = self._load(paths, plan)
            return self._run(network, picture, plan, progress, in_memory)
        finally:
            network = None
            release_memory(plan.device)

    def _load(self, paths: Sequence[Path], plan: Plan) -> "PictureNetwork":
        from pipelines.networks.picture_network import (
            check_three_channels,
            load_mixed,
            load_network,
        )

        if len(paths) == 2:
            return load_mixed(paths[0], paths[1], _MIXED, plan)
        # SwinIR stays in float32; its run chooses what it multiplies in.
        network = load_network(
            paths[0], replace(plan, dtype="float32") if self._by_windows else plan
        )
        check_three_channels(network, paths[0].name)
        return network

    def _run(
        self,
        network: "PictureNetwork",
        picture: Picture,
        plan: Plan,
        progress: Progress,
        in_memory: int,
    ) -> Picture:
        from pipelines.networks.picture_network import enlarge
        from pipelines.networks.windows import restore_by_windows

        if self._by_windows:
            return restore_by_windows(
                network, picture, plan.tile, progress, plan.dtype, in_memory=in_memory
            )
        return enlarge(network, picture, plan, progress, in_memory=in_memory)


def own_enlarger(path: Path) -> Enlarger:
    """A file of the user's, whatever spandrel finds in it; only its header is read here.

    Raises OSError for one that is not there.
    """
    size = path.stat().st_size
    return Enlarger(path.stem, path.stem, shape_from(shapes_of(path), size), own=path)


_SWINIR = catalogue.SWINIR_LARGE_X4, catalogue.SWINIR_MEDIUM_X2

#: The first four are those of fewjative/ultimate-sd-upscale, by the names that it has for them.
ENLARGERS: Mapping[str, Enlarger] = {
    found.name: found
    for found in (
        Enlarger("4x_NMKD-Siax_200k", "4x NMKD Siax 200k, photos", Rrdb(23), (catalogue.SIAX,)),
        Enlarger(
            "4x-UltraSharp",
            "4x UltraSharp, sharp, non-commercial",
            Rrdb(23),
            (catalogue.ULTRA_SHARP,),
        ),
        Enlarger(
            "RealESRGAN_x4plus",
            "Real-ESRGAN x4plus, photos",
            Rrdb(23),
            (catalogue.REAL_ESRGAN_X4PLUS,),
        ),
        Enlarger(
            "RealESRGAN_x4plus_anime_6B",
            "Real-ESRGAN x4plus anime, drawings",
            Rrdb(6),
            (catalogue.REAL_ESRGAN_X4PLUS_ANIME,),
        ),
        Enlarger(
            "RealESRGAN_x2plus",
            "Real-ESRGAN x2plus, photos, twice the size",
            Rrdb(23, scale=2, shuffle=2),
            (catalogue.REAL_ESRGAN_X2PLUS,),
        ),
        Enlarger(
            "realesr-animevideov3",
            "Real-ESRGAN animevideov3, fast",
            Compact(16),
            (catalogue.REAL_ESRGAN_ANIMEVIDEOV3,),
        ),
        Enlarger(
            "realesr-general-x4v3",
            "Real-ESRGAN general x4v3, fast",
            Compact(32, files=2),
            (catalogue.REAL_ESRGAN_GENERAL_X4V3, catalogue.REAL_ESRGAN_GENERAL_WDN_X4V3),
        ),
        Enlarger(
            "SwinIR-L_x4",
            "SwinIR large, four times, slow",
            SwinIr(_SWINIR[0].size, 240, 8, 8, 4, 9, fast_convs=False),
            (_SWINIR[0],),
        ),
        Enlarger(
            "SwinIR-M_x2",
            "SwinIR medium, twice",
            SwinIr(_SWINIR[1].size, 180, 6, 8, 2, 6, fast_convs=True),
            (_SWINIR[1],),
        ),
    )
}
