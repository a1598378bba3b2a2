"""Questions about pictures that are asked again and again, in the order in which they are offered.

Those that come with Hearth can be changed and deleted like the user's own. The file of the user's
list is YAML that a person can read; what Hearth brings and nobody changed stands in it by its key,
so that it is said in the language of the window.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.errors import BadInput
from pipelines.media.atomic import replacing
from pipelines.places import Places
from pipelines.prompts.records import check_name, damaged, dump_record, read_record
from pipelines.prompts.schema import check_schema
from pipelines.text import Text, as_text, text

#: Stands for what is to be filled in before the question is sent.
GAP = "…"
#: Far more than anybody offers.
MOST = 200

_LIST = "questions"


@dataclass(frozen=True)
class PictureQuestion:
    """`name` is offered and `question` asked; `sends` at once, without a look at it.

    `schema` holds the answer. `key` names one of Hearth's; "" is the user's own.
    """

    name: Text
    question: Text
    sends: bool = True
    schema: Mapping[str, Any] | None = field(default=None, hash=False)
    key: str = ""

    @property
    def has_gap(self) -> bool:
        """Whether something is to be filled in."""
        return GAP in str(self.question)


_OBJECTS = {
    "type": "object",
    "properties": {
        "objects": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "name": {"type": "string"},
                    "count": {"type": "integer"},
                    "where": {"type": "string"},
                },
                "required": ["name", "count", "where"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["objects"],
    "additionalProperties": False,
}

#: What comes with Hearth.
BUILT_IN: tuple[PictureQuestion, ...] = (
    PictureQuestion(
        text("Describe"),
        text("Describe this picture: what is to be seen, where, and in which style and light."),
        key="describe",
    ),
    PictureQuestion(
        text("Caption for training"),
        # Not translated: text encoders of image models were trained on English.
        Text(
            "Write one caption for this picture, as it is used to train image models: a single "
            "sentence that names the subject, what it does, its surroundings, light, colours and "
            "style. No introduction and no opinion."
        ),
        key="caption",
    ),
    PictureQuestion(
        text("Alt text"),
        text(
            "Write an alternative text for people who cannot see this picture: at most two short "
            "sentences, the most important first, without “picture of”."
        ),
        key="alt-text",
    ),
    PictureQuestion(
        text("Read the text"),
        text(
            "Write down all text in this picture exactly as it stands there, line by line, and "
            "nothing else."
        ),
        key="read-text",
    ),
    PictureQuestion(
        text("List objects as JSON"),
        text(
            "List the objects in this picture as JSON: for each its name, how many there are, and "
            "where they are."
        ),
        schema=_OBJECTS,
        key="objects",
    ),
    PictureQuestion(
        text("Is there …?"),
        text("Is there … in this picture? Begin with yes or no, then say where."),
        sends=False,
        key="is-there",
    ),
)
_BY_KEY = {item.key: item for item in BUILT_IN}


class PictureQuestions:
    """The list in its file; without one it is what comes with Hearth."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> tuple[PictureQuestion, ...]:
        """As saved last. Raises BadInput for a damaged file, which stays as it is."""
        if not self.path.exists():
            return BUILT_IN
        found = read_record(self.path).get(_LIST)
        if not isinstance(found, list) or len(found) > MOST:
            raise damaged(self.path, text("{field} is not a list as it should be", field=_LIST))
        return tuple(self._read(item) for item in found)

    def save(self, items: Sequence[PictureQuestion]) -> None:
        """Raises BadInput for a name or schema that cannot be kept, DiskFull and NotWritable."""
        records = [_record(item) for item in items]
        for record in records:
            self._read(record)  # it shall be read again
        content = dump_record({_LIST: records})
        with replacing(self.path) as descriptor, open(descriptor, "wb", closefd=False) as file:
            file.write(content)

    def _read(self, record: Any) -> PictureQuestion:
        if not isinstance(record, dict):
            raise damaged(self.path, text("it must be names and values"))
        key = record.get("key")
        if key in _BY_KEY and set(record) == {"key"}:
            return _BY_KEY[key]
        name, question = record.get("name"), record.get("question")
        if not isinstance(name, str) or not isinstance(question, str):
            raise damaged(self.path, text("a question needs a name and its words"))
        schema = record.get("schema")
        return PictureQuestion(
            as_text(check_name(name)),
            as_text(question),
            sends=bool(record.get("send", True)),
            schema=None if schema is None else check_schema(schema),
            key=key if key in _BY_KEY else "",
        )


def restored(items: Sequence[PictureQuestion]) -> tuple[PictureQuestion, ...]:
    """Hearth's as they were, then the user's own."""
    return (*BUILT_IN, *(item for item in items if not item.key))


def picture_questions(places: Places) -> PictureQuestions:
    """Those in the data folder."""
    return PictureQuestions(places.prompts / "picture-questions.yaml")


def check_question(item: PictureQuestion) -> None:
    """Raise BadInput if it cannot be offered."""
    check_name(str(item.name))
    if not str(item.question).strip():
        raise BadInput("The question is empty: write what the model shall be asked.")
    if item.schema is not None:
        check_schema(dict(item.schema))


def _record(item: PictureQuestion) -> dict[str, Any]:
    check_question(item)
    if _BY_KEY.get(item.key) == item:
        return {"key": item.key}
    record = {
        "key": item.key,
        "name": str(item.name),
        "question": str(item.question),
        "send": item.sends,
        "schema": None if item.schema is None else dict(item.schema),
    }
    return {name: value for name, value in record.items() if value not in (None, "")}
