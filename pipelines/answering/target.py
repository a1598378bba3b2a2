"""Where the answers about a folder go: a table, files of their own, or the pictures themselves."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import BadInput
from pipelines.vision.formats import Format, format_of
from pipelines.vision.output import AnswerOutput, formats_of

#: What a table is called in a folder.
NAME = "answers"


@dataclass(frozen=True)
class Target:
    """`tables` are the table files by format, one row a picture; `folder` takes what has a file for
    each picture. `output` is without "auto"."""

    folder: Path
    tables: dict[Format, Path]
    output: AnswerOutput

    @property
    def formats(self) -> tuple[Format, ...]:
        return formats_of(self.output)

    @property
    def has_files(self) -> bool:
        """Whether each picture gets a file in `folder`."""
        return any(
            not kind.is_table and not (kind is Format.XMP and self.output.in_place)
            for kind in self.formats
        )

    @property
    def needs_records(self) -> bool:
        """Whether answers are kept apart, since a table or a picture cannot tell that they are
        there."""
        return bool(self.tables) or not self.has_files


def target_of(path: Path, output: AnswerOutput) -> Target:
    """What ``--output`` and ``--format`` mean together.

    A name that ends in .csv or .jsonl is that of the table, any other is a folder, in which a
    table is called `NAME`. Raises BadInput where name and formats contradict each other.
    """
    named = format_of(path) if not path.is_dir() else None
    if named is not None and not named.is_table:
        raise BadInput(
            "{name} is one file, but many pictures are asked about: give a folder, or a name that "
            "ends in .csv or .jsonl for one table.",
            name=path.name,
        )
    formats = formats_of(output, path if named is not None else None)
    if named is not None and named not in formats:
        raise BadInput(
            "{name} ends in {suffix}, but the format is {formats}: choose one of the two.",
            name=path.name,
            suffix=named.suffix,
            formats=", ".join(formats),
        )
    if output.in_place and Format.XMP not in formats:
        raise BadInput("To change the pictures themselves, choose xmp as the format.")
    folder = path.parent if named is not None else path
    stem = path.stem if named is not None else NAME
    tables = {kind: folder / f"{stem}{kind.suffix}" for kind in formats if kind.is_table}
    if named is not None:
        tables[named] = path
    return Target(folder, tables, output.model_copy(update={"format": ",".join(formats)}))
