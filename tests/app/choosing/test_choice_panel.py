"""The side panel with a picker."""

import gc

from PySide6.QtWidgets import QLayout, QWidgetItem
from pytestqt.qtbot import QtBot
from shiboken6 import getCppPointer

from app.choosing.choice_panel import ChoicePanel
from app.context import AppContext


def layout_items() -> list[QWidgetItem]:
    """All that Python knows; by their type, since asking other objects for their class may warn."""
    return [item for item in gc.get_objects() if issubclass(type(item), QWidgetItem)]


def test_no_item_of_a_layout_outlives_its_place(context: AppContext, qtbot: QtBot) -> None:
    """Else Python takes what Qt puts at that place in memory for the item, such as a style."""
    before = set(map(id, layout_items()))
    panel = ChoicePanel(context.settings, "one")
    qtbot.addWidget(panel)
    kept = [item for item in layout_items() if id(item) not in before]
    places = {
        getCppPointer(item)[0]
        for layout in panel.findChildren(QLayout)
        for n in range(layout.count())
        if (item := layout.itemAt(n)) is not None
    }
    assert {getCppPointer(item)[0] for item in kept} <= places
