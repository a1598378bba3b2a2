"""The ways in which pictures come into a conversation; each is in Hearth's folder before it shows.

Files are read and copied in a job, and what is no picture is told in a sentence; the rest is taken
all the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from app.context import AppContext
from app.error_view import sentence_of
from app.image_qa.camera import Camera, NoCamera, known_cameras
from app.image_qa.camera_dialog import CameraDialog
from app.image_qa.screen import ScreenCapture
from app.jobs import QUICK, Job, JobState
from app.widgets.drop_zone import paths_in
from pipelines.conversations.attachments import Attachment
from pipelines.conversations.pictures import ImageAttachment
from pipelines.errors import HearthError

if TYPE_CHECKING:
    from pipelines.conversations.pictures import PictureFolder
    from pipelines.progress import Progress

#: So many pictures of one drop go into a conversation; whole folders have a page of their own.
MOST = 40


@dataclass(frozen=True)
class _Read:
    """What came of some files."""

    images: tuple[ImageAttachment, ...]
    texts: tuple[Attachment, ...]
    problems: tuple[HearthError, ...]
    left_out: int


class Adding(QObject):
    """`added` with pictures, `texts_added` with text files, `refused` with a sentence."""

    added = Signal(object)
    texts_added = Signal(object)
    refused = Signal(str)

    def __init__(self, context: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._folder = context.places.conversation_pictures
        self.cameras: Callable[[], Sequence[Camera]] = known_cameras
        self.screen = ScreenCapture(window)
        self.screen.taken.connect(lambda image: self.add_image(image, self.tr("Screen")))
        self.screen.refused.connect(self.refused)
        self.dialog: CameraDialog | None = None

    # -- files -----------------------------------------------------------------------------

    def browse(self) -> None:
        """The file dialog."""
        from pipelines.media.kinds import PICTURE_SUFFIXES

        patterns = " ".join(f"*{suffix}" for suffix in PICTURE_SUFFIXES)
        kinds = [self.tr("Pictures ({patterns})").format(patterns=patterns)]
        kinds.append(self.tr("All files (*)"))
        title = self.tr("Add pictures")
        paths, _kind = QFileDialog.getOpenFileNames(self._window, title, "", ";;".join(kinds))
        if paths:
            self.add_files([Path(path) for path in paths])

    def add_files(self, paths: Sequence[Path]) -> Job:
        """Pictures, text files, and folders with pictures directly inside."""
        folder = self._folder

        def work(_progress: "Progress") -> _Read:
            return _read(paths, folder)

        job = self._context.jobs.submit(work, lane=QUICK)
        job.finished.connect(lambda _state: self._on_read(job))
        return job

    def _on_read(self, job: Job) -> None:
        if job.state is JobState.FAILED and job.error is not None:
            self.refused.emit(sentence_of(job.error))
        if job.state is not JobState.DONE:
            return
        found: _Read = job.result
        if found.images:
            self.added.emit(found.images)
        if found.texts:
            self.texts_added.emit(found.texts)
        words = [sentence_of(error) for error in found.problems[:3]]
        if len(found.problems) > len(words):
            more = self.tr("{n} more could not be added.")
            words.append(more.format(n=len(found.problems) - len(words)))
        if found.left_out:
            more = self.tr("A conversation takes {most} pictures at once; {n} were left out.")
            words.append(more.format(most=MOST, n=found.left_out))
        if words:
            self.refused.emit(" ".join(words))

    # -- pictures that are no files yet ----------------------------------------------------

    def paste(self, mime: QMimeData | None = None) -> bool:
        """Take files or a picture from the clipboard, or what was dropped; False if there are
        none."""
        mime = mime if mime is not None else QGuiApplication.clipboard().mimeData()
        if mime is None:
            return False
        paths = paths_in(mime)
        if paths:
            self.add_files(paths)
            return True
        image = mime.imageData() if mime.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            self.add_image(image, self.tr("Pasted"))
            return True
        return False

    def add_image(self, image: QImage, what: str) -> Job:
        """Keep a picture as PNG, called by what it is and when it came."""
        folder = self._folder
        name = f"{what} {datetime.now():%Y-%m-%d %H-%M-%S}.png"

        def work(_progress: "Progress") -> _Read:
            from pipelines.conversations.pictures import PictureFolder

            size = image.width(), image.height()
            kept = PictureFolder(folder).add_png(_encoded(image), name, size)
            return _Read((kept,), (), (), 0)

        job = self._context.jobs.submit(work, lane=QUICK)
        job.finished.connect(lambda _state: self._on_read(job))
        return job

    def capture_screen(self) -> None:
        """The screen without the window."""
        self.screen.start()

    def open_camera(self) -> None:
        """A dialog with what the camera sees; it was not open before."""
        try:
            cameras = self.cameras()
        except NoCamera as error:
            self.refused.emit(str(error))
            return
        self.dialog = CameraDialog(cameras, self._window)
        self.dialog.taken.connect(lambda image: self.add_image(image, self.tr("Camera")))
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None

    def close(self) -> None:
        """The window closes for good."""
        self.screen.stop()
        if self.dialog is not None:
            self.dialog.reject()


def _encoded(image: QImage) -> bytes:
    raw = QByteArray()
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    buffer.close()
    return bytes(raw.data())


def _read(paths: Sequence[Path], folder: Path) -> _Read:
    from app.input_files import gather
    from pipelines.conversations.pictures import PictureFolder
    from pipelines.media.kinds import PICTURE_SUFFIXES

    files = gather(paths, PICTURE_SUFFIXES)
    pictures = PictureFolder(folder)
    images: list[ImageAttachment] = []
    texts: list[Attachment] = []
    problems: list[HearthError] = []
    for path in files[:MOST]:
        try:
            added = _read_one(path, pictures)
        except HearthError as error:
            problems.append(error)
        else:
            images += [added] if isinstance(added, ImageAttachment) else []
            texts += [added] if isinstance(added, Attachment) else []
    return _Read(tuple(images), tuple(texts), tuple(problems), max(0, len(files) - MOST))


def _read_one(path: Path, pictures: "PictureFolder") -> ImageAttachment | Attachment:
    """What is called like a text is one; all else has to be a picture."""
    from pipelines.conversations.attachments import read_attachment
    from pipelines.media.kinds import is_picture_name

    if not is_picture_name(path) and path.suffix.lower() in _TEXTS:
        return read_attachment(path)
    return pictures.add(path)


_TEXTS = (".txt", ".md", ".csv", ".json", ".yaml", ".yml", ".xml", ".html", ".log", ".py", ".tex")
