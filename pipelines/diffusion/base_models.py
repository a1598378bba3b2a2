"""Base models of SDXL: the plain one and those trained further. See `catalogue`."""

from dataclasses import dataclass

from pipelines.diffusion.licences import (
    FAIR_AI,
    OPEN_RAIL_PP,
    PONY,
    TURBO,
    juggernaut,
    rail_of,
    rail_pp_of,
)
from pipelines.spec import HuggingFaceSource, Licence, WeightFile
from pipelines.text import Text, text

#: The parts of a diffusers folder with their file there and their size in half precision.
FOLDER_PARTS: tuple[tuple[str, int], ...] = (
    ("text_encoder/model.safetensors", 246_144_152),
    ("text_encoder_2/model.safetensors", 1_389_382_176),
    ("vae/diffusion_pytorch_model.safetensors", 167_335_342),
    ("unet/diffusion_pytorch_model.safetensors", 5_135_149_760),
)


@dataclass(frozen=True)
class BaseModel:
    """One model that draws: a checkpoint in one file, or the weights of a diffusers folder.

    `key` is its name in zsxkib/instant-id. `fast` models were distilled: 4 to 8 steps with a
    guidance of 1 to 2 are enough, and more spoil the picture.
    """

    key: str
    title: str
    files: tuple[WeightFile, ...]
    good_for: Text
    fast: bool = False

    @property
    def licence(self) -> Licence:
        return self.files[0].licence

    @property
    def is_folder(self) -> bool:
        return len(self.files) > 1

    def part_of(self, file: WeightFile) -> str:
        """What a file is called in a diffusers folder."""
        return file.name.removeprefix(f"{self.key}.").replace(".", "/", 1)


def _single(
    key: str,
    title: str,
    good_for: Text,
    licence: Licence,
    size: int,
    sha256: str | None,
    *sources: HuggingFaceSource,
    fast: bool = False,
) -> BaseModel:
    file = WeightFile(f"{key}.safetensors", title, size, sha256, licence, sources)
    return BaseModel(key, title, (file,), good_for, fast)


def _folder(key: str, title: str, good_for: Text) -> BaseModel:
    """A repository of the publisher from whom zsxkib/instant-id has most of its models.

    Nobody states hashes of these; the settings are those of SDXL, so only weights are fetched.
    """
    repo = f"stablediffusionapi/{key}"
    files = tuple(
        WeightFile(
            name=f"{key}.{part.replace('/', '.', 1)}",
            title=f"{title}, {part.partition('/')[0]}",
            size=size,
            sha256=None,
            licence=rail_of(repo),
            sources=(HuggingFaceSource(repo, "main", part),),
        )
        for part, size in FOLDER_PARTS
    )
    return BaseModel(key, title, files, good_for)


_PHOTOS = text("Photographs of people.")
_DRAWINGS = text("Drawings in the style of anime.")
_STYLES = text("Anything from photographs to paintings.")

SDXL_BASE = _single(
    "stable-diffusion-xl-base-1.0",
    "Stable Diffusion XL 1.0",
    text("The plain model: every style, none of them trained further."),
    OPEN_RAIL_PP,
    6_938_078_334,
    "31e35c80fc4829d14f90153f4c74cd59c90b779f6afe05a74cd6120b893f7e5b",
    HuggingFaceSource(
        "stabilityai/stable-diffusion-xl-base-1.0",
        "462165984030d82259a11f4367a4eed129e94a7b",
        "sd_xl_base_1.0.safetensors",
    ),
)

#: In the order of zsxkib/instant-id.
BASE_MODELS: tuple[BaseModel, ...] = (
    SDXL_BASE,
    _single(
        "juggernaut-xl-v8",
        "Juggernaut XL v8",
        _PHOTOS,
        juggernaut(),
        7_105_348_592,
        "aeb7e9e6897a1e58b10494bd989d001e3d4bc9b634633cd7b559838f612c2867",
        HuggingFaceSource(
            "RunDiffusion/Juggernaut-XL-v8",
            "9022a900377ce2d3303d3e6d86b09f6874e1e2a7",
            "juggernautXL_v8Rundiffusion.safetensors",
        ),
        HuggingFaceSource(
            "lllyasviel/fav_models", "main", "fav/juggernautXL_v8Rundiffusion.safetensors"
        ),
    ),
    _folder("afrodite-xl-v2", "Afrodite XL v2", _PHOTOS),
    _folder("albedobase-xl-20", "AlbedoBase XL 2.0", _STYLES),
    _folder("albedobase-xl-v13", "AlbedoBase XL 1.3", _STYLES),
    _single(
        "animagine-xl-30",
        "Animagine XL 3.0",
        _DRAWINGS,
        FAIR_AI,
        6_938_000_000,
        None,
        HuggingFaceSource("cagliostrolab/animagine-xl-3.0", "main", "animagine-xl-3.0.safetensors"),
    ),
    _folder("anime-art-diffusion-xl", "Anime Art Diffusion XL", _DRAWINGS),
    _folder("anime-illust-diffusion-xl", "Anime Illust Diffusion XL", _DRAWINGS),
    _folder("dreamshaper-xl", "DreamShaper XL", _STYLES),
    _folder("dynavision-xl-v0610", "DynaVision XL 0.6.1", text("Figures as in animated films.")),
    _folder("guofeng4-xl", "Guofeng 4 XL", text("Drawings in the style of Chinese games.")),
    _folder("nightvision-xl-0791", "NightVision XL 0.7.9", _PHOTOS),
    _folder("omnigen-xl", "OmnigenXL", _STYLES),
    _single(
        "pony-diffusion-v6-xl",
        "Pony Diffusion V6 XL",
        text("Drawings of people, animals and fabulous creatures."),
        PONY,
        6_938_041_050,
        "67ab2fd8ec439a89b3fedb15cc65f54336af163c7eb5e4f2acc98f090a29b0b3",
        HuggingFaceSource(
            "AstraliteHeart/pony-diffusion-v6",
            "5ec9c05863255568f1b59753e3838107befaa712",
            "v6.safetensors",
        ),
        HuggingFaceSource(
            "LyliaEngine/Pony_Diffusion_V6_XL",
            "main",
            "ponyDiffusionV6XL_v6StartWithThisOne.safetensors",
        ),
    ),
    _folder("protovision-xl-high-fidel", "ProtoVision XL High Fidelity", _STYLES),
    _single(
        "RealVisXL_V3.0_Turbo",
        "RealVisXL V3.0 Turbo",
        _PHOTOS,
        TURBO,
        6_938_000_000,
        None,
        HuggingFaceSource(
            "SG161222/RealVisXL_V3.0_Turbo", "main", "RealVisXL_V3.0_Turbo.safetensors"
        ),
        fast=True,
    ),
    _single(
        "RealVisXL_V4.0_Lightning",
        "RealVisXL V4.0 Lightning",
        _PHOTOS,
        rail_pp_of("SG161222/RealVisXL_V4.0_Lightning"),
        6_938_000_000,
        None,
        HuggingFaceSource(
            "SG161222/RealVisXL_V4.0_Lightning", "main", "RealVisXL_V4.0_Lightning.safetensors"
        ),
        fast=True,
    ),
)
