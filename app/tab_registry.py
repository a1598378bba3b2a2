"""Finds the tabs: every file in `app/tabs` that has a TAB. Adding a tab is adding a file."""

import importlib
import pkgutil

from app import tabs
from app.context import Tab


def all_tabs() -> tuple[Tab, ...]:
    """Every tab in its order."""
    found: list[Tab] = []
    for module in pkgutil.iter_modules(tabs.__path__):
        tab = getattr(importlib.import_module(f"{tabs.__name__}.{module.name}"), "TAB", None)
        if isinstance(tab, Tab):
            found.append(tab)
    return tuple(sorted(found, key=lambda tab: (tab.order, tab.key)))
