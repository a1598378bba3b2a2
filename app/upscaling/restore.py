"""Settings that are shown again: those a picture was made with, or those another tab asks for."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.choosing.choice_lines import full_title
from app.choosing.choices import Choice, matching_choice
from app.choosing.offers import Offers
from app.error_view import MessageKind, MessageStrip
from app.upscaling.handover import Handover
from app.upscaling.panel import UpscalingPanel

if TYPE_CHECKING:
    from pipelines.media.provenance import Provenance


class Restorer(QObject):
    """Puts settings into the panel. `source_wanted` with a picture that goes with them."""

    source_wanted = Signal(object)

    def __init__(
        self, panel: UpscalingPanel, strip: MessageStrip, offers: Offers, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._panel, self._strip, self._offers = panel, strip, offers
        self._handover = Handover()

    def offer(self, made: "Provenance") -> None:
        """Say who made the picture, and offer its settings."""
        choice = self._choice_of(made)
        name = full_title(choice) if choice is not None else made.model
        words = self.tr("Hearth made this picture with {model}.").format(model=name)
        if choice is None:
            self._strip.show_message(MessageKind.INFO, words)
        else:
            action = self.tr("Restore the settings it was made with")
            self._offers.make(words, action, lambda: self.restore(made))

    def restore(self, made: "Provenance") -> None:
        """Choose the model and version of that provenance and show its settings."""
        choice = self._choice_of(made)
        if choice is None:
            words = self.tr("{model} is not here any more.").format(model=made.model)
            self._strip.show_message(MessageKind.WARNING, words)
            return
        self._panel.picker.choose(choice.key)
        refused = self._panel.restore(made.settings)
        if refused:
            words = self.tr("Restored, but these settings are no longer known: {names}")
            told = words.format(names=", ".join(refused))
            self._strip.show_message(MessageKind.WARNING, told)
        else:
            words = self.tr("The settings are restored.")
            self._strip.show_message(MessageKind.SUCCESS, words)

    def ask(self, name: str, values: Mapping[str, Any]) -> None:
        """Another tab wants this model with these values; `answer` does it."""
        self._handover.ask(name, values)

    def answer(self) -> None:
        """Do what another tab asked for, once the choices are known."""
        wanted = self._handover.take(self._panel.picker.choices)
        if wanted is not None:
            made, source = wanted
            if source is not None:
                self.source_wanted.emit(Path(source))
            self.restore(made)

    def _choice_of(self, made: "Provenance") -> Choice | None:
        choices = self._panel.picker.choices
        return matching_choice(made.model, made.settings, choices, made.version)
