"""Using a model only if it is loaded already: for counting tokens while somebody types."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from pipelines.planning import loaded_keys
from pipelines.run import Runtime
from pipelines.spec import ModelSpec
from pipelines.versions import Version, version_of


class _GoneMeanwhile(Exception):
    """It was unloaded between the look and the lease."""


@contextmanager
def borrowed(
    runtime: Runtime, spec: ModelSpec[Any], params: Any, version: Version | None = None
) -> Iterator[Any]:
    """The loaded model that a job with these params would use, or None; loads nothing.

    It stays loaded as long as it is held. Raises BadInput if a file of the user's own is gone.
    """
    wanted = (version or version_of(spec, params)).id, spec.resident_key(params)
    found = [
        key
        for key in loaded_keys(runtime.residency)
        if key.model == spec.name and (key.version, key.baked_in) == wanted
    ]
    with ExitStack() as stack:
        model = None
        if found:
            try:
                model = stack.enter_context(
                    runtime.residency.lease(found[0], found[0].device, _refuse)
                )
            except _GoneMeanwhile:
                model = None
        yield model


def _refuse() -> Any:
    raise _GoneMeanwhile
