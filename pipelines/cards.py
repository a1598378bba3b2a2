"""Model cards: what a model is good at, examples of it, and a README a person can read.

A card is Markdown with YAML front matter, as on the Hugging Face Hub
(https://huggingface.co/docs/hub/model-cards): ``collections``, ``good_at``, ``not_good_at`` and
``examples``, then the text under the headings of `HEADINGS`. Files that it names lie beside it.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import resources
from pipelines.errors import BadInput
from pipelines.spec import ModelSpec, fields_of
from pipelines.text import Text, text

#: The headings of a card's text, in their order.
HEADINGS = (
    "What it does",
    "How to use",
    "Use cases",
    "Limits and ethics",
    "Details",
    "Out of scope",
    "Trouble",
    "Citations",
)

BUILT_IN = Path(resources.__file__).parent / "cards"
_FENCE = "---"


@dataclass(frozen=True)
class Example:
    """One run worth showing.

    `inputs` are values of the model's params as they stand in the card; `folder` is where the
    files that they name are looked for. `output` is the result, None if there is none to show.
    `version` is the id of the weights that made it, "" if not known.
    """

    title: str
    inputs: Mapping[str, Any]
    folder: Path
    output: Path | None = None
    version: str = ""

    def params(self, spec: ModelSpec[Any]) -> dict[str, Any]:
        """The inputs with full paths, ready for the form or for `validate`."""
        files = {field.name for field in fields_of(spec.params) if field.kind == "file"}
        return {
            name: (self.folder / str(value)).resolve() if name in files else value
            for name, value in self.inputs.items()
        }


@dataclass(frozen=True)
class Card:
    """What is said about a model. `body` is Markdown."""

    collections: tuple[str, ...] = ()
    good_at: tuple[str, ...] = ()
    not_good_at: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    body: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """The second-level headings of the body, in their order."""
        return tuple(_headings(self.body))


def read_card(path: Path) -> Card:
    """Read a card. Raises BadInput that says what is wrong with the file."""
    try:
        words = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or text("it is not UTF-8 text")
        raise BadInput(
            "The model card {name} cannot be read: {reason}.", name=path.name, reason=reason
        ) from error
    return parse_card(words, path)


def parse_card(words: str, path: Path) -> Card:
    """A card from its text; `path` is where its files are looked for and names it in errors."""
    front, body = _split(words)
    known = _mapping(front, path)
    return Card(
        collections=_lines(known, "collections", path),
        good_at=_lines(known, "good_at", path),
        not_good_at=_lines(known, "not_good_at", path),
        examples=tuple(_examples(known, path)),
        body=body.strip(),
    )


def card_path(model: str, language: str = "", folder: Path = BUILT_IN) -> Path | None:
    """The card of a built-in model, in that language ("de") if there is one, or None."""
    for name in (f"{model}.{language}.md", f"{model}.md"):
        path = folder / name
        if path.is_file():
            return path
    return None


def card_of(model: str, language: str = "") -> Card:
    """The card of a built-in model; an empty one if it has none."""
    path = card_path(model, language)
    return read_card(path) if path else Card()


def write_card(card: Card, path: Path) -> None:
    """Write a card; files of its examples are named relative to it. Raises OSError."""
    import yaml

    front = {
        "collections": list(card.collections),
        "good_at": list(card.good_at),
        "not_good_at": list(card.not_good_at),
        "examples": [_plain(example, path.parent) for example in card.examples],
    }
    kept = {key: value for key, value in front.items() if value}
    head = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=96) if kept else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.part")
    temporary.write_text(f"{_FENCE}\n{head}{_FENCE}\n\n{card.body.strip()}\n", encoding="utf-8")
    temporary.replace(path)


def _split(words: str) -> tuple[str, str]:
    """Front matter and body; a text without front matter is all body."""
    lines = words.lstrip("\ufeff").splitlines()
    if lines and lines[0].strip() == _FENCE:
        for index, line in enumerate(lines[1:], start=1):
            if line.strip() == _FENCE:
                return "\n".join(lines[1:index]), "\n".join(lines[index + 1 :])
    return "", "\n".join(lines)


def _mapping(front: str, path: Path) -> Mapping[str, Any]:
    import yaml

    try:
        found = yaml.safe_load(front) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _wrong(
            path,
            text("its front matter is not YAML (line {line})", line=mark.line + 2 if mark else 1),
        ) from error
    if not isinstance(found, dict):
        raise _wrong(path, text("its front matter must be names and values"))
    return found


def _lines(known: Mapping[str, Any], name: str, path: Path) -> tuple[str, ...]:
    found = known.get(name, [])
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise _wrong(path, text("{name} must be a list of lines", name=name))
    return tuple(found)


def _examples(known: Mapping[str, Any], path: Path) -> Iterator[Example]:
    found = known.get("examples", [])
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise _wrong(path, text("examples must be a list"))
    for item in found:
        inputs = item.get("inputs") if isinstance(item, dict) else None
        if not isinstance(inputs, dict):
            raise _wrong(path, text("each example needs inputs"))
        output = item.get("output")
        yield Example(
            title=str(item.get("title", "")),
            inputs=inputs,
            folder=path.parent,
            output=(path.parent / str(output)).resolve() if output else None,
            version=str(item.get("version", "")),
        )


def _wrong(path: Path, reason: Text) -> BadInput:
    return BadInput("The model card {name} is damaged: {reason}.", name=path.name, reason=reason)


def _plain(example: Example, folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = {"title": example.title, "inputs": dict(example.inputs)}
    if example.output is not None:
        content["output"] = Path(os.path.relpath(example.output, folder.resolve())).as_posix()
    if example.version:
        content["version"] = example.version
    return content


def _headings(body: str) -> Iterator[str]:
    fenced = False
    for line in body.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif line.startswith("## ") and not fenced:
            yield line[3:].strip()
