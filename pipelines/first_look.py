"""What happens to an input before the model is fetched: decoded, and looked at by small models."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pipelines import device as devices
from pipelines.errors import OutOfMemory
from pipelines.progress import Progress
from pipelines.residency import Residency
from pipelines.spec import FirstLook, ModelSpec
from pipelines.text import text
from pipelines.versions import Version
from pipelines.weights.store import WeightStore


def look_first(
    store: WeightStore,
    residency: Residency,
    spec: ModelSpec[Any],
    content: Any,
    params: Any,
    progress: Progress,
    version: Version | None = None,
) -> Any:
    """What the model runs on: what its first look finds in the decoded input, else the input.

    Fetches and loads what looks, and not the model. Raises BadInput as the look does, and as
    `WeightStore.fetch` does.
    """
    first = spec.first_look
    if first is None:
        return content
    progress.stage(text("Looking at {name}", name=spec.input_name(params)))
    with looking(store, residency, first, params, progress, version) as loaded:
        return with_room(residency, lambda: first.look(loaded, content, params, progress))


@contextmanager
def looking(
    store: WeightStore,
    residency: Residency,
    first: FirstLook[Any],
    params: Any,
    progress: Progress,
    version: Version | None = None,
) -> Iterator[Any]:
    """What `first` looks with, fetched and loaded: one for all who look with such params, whether
    they run the model afterwards or not."""
    wanted = first.weights(params)
    if version is not None:
        pinned = {weight.name: weight for weight in version.weights}
        wanted = tuple(pinned.get(weight.name, weight) for weight in wanted)
    files = store.fetch(wanted, progress)
    key = ("first look", first.resident_key(params), *(weight.identity for weight in wanted))

    def load() -> Any:
        return first.load(files, params)

    with residency.lease(key, "cpu", load, first.size(params)) as loaded:
        yield loaded


def with_room(residency: Residency, work: Callable[[], Any]) -> Any:
    """Decode, look or encode; if memory runs out, once more without the idle models.

    Raises OutOfMemory if that does not help.
    """
    for again in (True, False):
        try:
            return work()
        except Exception as error:
            if not devices.is_out_of_memory(error):
                raise
        if not again or all(item.leases for item in residency.residents()):
            break
        residency.free_now()
    raise OutOfMemory(
        "There is not enough memory to read or write this picture. Close other programs or "
        "choose a smaller picture."
    )
