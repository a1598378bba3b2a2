"""`hearth models disk`: what takes how much room, when it was last used, what can go."""

import time
from typing import TYPE_CHECKING, Any

from pipelines.cli.terminal import say
from pipelines.places import Places

if TYPE_CHECKING:
    from pipelines.storage.usage import ModelUse
    from pipelines.versions import VersionLedger
    from pipelines.weights.store import WeightStore


def disk_command(
    places: Places, store: "WeightStore", ledger: "VersionLedger", as_json: bool
) -> int:
    """Print the room by model, the largest first, and what to know about the disk."""
    from pipelines import registry
    from pipelines.cli.describing import megabytes, print_json
    from pipelines.storage.cautions import cautions_about
    from pipelines.storage.move import unfinished
    from pipelines.storage.usage import usage_of

    usage = usage_of(places, registry.all_models(), store, ledger)
    warnings = cautions_about(places.data)
    left = unfinished(places)
    if as_json:
        print_json(
            {
                "folder": str(usage.folder),
                "total_bytes": usage.total,
                "free_bytes": usage.free,
                "disk_bytes": usage.disk,
                "models": [_told(model) for model in usage.models],
                "others": {kind.value: size for kind, size in usage.others.items()},
                "warnings": [{"kind": w.caution.value, "text": str(w.text)} for w in warnings],
                "unfinished_move_from": str(left.leaving) if left else None,
            }
        )
        return 0
    for model in usage.models:
        pieces = [megabytes(model.bytes), _used(model.last_used)]
        if model.adopted:
            pieces.append(f"{megabytes(model.adopted)} in folders of other programs")
        pieces.append(f"removing it gives back {megabytes(model.freed)}")
        print(f"{model.model:<14} {', '.join(pieces)}")
    for kind, size in usage.others.items():
        print(f"{megabytes(size):>10}  {kind.value}")
    print(f"{usage.folder}: {megabytes(usage.total)} in all, {megabytes(usage.free)} free")
    for warning in warnings:
        say(f"Note: {warning.text}")
    if left is not None:
        say(f"The move from {left.leaving} is not finished: hearth models move {left.data}")
    return 0


def _told(model: "ModelUse") -> dict[str, Any]:
    return {
        "name": model.model,
        "bytes": model.bytes,
        "shared_bytes": model.shared,
        "adopted_bytes": model.adopted,
        "freed_by_removal": model.freed,
        "last_used": _moment(model.last_used),
        "files": [
            {
                "path": str(file.path),
                "bytes": file.bytes,
                "last_used": _moment(file.last_used),
                "models": list(file.models),
                "own": file.own,
            }
            for file in model.files
        ],
    }


def _moment(moment: float | None) -> str | None:
    return None if moment is None else time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(moment))


def _used(moment: float | None) -> str:
    if moment is None:
        return "never used"
    return f"last used {time.strftime('%Y-%m-%d', time.localtime(moment))}"
