"""The licences that bind portraits, shown before the first run under them, once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.choosing.offers import Offers
from app.error_view import MessageKind
from app.settings import SettingsStore

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec


class LicenceNotice(QObject):
    """What was seen is remembered in the settings."""

    def __init__(self, settings: SettingsStore, offers: Offers, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._offers = settings, offers

    def ask(self, spec: "ModelSpec[Any]", params: Any, go_on: Callable[[], None]) -> bool:
        """Whether these params may run now; if not, their licences are shown, and agreeing calls
        `go_on`."""
        seen = self._settings.value.seen_licences
        bound = {w.licence.name for w in spec.weights(params) if not w.licence.commercial}
        fresh = sorted(bound - set(seen))
        if not fresh:
            return True

        def agree() -> None:
            self._settings.change(seen_licences=(*seen, *fresh))
            go_on()

        words = self.tr(
            "Portraits are made with weights that are for non-commercial use only: {licences}. "
            "Every portrait says so in its metadata. Only use photos of people who agree."
        )
        self._offers.make(
            words.format(licences=", ".join(fresh)),
            self.tr("Understood, go on"),
            agree,
            self.tr("Not now"),
            kind=MessageKind.WARNING,
        )
        return False
