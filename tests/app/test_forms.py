"""One declaration, one form: every kind of field, help, folding, messages."""

from pathlib import Path
from typing import Any, Literal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox, QLabel, QSlider, QWidget
from pytestqt.qtbot import QtBot

from app.forms import ParamsForm
from app.labels import hint_label
from pipelines.registry import all_models
from pipelines.spec import ModelSpec, Params, fields_of, param
from tests.fakes import FakeParams


class Every(Params):
    """A field of each kind."""

    image: Path = param(title="Image", description="The picture.")
    on: bool = param(True, title="On", description="Whether.")
    count: int = param(3, title="Count", description="How many.", ge=1, le=9, step=2, unit="px")
    seed: int = param(-1, title="Seed", description="Chance.", ge=-1, le=2**32 - 1)
    share: float = param(0.25, title="Share", description="How much.", ge=0, le=1, step=0.05)
    free: float = param(1.5, title="Free", description="Any number.")
    version: Literal["a", "b"] = param(
        "a", title="Version", description="Which.", labels={"a": "First", "b": "Second"}
    )
    size: Literal[64, 128] = param(64, title="Size", description="Side.", unit="px")
    words: str = param("hello", title="Words", description="Say.")
    prompt: str | None = param(None, title="Prompt", description="Maybe.")
    limit: int | None = param(None, title="Limit", description="Maybe.", ge=0, le=10)
    other: Literal["x", "y"] | None = param(None, title="Other", description="Maybe.")
    mask: Path | None = param(None, title="Mask", description="Maybe.")
    denoise: float = param(
        0.5, title="Denoise", description="For b.", ge=0, le=1, shown_when={"version": "b"}
    )
    both: int = param(
        1, title="Both", description="For two.", shown_when={"version": ("a", "b"), "on": True}
    )
    tile: int = param(
        0, title="Tile", description="Side.", ge=0, le=2048, step=64, unit="px", lowest="Automatic"
    )
    deep: int = param(5, title="Deep", description="Rare.", ge=1, le=10, advanced=True)


@pytest.fixture
def form(qtbot: QtBot) -> ParamsForm:
    made = ParamsForm.of(Every, without={"image"})
    qtbot.addWidget(made)
    made.show()
    return made


def defaults(kind: type[Params]) -> dict[str, Any]:
    return {item.name: item.default for item in fields_of(kind) if not item.required}


def test_it_starts_with_the_declared_defaults(form: ParamsForm) -> None:
    assert form.values() == defaults(Every)
    kinds = {name: type(value) for name, value in form.values().items()}
    assert kinds["count"] is int
    assert kinds["share"] is float
    assert kinds["size"] is int


@pytest.mark.parametrize("spec", all_models(), ids=lambda spec: spec.name)
def test_every_model_has_a_form_that_builds_its_params(qtbot: QtBot, spec: ModelSpec[Any]) -> None:
    for kind in (spec.params, spec.output):
        given = {
            item.name: Path("x.png") if item.kind == "file" else "x.png"
            for item in fields_of(kind)
            if item.required
        }
        form = ParamsForm.of(kind, without=set(given))
        qtbot.addWidget(form)
        assert form.build(kind, **given) == kind(**given)
        assert all(row.help.text() for row in form.rows.values())


CHANGED = {
    "on": False,
    "count": 7,
    "seed": 2**32 - 1,
    "share": 0.35,
    "free": -12.25,
    "version": "b",
    "size": 128,
    "words": "bye",
    "prompt": "a cat",
    "limit": 4,
    "other": "y",
    "mask": Path("/tmp/m.png"),
    "denoise": 0.9,
    "both": -3,
    "tile": 128,
    "deep": 2,
}


def test_values_go_in_and_come_out(form: ParamsForm) -> None:
    heard: list[int] = []
    form.changed.connect(lambda: heard.append(1))
    assert form.set_values(CHANGED) == []
    assert form.values() == CHANGED
    assert heard == []
    built = form.build(Every, image=Path("x"))
    assert built is not None
    assert built.model_dump(exclude={"image"}) == CHANGED


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("unknown", 1),
        ("on", "yes"),
        ("count", 99),
        ("count", "7"),
        ("count", True),
        ("share", None),
        ("version", "c"),
        ("size", "128"),
        ("limit", -1),
    ],
)
def test_values_that_do_not_fit_are_refused(form: ParamsForm, name: str, value: Any) -> None:
    assert form.set_values({name: value, "words": "kept"}) == [name]
    assert form.values() == {**defaults(Every), "words": "kept"}


def test_reset_brings_one_or_all_back(form: ParamsForm) -> None:
    form.set_values(CHANGED)
    row = form.rows["count"]
    assert not row._reset.isHidden()
    row._reset.click()
    assert form.values()["count"] == 3
    assert row._reset.isHidden()
    form.reset()
    assert form.values() == defaults(Every)


