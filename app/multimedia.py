"""QtMultimedia, loaded when something is to be heard or seen and never before.

Machines without a sound server, or without the system's library for one, are no fault of the
program: what Qt would warn of goes to nobody, and the window says it in a sentence.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from PySide6.QtCore import QLoggingCategory

#: Qt's notes about each file and about optional libraries; failures reach us as signals.
_QUIET = "qt.multimedia*.info=false\nqt.multimedia*.warning=false"


def import_multimedia() -> ModuleType:
    """The module PySide6.QtMultimedia. Raises ImportError where a library of the system lacks."""
    QLoggingCategory.setFilterRules(_QUIET)
    from PySide6 import QtMultimedia

    return QtMultimedia


def cause_of(error: ImportError) -> str:
    """ "libpulse.so.0: cannot open shared object file: ..." without what follows the name."""
    return str(error).partition(":")[0]


@contextmanager
def quiet() -> Iterator[None]:
    """For asking Qt about devices: without a sound server it warns in no category of its own."""
    QLoggingCategory.setFilterRules(f"{_QUIET}\ndefault.warning=false")
    try:
        yield
    finally:
        QLoggingCategory.setFilterRules(_QUIET)
