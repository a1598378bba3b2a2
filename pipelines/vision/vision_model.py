"""The shape that all models for questions about pictures share, with its name given once."""

from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.footprint import Extent, Footprint
from pipelines.language.engine import Engine
from pipelines.language.images import image_input
from pipelines.media.facts import facts_of
from pipelines.media.kinds import PICTURE_SUFFIXES
from pipelines.progress import Progress
from pipelines.spec import Kind, ModelSpec, ResultNames, Task, WeightFile
from pipelines.vision.kept import keeping
from pipelines.vision.output import AnswerOutput, check_name, suffix_of, write_answers
from pipelines.vision.params import PictureQuestionParams, questions_in, schema_in
from pipelines.vision.questions import PictureAnswers, Questions, answer_all

P = TypeVar("P", bound=PictureQuestionParams)


def read(params: PictureQuestionParams) -> Questions:
    """The picture, decoded, with the questions.

    Raises BadInput where nothing is asked or the schema is none, UnreadablePicture and
    PictureTooLarge.
    """
    asked = questions_in(params.prompt)
    if not asked:
        raise BadInput("There is no question: write what you want to know about the picture.")
    schema = schema_in(params)
    facts = facts_of(params.image)
    image = image_input(params.image)
    _ = image.pixels  # here, so that a batch decodes ahead and a bad file is told before a download
    return Questions(
        image, asked, params.system_prompt, params.sampling, schema=schema, facts=facts
    )


def run(
    loaded: Engine,
    content: Questions,
    params: PictureQuestionParams,
    plan: Plan,
    progress: Progress,
) -> PictureAnswers:
    """Raises Cancelled."""
    return answer_all(loaded, content, progress)


def measure(params: PictureQuestionParams) -> Extent:
    """An answer takes what the window takes, whatever the picture."""
    return Extent(1, 1)


def picture_question_model(
    *,
    name: str,
    title: str,
    summary: str,
    source: str,
    params: type[P],
    weights: Callable[[P], tuple[WeightFile, ...]],
    resident_key: Callable[[P], Hashable],
    load: Callable[[Mapping[str, Path], P, Plan], Engine],
    footprint: Callable[[Extent, P, Plan], Footprint],
    runs_on: Callable[[], tuple[str, ...]] | None = None,
    runs_on_with: Callable[[P], tuple[str, ...] | None] | None = None,
    accepts: Mapping[Kind, str] = MappingProxyType({}),
    engine: str = "torch",
) -> ModelSpec[P]:
    """A model of the Image Q&A tab: `image` and `prompt` become answers. Arguments as of
    `ModelSpec`."""
    return ModelSpec(
        name=name,
        task=Task.IMAGE_QA,
        title=title,
        summary=summary,
        source=source,
        params=params,
        output=AnswerOutput,
        weights=weights,
        resident_key=resident_key,
        load=load,
        read=read,
        run=run,
        write=write_answers,
        measure=measure,
        extent_of=lambda _asked: Extent(1, 1),
        footprint=footprint,
        input_field="image",
        suffixes=PICTURE_SUFFIXES,
        accepts=accepts,
        tiled=False,
        runs_on=runs_on,
        runs_on_with=runs_on_with,
        names=ResultNames(suffix_of, check_name),
        kept=keeping,
        engine=engine,
    )
