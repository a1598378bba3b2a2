"""Pictures of conversations: copied, kept as long as they are referred to, exported and read."""

import gzip
import hashlib
import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import skimage.data
from PIL import Image

from pipelines.conversations.markdown import export_markdown, markdown_of
from pipelines.conversations.pictures import ImageAttachment, PictureFolder
from pipelines.conversations.saved import export_json, import_conversation
from pipelines.conversations.store import ConversationStore
from pipelines.errors import BadInput, UnreadablePicture
from pipelines.language.engine import Role
from pipelines.language.images import Region
from tests.pipelines.conversations.talks import Clock, reply

OLD = Path(__file__).parents[2] / "data" / "conversations-version-1.sqlite3.gz"
REGION = Region(10, 20, 100, 80)


def store_in(folder: Path) -> ConversationStore:
    return ConversationStore(
        folder / "image-conversations.sqlite3", now=Clock(), pictures=folder / "pictures"
    )


def folder_of(store: ConversationStore) -> PictureFolder:
    assert store.pictures is not None
    return store.pictures


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ConversationStore]:
    with store_in(tmp_path / "data") as made:
        yield made


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "An astronaut.JPG"
    Image.fromarray(skimage.data.astronaut()).save(path, "JPEG")
    return path


def files_of(store: ConversationStore) -> list[str]:
    return sorted(path.name for path in folder_of(store).folder.iterdir())


def ask(store: ConversationStore, *images: ImageAttachment) -> int:
    conversation = store.create().id
    turn = store.turns.add(conversation, Role.USER, "What is it?", parent=None, images=images)
    reply(store, turn)
    return conversation


def test_a_picture_survives_its_original_and_is_told_to_the_model(
    store: ConversationStore, photo: Path
) -> None:
    given = folder_of(store).add(photo)
    whole, part = given, replace(given, region=REGION)
    conversation = ask(store, whole, part)
    photo.unlink()
    turn, answer = store.turns.path(store.get(conversation).leaf)
    assert turn.images == (whole, part)
    assert (whole.name, whole.size) == ("An astronaut.JPG", (512, 512))
    assert answer.images == ()
    shown = turn.message.images
    assert [image.region for image in shown] == [None, REGION]
    pixels = shown[0].pixels
    assert pixels.shape == (512, 512, 3)
    assert abs(pixels.astype(int) - skimage.data.astronaut()).mean() < 4
    assert (shown[1].pixels == pixels[20:100, 10:110]).all()
    assert hashlib.sha256(whole.path.read_bytes()).hexdigest() == whole.digest


def test_the_same_picture_is_copied_once_whatever_it_is_called(
    store: ConversationStore, photo: Path
) -> None:
    other = photo.with_name("copy.jpeg")
    other.write_bytes(photo.read_bytes())
    first, second = folder_of(store).add(photo), folder_of(store).add(other, "Pasted")
    assert first.path == second.path
    assert second.name == "Pasted"
    assert files_of(store) == [f"{first.digest}.jpg"]


def test_what_is_no_picture_leaves_nothing_behind(store: ConversationStore, photo: Path) -> None:
    broken = photo.with_name("broken.jpg")
    broken.write_bytes(photo.read_bytes()[:9000])
    for path in (broken, photo.with_name("missing.png")):
        with pytest.raises((UnreadablePicture, BadInput), match=path.name):
            folder_of(store).add(path)
    assert not folder_of(store).folder.exists()


def test_pictures_go_with_the_last_conversation_that_shows_them(
    store: ConversationStore, photo: Path
) -> None:
    shared = folder_of(store).add(photo)
    own = folder_of(store).add_png(_png(photo.parent), "Pasted.png", (8, 8))
    first, second = ask(store, shared, own), ask(store, replace(shared, region=REGION))
    draft = folder_of(store).add_png(_png(photo.parent, 9), "Draft.png", (9, 9))
    copy = store.duplicate(first).id
    assert [turn.images for turn in store.turns.tree(copy)] == [(shared, own), ()]
    later = time.time() + 7200

    def clear() -> int:
        return folder_of(store).clear({draft.path.name, *_shown(store)}, now=later)

    for conversation in (first, copy):
        store.delete(conversation)
    assert clear() == 0  # they can still be brought back
    store.purge(0)
    assert clear() == 1
    assert files_of(store) == sorted({shared.path.name, draft.path.name})
    store.delete(second)
    store.purge(0)
    assert store.clear_pictures([draft.path.name]) == 0  # it may be about to be referred to
    assert clear() == 1
    assert files_of(store) == [draft.path.name]


