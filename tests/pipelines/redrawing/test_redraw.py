"""A redraw on disk: gone on with after a kill, a cancel or a damaged file; tiles done again."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pipelines.errors import DiskFull
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.redrawing.passes import Pass, RedrawMode, SeamMode, Seams, passes
from pipelines.redrawing.redraw import TileOrder, redo, redraw
from pipelines.redrawing.tiles import Grid
from pipelines.redrawing.work import Work

WIDTH, HEIGHT = 320, 256
Pixels = NDArray[np.uint8]


def all_passes(denoise: float = 0.3) -> tuple[Pass, ...]:
    seams = Seams(SeamMode.HALF_AND_CORNERS, blur=4)
    return passes(Grid(WIDTH, HEIGHT, 96, 64), RedrawMode.CHESS, 16, 4, denoise, seams)


def first() -> list[Pixels]:
    pixels = np.random.default_rng(5).integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)
    return [pixels[:100], pixels[100:]]


class Mixer:
    """Mixes all that a tile sees, so that a wrong order or a wrong view changes the result."""

    def __init__(self, stop_after: int = 10**6, shift: int = 0) -> None:
        self.calls: list[int] = []
        self.drawn: list[tuple[int, int]] = []
        self._left, self._shift = stop_after, shift

    def draw(self, orders: Sequence[TileOrder], progress: Progress) -> list[Pixels]:
        self.calls.append(len(orders))
        results = []
        for order in orders:
            if self._left <= 0:
                progress.cancel.cancel()
            progress.update(0.5)
            self._left -= 1
            assert order.hint is not None
            assert order.hint.shape == order.seen.shape
            mean = int(order.seen.mean())
            drawn = order.seen.astype(int) // 2 + mean // 2 + self._shift + len(self.drawn) * 0
            results.append(np.clip(drawn, 0, 255).astype(np.uint8))
            self.drawn.append(order.place)
        return results


def hint(rect: object, size: tuple[int, int]) -> Pixels:
    return np.zeros((size[1], size[0], 3), np.uint8)


def finished(folder: Path, mixer: Mixer | None = None, most: int = 1) -> Pixels:
    work = Work(folder, {"seed": 1}, WIDTH, HEIGHT, all_passes())
    work.begin(first)
    redraw(work, mixer or Mixer(), hint, most, Progress())
    result = work.canvas.whole()
    work.close()
    return result


@pytest.mark.parametrize("most", [2, 5])
def test_batches_of_tiles_change_nothing(tmp_path: Path, most: int) -> None:
    alone = finished(tmp_path / "alone")
    mixer = Mixer()
    assert (finished(tmp_path / "many", mixer, most) == alone).all()
    assert max(mixer.calls) == most
    assert sorted(mixer.drawn) == sorted(p for p, _t in _places())


def _places() -> list[tuple[tuple[int, int], object]]:
    return [
        ((number, index), tile)
        for number, one in enumerate(all_passes())
        for index, tile in enumerate(one.tiles)
    ]


def test_no_denoise_gives_back_the_first_pass(tmp_path: Path) -> None:
    found = passes(Grid(WIDTH, HEIGHT, 96, 64), RedrawMode.LINEAR, 16, 4, 0.0, Seams())
    work = Work(tmp_path / "w", {}, WIDTH, HEIGHT, found)
    work.begin(first)
    redraw(work, Mixer(), hint, 4, Progress())
    assert (work.canvas.whole() == np.concatenate(first())).all()
    work.close()


@pytest.mark.parametrize("stop_after", [0, 1, 7, 23])
def test_cancelled_anywhere_it_goes_on_at_the_next_tile(tmp_path: Path, stop_after: int) -> None:
    whole = finished(tmp_path / "whole")
    folder = tmp_path / "stopped"
    work = Work(folder, {"seed": 1}, WIDTH, HEIGHT, all_passes())
    work.begin(first)
    with pytest.raises(Cancelled):
        redraw(work, Mixer(stop_after), hint, 1, Progress(cancel=CancelToken()))
    assert len(work.done) == stop_after
    work.close()
    rest = Mixer()
    assert (finished(folder, rest) == whole).all()
    assert len(rest.drawn) == len(_places()) - stop_after


KILLED = """
import os, signal, sys
from pathlib import Path
from pipelines.progress import Progress
from pipelines.redrawing.redraw import redraw
from pipelines.redrawing.work import Work
from tests.pipelines.redrawing.test_redraw import HEIGHT, WIDTH, Mixer, all_passes, first, hint

