"""The side with the photo: its faces, more photos of the same person, and a pose picture."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.choosing.choice_lines import file_size
from app.icons import set_icon
from app.labels import hint_label
from app.portraits.face_view import FaceView
from app.portraits.likeness_words import number_of
from app.portraits.looks import Looks, PhotoLook, same_face
from app.portraits.photo_chip import DropRow, PhotoChip
from app.translation import translate
from app.widgets.background import Background
from app.widgets.button_row import ButtonRow
from app.widgets.flow import Flow
from app.widgets.picture_file import FileSource
from app.widgets.thumbnails import Thumbnails

#: Qt's own largest size of a widget.
_MOST = 16_777_215


class PhotoSide(QWidget):
    """`changed` when other photos, another face or another pose picture is wanted;
    `other_wanted` for another person altogether, `fetch_wanted` for what finds faces, `failed` with
    why a photo cannot be shown."""

    changed = Signal()
    other_wanted = Signal()
    fetch_wanted = Signal()
    failed = Signal(object)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._background = Background(self)
        self.photos: tuple[Path, ...] = ()
        self.pose: Path | None = None
        self.face = 1
        self.looks: Looks | None = None
        self._low = False
        self.view = FaceView(self._background, parent=self)
        self.words = hint_label("", "small", self)
        self.fetch_button = self._button(
            self.tr("Find faces now"), "download", self.tr("Download what finds faces")
        )
        self.fetch_button.hide()
        self.title = QLabel(self)
        self.title.setProperty("role", "heading")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.other_button = self._button(
            self.tr("Other photo…"), "replace", self.tr("Put in another photo (Ctrl+O)")
        )
        self.add_button = self._button(
            self.tr("Add photos…"),
            "plus",
            self.tr("Add more photos of the same person: the likeness holds better"),
        )
        self.pose_button = self._button(
            self.tr("Pose picture…"),
            "person",
            self.tr("Choose a picture whose pose the portrait takes; its identity does not count"),
        )
        self.chips: list[PhotoChip] = []
        self.pose_chip: PhotoChip | None = None
        self.photo_flow = Flow(self)
        self.pose_flow = Flow(self)
        self._lay_out()
        self.view.face_chosen.connect(self._on_face)
        self.view.failed.connect(self.failed)
        self.other_button.clicked.connect(self.other_wanted)
        self.fetch_button.clicked.connect(self.fetch_wanted)
        self.add_button.clicked.connect(self._browse_more)
        self.pose_button.clicked.connect(self._browse_pose)
        self._show_chips()

    def _button(self, words: str, sign: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        set_icon(button, sign, side=16)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _lay_out(self) -> None:
        self._foot = QWidget(self)
        below = QVBoxLayout(self._foot)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(4)
        below.addWidget(self.words)
        below.addWidget(self.fetch_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._rows.setSpacing(4)
        photos, poses = DropRow(self.add_photos, self), DropRow(self._drop_pose, self)
        for row, flow in ((photos, self.photo_flow), (poses, self.pose_flow)):
            inside = QVBoxLayout(row)
            inside.setContentsMargins(0, 4, 0, 4)
            inside.addWidget(flow)
            self._rows.addWidget(row, 1)
        below.addLayout(self._rows)
        below.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self._foot)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._foot.setProperty("role", "page")
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._body.setSpacing(6)
        self._body.addWidget(self.view, 1)
        self._body.addWidget(self._scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        column.addWidget(ButtonRow(self.title, (self.other_button,), self))
        column.addLayout(self._body, 1)

    def lie(self, low: bool) -> None:
        """With little height, what stands below the photo stands beside it."""
        direction = QBoxLayout.Direction
        self._body.setDirection(direction.LeftToRight if low else direction.TopToBottom)
        self._body.setStretch(1, 1 if low else 0)
        self._low = low
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(300, 520)

    # -- which photos ----------------------------------------------------------------------

    @property
    def image(self) -> Path | None:
        """The face photo."""
        return self.photos[0] if self.photos else None

    def show_photos(self, photos: tuple[Path, ...], face: int = 1) -> None:
        """Another person: the face photo first, then more photos of them."""
        self._set_photos(photos, face)

    def add_photos(self, paths: list[Path]) -> None:
        """More photos of the same person; those that are there already stay once."""
        fresh = [path for path in dict.fromkeys(paths) if path not in self.photos]
        if fresh:
            self._set_photos((*self.photos, *fresh), self.face)
            self.changed.emit()

    def set_pose(self, path: Path | None) -> None:
        """Take the pose from that picture; None takes it from the face photo."""
        if path != self.pose:
            self.pose = path
            self._show_chips()
            self.changed.emit()

    def _set_photos(self, photos: tuple[Path, ...], face: int) -> None:
        before = self.image
        self.photos, self.face, self.looks = photos, face, None
        self.view.show_faces((), face)
        self.words.setText(self.tr("Looking for faces…") if photos else "")
        self.fetch_button.hide()
        self.words.setProperty("role", "small")
        self._repolish()
        if self.image != before:
            self.view.viewport.fit()
            self.view.open(FileSource(photos[0]) if photos else None)
            name = photos[0].name if photos else ""
            self.title.setText(name)
            self.title.setToolTip(str(photos[0]) if photos else "")
            self.view.setAccessibleName(self.tr("Photo {name}").format(name=name))
        self._show_chips()

    def _make_first(self, path: Path) -> None:
        if path != self.image:
            rest = tuple(photo for photo in self.photos if photo != path)
            self._set_photos((path, *rest), 1)
            self.changed.emit()

    def remove(self, path: Path) -> None:
        """Leave that photo out; the last one stays."""
        rest = tuple(photo for photo in self.photos if photo != path)
        if rest:
            self._set_photos(rest, self.face if path != self.image else 1)
            self.changed.emit()

    def _on_face(self, number: int) -> None:
        self.face = number
        self._tell()
        self.changed.emit()

    # -- what is seen in them --------------------------------------------------------------

    def show_looks(self, looks: Looks) -> None:
        """What was found in the photos."""
        if tuple(look.path for look in looks.photos) != self.photos:
            return  # others were put in meanwhile
        before, self.looks = self.looks, looks
        self._offer_to_fetch(looks.missing > 0 and len(self.photos) > 1)
        self.face = min(self.face, max(1, len(looks.first.faces)))
        if before is not None and before.missing and self.view.faces:
            self.face = same_face(self.view.faces[self.view.taken - 1], looks.first.faces)
        self.view.show_faces(looks.first.faces, self.face)
        self._tell()

    def _offer_to_fetch(self, wanted: bool) -> None:
        finds = self.looks is None
        self.fetch_button.setText(self.tr("Find faces now") if finds else self.tr("Compare now"))
        tip = self.tr("Download what finds faces")
        if not finds:
            tip = self.tr("Download what tells people apart")
        self.fetch_button.setToolTip(tip)
        self.fetch_button.setAccessibleName(tip)
        self.fetch_button.setVisible(wanted)

    def show_missing(self, size: int) -> None:
        """What finds faces is to be downloaded first."""
        words = self.tr(
            "The largest face is taken. To see all faces here, what finds them is downloaded "
            "first ({size}); it comes with the first run, too."
        )
        self.words.setText(words.format(size=file_size(size)))
        self._offer_to_fetch(True)

    def show_trouble(self, words: str) -> None:
        """Why nothing could be found out."""
        self.words.setProperty("role", "problem")
        self.words.setText(words)
        self._repolish()

    def _repolish(self) -> None:
        self._arrange()
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)

    def _tell(self) -> None:
        looks = self.looks
        if looks is None:
            return
        problem = looks.first.problem
        if problem is not None:
            self.show_trouble(translate(problem))
        else:
            self.words.setProperty("role", "small")
            parts = [self.view.words()]
            if looks.among is not None:
                told = self.tr("The photos are {likeness} alike.")
                parts.append(told.format(likeness=number_of(looks.among)))
            if looks.missing and len(self.photos) > 1:
                told = self.tr(
                    "Whether the photos show the same person is seen with a download ({size}); it "
                    "comes with the first run, too."
                )
                parts.append(told.format(size=file_size(looks.missing)))
            self.words.setText(" ".join(parts))
            self._repolish()
        for chip, look in zip(self.chips, looks.photos, strict=False):
            self._tell_chip(chip, look, look is looks.first)

    def _tell_chip(self, chip: PhotoChip, look: PhotoLook, first: bool) -> None:
        if look.problem is not None:
            chip.tell(self.tr("Not used"), translate(look.problem), warns=True)
            return
        if look.is_outlier:
            hint = self.tr(
                "It looks like somebody else, and is left out. Remove it, or replace it."
            )
            chip.tell(self.tr("Somebody else?"), hint, warns=True)
            return
        hint = self.tr("The face photo: pose and size come from it, too.")
        if not first:
            hint = self.tr("Press to make it the face photo.")
        words = self.tr("Face photo") if first else ""
        if look.likeness is not None:
            words = words or self.tr("{likeness} alike").format(likeness=number_of(look.likeness))
        chip.tell(words, hint, warns=False)

    # -- chips -----------------------------------------------------------------------------

    def _show_chips(self) -> None:
        self.chips = []
        if len(self.photos) > 1:
            for path in self.photos:
                chip = PhotoChip(path, self._thumbnails, self.photo_flow)
                chip.pressed.connect(lambda path=path: self._make_first(path))
                chip.removed.connect(lambda path=path: self.remove(path))
                self.chips.append(chip)
        self.photo_flow.set_items((*self.chips, self.add_button))
        self.pose_chip = None
        if self.pose is not None:
            self.pose_chip = PhotoChip(self.pose, self._thumbnails, self.pose_flow)
            hint = self.tr("The portrait takes this pose. Press to choose another picture.")
            self.pose_chip.tell(self.tr("Pose"), hint, warns=False)
            self.pose_chip.pressed.connect(self._browse_pose)
            self.pose_chip.removed.connect(lambda: self.set_pose(None))
        chips = (self.pose_chip,) if self.pose_chip is not None else ()
        self.pose_flow.set_items((*chips, self.pose_button))
        self._arrange()

    def _arrange(self) -> None:
        """Two buttons alone stand side by side where they fit; many photos can be scrolled."""
        plain = not self.chips and self.pose_chip is None
        room = self.add_button.sizeHint().width() + self.pose_button.sizeHint().width() + 16
        beside = plain and self._scroll.width() >= room
        direction = QBoxLayout.Direction
        self._rows.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        if self._low:
            self._scroll.setMinimumHeight(0)
            self._scroll.setMaximumHeight(_MOST)
            return
        wanted = self._foot.heightForWidth(max(1, self.width() - 8)) + 2
        self._scroll.setFixedHeight(max(40, min(wanted, max(120, self.height() * 2 // 5))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _browse_more(self) -> None:
        title = self.tr("Add photos of the same person")
        paths, _kind = QFileDialog.getOpenFileNames(self, title, str(self._folder()))
        if paths:
            self.add_photos([Path(path) for path in paths])

    def _browse_pose(self) -> None:
        title = self.tr("Choose a pose picture")
        path, _kind = QFileDialog.getOpenFileName(self, title, str(self._folder()))
        if path:
            self.set_pose(Path(path))

    def _drop_pose(self, paths: list[Path]) -> None:
        if paths:
            self.set_pose(paths[0])

    def _folder(self) -> Path | str:
        return self.image.parent if self.image is not None else ""

    def focus_order(self) -> list[QWidget]:
        """What the Tab key visits, as one reads it."""
        chips = [part for chip in self.chips for part in (chip.button, chip.away)]
        pose = [self.pose_chip.button, self.pose_chip.away] if self.pose_chip else []
        return [
            self.other_button,
            self.view,
            self.fetch_button,
            *chips,
            self.add_button,
            *pose,
            self.pose_button,
        ]

    def close_side(self) -> None:
        """The window closes for good."""
        self._background.close()
