"""How long the window is ever away while a job runs: the largest gap of a 5 ms timer.

    uv run python tests/benchmarks/bench_event_loop.py [--job real-esrgan|torch|python]

The job is run twice in the real window. The first run imports torch, which is allowed to take
its time and shown in a column of its own; the second run is the figure that counts.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.__main__ import build_window, make_application
from app.context import AppContext
from app.jobs import CPU, Job
from pipelines.places import Places
from pipelines.progress import Progress
from pipelines.text import text

Work = Callable[[Progress], Any]


class Pulse(QObject):
    """Notes every gap of a 5 ms timer."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        self.gaps = []
        self._clock.start()
        self._timer.start()

    def end(self) -> list[float]:
        """The gaps in milliseconds."""
        self._timer.stop()
        return sorted(self.gaps)

    def _beat(self) -> None:
        self.gaps.append(self._clock.nsecsElapsed() / 1e6)
        self._clock.start()


def python_work(progress: Progress) -> None:
    """Pure Python that never lets go of the lock by itself and reports all the time."""
    until, n = time.monotonic() + 5, 0
    while time.monotonic() < until:
        n += 1
        progress.update(1 - (until - time.monotonic()) / 5, text("Step {n}", n=n))


def torch_work(progress: Progress) -> None:
    """Convolutions on every core, as an upscaler does them."""
    import torch

    layer = torch.nn.Conv2d(64, 64, 3, padding=1)
    with torch.inference_mode():
        content = torch.rand(1, 64, 256, 256)
        for n in range(60):
            progress.update(n / 60, text("Tile {n}", n=n))
            content = torch.relu(layer(content)) * 0.5


def upscaling_work(context: AppContext, folder: Path, side: int) -> Work:
    """Real-ESRGAN on a picture of noise, as the tab runs it."""

    def work(progress: Progress) -> Any:
        from app.task_tab import run_work
        from pipelines.registry import model

        source = folder / "noise.png"
        if not source.exists():
            image = QImage(side, side, QImage.Format.Format_RGB32)
            for y in range(side):
                for x in range(side):
                    image.setPixelColor(x, y, QColor((x * 7) % 256, (y * 5) % 256, (x * y) % 256))
            image.save(str(source))
        spec = model("real-esrgan")
        params = spec.params(**{spec.input_field: source, "version": "animevideov3"})
        return run_work(context, spec, params, spec.output(), context.settings.value)(progress)

    return work


def run_once(app: QApplication, context: AppContext, pulse: Pulse, work: Work) -> list[float]:
    job = context.jobs.submit(work, "benchmark", CPU)
    show_in_window(job)
    pulse.begin()
    job.finished.connect(lambda _state: app.exit(0))
    app.exec()
    gaps = pulse.end()
    if job.error is not None:
        raise SystemExit(job.details)
    return gaps


def show_in_window(job: Job) -> None:
    """The tab's own progress bar follows the job, so that painting counts too."""
    for widget in QApplication.topLevelWidgets():
        page = getattr(widget, "page", None)
        if page is not None and hasattr(page, "job_bar"):
            page.job_bar.show_job(job)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--job", choices=("real-esrgan", "torch", "python"), default="real-esrgan")
    parser.add_argument("--side", type=int, default=384, help="side of the picture in pixels")
    parser.add_argument("--weights", type=Path, help="a folder with installed weights")
    arguments = parser.parse_args()
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if arguments.weights:
            (folder / "weights").symlink_to(arguments.weights.resolve())
        sys.setswitchinterval(0.001)  # as app.__main__ does
        app = make_application()
        app.setQuitOnLastWindowClosed(False)
        window = build_window(app, Places(folder, folder))
        window.show()
        window.status.start()
        pulse = Pulse()
        context = window.context
        works: dict[str, Work] = {
            "python": python_work,
            "torch": torch_work,
            "real-esrgan": upscaling_work(context, folder, arguments.side),
        }
        work = works[arguments.job]
        while not context.jobs.is_idle:  # the window is still looking for its models
            app.processEvents()
        first = run_once(app, context, pulse, work)
        second = run_once(app, context, pulse, work)
        window.close()
        context.jobs.shutdown()
    print("| job | largest gap | 99.9 % of gaps below | over 50 ms | with imports | beats |")
    print("|---|---|---|---|---|---|")
    print(
        f"| {arguments.job} | {second[-1]:.0f} ms | {second[int(len(second) * 0.999)]:.0f} ms "
        f"| {sum(gap > 50 for gap in second)} | {first[-1]:.0f} ms | {len(second)} |"
    )


if __name__ == "__main__":
    main()