def _shown(store: ConversationStore) -> set[str]:
    rows = store._database.rows("SELECT file FROM images")
    return {row["file"] for row in rows}


def _png(folder: Path, side: int = 8) -> bytes:
    path = folder / "small.png"
    Image.fromarray(np.full((side, side, 3), 90, np.uint8)).save(path)
    return path.read_bytes()


def test_a_file_of_version_1_opens_and_takes_pictures(tmp_path: Path, photo: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
    with ConversationStore(path, pictures=tmp_path / "pictures") as store:
        (conversation,) = store.page()
        assert conversation.title == "What is in the file?"
        first, old, new = store.turns.tree(conversation.id)
        assert first.attachments[0].text == "one\ntwo\n"
        assert (old.content, old.thinking, new.content) == (
            "Two words.",
            "Let me count.",
            "A list.",
        )
        assert [hit.turn for hit in store.search("words")] == [old.id]
        picture = folder_of(store).add(photo)
        added = store.turns.edit(first.id, "And in this picture?", images=[picture])
        assert store.turns.get(added.id).images == (picture,)
        assert store.turns.get(added.id).attachments == first.attachments
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (2,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_an_exported_conversation_shows_its_pictures(
    store: ConversationStore, photo: Path, tmp_path: Path
) -> None:
    whole = folder_of(store).add(photo, "my [best] photo.jpg")
    conversation = ask(store, whole, replace(whole, region=REGION))
    path = tmp_path / "out" / "talk.md"
    export_markdown(store, conversation, path)
    words = path.read_text("utf-8")
    assert (
        "![Picture my best photo.jpg 512 × 512 pixels](<talk-pictures/my--best--photo.jpg>)"
        in words
    )
    assert "\n[Region of my best photo.jpg: 100 × 80 pixels at 10, 20](<" in words
    assert (
        path.parent / "talk-pictures" / "my--best--photo.jpg"
    ).read_bytes() == photo.read_bytes()
    told = store.get(conversation)
    assert "*Picture my best photo.jpg" in markdown_of(told, store.turns.path(told.leaf))


def test_a_conversation_goes_to_another_machine_with_its_pictures(
    store: ConversationStore, photo: Path, tmp_path: Path
) -> None:
    whole = folder_of(store).add(photo)
    conversation = ask(store, whole, replace(whole, region=REGION))
    path = tmp_path / "out" / "talk.json"
    export_json(store, conversation, path)
    with store_in(tmp_path / "elsewhere") as other:
        read = import_conversation(other, path)
        (turn, _answer) = other.turns.tree(read.id)
        assert [(i.name, i.digest, i.size, i.region, i.is_there) for i in turn.images] == [
            (whole.name, whole.digest, (512, 512), None, True),
            (whole.name, whole.digest, (512, 512), REGION, True),
        ]
    (tmp_path / "out" / "talk-pictures" / "An-astronaut.jpg").unlink()
    with store_in(tmp_path / "third") as third:
        (turn, _answer) = third.turns.tree(import_conversation(third, path).id)
        assert [image.is_there for image in turn.images] == [False, False]
    with (
        ConversationStore(tmp_path / "chat.sqlite3") as chat,
        pytest.raises(BadInput, match="Image Q&A"),
    ):
        import_conversation(chat, path)


def test_an_import_takes_no_other_file_than_that_picture(
    store: ConversationStore, photo: Path, tmp_path: Path
) -> None:
    path = tmp_path / "talk.json"
    export_json(store, ask(store, folder_of(store).add(photo)), path)
    content = json.loads(path.read_text())
    secret = tmp_path / "secret.png"
    secret.write_bytes(_png(tmp_path))
    for place in ("../secret.png", str(secret), "secret.png", "talk-pictures/../secret.png"):
        content["turns"][0]["images"][0]["file"] = place
        path.write_text(json.dumps(content))
        with store_in(tmp_path / "elsewhere") as other:
            import_conversation(other, path)
            assert not folder_of(other).folder.exists()
    for field, value in (("digest", "../x"), ("kind", "exe"), ("width", -1)):
        wrong = json.loads(json.dumps(content))
        wrong["turns"][0]["images"][0][field] = value
        path.write_text(json.dumps(wrong))
        with pytest.raises(BadInput, match="damaged"):
            import_conversation(store, path)
