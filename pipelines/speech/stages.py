"""What a transcribing model loads: nothing yet, but it knows how to."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.device import Plan
from pipelines.speech.transcribing import Stages
from pipelines.weights.on_demand import FilesOnDemand

if TYPE_CHECKING:
    from pipelines.speech.whisper import Whisper
    from pipelines.speech.whisper_model import WhisperModel


def stages_for(
    model: "WhisperModel", files: Mapping[str, Path], compute_type: str, plan: Plan
) -> Stages:
    """Whisper of the catalogue, from its files by their store names."""
    from pipelines.speech.whisper_folder import folder_for

    def load() -> "Whisper":
        from pipelines.speech.whisper import Whisper

        with folder_for(files, model) as folder:
            return Whisper.load(folder.path, plan, compute_type)

    return Stages(load, model.title, _on_demand(files), model)


def stages_of_folder(
    folder: Path, files: Mapping[str, Path], compute_type: str, plan: Plan
) -> Stages:
    """Whisper in a folder of the user's own. Raises BadInput if it cannot be one."""
    from pipelines.speech.whisper_folder import own_folder

    own = own_folder(folder)

    def load() -> "Whisper":
        from pipelines.speech.whisper import Whisper

        return Whisper.load(own.path, plan, compute_type)

    return Stages(load, folder.name, _on_demand(files))


def _on_demand(files: Mapping[str, Path]) -> FilesOnDemand:
    if not isinstance(files, FilesOnDemand):
        raise TypeError("a transcription fetches more files while it runs")
    return files