def test_slider_and_number_move_together(form: ParamsForm) -> None:
    row = form.rows["share"]
    slider, spin = row.findChild(QSlider), row.findChild(QDoubleSpinBox)
    assert isinstance(slider, QSlider)
    assert isinstance(spin, QDoubleSpinBox)
    slider.setValue(slider.maximum())
    assert form.values()["share"] == 1.0
    spin.setValue(0.1)
    assert slider.value() == 2
    assert form.rows["seed"].findChild(QSlider) is None
    counter = form.rows["count"].findChild(QDoubleSpinBox)
    assert isinstance(counter, QDoubleSpinBox)
    assert "px" in counter.suffix()


def test_help_is_shown_on_demand(form: ParamsForm) -> None:
    row = form.rows["share"]
    assert not row.help.isVisible()
    row.help_button.click()
    assert row.help.isVisible()
    assert row.help.text() == "How much."
    form.show_help(False)
    form.rows["words"].editor.controls()[0].setFocus()
    QApplication.processEvents()
    if QApplication.focusWidget() is not None:
        assert form.toggle_help_at_focus()
        assert form.rows["words"].help.isVisible()
    assert row.editor.controls()[0].whatsThis() == "How much."


def test_advanced_fields_are_folded(form: ParamsForm) -> None:
    assert not form.rows["deep"].isVisible()
    form.unfold()
    assert form.rows["deep"].isVisible()


def test_fields_show_when_they_matter(form: ParamsForm) -> None:
    assert form.rows["denoise"].isHidden()
    box = form.rows["version"].findChild(QComboBox)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(1)
    assert not form.rows["denoise"].isHidden()
    assert not form.rows["both"].isHidden()
    form.rows["on"].editor.controls()[0].click()  # pyright: ignore[reportAttributeAccessIssue]
    assert form.rows["both"].isHidden()


def test_the_lowest_value_is_told_in_words_where_it_is_no_amount(form: ParamsForm) -> None:
    row = form.rows["tile"]
    spin = row.findChild(QDoubleSpinBox)
    assert isinstance(spin, QDoubleSpinBox)
    assert spin.text() == "Automatic"
    assert spin.lineEdit().width() >= spin.fontMetrics().horizontalAdvance(spin.text())
    spin.setValue(64)
    assert spin.text() == "64 px"
    assert row._reset.toolTip() == "Back to the default: Automatic"
    row.reset()
    assert (spin.text(), form.values()["tile"]) == ("Automatic", 0)


def test_a_wrapped_text_is_as_high_as_its_font_makes_it(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    label = hint_label("so many words that they need more than one line", "hint", parent)
    parent.show()
    label.resize(120, 10)
    small, large = QFont(label.font()), QFont(label.font())
    before = label.minimumHeight()
    large.setPointSizeF(small.pointSizeF() * 2)
    label.setFont(large)
    assert label.minimumHeight() > before
    label.setFont(small)
    assert label.minimumHeight() == before


def test_labels_name_their_choices(form: ParamsForm) -> None:
    box = form.rows["version"].findChild(QComboBox)
    assert isinstance(box, QComboBox)
    assert [box.itemText(i) for i in range(box.count())] == ["First", "Second"]


class Strict(Params):
    """Wants more than the editors hold back."""

    note: str = param("", title="Note", description="Short.", advanced=True)
    source: Path = param(title="Source", description="A file.")


def test_messages_stand_under_their_field(qtbot: QtBot) -> None:
    form = ParamsForm.of(Strict)
    qtbot.addWidget(form)
    form.show()
    assert form.build(Strict) is None
    row = form.rows["source"]
    assert row.problem.isVisible()
    assert "fill" in row.problem.text()
    assert row.editor.controls()[0].property("problem") is True
    row.editor.controls()[0].setText("/tmp/x")  # pyright: ignore[reportAttributeAccessIssue]
    assert not row.problem.isVisible()
    assert form.build(Strict) == Strict(source=Path("/tmp/x"))


def test_a_message_unfolds_the_advanced_field(qtbot: QtBot) -> None:
    form = ParamsForm.of(Strict)
    qtbot.addWidget(form)
    form.show()
    form.show_problems({"note": "Too long."})
    assert form.rows["note"].problem.isVisible()


def test_the_wheel_scrolls_past_controls_without_focus(form: ParamsForm) -> None:
    box = form.rows["version"].findChild(QComboBox)
    assert isinstance(box, QComboBox)
    box.clearFocus()
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, event)
    assert box.currentIndex() == 0


def test_titles_are_buddies_of_their_controls(form: ParamsForm) -> None:
    for row in form.rows.values():
        title = row.findChild(QLabel)
        assert isinstance(title, QLabel)
        assert title.buddy() is row.editor.controls()[0]
        for control in row.editor.controls():
            assert row.item.title in control.accessibleName()


def test_the_fake_of_the_tests_fits(qtbot: QtBot) -> None:
    form = ParamsForm.of(FakeParams, without={"image"})
    qtbot.addWidget(form)
    assert form.build(FakeParams, image=Path("x")) == FakeParams(image=Path("x"))
