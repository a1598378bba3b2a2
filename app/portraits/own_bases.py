"""Base models of the user's own in the tab."""

from typing import TYPE_CHECKING

from app.choosing.own_files import OwnFiles

if TYPE_CHECKING:
    from pipelines.own_models.shelf import OwnModel


class OwnBases(OwnFiles):
    """Told with their architecture."""

    task = "portraits"

    def words_for(self, added: "OwnModel", fits: bool) -> str:
        if fits:
            words = self.tr("Added {name}. Check its licence yourself.")
        else:
            words = self.tr("{name} draws no portraits: that takes SDXL. It is among your models.")
        return words.format(name=added.title)
