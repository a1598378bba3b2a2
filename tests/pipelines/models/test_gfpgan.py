"""GFPGAN against the original implementation, on the same random weights in the real format."""

import functools
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch
from numpy.typing import NDArray

import tests.reference  # noqa: F401  first of all, or the reference cannot be imported
from pipelines.checkpoint import load_descriptor
from pipelines.device import Plan
from pipelines.errors import UnknownCheckpoint
from pipelines.media.picture import Picture
from pipelines.models import gfpgan
from pipelines.models.gfpgan import SPEC, GfpganParams
from pipelines.networks import catalogue
from pipelines.networks.face_detection import FaceDetector
from pipelines.networks.faces import FaceNetwork, FaceParser, FaceRestorer, load_parsing_network
from pipelines.progress import Progress
from pipelines.text import text
from tests.reference import seeded_state

PLAN = Plan("cpu", "float32", 0, text("a test"))

#: Eyes, nose and mouth of the astronaut, as MTCNN finds them, to a pixel or two.
POINTS = np.array([[201.0, 110], [243, 107], [226, 133], [207, 153], [244, 150]], np.float32)


class Known:
    """A detector that knows one face."""

    def detect_faces(self, image: NDArray[Any], conf_threshold: float) -> NDArray[Any]:
        return np.concatenate([[170, 60, 275, 190, 0.99], POINTS.ravel()]).astype(np.float32)[None]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """GFPGAN and ParseNet with random weights, as their publishers store them."""
    from facexlib.parsing.parsenet import ParseNet
    from gfpgan.archs.gfpganv1_clean_arch import GFPGANv1Clean

    folder = tmp_path_factory.mktemp("weights")
    network = GFPGANv1Clean(
        out_size=512, channel_multiplier=2, fix_decoder=False, input_is_latent=True,
        different_w=True, narrow=1, sft_half=True,
    )  # fmt: skip
    state = seeded_state(network.state_dict(), 3)
    for name in state:
        if "to_rgb" in name:
            state[name] *= 0.2  # so that the result is a picture, neither black nor white
    found = {weight.name: folder / weight.name for weight in gfpgan.weights(_params())}
    torch.save({"params_ema": state}, found[catalogue.GFPGAN_V14.name])
    parser = ParseNet(in_size=512, out_size=512, parsing_ch=19)
    torch.save(seeded_state(parser.state_dict(), 4), found[catalogue.FACE_PARSING.name])
    yield found
    for path in folder.iterdir():
        path.unlink()  # 0.4 GB


@pytest.fixture(scope="module")
def restorer(files: dict[str, Path]) -> FaceRestorer:
    network = FaceNetwork(load_descriptor(files[catalogue.GFPGAN_V14.name]), PLAN)
    parser = load_parsing_network(files[catalogue.FACE_PARSING.name], "cpu")
    return FaceRestorer(network, FaceDetector(Known()), FaceParser(parser, "cpu"))


@pytest.fixture
def original(
    files: dict[str, Path], restorer: FaceRestorer, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """GFPGANer on the same weights, more exact than it is.

    It gives floats where it would cut off the fractions, and its mask is float32: OpenCV turns
    float64 with coordinates rounded to 1/32 pixel, which moves the edge of a mask by up to 1 %.
    """
    import facexlib.utils.face_restoration_helper as helper
    from gfpgan import GFPGANer

    exact = {"uint8": np.float64, "zeros": functools.partial(np.zeros, dtype=np.float32)}
    monkeypatch.setattr(helper, "np", types.SimpleNamespace(**{**vars(np), **exact}))
    monkeypatch.setattr(helper, "init_detection_model", lambda *_, **__: Known())
    parser = restorer.parser.network
    monkeypatch.setattr(helper, "init_parsing_model", lambda *_, **__: parser)
    made: Any = GFPGANer(str(files[catalogue.GFPGAN_V14.name]), upscale=2, device="cpu")
    forward = made.gfpgan.forward
    made.seen = []

    def steady(*inputs: Any, **options: Any) -> Any:
        # Its noise is new for each run; ours is the noise stored with the weights.
        found = forward(*inputs, **{**options, "randomize_noise": False})
        made.seen.append((found[0][0].clamp(-1, 1).permute(1, 2, 0).numpy() + 1) / 2)
        return found

    monkeypatch.setattr(made.gfpgan, "forward", steady)
    return made


def _params(**values: Any) -> GfpganParams:
    return GfpganParams(image=Path("photo.jpg"), **values)


def test_the_result_equals_gfpganer(restorer: FaceRestorer, original: Any) -> None:
    """End to end on a photo, background by Lanczos: network to 1e-3, picture to 1/255."""
    from skimage.data import astronaut

    pixels = np.ascontiguousarray(astronaut()[:320, :448])
    crops, _faces, expected = original.enhance(np.ascontiguousarray(pixels[:, :, ::-1]))
    restored = restorer.network(crops[0][:, :, ::-1].astype(np.float32) / 255)
    assert restored.std() > 0.05  # not a blank
    assert np.abs(restored - original.seen[0]).max() < 1e-3

    size = (896, 640)
    background: Any = cv2.resize(pixels, size, interpolation=cv2.INTER_LANCZOS4)
    untouched = background.copy()
    result = restorer.restore(Picture(pixels), Picture(background), 2, Progress())
    assert np.abs(result.pixels.astype(int) - untouched).max() > 30  # a face was pasted
    difference = np.abs(result.pixels - np.rint(expected[:, :, ::-1]))
    assert (difference <= 1).mean() >= 0.9999
    assert (difference == 0).mean() >= 0.998


def test_the_same_face_gives_the_same_result(restorer: FaceRestorer) -> None:
    """The original draws new noise each time."""
    face = np.full((512, 512, 3), 0.5, np.float32)
    assert np.array_equal(restorer.network(face), restorer.network(face))


def test_other_checkpoints_are_refused_by_name(tmp_path: Path) -> None:
    from basicsr.archs.srvgg_arch import SRVGGNetCompact

    torch.save({"params": SRVGGNetCompact(num_conv=2).state_dict()}, tmp_path / "c.pth")
    with pytest.raises(UnknownCheckpoint, match="does not restore faces"):
        FaceNetwork(load_descriptor(tmp_path / "c.pth"), PLAN)


def test_what_is_downloaded_follows_the_settings() -> None:
    names = {weight.name for weight in gfpgan.weights(_params(background_enhance=False))}
    faces = {catalogue.FACE_DETECTION.name, catalogue.FACE_PARSING.name}
    assert names == {catalogue.GFPGAN_V14.name} | faces
    assert catalogue.REAL_ESRGAN_X2PLUS in gfpgan.weights(_params())
    assert catalogue.GFPGAN_V13 in gfpgan.weights(_params(version="v1.3"))
    assert gfpgan.resident_key(_params(scale=1)) == gfpgan.resident_key(_params(scale=4))
    assert all(weight.licence.commercial for weight in SPEC.catalogue())


def test_run_without_background_stretches(restorer: FaceRestorer) -> None:
    class Blind:
        def detect_faces(self, image: NDArray[Any], conf_threshold: float) -> NDArray[Any]:
            return np.zeros((0, 15), np.float32)

    blind = FaceRestorer(restorer.network, FaceDetector(Blind()), restorer.parser)
    loaded = gfpgan.Loaded(blind, None)
    params = _params(scale=1.5, background_enhance=False)
    pixels = np.zeros((200, 300, 4), np.uint16)
    result = gfpgan.run(loaded, Picture(pixels), params, PLAN, Progress())
    assert result.pixels.shape == (300, 450, 4)
    assert result.pixels.dtype == np.uint16
