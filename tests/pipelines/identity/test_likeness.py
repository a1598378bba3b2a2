"""Measures: kept, compared, and several photos of a person as one."""

import os
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from pipelines.identity import recogniser as recognising
from pipelines.identity.face import Embedding, Face
from pipelines.identity.finder import FaceFinder, NoFace, moved
from pipelines.identity.likeness import (
    likeness,
    mean_identity,
)
from pipelines.identity.likeness_scale import USUAL, relative_likeness
from pipelines.identity.photo import Photo, read_photo
from pipelines.identity.recogniser import Recogniser


def people(*near: float, seed: int = 1, length: float = 20) -> list[Embedding]:
    """One embedding for each number: its cosine to a person, the rest random."""
    random = np.random.default_rng(seed)
    person = _unit(random.normal(size=512))
    made: list[Embedding] = []
    for place, cosine in enumerate(near):
        other = random.normal(size=512)
        other = _unit(other - (other @ person) * person)
        vector = (cosine * person + np.sqrt(1 - cosine**2) * other) * (length + place)
        made.append(Embedding(vector.astype(np.float32), "a"))
    return made


def _unit(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    return vector / np.linalg.norm(vector)


def test_likeness_is_the_cosine() -> None:
    one, other = people(1.0, 0.5)
    assert likeness(one, one) == pytest.approx(1)
    assert likeness(one, other) == pytest.approx(0.5, abs=1e-6)
    assert likeness(other, one) == likeness(one, other)
    with pytest.raises(ValueError, match="do not measure alike"):
        likeness(one, Embedding(other.vector, "b"))


def test_a_single_photo_is_itself() -> None:
    (one,) = people(1.0)
    identity = mean_identity([one])
    assert identity.mean is one  # to the bit
    assert (identity.likenesses, identity.outliers, identity.among) == ((None,), (), None)
    assert relative_likeness(likeness(one, identity.mean), identity.among) == pytest.approx(
        1 / USUAL
    )


def test_the_mean_is_nearer_to_the_person_than_any_photo() -> None:
    person, *photos = people(1.0, 0.8, 0.8, 0.8, 0.8)
    identity = mean_identity(photos)
    assert identity.outliers == ()
    assert likeness(identity.mean, person) > 0.9
    lengths = [float(np.linalg.norm(photo.vector)) for photo in photos]
    assert np.linalg.norm(identity.mean.vector) == pytest.approx(np.mean(lengths))
    assert identity.mean.vector.dtype == np.float32


def test_a_longer_vector_does_not_outweigh_the_others() -> None:
    photos = people(0.8, 0.8, 0.8)
    loud = [Embedding(photos[0].vector * 10, "a"), *photos[1:]]
    assert likeness(mean_identity(loud).mean, mean_identity(photos).mean) == pytest.approx(1)


@pytest.mark.parametrize("place", range(4))
def test_somebody_else_is_named_and_left_out(place: int) -> None:
    photos = people(0.8, 0.8, 0.8)
    (stranger,) = people(0.8, seed=9)
    mixed = [*photos[:place], stranger, *photos[place:]]
    identity = mean_identity(mixed)
    assert identity.outliers == (place,)
    assert likeness(identity.mean, mean_identity(photos).mean) == pytest.approx(1)
    told = identity.likenesses[place]
    assert told is not None
    assert told < 0.2
    assert identity.among == pytest.approx(mean_identity(photos).among)


def test_two_strangers_among_three_photos_are_both_named() -> None:
    photos = [*people(0.8, 0.8, 0.8), *people(0.8, seed=9), *people(0.8, seed=10)]
    assert mean_identity(photos).outliers == (3, 4)


def test_of_two_photos_that_are_not_alike_the_first_counts() -> None:
    first, second = people(1.0, 0.1)
    identity = mean_identity([first, second])
    assert identity.outliers == (1,)
    assert identity.likenesses[0] is None
    assert identity.likenesses[1] == pytest.approx(0.1, abs=1e-3)
    np.testing.assert_allclose(identity.mean.vector, first.vector, rtol=1e-5)


def test_the_threshold_decides() -> None:
    pair = people(1.0, 0.35)
    assert mean_identity(pair).outliers == ()
    assert mean_identity(pair, threshold=0.4).outliers == (1,)


def test_no_photo_or_two_networks_is_an_error() -> None:
    with pytest.raises(ValueError, match="one network"):
        mean_identity([])
    one, other = people(1.0, 0.9)
    with pytest.raises(ValueError, match="one network"):
        mean_identity([one, Embedding(other.vector, "b")])


def test_a_result_is_told_beside_the_photos_among_themselves() -> None:
    photos = people(0.8, 0.8, 0.8, 0.8)
    identity = mean_identity(photos[:3])
    assert identity.among is not None
    another_photo = relative_likeness(likeness(photos[3], identity.mean), identity.among)
    assert another_photo == pytest.approx(likeness(photos[3], identity.mean) / identity.among)
    assert 0.9 < another_photo < 1.2
    (stranger,) = people(0.8, seed=9)
    assert relative_likeness(likeness(stranger, identity.mean), identity.among) < 0.3


# -- measuring ------------------------------------------------------------------------------


@pytest.fixture
def photo(tmp_path: Path, astronaut: NDArray[np.uint8]) -> Photo:
    Image.fromarray(astronaut).save(tmp_path / "a.png")
    return read_photo(tmp_path / "a.png")


def test_a_face_is_measured_once_a_file(
    recogniser: Recogniser, tiny_finder: FaceFinder, photo: Photo, astronaut: NDArray[np.uint8]
) -> None:
    (face,) = tiny_finder.find(photo.pixels)
    first = recogniser.measure(photo, face)
    assert recogniser.measure(read_photo(photo.path), face) is first
    Image.fromarray(astronaut[:, ::-1]).save(photo.path)
    os.utime(photo.path, ns=(1, 1))
    changed = recogniser.measure(read_photo(photo.path), face)
    assert likeness(first, changed) < 0.99
    assert not first.vector.flags.writeable


def test_the_oldest_measures_are_forgotten(
    recogniser: Recogniser,
    tiny_finder: FaceFinder,
    photo: Photo,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recognising, "KEPT", 2)
    (face,) = tiny_finder.find(photo.pixels)
    others = [moved(face, step, 0) for step in (0, 1, 2)]
    made = [recogniser.measure(photo, other) for other in others]
    assert recogniser.measure(photo, others[2]) is made[2]
    assert recogniser.measure(photo, others[0]) is not made[0]


def test_threads_get_the_same_measure(
    recogniser: Recogniser, tiny_finder: FaceFinder, photo: Photo
) -> None:
    (face,) = tiny_finder.find(photo.pixels)
    told: list[Embedding] = []
    threads = [
        threading.Thread(target=lambda: told.append(recogniser.measure(photo, face)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 8
    assert all((one.vector == told[0].vector).all() for one in told)


def test_a_large_photo_measures_like_the_same_at_instantids_size(
    recogniser: Recogniser, tiny_finder: FaceFinder, tmp_path: Path, astronaut: NDArray[np.uint8]
) -> None:
    """Without the reduction a face of 450 pixels would be sampled at every third."""
    large = Image.fromarray(astronaut).resize((2560, 2560), Image.Resampling.BICUBIC)
    large.save(tmp_path / "large.bmp")
    large.resize((1280, 1280), Image.Resampling.BOX).save(tmp_path / "usual.bmp")
    measured = [
        recogniser.measure(seen, tiny_finder.find(seen.pixels)[0])
        for seen in (read_photo(tmp_path / "large.bmp"), read_photo(tmp_path / "usual.bmp"))
    ]
    assert likeness(*measured) > 0.999


def test_a_small_face_is_not_made_smaller(
    recogniser: Recogniser, tmp_path: Path, astronaut: NDArray[np.uint8]
) -> None:
    """One of 90 pixels in a crowd of 2600: at 1280 it would have 44."""
    crowd = np.zeros((1600, 2600, 3), np.uint8)
    crowd[1000:1512, 2000:2512] = astronaut
    Image.fromarray(crowd).save(tmp_path / "crowd.bmp")
    Image.fromarray(astronaut).save(tmp_path / "alone.bmp")
    five: Any = ((200, 102), (247, 103), (220, 125), (199, 143), (240, 144))
    alone = Face((178, 63, 268, 176), five, 0.9)
    there = moved(alone, 2000, 1000)
    measured = [
        recogniser.measure(read_photo(tmp_path / name), face)
        for name, face in (("alone.bmp", alone), ("crowd.bmp", there))
    ]
    assert likeness(*measured) == pytest.approx(1, abs=1e-6)


def test_a_face_without_extent_is_a_sentence(recogniser: Recogniser, photo: Photo) -> None:
    points: Any = ((5.0, 5.0),) * 5
    with pytest.raises(NoFace, match="cannot be measured"):
        recogniser.measure(photo, Face((5, 5, 5, 5), points, 0.9))
