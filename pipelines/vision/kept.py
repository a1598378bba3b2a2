"""A model whose answers about pictures can be found by words afterwards."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipelines.answers.gallery import Gallery
from pipelines.errors import DiskFull, HearthError
from pipelines.media.facts import PictureFacts
from pipelines.places import Places
from pipelines.spec import ModelSpec
from pipelines.text import text
from pipelines.vision.questions import PictureAnswers


def keeping(spec: ModelSpec[Any], data: Path) -> ModelSpec[Any]:
    """The same model, whose answers go into the searchable file of that data folder, too."""
    gallery = Places(data, data).answers

    def write(
        result: PictureAnswers, path: Path, output: Any, provenance: Mapping[str, Any]
    ) -> Path:
        written = spec.write(result, path, output, provenance)
        _keep(gallery, result, provenance)
        return written

    return replace(spec, write=write)


def _keep(path: Path, result: PictureAnswers, provenance: Mapping[str, Any]) -> None:
    """After the result is written, and no reason to lose it: what goes wrong is a remark.

    Only a full disk is raised, since nothing else could be written either.
    """
    if result.facts is None:
        return
    stamp = result.input_stamp or result.facts.stamp
    facts = PictureFacts(*stamp, result.facts.width, result.facts.height)
    said = [answer.text for answer in result.answers]
    model, version = str(provenance.get("model", "")), str(provenance.get("version", ""))
    try:
        with Gallery(path) as gallery:
            pairs = zip(result.questions, said, strict=True)
            gallery.keep(result.image.path, facts, model, version, pairs)
    except DiskFull:
        raise
    except HearthError as error:
        result.remarks.append(text("It will not be found by search: {reason}", reason=error.text))