work = Work(Path(sys.argv[1]), {"seed": 1}, WIDTH, HEIGHT, all_passes())
work.begin(first)
count = 0
def hear(_place, _tile):
    global count
    count += 1
    if count == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
redraw(work, Mixer(), hint, 2, Progress(), hear)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_killed_it_goes_on_at_the_next_tile(tmp_path: Path) -> None:
    whole = finished(tmp_path / "whole")
    folder = tmp_path / "killed"
    ended = subprocess.run([sys.executable, "-c", KILLED, str(folder), "9"], check=False)
    assert ended.returncode == -signal.SIGKILL
    rest = Mixer()
    assert (finished(folder, rest) == whole).all()
    assert len(rest.drawn) == len(_places()) - 9


def test_a_damaged_tile_is_drawn_again(tmp_path: Path) -> None:
    whole = finished(tmp_path / "w")
    last = len(all_passes()[-1].tiles) - 1
    broken = tmp_path / "w" / "tiles" / f"{len(all_passes()) - 1}-{last}.png"
    broken.write_bytes(broken.read_bytes()[:50])
    rest = Mixer()
    assert (finished(tmp_path / "w", rest) == whole).all()
    assert rest.drawn == [(len(all_passes()) - 1, last)]


def test_what_saw_a_lost_tile_is_drawn_again_too(tmp_path: Path) -> None:
    whole = finished(tmp_path / "w")
    (tmp_path / "w" / "tiles" / "0-3.png").unlink()
    rest = Mixer()
    assert (finished(tmp_path / "w", rest) == whole).all()
    assert rest.drawn[0] == (0, 3)
    assert 3 < len(rest.drawn) < len(_places())


def test_other_settings_begin_anew(tmp_path: Path) -> None:
    finished(tmp_path / "w")
    work = Work(tmp_path / "w", {"seed": 2}, WIDTH, HEIGHT, all_passes())
    assert not work.has_first
    assert work.done == frozenset()
    work.begin(first)
    assert (work.canvas.whole() == np.concatenate(first())).all()
    work.close()


def test_one_tile_is_done_again_and_the_others_stay(tmp_path: Path) -> None:
    before = finished(tmp_path / "w")
    work = Work(tmp_path / "w", {"seed": 1}, WIDTH, HEIGHT, all_passes())
    work.begin(first)
    place = (0, 4)
    tile = work.passes[0].tiles[4]
    redo(work, Mixer(), place, hint, Progress())
    assert (work.canvas.whole() == before).all()  # the same drawer gives the same
    redo(work, Mixer(shift=60), place, hint, Progress())
    after = work.canvas.whole()
    changed = np.argwhere((after != before).any(axis=2))
    (top, left), (bottom, right) = changed.min(axis=0), changed.max(axis=0)
    assert tile.crop.top <= top
    assert bottom < tile.crop.bottom
    assert tile.crop.left <= left
    assert right < tile.crop.right
    with pytest.raises(Cancelled):
        redo(work, Mixer(stop_after=0), place, hint, Progress(cancel=CancelToken()))
    assert (work.canvas.whole() == after).all()
    work.close()


def test_a_full_disk_is_told_before_anything_is_drawn(tmp_path: Path) -> None:
    wide = 10**7
    work = Work(tmp_path / "w", {}, wide, wide, ())
    with pytest.raises(DiskFull):
        work.begin(lambda: ())
    assert not list((tmp_path / "w").glob("*.pixels"))


def test_removing_gives_the_disk_back(tmp_path: Path) -> None:
    work = Work(tmp_path / "w", {}, WIDTH, HEIGHT, all_passes())
    work.begin(first)
    work.remove()
    assert not (tmp_path / "w").exists()
