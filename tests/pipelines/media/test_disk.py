"""What the disk refuses: one sentence, and nothing lost or left over."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from pipelines.errors import DiskFull, NotWritable
from pipelines.media.arrays import output_array
from pipelines.media.atomic import cannot_write, replacing
from pipelines.media.picture import PictureOutput
from pipelines.media.writing import write_picture
from tests.pipelines.media.samples import PROVENANCE, picture, pixels

_LIMITED = """
import resource, sys
from pathlib import Path
import numpy as np
from pipelines.errors import DiskFull
from pipelines.media.picture import Picture, PictureOutput
from pipelines.media.writing import write_picture
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
noise = np.random.default_rng(0).integers(0, 256, (400, 400, 3), np.uint8)
try:
    write_picture(Picture(noise), Path(sys.argv[1]), PictureOutput(), {"model": "m"})
except DiskFull as error:
    print(error)
"""


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "tif", "avif"])
def test_a_file_that_cannot_grow(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out.{suffix}"
    path.write_bytes(b"the old result")
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith(f"There is no room left for out.{suffix} in "), done.stderr
    assert path.read_bytes() == b"the old result"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("may not mount a small disk here")
    try:
        noise = np.random.default_rng(0).integers(0, 256, (400, 400, 3), np.uint8)
        for suffix in ("png", "jpg", "webp", "tif", "avif"):
            with pytest.raises(DiskFull, match="no room left"):
                write_picture(picture(noise), disk / f"a.{suffix}", PictureOutput(), PROVENANCE)
            assert list(disk.iterdir()) == []
        with pytest.raises(DiskFull, match="temporary room"):
            output_array(1000, 1000, 3, "uint8", limit_bytes=0, folder=disk)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_numbers_of_a_full_disk() -> None:
    for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        assert isinstance(cannot_write(Path("a/b.png"), OSError(number, "x")), DiskFull)
    assert isinstance(cannot_write(Path("a/b.png"), OSError(errno.EROFS, "x")), NotWritable)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /sys and /proc")
def test_targets_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "taken.png").mkdir()
    for path in (
        Path("/sys/hearth.png"),
        Path("/proc/nowhere/hearth.png"),
        tmp_path / "file" / "a.png",
        tmp_path / "taken.png",
        tmp_path / ("n" * 300 + ".png"),
    ):
        with pytest.raises(NotWritable) as caught:
            write_picture(picture(pixels()), path, PictureOutput(), PROVENANCE)
        assert path.name in str(caught.value)
        assert str(caught.value).endswith(".")
    assert sorted(item.name for item in tmp_path.iterdir()) == ["file", "taken.png"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anything")
def test_a_read_only_file_is_respected(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"precious")
    (tmp_path / "a.png").chmod(0o444)
    with pytest.raises(NotWritable):
        write_picture(picture(pixels()), tmp_path / "a.png", PictureOutput(), PROVENANCE)
    assert (tmp_path / "a.png").read_bytes() == b"precious"


def test_missing_folders_are_made_and_links_stay(tmp_path: Path) -> None:
    real = tmp_path / "deep" / "er" / "a.png"
    write_picture(picture(pixels()), real, PictureOutput(), PROVENANCE)
    link = tmp_path / "link.png"
    link.symlink_to(real)
    real.write_bytes(b"old")
    write_picture(picture(pixels()), link, PictureOutput(), PROVENANCE)
    assert link.is_symlink()
    assert real.read_bytes()[:4] == b"\x89PNG"


def write_half(path: Path, wrong: type[BaseException]) -> None:
    with replacing(path) as descriptor:
        os.write(descriptor, b"half")
        raise wrong


def test_nothing_is_left_when_the_block_fails(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    for wrong in (RuntimeError, KeyboardInterrupt):
        with pytest.raises(wrong):
            write_half(tmp_path / "a", wrong)
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_the_usual_permissions(tmp_path: Path) -> None:
    with replacing(tmp_path / "a") as descriptor:
        os.write(descriptor, b"x")
    (tmp_path / "b").touch()
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


_BIG = """
import sys, threading, time
from pathlib import Path
from pipelines.media.arrays import output_array
from pipelines.media.picture import Picture, PictureOutput
from pipelines.media.reading import read_picture
from pipelines.media.vips import vips
from pipelines.media.writing import write_picture

def anonymous():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("RssAnon")).split()[1]) / 1024

array = output_array(6000, 8000, 3, "uint8", limit_bytes=0)
array[:, :, 0] = 80
array[::7, ::5] = 200
vips()
before, peak, done = anonymous(), 0.0, False
def watch():
    global peak
    while not done:
        peak = max(peak, anonymous())
        time.sleep(0.005)
thread = threading.Thread(target=watch)
thread.start()
write_picture(Picture(array), Path(sys.argv[1]), PictureOutput(), {"model": "m"})
done = True
thread.join()
print(peak - before)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")
@pytest.mark.parametrize("suffix", ["png", "jpg", "tif"])
def test_writing_streams(tmp_path: Path, suffix: str) -> None:
    """144 MB of pixels are written with little memory of one's own (measured: under 30 MB)."""
    command = [sys.executable, "-c", _BIG, str(tmp_path / f"a.{suffix}")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert float(done.stdout) < 100, done.stdout
