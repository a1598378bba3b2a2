"""Faces are boxed and chosen; several photos of one person; a pose picture."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.portraits.looking import looks_at
from app.portraits.looks import LookAt
from app.portraits.padded_source import PaddedSource, padded_size
from app.portraits.studio import Studio
from app.widgets.picture_source import ImageSource
from pipelines.identity.detectors import ScrfdDetector
from pipelines.identity.finder import FaceFinder
from pipelines.identity.recogniser import Recogniser
from pipelines.progress import Progress
from tests.app.portraits.conftest import Settle
from tests.portrait_fakes import ASTRONAUT, FakeLooker, FakePortraits
from tests.tiny_insightface import write_detector, write_recogniser


def put_in(studio: Studio, settle: Settle, *paths: Path) -> None:
    studio.add_paths(list(paths))
    settle()


def copies(photo: Path, *names: str) -> list[Path]:
    made = [photo.with_name(name) for name in names]
    for path in made:
        path.write_bytes(photo.read_bytes())
    return made


def click_on_face(studio: Studio, qtbot: QtBot, number: int) -> None:
    view = studio.viewer.photos.view
    qtbot.waitUntil(lambda: not view.pyramid.size.isEmpty(), timeout=20_000)
    place = view.place_of(view.faces[number - 1]).center().toPoint()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)


def test_the_largest_face_is_taken_and_a_click_takes_another(
    studio: Studio, settle: Settle, two: Path, qtbot: QtBot, model: FakePortraits
) -> None:
    put_in(studio, settle, two)
    side = studio.viewer.photos
    assert len(side.view.faces) == 2
    assert side.view.taken == 1
    assert "2 faces; face 1 is taken" in side.words.text()
    click_on_face(studio, qtbot, 2)
    assert side.face == 2
    assert "face 2 is taken" in side.view.accessibleDescription()
    studio.run()
    settle()
    assert model.drawn[-1].face == 2


def test_dragging_moves_the_photo_and_takes_no_face(
    studio: Studio, settle: Settle, two: Path, qtbot: QtBot
) -> None:
    put_in(studio, settle, two)
    view = studio.viewer.photos.view
    qtbot.waitUntil(lambda: not view.pyramid.size.isEmpty(), timeout=20_000)
    place = view.place_of(view.faces[1]).center().toPoint()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseMove(view, place + QPoint(30, 10))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=place)
    assert studio.viewer.photos.face == 1


@pytest.mark.parametrize(
    ("key", "wanted"),
    [(Qt.Key.Key_2, 2), (Qt.Key.Key_Left, 2), (Qt.Key.Key_Right, 2), (Qt.Key.Key_9, 1)],
)
def test_keys_take_a_face(
    studio: Studio, settle: Settle, two: Path, qtbot: QtBot, key: Qt.Key, wanted: int
) -> None:
    put_in(studio, settle, two)
    qtbot.keyClick(studio.viewer.photos.view, key)
    assert studio.viewer.photos.face == wanted


def test_boxes_are_seen_in_the_photo(
    studio: Studio, settle: Settle, photo: Path, qtbot: QtBot
) -> None:
    put_in(studio, settle, photo)
    view = studio.viewer.photos.view
    qtbot.waitUntil(lambda: not view.pyramid.size.isEmpty(), timeout=20_000)
    place = view.place_of(ASTRONAUT)
    seen = view.grab().toImage()
    view.show_faces((), 1)
    bare = view.grab().toImage()
    edge = QPoint(round(place.left()), round(place.center().y()))
    middle = QPoint(round(place.center().x()), round(place.top() + place.height() * 0.15))
    assert seen.pixelColor(edge) == Qt.GlobalColor.white
    assert bare.pixelColor(edge) != Qt.GlobalColor.white
    assert seen.pixelColor(middle) == bare.pixelColor(middle)  # the face itself stays in sight


def test_several_photos_hold_one_person_and_name_somebody_else(
    studio: Studio, settle: Settle, photo: Path, looker: FakeLooker, model: FakePortraits
) -> None:
    second, third = copies(photo, "second.png", "third.png")
    looker.faces = {path.name: (ASTRONAUT,) for path in (photo, second, third)}
    looker.likenesses, looker.among = (0.7, 0.68, 0.1), 0.69
    looker.outliers = frozenset({"third.png"})
    put_in(studio, settle, photo, second, third)
    side = studio.viewer.photos
    assert [chip.path for chip in side.chips] == [photo, second, third]
    assert "Face photo" in side.chips[0].button.text()
    assert "0.68 alike" in side.chips[1].button.text()
    assert "Somebody else?" in side.chips[2].button.text()
    assert "0.69 alike" in side.words.text()
    studio.run()
    settle()
    assert model.drawn[-1].image == photo
    assert model.drawn[-1].reference_images == (second, third)
    side.remove(third)
    settle(250)
    assert looker.asked[-1].more == (second,)


def test_another_photo_becomes_the_face_photo(
    studio: Studio, settle: Settle, photo: Path, looker: FakeLooker
) -> None:
    (second,) = copies(photo, "second.png")
    looker.faces = {path.name: (ASTRONAUT,) for path in (photo, second)}
    put_in(studio, settle, photo, second)
    studio.viewer.photos.chips[1].button.click()
    settle(250)
    assert studio.viewer.photos.photos == (second, photo)
    assert studio.inputs == [second, photo]


def test_a_pose_picture_is_taken_and_removed(
    studio: Studio, settle: Settle, photo: Path, model: FakePortraits
) -> None:
    (pose,) = copies(photo, "pose.png")
    put_in(studio, settle, photo)
    studio.viewer.photos.set_pose(pose)
    settle()
    studio.run()
    settle()
    assert model.drawn[-1].pose_image == pose
    chip = studio.viewer.photos.pose_chip
    assert chip is not None
    chip.away.click()
    assert studio.viewer.photos.pose is None


def test_a_photo_of_another_shape_is_laid_into_that_of_the_portrait() -> None:
    assert padded_size(QSize(100, 200), QSize(50, 50)) == QSize(200, 200)
    assert padded_size(QSize(300, 200), QSize(10, 20)) == QSize(300, 600)
    assert padded_size(QSize(640, 512), QSize(1280, 1024)) == QSize(640, 512)
    red, square = (
        QImage(20, 40, QImage.Format.Format_RGB32),
        QImage(64, 64, QImage.Format.Format_RGB32),
    )
    red.fill(Qt.GlobalColor.red)
    square.fill(Qt.GlobalColor.blue)
    padded = PaddedSource(ImageSource(red), ImageSource(square))
    seen = padded.preview(512)
    assert seen.size == QSize(40, 40)
    assert seen.image.pixelColor(20, 20) == Qt.GlobalColor.red
    assert seen.image.pixelColor(2, 20).alpha() == 0
    part = padded.region(seen.image.rect())
    assert part == seen.image.convertToFormat(part.format())


def test_what_is_really_looked_with_finds_faces_and_compares_photos(
    tmp_path: Path, photo: Path
) -> None:
    finder = FaceFinder(ScrfdDetector(write_detector(tmp_path / "det.onnx")))
    recogniser = Recogniser(write_recogniser(tmp_path / "rec.onnx"))
    same, note = photo.with_name("same.png"), photo.with_name("note.png")
    same.write_bytes(photo.read_bytes())
    note.write_text("no picture")
    looks = looks_at(finder, recogniser, LookAt(photo, 1, (same, note)), Progress())
    (face,) = looks.first.faces
    assert face.box == pytest.approx(ASTRONAUT.box, abs=16)
    assert looks.among == pytest.approx(1.0, abs=1e-4)
    assert [look.problem is None for look in looks.photos] == [True, True, False]
    assert not any(look.is_outlier for look in looks.photos)
