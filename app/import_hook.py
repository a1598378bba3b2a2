"""Takes PySide's hook out of Python's `import`.

PySide6 puts its own function in the place of `builtins.__import__`, to look in the source of each
imported module for ``from __feature__ import``, which we do not use. Its guard against running
inside itself is one flag for all threads: when two threads import at once (a job pydantic or
torch, the window anything) it runs where it must not, asks half-made modules for attributes, and
the import fails ("partially initialized module"). Measured with PySide6 6.11.3 on Python 3.11:
5 of 30 runs that import pydantic beside httpx, none of 30 without the hook.
"""

import builtins


def remove_import_hook() -> None:
    """Give `import` back to Python; call after PySide6 is imported and before any job starts."""
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
