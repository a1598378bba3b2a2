"""The user's own upscalers and restorers in the tab."""

from typing import TYPE_CHECKING

from app.choosing.own_files import OwnFiles

if TYPE_CHECKING:
    from pipelines.own_models.shelf import OwnModel


class Checkpoints(OwnFiles):
    """Told with their architecture and scale."""

    task = "upscaling"

    def words_for(self, added: "OwnModel", fits: bool) -> str:
        if fits:
            words = self.tr("Added {name}: {architecture}, {scale}. Check its licence yourself.")
        else:
            words = self.tr("{name} does not enlarge pictures. It is among your models now.")
        return words.format(
            name=added.title,
            architecture=added.facts.get("architecture", ""),
            scale=added.facts.get("scale", ""),
        )
