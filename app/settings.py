"""One typed settings object, read and written as a TOML file a person can edit.

A frozen dataclass rather than a pydantic model: it is read before the first paint, and pydantic
alone would take a quarter of the second that the window has to appear. Bad values never stop the
app: each is told in a sentence and its default is used.
"""

import os
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from pipelines.text import Text, text


class ColorMode(StrEnum):
    """Whose colours to use; AUTO follows the system."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class NumberFormat(StrEnum):
    """What numbers the models compute in; AUTO takes the fastest that the device has."""

    AUTO = "auto"
    FLOAT32 = "float32"
    FLOAT16 = "float16"
    BFLOAT16 = "bfloat16"


Check = Callable[[Any], Any]


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _all_words(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError
    return tuple(map(_words, value))


def _folder(value: Any) -> Path:
    return Path(_words(value))


def _number(low: int, high: int) -> Check:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError
        return value

    return check


def _budget(value: Any) -> str:
    from pipelines.budget import parse_budget
    from pipelines.errors import BadInput

    try:
        parse_budget(_words(value))
    except BadInput as error:
        raise ValueError from error
    return value


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError
    return dict(value)


def _tables(value: Any) -> dict[str, dict[str, Any]]:
    return {key: _table(item) for key, item in _table(value).items()}


@dataclass(frozen=True)
class Settings:
    """Everything the app remembers.

    `output_folder` None saves beside the source. `output_options` are values of a model's output
    params, `last_params` the last used values by model, `last_models` the last model by tab.
    `window_geometry` and `window_state` are Qt's own formats in base64. `tile` is in pixels, 0
    lets the plan choose. `memory_budget` is the most memory to use, as typed (``6GB``, or by
    device ``cuda:0=6GB,cpu=12GB``); empty allows what is free. `seen_licences` were shown before
    the first run under them.
    """

    theme: ColorMode = ColorMode.AUTO
    language: str = "auto"
    show_help: bool = False
    device: str = "auto"
    dtype: NumberFormat = NumberFormat.AUTO
    tile: int = 0
    memory_budget: str = ""
    offline: bool = False
    output_folder: Path | None = None
    last_tab: str = ""
    window_geometry: str = ""
    window_state: str = ""
    output_options: Mapping[str, Any] = field(default_factory=dict)
    last_models: Mapping[str, Any] = field(default_factory=dict)
    last_params: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    seen_licences: tuple[str, ...] = ()


_CHECKS: Mapping[str, Check] = {
    "theme": ColorMode,
    "language": _words,
    "show_help": _switch,
    "device": _words,
    "dtype": NumberFormat,
    "tile": _number(0, 4096),
    "memory_budget": _budget,
    "offline": _switch,
    "output_folder": _folder,
    "last_tab": _words,
    "window_geometry": _words,
    "window_state": _words,
    "output_options": _table,
    "last_models": _table,
    "last_params": _tables,
    "seen_licences": _all_words,
}


def read_settings(path: Path) -> tuple[Settings, list[Text]]:
    """The settings in that file and a sentence about each thing in it that cannot be used."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        complaint = text(
            "The settings file {path} cannot be read, so the defaults are used: {reason}",
            path=path,
            reason=error,
        )
        return Settings(), [complaint]
    return settings_from(found, path)


def settings_from(found: Mapping[str, Any], path: Path) -> tuple[Settings, list[Text]]:
    """Settings from loose values; each bad or unknown one becomes a sentence."""
    good: dict[str, Any] = {}
    complaints: list[Text] = []
    for name, value in found.items():
        if name not in _CHECKS:
            complaints.append(
                text("There is no setting called {name} (in {path}).", name=name, path=path)
            )
            continue
        try:
            good[name] = _CHECKS[name](value)
        except (ValueError, TypeError):
            complaints.append(
                text(
                    "The setting {name} cannot be {value}, so its default is used (in {path}).",
                    name=name,
                    value=repr(value),
                    path=path,
                )
            )
    return Settings(**good), complaints


def write_settings(settings: Settings, path: Path) -> None:
    """Write the file whole or not at all, keeping the user's comments. Raises OSError.

    Only what differs from the defaults is written, so that better defaults reach old files.
    """
    import tomlkit
    from tomlkit.exceptions import ParseError

    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        document = tomlkit.document()
    except (UnicodeDecodeError, ParseError):
        # What the user wrote by hand is kept for them to mend.
        os.replace(path, path.with_name(path.name + ".broken"))
        document = tomlkit.document()
    default = Settings()
    for item in fields(Settings):
        value = _plain(getattr(settings, item.name))
        if value in (None, {}):
            document.pop(item.name, None)
            continue
        told = item.name in document
        if document[item.name] != value if told else value != _plain(getattr(default, item.name)):
            document[item.name] = value
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(tomlkit.dumps(document))
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _plain(value: Any) -> Any:
    """What TOML can hold; it has no null, so empty entries are left out."""
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items() if v is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return str(value) if isinstance(value, Path) else value


class SettingsStore(QObject):
    """The present settings; `changed(new, old)` after each change, on disk half a second later."""

    changed = Signal(object, object)
    failed = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.value, self.complaints = read_settings(path)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(500)
        self._timer.timeout.connect(self.save)
        self._closing = False

    def change(self, **values: Any) -> None:
        """Replace some values; nothing happens if they are what they were."""
        old = self.value
        new = replace(old, **values)
        if new != old:
            self.value = new
            if self._closing:
                self.save()
            else:
                self._timer.start()
            self.changed.emit(new, old)

    def remember_params(self, model: str, values: Mapping[str, Any]) -> None:
        """Keep the values last used with a model."""
        self.change(last_params={**self.value.last_params, model: dict(values)})

    def close(self) -> None:
        """Write now, and from now on every change at once: nothing waits for a later moment."""
        self._closing = True
        self.save()

    def save(self) -> None:
        """Write now; emits `failed` with a sentence if the disk refuses."""
        self._timer.stop()
        try:
            write_settings(self.value, self.path)
        except OSError as error:
            self.failed.emit(
                text(
                    "The settings could not be saved to {path}: {reason}",
                    path=self.path,
                    reason=error.strerror or error,
                )
            )
