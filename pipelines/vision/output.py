"""How answers about a picture are written to files, or into the picture."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator

from pipelines.errors import BadInput
from pipelines.media.atomic import replacing
from pipelines.media.captions import Written, write_copy, write_in_place
from pipelines.media.facts import stamp_of
from pipelines.media.naming import free_path
from pipelines.spec import Params, param
from pipelines.text import text
from pipelines.vision.captions import caption_of
from pipelines.vision.formats import AUTO, Format, format_of, formats_in
from pipelines.vision.questions import PictureAnswers
from pipelines.vision.table_rows import answers_row, columns_of, csv_head, csv_line, json_line

__all__ = ["AnswerOutput", "Format", "formats_of", "write_answers"]


def _known_formats(words: str) -> str:
    """The names in lower case, each once. Raises ValueError for one that is not known."""
    return ",".join(formats_in(words)) or AUTO


class AnswerOutput(Params):
    """How answers about pictures are written."""

    format: Annotated[str, AfterValidator(_known_formats)] = param(
        AUTO,
        title="Format",
        description="Formats of the answers, several parted by commas. txt and md are for reading; "
        "json adds the questions, settings and counts. csv (for spreadsheets, with UTF-8's mark) "
        "and jsonl (for programs) make one table of all pictures: the file, then a column for "
        "each question, or for each property of structured answers. xmp writes the answer into a "
        "copy of the picture as its caption, and lists as its keywords (IPTC too in a JPEG). auto "
        "keeps the format of the output's name, else it is txt.",
    )
    in_place: bool = param(
        False,
        title="Change the pictures themselves",
        description="With xmp, write into the pictures instead of copies. Each original is kept "
        "beside it as NAME_original, as ExifTool does, and never overwritten.",
        advanced=True,
    )
    name_pattern: str = param(
        "{name}",
        title="File name",
        description="Name of the result. {name} is the picture's name, {model} the model, {date} "
        "and {time} the moment, {n} a running number.",
        advanced=True,
    )

    @property
    def changes_pictures(self) -> bool:
        """Whether captions go into the pictures themselves."""
        return self.in_place and Format.XMP in formats_in(self.format)


def formats_of(output: AnswerOutput, path: Path | None = None) -> tuple[Format, ...]:
    """The formats that are written; `path` counts only for "auto"."""
    named = format_of(path) if path is not None else None
    return formats_in(output.format) or (named or Format.TXT,)


def main_format(output: AnswerOutput, path: Path | None = None) -> Format:
    """The format of the file that counts as the result.

    A copy of the picture comes first: a folder that is looked through again knows it by that.
    """
    formats = formats_of(output, path)
    if Format.XMP in formats and not output.in_place:
        return Format.XMP
    return next((kind for kind in formats if kind is not Format.XMP), Format.XMP)


def suffix_of(source: Path, params: Any, output: AnswerOutput) -> str:
    """The ending of the result's name."""
    kind = main_format(output)
    return source.suffix if kind is Format.XMP else kind.suffix


def check_name(path: Path) -> None:
    """Raise BadInput for a name whose ending asks for a format that is not written."""
    if path.suffix and format_of(path) is None:
        raise BadInput(
            "Hearth cannot write {suffix} files: let {name} end in one of {known} or like the "
            "picture, or leave the ending out.",
            suffix=path.suffix,
            name=path.name,
            known=", ".join(kind.suffix for kind in Format if kind is not Format.XMP),
        )


def write_answers(
    result: PictureAnswers, path: Path, output: AnswerOutput, provenance: Mapping[str, Any]
) -> Path:
    """Write all wanted formats; gives the path of the main one.

    That is `path`, which is overwritten; the others lie beside it and overwrite nothing. Captions
    in place change the picture, and `result.input_stamp` tells what it is then. What the user
    should know is added to `result.remarks`. Raises DiskFull, NotWritable, UnreadablePicture, and
    BadInput if the picture was changed since it was read.
    """
    main = main_format(output, path)
    stem = path.with_suffix("") if format_of(path) is not None else path
    if output.changes_pictures:
        path = _captioned_in_place(result, provenance, path if main is not Format.XMP else None)
    elif main is Format.XMP:
        path = _captioned_copy(result, path, provenance)
    for kind in formats_of(output, path):
        if kind is not Format.XMP:
            beside = stem.with_name(stem.name + kind.suffix)
            target = path if kind is main else free_path(beside)
            _write(target, rendered(kind, result, provenance))
    return path


def rendered(kind: Format, result: PictureAnswers, provenance: Mapping[str, Any]) -> bytes:
    """The content of a file in that format; a table has one row."""
    said = [answer.text.strip() for answer in result.answers]
    if kind is Format.JSON:
        record = record_of(result, provenance)
        return _encoded(json.dumps(record, ensure_ascii=False, indent=2))
    if kind.is_table:
        row = answers_row(result.image.path.name, result.questions, said, result.structured)
        columns = columns_of([row])
        table = csv_head(columns) + csv_line(row, columns)
        return table if kind is Format.CSV else json_line(row)
    return _encoded(_page(result, said) if kind is Format.MD else "\n\n".join(said))


def record_of(result: PictureAnswers, provenance: Mapping[str, Any]) -> dict[str, Any]:
    """Everything about the answers to one picture, as JSON has it."""
    told = [
        {
            "question": question,
            **asdict(answer),
            "notes": [str(note) for note in answer.notes],
        }
        for question, answer in zip(result.questions, result.answers, strict=True)
    ]
    facts = asdict(result.facts) if result.facts is not None else {}
    about = {"image": str(result.image.path), **facts, "structured": result.structured}
    return {**about, "answers": told, **provenance, **result.further}


def _page(result: PictureAnswers, said: Sequence[str]) -> str:
    blocks = [f"# {result.image.path.name}"]
    for question, words in zip(result.questions, said, strict=True):
        asked = "\n".join(f"> {line}".rstrip() for line in question.splitlines())
        blocks += [asked, f"```json\n{words}\n```" if result.structured else words]
    return "\n\n".join(blocks)


def _captioned_copy(result: PictureAnswers, path: Path, provenance: Mapping[str, Any]) -> Path:
    """The copy has the picture's own ending; should the name ask for another, nothing there is
    overwritten for it."""
    source = result.image.path
    if path.suffix.lower() != source.suffix.lower():
        plain = path.with_suffix("") if format_of(path) is not None else path
        path = free_path(plain.with_name(plain.name + source.suffix))
    if path.exists() and path.samefile(source):
        raise BadInput("{output} is the source itself. Choose another name.", output=str(path))
    _tell(result, write_copy(source, path, caption_of(result, provenance)))
    return path


def _captioned_in_place(
    result: PictureAnswers, provenance: Mapping[str, Any], path: Path | None
) -> Path:
    source = result.image.path
    stamp = result.facts.stamp if result.facts is not None else None
    _tell(result, write_in_place(source, caption_of(result, provenance), stamp))
    result.input_stamp = stamp_of(source)
    return path or source


def _tell(result: PictureAnswers, written: Written) -> None:
    if written.sidecar is not None:
        result.remarks.append(
            text(
                "{name} has no place for the caption; it is in {sidecar} beside it.",
                name=written.path.name,
                sidecar=written.sidecar.name,
            )
        )


def _encoded(words: str) -> bytes:
    return (words.rstrip() + "\n").encode("utf-8", "replace")


def _write(path: Path, content: bytes) -> None:
    with replacing(path) as descriptor, open(descriptor, "wb", closefd=False) as file:
        file.write(content)
