"""One set of small files, and one painter, for all tests of drawing."""

import pytest

from pipelines.device import Plan
from pipelines.portraits.painter import InstantIdPainter
from pipelines.portraits.painter_loading import PainterFiles, load_painter
from pipelines.text import text
from tests.tiny_portraits import write_portrait_files

CPU = Plan("cpu", "float32", 0, text("a test"))


@pytest.fixture(scope="session")
def portrait_files(tmp_path_factory: pytest.TempPathFactory) -> PainterFiles:
    return write_portrait_files(tmp_path_factory.mktemp("instant-id"))


@pytest.fixture(scope="session")
def painter(portrait_files: PainterFiles) -> InstantIdPainter:
    return load_painter(portrait_files, CPU)
