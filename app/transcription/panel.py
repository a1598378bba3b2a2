"""The side panel of the Transcription tab, and what is said of each Whisper model."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.choosing.choice_panel import ChoicePanel
from app.choosing.choices import Choice
from app.choosing.model_picker import ModelPicker


class TranscriptionPanel(ChoicePanel):
    """Models of the user's own are folders here."""

    def make_picker(self, parent: QWidget) -> ModelPicker:
        return ModelPicker(parent, folders=True)


def described(choice: Choice) -> Choice:
    """The choice with what that version is good for; for jobs only."""
    from pipelines.speech.whisper_models import by_key

    key = choice.overrides.get("model")
    return replace(choice, about=by_key(str(key)).good_for) if key else choice
