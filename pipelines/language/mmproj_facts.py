"""What the header of a mmproj file says: the part of a GGUF model that sees."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines.errors import BadInput
from pipelines.language.gguf_header import read_header

#: The architecture of such a file, whatever the model that it belongs to.
ARCHITECTURE = "clip"
_ENDS_IN = ("mm.", "resampler.", "adapter.", "merger.")


@dataclass(frozen=True)
class MmprojFacts:
    """What it is called, how it hands pictures on ("mlp" is LLaVA's way), and whether it sees.

    `sides` are the lengths of the matrices that lead into the language model: the width of the
    model is among them, or the two do not belong together. Empty where the names are unknown.
    """

    name: str
    projector: str
    sees: bool
    sides: frozenset[int]
    file_bytes: int

    def fits(self, width: int) -> bool:
        """Whether it can belong to a model of that width."""
        return not self.sides or width in self.sides


def read_mmproj(path: Path) -> MmprojFacts:
    """The facts of a mmproj file. Raises BadInput if it is missing, damaged, or sees nothing."""
    try:
        status = path.stat()
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        raise BadInput(
            "{path} cannot be read ({reason}): check that it exists and that you may read it.",
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from error
    found = _read(path, status.st_size, status.st_mtime_ns) if head == b"GGUF" else None
    if found is None or not found.sees:
        raise BadInput(
            "{name} is no mmproj file that sees pictures: give the one that was published with "
            "the model.",
            name=path.name,
        )
    return found


@lru_cache(maxsize=64)
def _read(path: Path, size: int, _changed_ns: int) -> MmprojFacts | None:
    """None for a GGUF file of another kind. Raises BadInput for a damaged one."""
    try:
        reader = read_header(path)
        facts = _facts(reader, size)
        end = max((int(t.data_offset) + int(t.n_bytes) for t in reader.tensors), default=0)
    except Exception as error:  # whatever a cut or forged table makes of the reader
        raise _damaged(path) from error
    if not end or end > size:
        raise _damaged(path)
    return facts


def _facts(reader: Any, size: int) -> MmprojFacts | None:
    def value(key: str, default: Any = None) -> Any:
        field = reader.fields.get(key)
        return default if field is None else field.contents()

    if value("general.architecture") != ARCHITECTURE:
        return None
    projector = value("clip.vision.projector_type") or value("clip.projector_type") or "mlp"
    return MmprojFacts(
        name=str(value("general.name", "")),
        projector=str(projector),
        sees=bool(value("clip.has_vision_encoder", False)),
        sides=frozenset(_sides(reader)),
        file_bytes=size,
    )


def _sides(reader: Any) -> Iterator[int]:
    for tensor in reader.tensors:
        if str(tensor.name).startswith(_ENDS_IN) and not str(tensor.name).startswith("mm.a."):
            yield from (int(side) for side in tensor.shape)


def mmproj_beside(model: Path) -> Path | None:
    """The mmproj file in the model's folder, of several the one that its name fits best.

    Only the header's architecture counts, not the name: LM Studio and the Hub call them
    ``mmproj-....gguf``, others otherwise.
    """
    try:
        beside = [path for path in sorted(model.parent.glob("*.gguf")) if path != model]
    except OSError:
        return None
    named = [path for path in beside if "mmproj" in path.name.lower()]
    found = [path for path in named or beside if _is_one(path)]
    return max(found, key=lambda path: _likeness(path.stem, model.stem), default=None)


def _is_one(path: Path) -> bool:
    try:
        return read_mmproj(path).sees
    except BadInput:
        return False


def _likeness(name: str, model: str) -> int:
    """How many letters both begin with, once the mark is off."""
    plain = name.lower().replace("mmproj", "").strip("-_. ")
    count = 0
    for a, b in zip(plain, model.lower(), strict=False):
        if a != b:
            break
        count += 1
    return count


def _damaged(path: Path) -> BadInput:
    return BadInput(
        "{name} is damaged or was not copied whole: download or copy it again.", name=path.name
    )
