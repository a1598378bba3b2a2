"""The side panel of the upscaling tab: it also tells what size comes of a picture."""

from PySide6.QtCore import QSize

from app.choosing.choice_panel import ChoicePanel
from app.choosing.choices import enlargement


class UpscalingPanel(ChoicePanel):
    """Model, version, settings and Run, and the size of a result."""

    def size_words(self, size: QSize) -> str:
        """What comes of a picture of that size: "512 × 512 → 2048 × 2048"."""
        if self._choice is None or size.isEmpty():
            return ""
        factor = enlargement(self._choice, self.values())
        before = f"{size.width()} × {size.height()}"
        if factor is None:
            return before
        return f"{before} → {int(size.width() * factor)} × {int(size.height() * factor)}"
