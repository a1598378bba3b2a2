"""How much memory models that see take, told before anything is loaded."""

from pipelines.device import Plan
from pipelines.footprint import Footprint, Phase
from pipelines.language.folder_facts import FolderFacts
from pipelines.language.text_model import MIB, folder_footprint, llama_footprint
from pipelines.text import text

#: What looking at a picture takes for a while: its patches in every layer that sees, an estimate
#: for the 4,096 tokens that no model here exceeds by itself. A picture in memory is 50 MB at most.
_LOOKING, _PICTURE = 400 * MIB, 100 * MIB


def gguf_footprint(file_bytes: int, kv_bytes: int) -> Footprint:
    """A GGUF file with its mmproj, both in `file_bytes`, and its window."""
    loaded = llama_footprint(file_bytes, kv_bytes)
    return Footprint(loaded.resident, loaded.loading, (_looking(),))


def seeing_folder_footprint(facts: FolderFacts, window: int, plan: Plan) -> Footprint:
    """A transformers folder whose model sees; `window` as in its params."""
    loaded = folder_footprint(facts, window, plan)
    return Footprint(loaded.resident, loaded.loading, (*map(_seeing, loaded.phases), _looking()))


def _looking() -> Phase:
    return Phase(text("Looking at the picture"), _LOOKING, _PICTURE)


def _seeing(phase: Phase) -> Phase:
    """The pictures are kept while the answer is written."""
    return Phase(phase.name, phase.device, phase.host + _PICTURE)
