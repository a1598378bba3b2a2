"""The model picker: every word of a choice can be read or heard, however long."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from app.choosing.choice_lines import Row, about_text, full_title, natural_width
from app.choosing.choices import Choice
from app.choosing.model_picker import ModelPicker
from app.controls import CalmComboBox
from tests.fakes import FakeModel

LONG = "a_checkpoint_with_a_name_that_has_no_end_and_not_one_single_space_in_it_v2_final_FINAL"


def choice(title: str = "Fake", detail: str = "", **given: object) -> Choice:
    facts = {
        "licence": "S-Lab License 1.0, MIT",
        "commercial": False,
        "download_bytes": 639 * 10**6,
    }
    key = f"{title}/{detail}"
    return Choice(key, FakeModel().spec(), title, detail, **{**facts, **given})  # pyright: ignore


CHOICES = (
    choice(),
    choice(detail="a version, with a long explanation of what it is good for"),
    choice(LONG, licence="", commercial=None),
    choice("Short", licence="MIT", commercial=True, download_bytes=0),
)


def text_of(layout: QTextLayout) -> str:
    lines = (layout.lineAt(number) for number in range(layout.lineCount()))
    words = layout.text()
    return "".join(words[line.textStart() : line.textStart() + line.textLength()] for line in lines)


@pytest.mark.parametrize("width", [180, 264, 420])
@pytest.mark.parametrize("item", CHOICES, ids=lambda item: item.key[:12])
def test_no_line_of_a_choice_is_cut(qapp: QApplication, item: Choice, width: int) -> None:
    row = Row(item, QApplication.font(), width)
    whole = QRectF(0, 0, width, row.height)
    title = row.title.boundingRect().translated(row.title_at)
    about = row.about.boundingRect().translated(row.about_at)
    assert (text_of(row.title), text_of(row.about)) == (full_title(item), about_text(item))
    for layout, place in ((row.title, title), (row.about, about)):
        assert whole.contains(place)
        assert all(
            layout.lineAt(n).naturalTextWidth() <= width - 20 for n in range(layout.lineCount())
        )
    plate = row.plate.toRectF()
    assert row.plate.isNull() == (not row.badge)
    assert whole.contains(plate) or not row.badge
    assert not title.intersects(about)
    if row.badge:
        words = title.adjusted(0, 0, row.title.lineAt(0).naturalTextWidth() - title.width(), 0)
        assert not plate.intersects(about)
        assert not plate.intersects(words)


def test_the_open_list_is_as_wide_as_its_longest_line(qtbot: QtBot) -> None:
    picker = ModelPicker()
    qtbot.addWidget(picker)
    picker.set_choices(CHOICES[:2])
    view = picker.box.view()
    assert view.minimumWidth() >= min(440, natural_width(CHOICES[1], view.font()))
    picker.set_choices(CHOICES)
    heights = [view.sizeHintForRow(number) for number in range(len(CHOICES))]
    assert heights[2] > heights[3]  # the one without an end wraps


def test_the_closed_box_tells_the_whole_on_demand(qtbot: QtBot) -> None:
    picker = ModelPicker()
    qtbot.addWidget(picker)
    picker.set_choices(CHOICES)
    assert picker.choose(CHOICES[2].key)
    for words in (picker.box.toolTip(), picker.box.accessibleDescription()):
        assert LONG in words
        assert "Licence unknown" in words
    assert picker.choose(CHOICES[0].key)
    assert "S-Lab License 1.0, MIT" in picker.box.toolTip()
    assert "S-Lab License 1.0, MIT" in picker.box.itemData(0, Qt.ItemDataRole.ToolTipRole)


def test_what_a_licence_leaves_open_is_in_the_tooltip(qtbot: QtBot) -> None:
    picker = ModelPicker()
    qtbot.addWidget(picker)
    picker.set_choices([choice(licence_notes=("Ask before you sell.",))])
    picker.box.setCurrentIndex(0)
    assert "Non-commercial. Ask before you sell." in picker.box.toolTip()


def field_width(box: CalmComboBox) -> int:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(control, option, part, box).width()


def test_a_closed_box_shows_that_its_text_goes_on(qtbot: QtBot) -> None:
    whole, short = CalmComboBox(), CalmComboBox()
    for box, words in ((whole, "A model of great length"), (short, "A model of…")):
        qtbot.addWidget(box)
        box.addItem(words)
        box.setFixedWidth(200)
        room = box.fontMetrics().horizontalAdvance("A model of…") + 2
        box.setFixedWidth(200 - field_width(box) + room)
    assert whole.grab().toImage() == short.grab().toImage()
