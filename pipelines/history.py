"""Notes each single run in the journal, however it ends."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pipelines.batch_line import reason_of
from pipelines.errors import HearthError
from pipelines.journal import Journal, State
from pipelines.progress import Cancelled
from pipelines.spec import ModelSpec
from pipelines.versions import Version, weights_version


@contextmanager
def recorded(
    journal: Journal, spec: ModelSpec[Any], params: Any, version: Version | None = None
) -> Iterator[Callable[[Path], None]]:
    """The block is one run; call what it is given with the path of the result.

    A journal that cannot be written never fails the run.
    """
    began = time.monotonic()
    written: list[Path] = []
    job = None
    with suppress(HearthError):
        ran = version.id if version is not None else weights_version(spec, params)
        job = journal.start_job(spec.name, ran, params.model_dump(mode="json"))

    def finish(state: State, error: Exception | None = None) -> None:
        reason = reason_of(error) if error is not None else None
        output = written[-1] if written else None
        if job is not None:
            with suppress(HearthError):
                journal.finish_job(job, state, time.monotonic() - began, output, reason)

    try:
        yield written.append
    except Cancelled:
        finish(State.CANCELLED)
        raise
    except Exception as error:
        finish(State.FAILED, error)
        raise
    except BaseException:
        finish(State.CANCELLED)
        raise
    finish(State.DONE)
