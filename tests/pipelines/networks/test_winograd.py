"""Winograd convolutions against torch's own, on random weights and odd sizes."""

import copy

import pytest
import torch
from spandrel.architectures.Compact import Compact
from spandrel.architectures.ESRGAN import ESRGAN
from torch import Tensor, nn

from pipelines.networks import winograd
from pipelines.networks.winograd import WinogradConv2d, accelerate

#: Largest difference, as a share of the largest value of the result. One convolution on normal
#: noise gives about 1e-5 (direct fp32: 2e-6); networks add up.
TOLERANCE = 5e-5


@pytest.fixture(autouse=True)
def _seed() -> None:
    torch.manual_seed(0)


def assert_close(result: Tensor, expected: Tensor) -> None:
    assert result.shape == expected.shape
    assert (result - expected).abs().max() <= TOLERANCE * expected.abs().max()


@torch.no_grad()
def assert_same(model: nn.Module, *shape: int) -> nn.Module:
    model.eval()
    before = copy.deepcopy(model.state_dict())
    fast = accelerate(model)
    x = torch.rand(shape)
    kept = x.clone()
    assert_close(fast(x), model(x))
    assert torch.equal(x, kept)
    assert all(torch.equal(before[name], value) for name, value in model.state_dict().items())
    return fast


def transformed(model: nn.Module) -> int:
    """How many convolutions were replaced; one that stands in two places counts once."""
    return sum(isinstance(module, WinogradConv2d) for module in model.modules())


@pytest.mark.parametrize("size", [(24, 24), (25, 31), (48, 29), (24, 1700)])
@pytest.mark.parametrize("channels_last", [False, True])
@torch.no_grad()
def test_convolution(size: tuple[int, int], channels_last: bool) -> None:
    conv = nn.Conv2d(20, 36, 3, padding=1, bias=size[0] != 25)
    x = torch.randn(2, 20, *size)
    if channels_last:
        x = x.contiguous(memory_format=torch.channels_last)
    result = WinogradConv2d(conv)(x)
    assert_close(result, conv(x))
    assert result.stride() == conv(x).stride()


@torch.no_grad()
def test_small_maps_and_other_formats_are_direct() -> None:
    conv = nn.Conv2d(8, 8, 3, padding=1)
    fast = WinogradConv2d(conv)
    x = torch.randn(1, 8, 7, 9)
    assert torch.equal(fast(x), conv(x))
    x = torch.randn(1, 8, 30, 30, dtype=torch.float64)
    conv.double()  # changes the parameters in place, so also those that `fast` shares
    assert torch.equal(fast(x), conv(x))


@torch.no_grad()
def test_new_weights_are_used() -> None:
    conv = nn.Conv2d(8, 8, 3, padding=1)
    fast = WinogradConv2d(conv)
    conv.weight.data = torch.randn(8, 8, 3, 3)
    x = torch.randn(1, 8, 30, 30)
    assert torch.equal(fast(x), conv(x))


@pytest.mark.parametrize("size", [(7, 5), (12, 24), (37, 50)])
def test_esrgan(size: tuple[int, int]) -> None:
    assert transformed(assert_same(ESRGAN(num_blocks=2, scale=4), 1, 3, *size)) == 0


def test_esrgan_takes_a_batch() -> None:
    assert_same(ESRGAN(num_blocks=1, scale=2), 3, 3, 13, 20)


@pytest.mark.parametrize(("scale", "factor"), [(4, 2), (4, 4)])
@pytest.mark.parametrize("size", [(26, 38), (27, 21)])
def test_esrgan_with_pixels_as_channels(scale: int, factor: int, size: tuple[int, int]) -> None:
    model = ESRGAN(num_blocks=1, scale=scale, shuffle_factor=factor, in_nc=3 * factor**2)
    assert_same(model, 1, 3, *size)


@pytest.mark.parametrize("scale", [1, 3, 8])
def test_esrgan_of_other_scales(scale: int) -> None:
    assert_same(ESRGAN(num_blocks=1, scale=scale), 1, 3, 11, 14)


@pytest.mark.parametrize("variant", [{"plus": True}, {"upsampler": "pixel_shuffle"}])
def test_variants_go_convolution_by_convolution(variant: dict) -> None:
    fast = assert_same(ESRGAN(num_blocks=1, **variant), 1, 3, 30, 33)
    assert isinstance(fast, ESRGAN)


@pytest.mark.parametrize("act", ["relu", "leakyrelu", "prelu"])
@pytest.mark.parametrize("upscale", [1, 2, 4])
def test_compact(act: str, upscale: int) -> None:
    model = Compact(num_conv=3, upscale=upscale, act_type=act)
    for module in model.modules():
        if isinstance(module, nn.PReLU):
            module.weight.data = torch.randn(64)  # below 0 and above 1 too
    fast = assert_same(model, 1, 3, 19, 32)
    assert not isinstance(fast, Compact)


@pytest.mark.parametrize("size", [(1, 1), (6, 12), (5, 103), (70, 61)])
def test_compact_of_any_size(size: tuple[int, int]) -> None:
    assert_same(Compact(num_conv=2, upscale=2), 2, 3, *size)


@pytest.mark.parametrize(("features", "upscale"), [(24, 3), (80, 8)])
def test_compact_of_other_widths(features: int, upscale: int) -> None:
    """80 channels and 3 * 8 * 8 results go through the kernels in several blocks."""
    fast = assert_same(Compact(num_feat=features, num_conv=1, upscale=upscale), 1, 3, 17, 20)
    assert not isinstance(fast, Compact)


def test_compact_in_many_strips(monkeypatch: pytest.MonkeyPatch) -> None:
    """Strips shorter than a row of patches, so that neighbours are several strips away."""
    from pipelines.networks import compact

    monkeypatch.setattr(compact, "_STRIP", 2)
    assert_same(Compact(num_conv=4, upscale=2), 1, 3, 62, 40)


def test_compact_from_grey_to_colours() -> None:
    assert not isinstance(assert_same(Compact(num_in_ch=1, upscale=2), 1, 1, 20, 20), Compact)


def test_many_strips(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines.networks import winograd_maps

    monkeypatch.setattr(winograd_maps, "_STRIP", 4)
    assert_same(ESRGAN(num_blocks=1, scale=2), 1, 3, 40, 21)


def test_other_networks_share_what_stays() -> None:
    wide, narrow = nn.Conv2d(96, 96, 3, padding=1), nn.Conv2d(96, 3, 3, padding=1)
    strided = nn.Conv2d(96, 96, 3, padding=1, stride=2)
    reflecting = nn.Conv2d(96, 96, 3, padding=1, padding_mode="reflect")
    model = nn.Sequential(wide, nn.ReLU(), nn.Sequential(wide, reflecting), strided, narrow)
    fast = assert_same(model, 1, 96, 28, 30)
    assert transformed(fast) == 1
    assert sum(1 for module in model.modules() if type(module) is nn.Conv2d) == 4
    shared = {id(parameter) for parameter in fast.parameters()}
    assert all(id(parameter) in shared for parameter in model.parameters())


def test_grouped_convolutions_stay() -> None:
    conv = nn.Conv2d(96, 96, 3, padding=1, groups=2)
    assert not winograd.WinogradConv2d.gains(conv)
