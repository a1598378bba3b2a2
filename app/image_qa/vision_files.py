"""The user's own models that see, in the tab."""

from typing import TYPE_CHECKING

from app.chat.language_files import SUFFIXES, is_model
from app.choosing.own_files import OwnFiles

if TYPE_CHECKING:
    from pipelines.own_models.shelf import OwnModel

__all__ = ["SUFFIXES", "VisionFiles", "is_model"]


class VisionFiles(OwnFiles):
    """Told with their architecture and window."""

    task = "image-qa"

    def words_for(self, added: "OwnModel", fits: bool) -> str:
        if fits:
            words = self.tr("Added {name}: {facts}. Check its licence yourself.")
        else:
            words = self.tr("{name} sees no pictures. It is among your models now.")
        facts = (added.facts.get(name, "") for name in ("architecture", "context", "quantisation"))
        return words.format(name=added.title, facts=", ".join(filter(None, facts)))
