"""A model that a guard proposes, run on a picture with the settings it proposes."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.choosing.choice_lines import full_title
from app.choosing.choices import Choice
from app.context import AppContext
from app.jobs import Job
from app.run_work import run_work

if TYPE_CHECKING:
    from pipelines.advising.steps import Step


def submit_step(
    context: AppContext, choice: Choice, step: "Step", picture: Path, output: Any
) -> Job:
    """Queue it; `choice` is the step's model. The result goes beside the picture, or where the
    settings say."""
    from pipelines.validation import validate

    spec = choice.spec
    given = {**step.params, **choice.overrides, spec.input_field: picture}
    params = validate(spec.params, given)
    written = validate(spec.output, output.model_dump())
    settings = context.settings.value
    work = run_work(context, spec, params, written, settings, choice.version)
    job = context.jobs.submit(work, full_title(choice), context.engine.lane(settings))
    job.uses = choice.files
    return job
