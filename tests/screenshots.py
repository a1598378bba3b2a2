"""Pictures of every screen, light and dark, at 1280x800 and at 200 %, to be looked at.

    uv run python tests/screenshots.py [--weights FOLDER] [--photo FILE] [--out FOLDER]

Writes resources/screenshots/SCREEN-SCHEME[-200].png. With `--weights` (a folder with installed
weights) a real job is photographed as well: running, stopping, and its result.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton

if TYPE_CHECKING:
    from app.task_tab import TaskTab

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--photo", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "screenshots")
    parser.add_argument("--scale", type=int, choices=(1, 2), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.scale is None:
        for scale in ("1", "2"):  # Qt reads the scale once, at its start
            environment = {**os.environ, "QT_SCALE_FACTOR": scale}
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
            # As a module: as a script, tests/app would stand before the app itself.
            command = [sys.executable, "-m", "tests.screenshots", *sys.argv[1:], "--scale", scale]
            subprocess.run(command, env=environment, check=True, cwd=ROOT)
        return
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        Photographer(arguments, Path(folder)).take_all()


class Photographer:
    """Walks one window through its screens."""

    def __init__(self, arguments: argparse.Namespace, folder: Path) -> None:
        from app.__main__ import build_window, make_application
        from pipelines.places import Places

        self.out: Path = arguments.out
        self.suffix = "-200" if arguments.scale == 2 else ""
        self.weights: Path | None = arguments.weights
        if self.weights:
            (folder / "weights").symlink_to(self.weights.absolute())
        self._held, self._free = threading.Event(), threading.Event()
        self.app = make_application()
        self.app.setQuitOnLastWindowClosed(False)
        self.window = build_window(self.app, Places(folder, folder))
        self.window.resize(1280, 800)
        self.window.show()
        self.window.status.start()
        example = ROOT / "resources" / "examples" / "cat.jpg"
        self.photo = folder / "cat.jpg"  # results are written beside it
        shutil.copyfile(arguments.photo or example, self.photo)

    def wait(self, seconds: float, until: Callable[[], bool] | None = None) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not (until is not None and until()):
            self.app.processEvents()
            time.sleep(0.01)

    def settle(self) -> None:
        self.wait(30, lambda: self.window.context.jobs.is_idle)
        self.wait(0.6)

    def take(self, name: str) -> None:
        """The screen in both schemes."""
        from app.settings import ColorMode

        for mode in (ColorMode.LIGHT, ColorMode.DARK):
            self.window.context.settings.change(theme=mode)
            self.wait(0.3)
            target = self.app.activeModalWidget() or self.window
            target.grab().save(str(self.out / f"{name}-{mode.value}{self.suffix}.png"))

    def take_all(self) -> None:
        from app.task_tab import TaskTab
        from pipelines.errors import UnreadablePicture
        from tests.chat_screenshots import take_chat, take_chat_views
        from tests.image_folder_screenshots import take_image_folders
        from tests.image_qa_screenshots import take_image_qa
        from tests.portrait_screenshots import take_portraits
        from tests.redraw_screenshots import take_redraws
        from tests.transcription_screenshots import take_transcription

        self.settle()
        page = self.window.page
        if not isinstance(page, TaskTab):
            raise SystemExit("the first tab is no TaskTab")
        self.take("upscaling-idle")
        self.take_dialogs()
        page.add_paths([self.photo])
        self.settle()
        self.take("upscaling-input")
        page.panel.show_help(True)
        self.take("upscaling-help")
        page.panel.show_help(False)
        page.strip.show_error(
            UnreadablePicture(
                "{name} is damaged or incomplete. Copy it again from where it came.",
                name="holiday.jpg",
            ),
            "Traceback …",
        )
        self.take("upscaling-error")
        page.strip.dismiss()
        if self.weights:
            self.take_jobs(page)
            take_chat_views(self)
            take_transcription(self)
        take_chat(self)
        take_image_qa(self)
        take_image_folders(self)
        take_portraits(self)
        take_redraws(self)
        self.take_models()
        self.window.context.jobs.shutdown()
        self.window.close()

    def take_dialogs(self) -> None:
        self.window.open_settings()
        self.wait(0.3)
        self.take("settings")
        self.close_dialog()
        self.window.open_about()
        self.wait(0.3)
        self.take("about")
        self.close_dialog()
        from app.storage.dialog import StorageDialog

        self.window.open_storage()
        dialog = self.app.activeModalWidget()
        if isinstance(dialog, StorageDialog):
            for index, name in enumerate(("folder", "room", "programs", "packs")):
                dialog.pages.setCurrentIndex(index)
                self.settle()
                self.take(f"storage-{name}")
        self.close_dialog()
        self.take_welcome()

    def take_welcome(self) -> None:
        from app.storage.actions import StorageActions
        from app.storage.welcome_dialog import WelcomeDialog

        beginning = StorageActions(self.window.context).begin()
        dialog = WelcomeDialog(self.window.context, beginning, self.window)
        dialog.open()
        self.settle()
        self.take("welcome")
        self.close_dialog()

    def take_models(self) -> None:
        """The Models tab, a model of the user's own, and the dialogs over it."""
        import torch
        from spandrel.architectures.Compact import Compact

        from app.models.tab import ModelsTab

        keys = [tab.key for tab in self.window.tabs]
        self.window.show_tab(keys.index("models"))
        tab = self.window.pages["models"]
        assert isinstance(tab, ModelsTab)
        self.settle()
        tab.list.choose("real-esrgan")
        self.settle()
        self.take("models")
        path = self.photo.with_name("2x_lines.pth")
        network = Compact(num_in_ch=3, num_out_ch=3, num_feat=16, num_conv=2, upscale=2)
        torch.save(network.state_dict(), path)
        tab.own.add([path])
        self.settle()
        self.take("models-own")
        tab.own.edit("me/2x_lines")
        self.settle()
        self.take("models-edit")
        self.close_dialog()
        tab.check_up()
        self.wait(120, lambda: self.window.context.jobs.is_idle)
        self.take("models-checkup")
        self.close_dialog()

    def hold(self, here: bool) -> None:
        """For a script: wait on the job's thread until the picture was taken."""
        if here:
            self._held.set()
            self._free.wait(60)

    def wait_held(self) -> None:
        """Until a script waits."""
        self._free.clear()
        self.wait(60, self._held.is_set)
        self.wait(0.4)

    def let_go(self) -> None:
        self._free.set()
        self._held.clear()

    def press_default(self) -> None:
        """The button that a dialog is there for."""
        dialog = self.app.activeModalWidget()
        for button in dialog.findChildren(QPushButton) if dialog is not None else ():
            if button.property("role") == "primary":
                button.click()
        self.wait(0.2)

    def close_dialog(self) -> None:
        dialog = self.app.activeModalWidget()
        if dialog is not None:
            dialog.close()
        self.wait(0.2)

    def take_jobs(self, page: "TaskTab") -> None:
        """A real job: running, stopping, and its result."""
        for box in page.panel.findChildren(QComboBox):
            index = box.findText("animevideov3", Qt.MatchFlag.MatchContains)
            if index >= 0:
                box.setCurrentIndex(index)
        for name in ("running", "stopping"):
            page.run()
            self.wait(60, lambda: self.fraction(page) > 0.15)
            if name == "stopping":
                page.cancel()
            self.take(f"upscaling-{name}")
            page.cancel()
            self.wait(120, lambda: not page.busy)
            self.settle()
            page.strip.dismiss()
        page.run()
        self.wait(300, lambda: not page.busy)
        self.settle()
        self.take("upscaling-result")

    @staticmethod
    def fraction(page: "TaskTab") -> float:
        job = page.job_bar.job
        report = job.report if job is not None else None
        return (report.fraction or 0.0) if report is not None else 0.0


if __name__ == "__main__":
    main()
