"""How many bytes of tensors are alive at the height of a computation, by counting each one.

Exact and the same on every machine, unlike the resident set; what a library takes inside one
operation is not seen.
"""

import weakref
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves


class LiveBytes(TorchDispatchMode):
    """Counts the storages made while it is entered; `peak` is the most there was at once."""

    def __init__(self) -> None:
        super().__init__()
        self.now = self.peak = 0
        self._seen: dict[int, weakref.finalize[Any, Any]] = {}

    def __torch_dispatch__(
        self,
        func: Any,
        types: Sequence[type],
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        for given in tree_leaves((args, kwargs)):
            if isinstance(given, torch.Tensor):
                self._meet(given, 0)
        result = func(*args, **(kwargs or {}))
        for made in tree_leaves(result):
            if isinstance(made, torch.Tensor):
                self._meet(made, made.untyped_storage().nbytes())
        return result

    def _meet(self, tensor: torch.Tensor, size: int) -> None:
        storage = tensor.untyped_storage()
        key = storage._cdata
        if key in self._seen:
            return
        self._seen[key] = weakref.finalize(storage, self._part, key, size)
        self.now += size
        self.peak = max(self.peak, self.now)

    def _part(self, key: int, size: int) -> None:
        self._seen.pop(key, None)
        self.now -= size


def live_peak(work: Callable[[], Any]) -> int:
    """The peak in bytes while `work` runs."""
    with torch.no_grad(), LiveBytes() as live:
        kept = work()
        del kept
    return live.peak
