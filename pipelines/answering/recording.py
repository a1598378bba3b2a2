"""A model whose answers are put on record, for tables and for pictures changed in place."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipelines.answering.records import RecordFolder
from pipelines.spec import ModelSpec, ResultNames
from pipelines.vision.formats import Format
from pipelines.vision.output import AnswerOutput, check_name, record_of, suffix_of
from pipelines.vision.questions import PictureAnswers


def recorded(spec: ModelSpec[Any], records: RecordFolder) -> ModelSpec[Any]:
    """The same model, writing records too. Where pictures get no files, records are the results."""
    target = records.target
    files = _files_of(target.output, with_record=not target.has_files)

    def write(
        result: PictureAnswers, path: Path, output: Any, provenance: Mapping[str, Any]
    ) -> Path:
        before = records.read(path)
        if before is not None:
            result.further["before"] = list(before.answers)
        written = spec.write(result, path, files, provenance)
        if target.has_files:
            records.write(written, record_of(result, provenance))
        return written

    def suffix(source: Path, params: Any, output: Any) -> str:
        return suffix_of(source, params, files)

    return replace(spec, write=write, names=ResultNames(suffix, check_name))


def _files_of(output: AnswerOutput, with_record: bool) -> AnswerOutput:
    """The formats of which each picture has a file; a record is one in JSON."""
    kinds = [Format(name) for name in output.format.split(",")]
    kinds = [kind for kind in kinds if not kind.is_table]
    if with_record:
        kinds.append(Format.JSON)
    return output.model_copy(update={"format": ",".join(kinds)})
