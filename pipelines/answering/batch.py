"""Questions to every picture of a folder, as robust as any batch, with tables of the answers.

The batch is `pipelines.batch`: it decodes ahead, goes on after bad pictures and where it was
killed, and asks again about pictures that have changed. Here each answer is put on record before
its picture counts as done, and tables are made of the records.
"""

from pathlib import Path
from typing import Any

from pipelines.answering.recorded_run import RecordedRun
from pipelines.answering.records import RecordFolder
from pipelines.answering.target import Target
from pipelines.answering.work import AnswersResult, Listener, Work, result_of
from pipelines.batch import (
    Inputs,
)
from pipelines.errors import BadInput
from pipelines.journal import Journal
from pipelines.progress import Progress
from pipelines.run import Runtime
from pipelines.spec import ModelSpec
from pipelines.versions import Version
from pipelines.vision.params import PictureQuestionParams, questions_in, schema_in
from pipelines.watching import LOOK_EVERY_S, Settling

__all__ = ["AnswersResult", "run_answers"]


def run_answers(
    runtime: Runtime,
    spec: ModelSpec[Any],
    params: PictureQuestionParams,
    inputs: Inputs,
    target: Target,
    progress: Progress,
    *,
    journal: Journal,
    recursive: bool = True,
    retry_failed_only: bool = False,
    anew: bool = False,
    watch: bool = False,
    listener: Listener | None = None,
    version: Version | None = None,
    settling: Settling | None = None,
    look_every_s: float = LOOK_EVERY_S,
) -> AnswersResult:
    """Ask about every picture of a folder, or of a list, that is not done yet.

    `target` is what `answering.target.target_of` gives. `anew` asks about all of them again, over
    tables that are there; `watch` stays with the folder until a cancel, with `settling` and
    `look_every_s` as for `watch_folder`. All else is as for `run_batch`, with what that raises;
    also BadInput, before any picture is asked about, if there is no question, the schema is none,
    or the target was begun with something else.
    """
    if not questions_in(params.prompt):
        raise BadInput("There is no question: write what you want to know about the pictures.")
    schema_in(params)
    if watch and not isinstance(inputs, Path):
        raise BadInput("Only a folder can be watched: give exactly one.")
    work = Work(runtime, spec, params, inputs, target, journal, recursive, listener, version)
    if watch:
        work.watching = {"settling": settling, "look_every_s": look_every_s}
    if not target.needs_records:
        if anew:
            work.ask_again(work.plan(spec, target.folder))
        return result_of(work.run(spec, target.folder, progress, retry_failed_only, work.tell))
    return RecordedRun(work, RecordFolder(runtime.places.answer_records, target)).run(
        progress, retry_failed_only, anew
    )
