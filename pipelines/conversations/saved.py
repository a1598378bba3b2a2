"""A conversation as JSON, all branches of it, to be kept, moved and read again.

The format has a name and a version; 2 is one with pictures. Turns are numbered from 1, each after
its parent.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipelines.conversations.attachments import Attachment
from pipelines.conversations.picture_files import export_pictures, import_picture
from pipelines.conversations.pictures import SUFFIXES, ImageAttachment, PictureFolder
from pipelines.conversations.records import (
    AnswerFacts,
    Conversation,
    ConversationKind,
    Ending,
    Turn,
)
from pipelines.conversations.store import ConversationStore
from pipelines.errors import BadInput
from pipelines.language.engine import Role
from pipelines.language.images import Region
from pipelines.media.atomic import replacing
from pipelines.text import Text

FORMAT = "hearth-conversation"
VERSION = 2

_KINDS = {suffix: kind for kind, suffix in SUFFIXES.items()}

#: Far more than anybody writes; a larger file is something else.
LARGEST_BYTES = 256 * 1000**2

_Count = Annotated[int, Field(ge=0, lt=2**63)]
_Seconds = Annotated[float, Field(ge=0, lt=1e12, allow_inf_nan=False)]
#: Unix times of years that have four digits.
_Moment = Annotated[float, Field(ge=0, lt=2.5e11, allow_inf_nan=False)]
_Side = Annotated[int, Field(ge=0, lt=2**31)]
_Number = Annotated[int, Field(ge=-(2**63), lt=2**63)]


class _Saved(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _SavedNote(_Saved):
    template: str
    values: dict[str, str] = {}

    @model_validator(mode="after")
    def _has_plain_places(self) -> "_SavedNote":
        """A place may be a name, not a look into an object or a width of a gigabyte."""
        for _words, place, form, conversion in Formatter().parse(self.template):
            if place is not None and (place not in self.values or form or conversion):
                raise ValueError("a place without a value")
        return self


class _SavedAnswer(_Saved):
    model: str = ""
    version: str = ""
    settings: dict[str, Any] = {}
    seed: _Number | None = None
    finish: Ending | None = None
    prompt_tokens: _Count | None = None
    cached_tokens: _Count | None = None
    new_tokens: _Count | None = None
    first_token_s: _Seconds | None = None
    seconds: _Seconds | None = None
    tokens_per_s: _Seconds | None = None
    notes: list[_SavedNote] = []


class _SavedFile(_Saved):
    name: str
    text: str


class _SavedRegion(_Saved):
    left: _Side
    top: _Side
    width: _Side
    height: _Side


class _SavedImage(_Saved):
    """`file` is where the picture lies, from the folder of the JSON file."""

    name: str
    file: str = ""
    kind: Literal[tuple(SUFFIXES)]  # pyright: ignore[reportInvalidTypeForm]
    digest: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    width: _Side
    height: _Side
    region: _SavedRegion | None = None


class _SavedTurn(_Saved):
    id: int
    parent: int | None
    role: Literal[Role.USER, Role.ASSISTANT]
    content: str
    thinking: str = ""
    created: _Moment
    attachments: list[_SavedFile] = []
    images: list[_SavedImage] = []
    answer: _SavedAnswer | None = None


class _SavedConversation(_Saved):
    format: Literal["hearth-conversation"] = FORMAT
    format_version: Literal[1, 2] = 1
    title: str = ""
    named: bool = False
    created: _Moment
    changed: _Moment
    model: str = ""
    version: str = ""
    system_prompt: str = ""
    settings: dict[str, Any] = {}
    kind: ConversationKind = ConversationKind.CHAT
    shown: int | None = None
    turns: list[_SavedTurn]

    @model_validator(mode="after")
    def _is_a_tree(self) -> "_SavedConversation":
        known: set[int | None] = {None}
        for turn in self.turns:
            if turn.id in known or turn.parent not in known:
                raise ValueError(f"turn {turn.id} is not placed")
            known.add(turn.id)
        if self.shown not in known:
            raise ValueError("the turn shown is missing")
        return self


def export_json(store: ConversationStore, conversation_id: int, path: Path) -> None:
    """Write the whole conversation, whole or not at all, its pictures beside it.

    Raises BadInput if it is gone, DiskFull and NotWritable.
    """
    conversation = store.get(conversation_id)
    turns = store.turns.tree(conversation_id)
    words = json_of(conversation, turns, export_pictures(turns, path))
    with replacing(path) as descriptor, open(descriptor, "wb", closefd=False) as file:
        file.write(words.encode())


def json_of(
    conversation: Conversation,
    turns: tuple[Turn, ...],
    pictures: Mapping[str, str] | None = None,
) -> str:
    """The same as text. `pictures` are their files by digest."""
    numbers: dict[int | None, int | None] = {None: None}
    numbers.update({turn.id: n for n, turn in enumerate(turns, 1)})
    saved = _SavedConversation(
        format_version=VERSION if any(turn.images for turn in turns) else 1,
        title=conversation.title,
        named=conversation.named,
        created=conversation.created,
        changed=conversation.changed,
        model=conversation.model,
        version=conversation.version,
        system_prompt=conversation.system_prompt,
        settings=dict(conversation.settings),
        kind=conversation.kind,
        shown=numbers.get(conversation.leaf),
        turns=[_saved_turn(turn, numbers, pictures or {}) for turn in turns],
    )
    return json.dumps(saved.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def _saved_turn(
    turn: Turn, numbers: dict[int | None, int | None], pictures: Mapping[str, str]
) -> _SavedTurn:
    facts = turn.answer
    return _SavedTurn(
        id=numbers[turn.id] or 0,
        parent=numbers[turn.parent],
        role=Role.USER if turn.role is Role.USER else Role.ASSISTANT,
        content=turn.content,
        thinking=turn.thinking,
        created=turn.created,
        attachments=[_SavedFile(name=item.name, text=item.text) for item in turn.attachments],
        images=[_saved_image(item, pictures) for item in turn.images],
        answer=None if facts is None else _saved_answer(facts),
    )


def _saved_image(image: ImageAttachment, pictures: Mapping[str, str]) -> _SavedImage:
    width, height = image.size
    region = image.region
    return _SavedImage(
        name=image.name,
        file=pictures.get(image.digest, ""),
        kind=_KINDS[image.path.suffix],
        digest=image.digest,
        width=width,
        height=height,
        region=None if region is None else _SavedRegion(**asdict(region)),
    )


def _saved_answer(facts: AnswerFacts) -> _SavedAnswer:
    notes = [
        _SavedNote(template=note.template, values={k: str(v) for k, v in note.values.items()})
        for note in facts.notes
    ]
    return _SavedAnswer(**{**vars(facts), "settings": dict(facts.settings), "notes": notes})


def import_conversation(store: ConversationStore, path: Path) -> Conversation:
    """Add the conversation of a file that `export_json` wrote.

    Raises BadInput with one sentence for any other file, and for one with pictures where there is
    no place for them.
    """
    saved = _read(path)
    if store.pictures is None and any(turn.images for turn in saved.turns):
        raise BadInput(
            "{name} is a conversation about pictures: import it in the tab Image Q&A.",
            name=path.name,
        )
    conversation = Conversation(
        0,
        title=" ".join(saved.title.split()),
        named=saved.named,
        created=saved.created,
        changed=saved.changed,
        model=saved.model,
        version=saved.version,
        system_prompt=saved.system_prompt,
        settings=saved.settings,
        kind=saved.kind,
        leaf=saved.shown,
    )
    turns = [_turn_of(turn, store.pictures, path) for turn in saved.turns]
    return store.add_whole(conversation, turns)


def _turn_of(saved: _SavedTurn, pictures: PictureFolder | None, beside: Path) -> Turn:
    return Turn(
        saved.id,
        0,
        saved.parent,
        Role(saved.role),
        saved.content,
        saved.thinking,
        saved.created,
        tuple(Attachment(item.name, item.text) for item in saved.attachments),
        None if saved.answer is None else _facts_of(saved.answer),
        images=()
        if pictures is None
        else tuple(_image_of(item, pictures, beside) for item in saved.images),
    )


def _image_of(saved: _SavedImage, pictures: PictureFolder, beside: Path) -> ImageAttachment:
    region = None if saved.region is None else Region(**dict(saved.region))
    copy = pictures.place(f"{saved.digest}{SUFFIXES[saved.kind]}")
    image = ImageAttachment(saved.name, copy, saved.digest, (saved.width, saved.height), region)
    import_picture(pictures, image, saved.file, beside)
    return image


def _facts_of(saved: _SavedAnswer) -> AnswerFacts:
    notes = tuple(Text(note.template, note.values) for note in saved.notes)
    return AnswerFacts(**{**dict(saved), "notes": notes})


def _read(path: Path) -> _SavedConversation:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _foreign(path)
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise BadInput(
            "{name} cannot be read ({reason}).",
            name=path.name,
            reason=error.strerror or type(error).__name__,
        ) from error
    except (ValueError, RecursionError) as error:
        raise _foreign(path) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise _foreign(path)
    version = content.get("format_version")
    if isinstance(version, int) and version > VERSION:
        raise BadInput(
            "{name} was exported by a newer Hearth: update Hearth, then import it again.",
            name=path.name,
        )
    try:
        saved = _SavedConversation.model_validate(content)
        saved.model_dump(mode="json")  # what is nested too deep could never be exported again
    except (ValueError, RecursionError) as error:
        raise _damaged(path) from error
    return saved


def _damaged(path: Path) -> BadInput:
    return BadInput(
        "{name} is a conversation exported by Hearth, but it is damaged or was changed: export it "
        "again.",
        name=path.name,
    )


def _foreign(path: Path) -> BadInput:
    return BadInput(
        "{name} is no conversation that Hearth exported: choose a file made by “Export as JSON”.",
        name=path.name,
    )
