"""A data folder with something of everything in it, and whether it is whole."""

import hashlib
import json
import random
from pathlib import Path

from pipelines.answers.gallery import Gallery
from pipelines.conversations.store import ConversationStore
from pipelines.journal import BatchKey, ItemRecord, Journal, State
from pipelines.language.engine import Role
from pipelines.media.facts import PictureFacts
from pipelines.places import Places

SETTINGS = """\
theme = "dark" # easier on the eyes

[last_params.spandrel]
checkpoint = "{checkpoint}"
"""
SAID = "Tell me about the migration of cranes"


def furnish(places: Places, seed: int = 0) -> dict[str, str]:
    """Fill the data folder. Returns path below it -> sha256 of what must last."""
    random_bytes = random.Random(seed).randbytes
    content = {
        "weights/large.safetensors": random_bytes(3_000_000),
        "weights/small.pth": random_bytes(70_000),
        "weights/0123456789ab/small.pth": random_bytes(60_000),
        "weights/half.pth.part": random_bytes(10_000),
        "weights/.records/large.safetensors.json": b"{}",
        "weights/packages/a-1.0-py3-none-any.whl": random_bytes(5_000),
        "models/mine.safetensors": random_bytes(20_000),
        "models/mine.json": b'{"title": "Mine"}',
        "examples/fake/1/example.md": b"---\n---\n",
        "versions/fake/0123456789ab.json": b"{}",
        "hearth.log": b"once upon a time\n",
    }
    for name, words in content.items():
        path = places.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(words)
    (places.weights / ".locks").mkdir()
    (places.weights / ".locks" / "small.pth.lock").touch()
    record = places.own_models / "me" / "mine" / "model.json"
    record.parent.mkdir(parents=True)
    checkpoint = places.own_models / "mine.safetensors"
    record.write_text(json.dumps({"path": str(checkpoint)}), encoding="utf-8")
    places.settings.parent.mkdir(parents=True, exist_ok=True)
    places.settings.write_text(SETTINGS.format(checkpoint=checkpoint), encoding="utf-8")
    with Journal(places.journal) as journal:
        batch = journal.open_batch(key_of(places))
        journal.queue_items(batch, [ItemRecord("a.png", 1, 2, State.QUEUED, Path("/out/a.png"))])
        job = journal.start_job("fake", "v1", {"checkpoint": str(checkpoint)})
        journal.finish_job(job, State.DONE, 1.0, places.data / "trials" / "x.png")
    with ConversationStore(places.conversations) as conversations:
        made = conversations.create(model="fake", settings={"checkpoint": str(checkpoint)})
        conversations.turns.add(made.id, Role.USER, SAID, parent=None)
    pasted, facts = places.data / "pasted" / "p.png", PictureFacts(1, 2, 3, 4)
    with Gallery(places.answers) as gallery:
        gallery.keep(pasted, facts, "fake", "v1", [("What is it?", "A heron.")])
    return {name: hashlib.sha256(words).hexdigest() for name, words in content.items()}


def key_of(places: Places) -> BatchKey:
    """The batch that `furnish` began, as it is asked for with this data folder."""
    params = {"checkpoint": str(places.own_models / "mine.safetensors")}
    return BatchKey("fake", "v1", params, {}, Path("/out"), Path("/in"))


def faults(places: Places, expected: dict[str, str]) -> list[str]:
    """What is missing or wrong in the data folder, nothing if it is whole."""
    wrong = []
    for name, digest in expected.items():
        path = places.data / name
        if not path.is_file():
            wrong.append(f"{name} is missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            wrong.append(f"{name} is damaged")
    record = json.loads((places.own_models / "me" / "mine" / "model.json").read_text())
    if record["path"] != str(places.own_models / "mine.safetensors"):
        wrong.append(f"the own model is sought at {record['path']}")
    with Journal(places.journal) as journal:
        batch = journal.find_batch(key_of(places))
        if batch is None or not journal.items(batch):
            wrong.append("the batch is not known any more")
        if journal.jobs()[0].output != places.data / "trials" / "x.png":
            wrong.append(f"the job's output is sought at {journal.jobs()[0].output}")
    with ConversationStore(places.conversations) as conversations:
        found = [hit for hit in conversations.search("migration") if hit.turn is not None]
        if [hit.conversation.title for hit in found] != [SAID]:
            wrong.append("what was said is not found any more")
        elif found[0].conversation.settings["checkpoint"] != str(
            places.own_models / "mine.safetensors"
        ):
            wrong.append(f"the conversation's model is sought at {found[0].conversation.settings}")
    with Gallery(places.answers) as gallery:
        found_there = [hit.path for hit in gallery.search("heron").hits]
        if found_there != [places.data / "pasted" / "p.png"]:
            wrong.append(f"the picture that was asked about is sought at {found_there}")
    return wrong
