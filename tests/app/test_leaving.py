"""Hearth ends with exit code 0, in processes of their own, with all its libraries at work."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.weights.store import WeightStore

WINDOW = """
import sys
from pathlib import Path

import cv2, onnxruntime, pi_heif  # what other jobs would have loaded
from PySide6.QtCore import QTimer
import app.__main__ as entry

build = entry.build_window

def acting(app, places):
    window = build(app, places)
    steps = act(window.page, Path(sys.argv[1]))
    timer = QTimer(window, interval=50)
    def go():
        for waits in steps:
            if waits:
                return
        timer.stop()
        window.close()
    timer.timeout.connect(go)
    timer.start()
    return window

def act(page, photo):
    picker = page.panel.picker
    while not picker.choose("real-esrgan/animevideov3"):
        yield True
    page.add_paths([photo])
    while not page.can_run:
        yield True
    page.run()
    while page.busy or page.viewer.result is None:
        yield True
    copied = []
    page.viewer.copied.connect(lambda: copied.append(True))
    page.viewer.copy_button.click()
    while not copied:
        yield True
    missing = {"torch", "spandrel", "pyvips", "PIL", "numpy"} - set(sys.modules)
    print(page.viewer.result.name, "missing:", sorted(missing), flush=True)

entry.build_window = acting
sys.exit(entry.main([]))
"""


@pytest.fixture
def home(hearth_home: Path, starter_store: WeightStore) -> Path:
    """A home with the starter weights in it."""
    hearth_home.mkdir()
    (hearth_home / "weights").symlink_to(starter_store.folder)
    return hearth_home


def python(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "faulthandler", *words],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={**os.environ, "HEARTH_HOME": str(home)},
    )


def test_the_window_after_a_job_with_its_result_on_the_clipboard(home: Path, photo: Path) -> None:
    ended = python(home, "-c", WINDOW, str(photo))
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    assert ended.stdout.endswith("missing: []\n")
    assert len(list(photo.parent.glob("photo*.png"))) == 2


def test_the_command_line_after_a_job(home: Path, photo: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.png"
    job = ["run", "real-esrgan", "--version", "animevideov3", "--image", str(photo)]
    ended = python(home, "-m", "app", *job, "--output", str(made))
    assert ended.returncode == 0, ended.stderr
    assert "Fatal" not in ended.stderr
    assert made.is_file()
