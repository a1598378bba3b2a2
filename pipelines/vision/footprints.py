"""How much memory models that see take, told before anything is loaded."""

from dataclasses import replace

from pipelines.device import Plan
from pipelines.footprint import Footprint, Phase
from pipelines.language.folder_facts import FolderFacts
from pipelines.language.text_model import MIB, folder_footprint, llama_footprint
from pipelines.language.window import window_of
from pipelines.text import text
from pipelines.vision.tower_facts import TowerFacts

#: What looking at a picture takes for a while: its patches in every layer that sees, an estimate
#: for the 4,096 tokens that no model here exceeds by itself. A picture in memory is 50 MB at most.
_LOOKING, _PICTURE = 400 * MIB, 100 * MIB
#: The largest picture and its copies while transformers reduce it (measured at 4096 x 4096).
_REDUCING = 320 * MIB
#: Tokens of what is said beside the picture; copies of what it is cut into, in 32 bit.
_QUESTION, _PREPARED = 512, 4


def gguf_footprint(file_bytes: int, kv_bytes: int) -> Footprint:
    """A GGUF file with its mmproj, both in `file_bytes`, and its window."""
    loaded = llama_footprint(file_bytes, kv_bytes)
    return Footprint(loaded.resident, loaded.loading, (_looking(0),))


def seeing_folder_footprint(
    facts: FolderFacts, window: int, plan: Plan, tower: TowerFacts | None = None
) -> Footprint:
    """A transformers folder whose model sees; `window` as in its params.

    `tower` (see `read_tower`) says what the largest picture takes; without it that is estimated.
    """
    loaded = folder_footprint(facts, window, plan)
    (writing,) = loaded.phases
    if tower is None:
        return Footprint(loaded.resident, loaded.loading, (_looking(writing.device),))
    number = 4 if plan.dtype == "float32" else 2
    pixels = tower.patches * tower.pixels
    seen = tower.patches * (tower.working + tower.kept)
    read = min(tower.tokens + _QUESTION, window_of(facts.context, window)) * facts.working
    looking = Phase(
        text("Looking at the picture"),
        writing.device + (pixels + seen) * number,
        _REDUCING + _PREPARED * pixels * 4,
    )
    return Footprint(
        loaded.resident,
        loaded.loading,
        (_seeing(replace(writing, device=writing.device + read * number)), looking),
    )


def _looking(kept: int) -> Phase:
    """Beside what is kept of the conversation, which may be shown another picture."""
    return Phase(text("Looking at the picture"), kept + _LOOKING, _PICTURE)


def _seeing(phase: Phase) -> Phase:
    """The pictures are kept while the answer is written."""
    return Phase(phase.name, phase.device, phase.host + _PICTURE)
