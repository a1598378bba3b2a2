"""The pages inside the real chat tab, over the model of its panel."""

from pytestqt.qtbot import QtBot

from app.chat.tab import ChatTab
from app.chat_views.compare_page import ComparePage
from app.chat_views.token_page import TokenPage
from app.chat_views.views import VIEWS, language_models
from app.chat_views.workshop_page import WorkshopPage
from app.context import AppContext


def test_the_pages_follow_model_and_settings_of_the_tab(qtbot: QtBot, context: AppContext) -> None:
    tab = ChatTab(context, "chat", lambda: language_models(context), VIEWS)
    qtbot.addWidget(tab)
    tab.resize(1200, 800)
    tab.show()
    for view, kind in zip(VIEWS, (ComparePage, WorkshopPage, TokenPage), strict=True):
        tab.views.show_view(view.key)
        qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=60_000)
        page = tab.views.page
        assert isinstance(page, kind)
        use = page.chosen.use
        assert use is not None
        assert use.key == "chat/smollm2-135m-instruct"
        assert page.chosen.title == "SmolLM2 135M Instruct"
        form = tab.panel.form
        assert form is not None
        form.rows["top_k"].editor.set_value(7)
        form.changed.emit()
        changed = page.chosen.use
        assert changed is not None
        assert changed.params.top_k == 7
        form.rows["top_k"].editor.set_value(-1)
        form.changed.emit()
    page = tab.views.page
    assert isinstance(page, TokenPage)
    assert tab.panel.choose("chat/qwen3-0.6b")
    assert page.chosen.title == "Qwen3 0.6B"
    assert page.chosen.loaded_as is not None
    qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=60_000)
    page.box.setPlainText("words")
    page.refresh()
    qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=60_000)
    assert "downloads 639 MB" in page.load.text()  # asked before so much is fetched
    tab.close_tab()
    context.settings.save()
