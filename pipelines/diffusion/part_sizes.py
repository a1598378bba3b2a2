"""How large the parts of SDXL and SD 1.5 are, in numbers: weights, layers, and what they work with.

Counted from the settings in resources/diffusion, of which tests/pipelines/diffusion/
test_part_sizes.py builds the real networks without their weights. The same for every base model
of a family, since training further changes no shape.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class PartSize:
    """A network: all its weights, and those of its largest layer, in numbers."""

    weights: int
    largest_layer: int


@dataclass(frozen=True)
class UnetSize(PartSize):
    """A network of the denoising loop.

    `working` is what one forward pass has alive at most, in numbers for each pixel of the latents
    and each sample of the batch (attention as a fused kernel, whose square is never in memory);
    `handed_on` is what a ControlNet gives to the UNet, likewise.
    """

    working: int
    handed_on: int = 0


@dataclass(frozen=True)
class VaeSize(PartSize):
    """A VAE: what decoding has alive at most, in numbers for each pixel of the picture."""

    decoding: int


@dataclass(frozen=True)
class FamilySize:
    """A family of base models. `tokens` is the length of a prompt, start and end included."""

    unet: UnetSize
    vae: VaeSize
    encoders: tuple[PartSize, ...]
    controlnet: UnetSize


_VAE = VaeSize(83_653_863, 2_359_808, decoding=769)
_CLIP_L = PartSize(123_060_480, 37_945_344)

SDXL = FamilySize(
    unet=UnetSize(2_567_463_684, 29_492_480, working=5_100),
    vae=_VAE,
    encoders=(_CLIP_L, PartSize(694_659_840, 63_242_240)),
    controlnet=UnetSize(1_251_014_160, 14_746_880, working=5_130, handed_on=1_840),
)
SD15 = FamilySize(
    unet=UnetSize(859_520_964, 29_492_480, working=8_340),
    vae=_VAE,
    encoders=(_CLIP_L,),
    controlnet=UnetSize(361_279_120, 14_746_880, working=8_340, handed_on=2_300),
)
#: The ControlNet for depth: SDXL's without attention, but in the middle.
SDXL_SMALL_CONTROLNET = UnetSize(160_111_120, 14_746_880, working=5_130, handed_on=1_840)
#: Keys and values for the face in each of the UNet's 70 attentions to the text.
INSTANT_ID_ATTENTION = PartSize(340_787_200, 2_621_440)
#: What makes tokens of a face; it stays on the CPU.
INSTANT_ID_TOKENS = PartSize(81_978_624, 6_553_600)
#: Of rank 64 in every layer of the UNet.
LCM_LORA = PartSize(196_751_360, 1_474_560)
SAFETY_CHECKER = PartSize(303_981_588, 4_198_400)
