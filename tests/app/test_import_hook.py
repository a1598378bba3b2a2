"""Two threads import at once, and both get what they import."""

import builtins
import subprocess
import sys

import pytest

from app.import_hook import remove_import_hook

CODE = """
from PySide6 import QtWidgets
from app.import_hook import remove_import_hook
remove_import_hook()
import threading

failed = []

def first():
    try:
        from pydantic import ValidationError
    except ImportError as error:
        failed.append(error)

def second():
    import psutil, platformdirs, httpx

threads = [threading.Thread(target=work) for work in (first, second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert not failed, failed
assert "feature" not in __import__.__name__
"""


@pytest.mark.parametrize("attempt", range(3))
def test_threads_import_side_by_side(attempt: int) -> None:
    found = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, timeout=120, check=False
    )
    assert found.returncode == 0, found.stderr


def test_the_hook_stays_out() -> None:
    remove_import_hook()
    from PySide6 import QtSvg  # noqa: F401

    assert "feature" not in builtins.__import__.__name__
