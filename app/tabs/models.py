"""Models: what there is, what it is good for, and what of it is on this computer."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.context import AppContext, Tab, TabPage


def _make(context: AppContext) -> TabPage:
    from app.models.tab import ModelsTab

    return ModelsTab(context)


TAB = Tab(
    key="models",
    title=str(QT_TRANSLATE_NOOP("tabs", "Models")),
    order=90,
    icon="models",
    factory=_make,
)
