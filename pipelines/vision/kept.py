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
from pipelines.vision.questions import PictureAnswers, model_in


def keeping(spec: ModelSpec[Any], data: Path) -> ModelSpec[Any]:
    """The same model, whose answers go into the searchable file of that data folder, too."""

    def write(
        result: PictureAnswers, path: Path, output: Any, provenance: Mapping[str, Any]
    ) -> Path:
        written = spec.write(result, path, output, provenance)
        keep_answers(data, result, provenance)
        return written

    return replace(spec, write=write)


def keep_answers(data: Path, result: PictureAnswers, provenance: Mapping[str, Any]) -> None:
    """Make answers findable, after they were written or shown.

    It is no reason to lose them: what goes wrong becomes a remark of the result. Only DiskFull is
    raised, since nothing else could be written either.
    """
    if result.facts is None:
        return
    stamp = result.input_stamp or result.facts.stamp
    facts = PictureFacts(*stamp, result.facts.width, result.facts.height)
    said = [answer.text for answer in result.answers]
    model, version = model_in(provenance), str(provenance.get("version", ""))
    try:
        with Gallery(Places(data, data).answers) as gallery:
            pairs = zip(result.questions, said, strict=True)
            gallery.keep(result.image.path, facts, model, version, pairs)
    except DiskFull:
        raise
    except HearthError as error:
        result.remarks.append(text("It will not be found by search: {reason}", reason=error.text))
