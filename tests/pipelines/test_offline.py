"""Offline mode makes no connection at all: run where sockets are forbidden."""

import json
import subprocess
import sys
from pathlib import Path

from PIL import Image

from pipelines.weights.store import WeightStore
from tests.examples import photo

_FORBIDDEN = """
import json, socket, subprocess, sys

def forbid(*_args, **_options):
    raise AssertionError("a socket was opened")

socket.socket.__init__ = forbid
socket.getaddrinfo = forbid
start = subprocess.Popen.__init__

def without_pip(self, args, *rest, **options):
    assert "pip" not in args, "pip was started"
    start(self, args, *rest, **options)

subprocess.Popen.__init__ = without_pip
from pipelines.__main__ import main

print(json.dumps([main(words) for words in json.loads(sys.argv[1])]), file=sys.stderr)
"""


def test_nothing_connects(starter_store: WeightStore, hearth_home: Path, tmp_path: Path) -> None:
    hearth_home.mkdir()
    (hearth_home / "weights").symlink_to(starter_store.folder)
    Image.fromarray(photo(24, 16)).save(tmp_path / "in.png")
    image, target = str(tmp_path / "in.png"), str(tmp_path / "out.png")
    run = ["run", "--image", image, "--output", target, "--offline", "--quiet"]
    commands = {
        "list": ["models", "list"],
        "show": ["models", "show", "real-esrgan", "--json"],
        "search": ["models", "search", "faces"],
        "verify": ["models", "verify", "real-esrgan"],
        "install what is here": ["models", "install", "real-esrgan", "--offline"],
        "run": [run[0], "real-esrgan", *run[1:], "--version", "animevideov3"],
        "plan": ["plan", "real-esrgan", "--image", image, "--version", "animevideov3"],
        "install the rest": ["models", "install", "gfpgan", "--offline"],
        "run the rest": [run[0], "gfpgan", *run[1:]],
    }
    done = subprocess.run(
        [sys.executable, "-c", _FORBIDDEN, json.dumps(list(commands.values()))],
        capture_output=True,
        text=True,
        check=False,
    )
    codes = dict(zip(commands, json.loads(done.stderr.splitlines()[-1]), strict=True))
    assert codes == {**dict.fromkeys(commands, 0), "install the rest": 1, "run the rest": 1}
    assert Path(target).stat().st_size > 0
    assert done.stderr.count("offline mode is on") == 2
