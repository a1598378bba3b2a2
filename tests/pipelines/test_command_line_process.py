"""The command line as a process of its own: signals, streams, and what it imports."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

Captured = pytest.CaptureFixture[str]


def paint(path: Path, side: int = 8) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.full((side, side, 3), 90, np.uint8)).save(path)
    return path


# -- as a process -----------------------------------------------------------------------------

BOOT = """
import os, sys, time
from tests.fakes import FakeModel, register
def wait(name, step):
    print("STEP", step, file=sys.stderr, flush=True)
    ends = time.monotonic() + {wait}
    while time.monotonic() < ends:  # a signal just before one long wait is seen only after it
        time.sleep(0.02)
register(FakeModel(steps=1000, on_step=wait).spec())
from pipelines.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def begin(code: str, *words: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code, *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "HEARTH_HOME": str(tmp_path / "home")},
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def read_until(process: subprocess.Popen[str], word: str) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        if word in line:
            return
    pytest.fail(f"ended without saying {word}")


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
@pytest.mark.parametrize("command", ["run", "batch"])
def test_ctrl_c_stops_at_the_next_step(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path, command: str
) -> None:
    photo = paint(tmp_path / "in" / "photo.png")
    source = ["--image", str(photo)] if command == "run" else [str(photo.parent)]
    output = tmp_path / "out" / ("x.png" if command == "run" else "")
    process = start(BOOT.format(wait=0.05), command, "fake", *source, "--output", str(output))
    read_until(process, "STEP 1")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopping after this step" in err
    assert out == ""
    assert not list(tmp_path.rglob("out/*"))


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_a_second_ctrl_c_stops_at_once(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    photo = paint(tmp_path / "photo.png")
    words = ["run", "fake", "--image", str(photo), "--output", str(tmp_path / "x.png")]
    process = start(BOOT.format(wait=300), *words)
    read_until(process, "STEP 0")
    process.send_signal(signal.SIGINT)
    read_until(process, "Stopping after")
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped at once" in err


def test_python_m_pipelines_and_its_streams(tmp_path: Path) -> None:
    environment = {**os.environ, "HEARTH_HOME": str(tmp_path)}

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pipelines", *words],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )

    listed = call("models", "list", "--json")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert json.loads(listed.stdout)
    wrong = call("run", "real-esrgan", "--scale", "99", "--image", "x.png")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "hearth: Scale (scale) must be a number from 1 to 10.\n"


def test_listing_and_help_import_no_torch(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pipelines.__main__ import main\n"
        "for words in ['models list', 'models show real-esrgan --json', 'run real-esrgan --help',\n"
        "              'run real-esrgan --scale 99 --image x', 'batch swinir --help']:\n"
        "    main(words.split())\n"
        "heavy = {'torch', 'torchvision', 'spandrel', 'facexlib', 'PySide6', 'pyvips'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or None)\n"
    )
    environment = {**os.environ, "HEARTH_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
