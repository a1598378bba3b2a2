"""What the header of a mmproj file says: the part of a GGUF model that sees."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from pipelines.errors import BadInput
from pipelines.language.gguf_facts import read_facts
from pipelines.language.gguf_header import read_header

#: The architecture of such a file, whatever the model that it belongs to.
ARCHITECTURE = "clip"
#: So many letters alike at the beginning are no chance.
_ALIKE = 5
#: Where pictures leave for the language model.
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
        """Whether it can belong to a model of that width, 0 where that is unknown."""
        return not self.sides or not width or width in self.sides


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

    Only headers count, not how files are called, unless several models share the folder: then one
    that is named after another of them is not this one's. Raises BadInput for a damaged model.
    """
    width = read_facts(model).embedding
    beside = _beside(model)
    named = [path for path in beside if "mmproj" in path.name.lower()]
    eyes = [path for path in named or beside if _is_one(path, width)]
    models = [model, *(path for path in beside if not _is_one(path))] if eyes else []
    mine = [eye for eye in eyes if _owner(eye, models) in (None, model)]
    return max(mine, key=lambda eye: _likeness(_bare(eye), model), default=None)


def model_beside(mmproj: Path) -> Path | None:
    """The GGUF model in the folder of a mmproj file that takes this very file, if there is one."""
    models = [path for path in _beside(mmproj) if not _is_one(path)]
    mine = [path for path in models if _takes(path, mmproj)]
    return max(mine, key=lambda path: _likeness(_bare(mmproj), path), default=None)


def _beside(path: Path) -> list[Path]:
    try:
        return [other for other in sorted(path.parent.glob("*.gguf")) if other != path]
    except OSError:
        return []


def _is_one(path: Path, width: int = 0) -> bool:
    """Whether it is a mmproj file that sees, and fits a model of that width (0: any)."""
    try:
        return read_mmproj(path).fits(width)
    except BadInput:
        return False


def _takes(model: Path, mmproj: Path) -> bool:
    try:
        return mmproj_beside(model) == mmproj
    except BadInput:  # a damaged one
        return False


def _owner(eye: Path, models: Sequence[Path]) -> Path | None:
    """Which of the models it is named after; None if it is named after none, or has no name."""
    name = _bare(eye)
    likest = max(models, key=lambda model: _likeness(name, model))
    return likest if _likeness(name, likest) >= _ALIKE else None


def _bare(eye: Path) -> str:
    """``mmproj-Tiny-VL-f16`` without its mark."""
    return eye.stem.lower().replace("mmproj", "").strip("-_. ")


def _likeness(name: str, model: Path) -> int:
    """How many letters both begin with."""
    pairs = zip(name, model.stem.lower(), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _damaged(path: Path) -> BadInput:
    return BadInput(
        "{name} is damaged or was not copied whole: download or copy it again.", name=path.name
    )
