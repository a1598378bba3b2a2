"""How answers about a picture are written to a file."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from pipelines.media.atomic import replacing
from pipelines.spec import Params, param
from pipelines.vision.questions import PictureAnswers


class AnswerOutput(Params):
    """How answers about pictures are written."""

    format: Literal["text", "json"] = param(
        "text",
        title="Format",
        description="text writes the answers alone; json adds the questions, the settings, counts "
        "and speeds.",
        labels={"text": "The answers alone", "json": "JSON with settings and counts"},
    )
    name_pattern: str = param(
        "{name}",
        title="File name",
        description="Name of the result. {name} is the picture's name, {model} the model, {date} "
        "and {time} the moment, {n} a running number.",
        advanced=True,
    )


def suffix_of(source: Path, params: Any, output: AnswerOutput) -> str:
    """The ending of the result's name."""
    return ".json" if output.format == "json" else ".txt"


def check_name(path: Path) -> None:
    """Any name will do."""


def write_answers(
    result: PictureAnswers, path: Path, output: AnswerOutput, provenance: Mapping[str, Any]
) -> Path:
    """The answers in a UTF-8 file. Raises DiskFull and NotWritable."""
    if output.format == "json":
        words = json.dumps(record_of(result, provenance), ensure_ascii=False, indent=2)
    else:
        words = "\n\n".join(answer.text.strip() for answer in result.answers)
    with (
        replacing(path) as descriptor,
        open(descriptor, "w", encoding="utf-8", closefd=False) as file,
    ):
        file.write(words.rstrip() + "\n")
    return path


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
    return {"image": str(result.image.path), "answers": told, **provenance}
