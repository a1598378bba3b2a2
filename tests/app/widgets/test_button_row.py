"""Buttons whose words have no room."""

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.icons import set_icon
from app.widgets.button_row import ButtonRow


def test_words_go_and_come_back_with_the_room(qtbot: QtBot) -> None:
    buttons = [QPushButton("Ein anderer Ausschnitt"), QPushButton("Eine Kopie speichern…")]
    for button in buttons:
        set_icon(button, "save")
    buttons[0].setShortcut("Ctrl+T")
    row = ButtonRow(QLabel("cat.jpg"), buttons)
    qtbot.addWidget(row)
    row.resize(1000, 40)
    row.show()
    assert [button.text() for button in buttons] == [
        "Ein anderer Ausschnitt",
        "Eine Kopie speichern…",
    ]
    row.resize(row.minimumSizeHint().width(), 40)
    assert [button.text() for button in buttons] == ["", ""]
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    assert buttons[0].shortcut().toString() == "Ctrl+T"
    row.resize(1000, 40)
    assert buttons[0].text() == "Ein anderer Ausschnitt"
