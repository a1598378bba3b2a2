"""The work of one job: run a model on one input and write the result."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.context import AppContext
from app.settings import Settings
from pipelines.progress import Progress

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec
    from pipelines.versions import Version


def run_work(
    context: AppContext,
    spec: "ModelSpec[Any]",
    params: Any,
    output: Any,
    settings: Settings,
    version: "Version | None" = None,
    named_after: Path | None = None,
) -> Callable[[Progress], Any]:
    """The work, which gives the `Outcome`. The result goes beside the source or into the folder of
    the settings; `version` is an older one to run. `named_after` is the source where the input is
    only something that was made of it.
    """

    def work(progress: Progress) -> Any:
        from pipelines.batch_plan import name_values, result_suffix
        from pipelines.history import recorded
        from pipelines.journal import Journal
        from pipelines.media.naming import output_path
        from pipelines.run import run

        source: Path = named_after or getattr(params, spec.input_field)
        folder = settings.output_folder or source.parent
        values = name_values(spec, params)
        suffix = result_suffix(spec, source, params, output)

        def destination(_result: Any) -> Path:
            return output_path(source, folder, output, values, suffix=suffix)

        runtime = context.engine.runtime(settings)
        with (
            Journal(context.places.journal) as journal,
            recorded(journal, spec, params, version) as note,
        ):
            outcome = run(runtime, spec, params, destination, output, progress, version)
            note(outcome.path)
        context.engine.find_devices()
        return outcome

    return work
