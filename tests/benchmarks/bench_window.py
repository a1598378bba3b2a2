"""How long from starting the process to the window's first paint; median of some starts.

    uv run python tests/benchmarks/bench_window.py [--starts 15]

Prints one row of a Markdown table. Byte code is cached in a folder of its own and the first start
only warms it up, as on a user's machine, whatever PYTHONDONTWRITEBYTECODE says here. Without a
screen Qt's offscreen platform is used; set QT_QPA_PLATFORM=xcb to measure on a real one.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# The real entry point, with a listener on the window: times of the first paint and of the form.
CHILD = """
import json, sys, time
import app.__main__ as entry
from PySide6.QtCore import QEvent, QObject, QTimer

build = entry.build_window
times = {}

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and "painted" not in times:
            times["painted"] = None
            QTimer.singleShot(0, self.painted)
        return False

    def painted(self):
        times["painted"] = time.monotonic()

watch = Watch()

def watched(app, places):
    window = build(app, places)
    window.centralWidget().installEventFilter(watch)

    def ready(*_):
        times["ready"] = time.monotonic()
        QTimer.singleShot(50, window.close)

    window.page.panel.model_changed.connect(ready)
    QTimer.singleShot(60_000, window.close)
    return window

entry.build_window = watched
code = entry.main([])
print(json.dumps(times))
sys.exit(code)
"""


def start(environment: dict[str, str]) -> tuple[float, float]:
    """Seconds to the first paint, and until the first model's form is there."""
    began = time.monotonic()  # one clock for all processes, on Linux, macOS and Windows
    found = subprocess.run(
        [sys.executable, "-c", CHILD],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    times = json.loads(found.stdout.splitlines()[-1])
    return times["painted"] - began, times["ready"] - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=15)
    starts = parser.parse_args().starts
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "HEARTH_HOME": f"{folder}/home"}
        environment["PYTHONPYCACHEPREFIX"] = f"{folder}/bytecode"
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        start(environment)
        found = [start(environment) for _ in range(starts)]
    painted, ready = zip(*found, strict=True)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print("| window | median | fastest | slowest | form ready (median) | starts | machine |")
    print("|---|---|---|---|---|---|---|")
    print(
        f"| first paint | {statistics.median(painted):.2f} s | {min(painted):.2f} s "
        f"| {max(painted):.2f} s | {statistics.median(ready):.2f} s | {starts} "
        f"| {os.cpu_count()} cores, load {load:.1f}, {platform.system()}, "
        f"Python {platform.python_version()} |"
    )


if __name__ == "__main__":
    main()
