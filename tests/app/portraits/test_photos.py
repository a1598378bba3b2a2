"""Faces are boxed and chosen; several photos of one person; a pose picture."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.portraits.looking import look_at_photos
from app.portraits.looks import LookAt, Looks, MissingWeights
from app.portraits.padded_source import PaddedSource, padded_size
from app.portraits.studio import Studio
from app.widgets.picture_source import ImageSource
from pipelines.identity.catalogue import ANTELOPE, GLINTR100, SCRFD, YUNET
from pipelines.models.instant_id import SPEC
from pipelines.portraits.control_files import BODY
from pipelines.portraying.series import find_sitting
from pipelines.progress import Progress
from pipelines.run import Runtime
from pipelines.weight_files import LocalSource, WeightFile
from pipelines.weights.store import WeightStore
from tests.app.portraits.conftest import Settle
from tests.portrait_fakes import ASTRONAUT, FakeLooker, FakePortraits, face_at
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


# -- before and with antelopev2 ----------------------------------------------------------------


def test_faces_are_boxed_before_the_models_own_finder_is_here(
    studio: Studio, settle: Settle, photo: Path, looker: FakeLooker
) -> None:
    (second,) = copies(photo, "second.png")
    looker.missing = 622_000_000
    looker.at_once = {"astronaut.png": (ASTRONAUT,), "second.png": (ASTRONAUT,)}
    put_in(studio, settle, photo)
    side = studio.viewer.photos
    assert side.view.faces == (ASTRONAUT,)
    assert side.words.text() == "One face, which is taken."
    assert side.fetch_button.isHidden()
    side.add_photos([second])
    settle(250)
    assert "(622 MB)" in side.words.text()
    assert side.fetch_button.text() == "Compare now"
    looker.faces, looker.among = looker.at_once, 0.7
    side.fetch_button.click()
    settle()
    assert "0.70 alike" in side.words.text()
    assert side.fetch_button.isHidden()


def test_the_face_that_was_clicked_stays_taken_whatever_number_the_model_gives_it(
    studio: Studio,
    settle: Settle,
    two: Path,
    looker: FakeLooker,
    qtbot: QtBot,
    model: FakePortraits,
) -> None:
    child = face_at(20, 30, 60)
    looker.missing, looker.at_once = 622_000_000, {"two.png": (ASTRONAUT, child)}
    looker.faces = {"two.png": (face_at(300, 200, 150), ASTRONAUT, face_at(22, 28, 61))}
    put_in(studio, settle, two)
    click_on_face(studio, qtbot, 2)
    studio.run()
    settle()
    assert model.drawn[-1].face == 3
    assert studio.viewer.photos.view.taken == 3


def test_a_run_waits_for_what_finds_the_face_and_is_none_without_it(
    studio: Studio, settle: Settle, photo: Path, looker: FakeLooker, model: FakePortraits
) -> None:
    looker.missing, looker.at_once = 622_000_000, {"astronaut.png": (ASTRONAUT,)}
    looker.faces = {}
    put_in(studio, settle, photo)
    assert studio.can_run
    studio.run()
    settle()
    assert model.drawn == []
    assert "No face was found in astronaut.png" in studio.viewer.photos.words.text()


def runtime_with(context: AppContext, *weights: tuple[WeightFile, Path]) -> Runtime:
    """That of the window, with these files in its store and no way to others."""
    store = context.places.weights
    store.mkdir(parents=True, exist_ok=True)
    for weight, path in weights:
        shutil.copyfile(path, store / weight.name)
    return context.engine.runtime(replace(context.settings.value, offline=True))


def test_the_starter_finds_faces_and_compares_nobody(
    context: AppContext, kept_weights: Path, photo: Path
) -> None:
    path = WeightStore(kept_weights).fetch((YUNET,), Progress())[YUNET.name]
    runtime = runtime_with(context, (YUNET, path))
    same, note = photo.with_name("same.png"), photo.with_name("note.png")
    same.write_bytes(photo.read_bytes())
    note.write_text("no picture")
    wanted = LookAt(photo, 1, (same, note), switches={"enable_pose_controlnet": True})
    looks = look_at_photos(runtime, SPEC, wanted, Progress())
    assert isinstance(looks, Looks)
    (face,) = looks.first.faces
    assert face.box == pytest.approx(ASTRONAUT.box, abs=16)
    assert looks.missing == sum(file.size for file in (*ANTELOPE, *BODY))
    assert (looks.among, looks.photos[1].likeness) == (None, None)
    assert [look.problem is None for look in looks.photos] == [True, True, False]


def test_without_the_starter_and_a_network_it_is_only_told_what_is_missing(
    context: AppContext, photo: Path
) -> None:
    looks = look_at_photos(runtime_with(context), SPEC, LookAt(photo), Progress())
    assert looks == MissingWeights(sum(file.size for file in ANTELOPE))


def test_a_face_that_the_starter_does_not_see_is_left_to_the_model(
    context: AppContext, kept_weights: Path, tmp_path: Path
) -> None:
    path = WeightStore(kept_weights).fetch((YUNET,), Progress())[YUNET.name]
    grey = tmp_path / "grey.png"
    Image.new("RGB", (64, 64), "grey").save(grey)
    looks = look_at_photos(runtime_with(context, (YUNET, path)), SPEC, LookAt(grey), Progress())
    assert isinstance(looks, MissingWeights)


def test_the_window_and_the_model_look_with_the_same(
    context: AppContext, tmp_path: Path, photo: Path
) -> None:
    small = (
        replaced(SCRFD, write_detector(tmp_path / "det.onnx")),
        replaced(GLINTR100, write_recogniser(tmp_path / "rec.onnx")),
    )
    assert SPEC.first_look is not None
    spec = replace(SPEC, first_look=replace(SPEC.first_look, weights=lambda _params: small))
    runtime = context.engine.runtime(context.settings.value)
    same, note = photo.with_name("same.png"), photo.with_name("note.png")
    same.write_bytes(photo.read_bytes())
    note.write_text("no picture")
    wanted = LookAt(photo, 1, (same, note), switches={"enable_pose_controlnet": False})
    looks = look_at_photos(runtime, spec, wanted, Progress(), fetch=True)
    assert isinstance(looks, Looks)
    (face,) = looks.first.faces
    assert face.box == pytest.approx(ASTRONAUT.box, abs=16)
    assert looks.missing == 0
    assert looks.among == pytest.approx(1.0, abs=1e-4)
    assert [look.problem is None for look in looks.photos] == [True, True, False]
    assert not any(look.is_outlier for look in looks.photos)
    (before,) = runtime.residency.residents()
    params = spec.params(image=photo, prompt="a knight", enable_pose_controlnet=False)
    find_sitting(runtime, spec, params, Progress())
    assert [item.key for item in runtime.residency.residents()] == [before.key]


def replaced(weight: WeightFile, path: Path) -> WeightFile:
    """The same with the content of another file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    sources = (LocalSource(path),)
    return replace(weight, size=path.stat().st_size, sha256=digest, sources=sources)
