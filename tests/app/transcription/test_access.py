"""The whole tab for everyone: names, the order of Tab, and no key that means two things."""

from collections import defaultdict
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.context import Tab
from app.main_window import MainWindow
from app.transcription.tab import TranscriptionTab
from tests.app.conftest import MakeWindow
from tests.app.test_access import spoken_name
from tests.app.transcription.doing import put_in, run, settle
from tests.app.transcription.windows import press
from tests.app.walking import controls_of, focus_chain
from tests.speech_fakes import FakeListener, Gate, write_speech

_CONTEXT = Qt.ShortcutContext


@pytest.fixture
def window(make_window: MakeWindow, listener: FakeListener) -> MainWindow:
    spec = listener.spec()

    def make(context: object) -> TranscriptionTab:
        return TranscriptionTab(context, "transcription", lambda: [spec])  # type: ignore[arg-type]

    made = make_window(Tab("transcription", "Transcription", 0, "transcription", make))
    made.resize(1280, 800)
    return made


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> TranscriptionTab:
    """With two recordings that are transcribed, so that all parts are there."""
    page = window.page
    assert isinstance(page, TranscriptionTab)
    for number in range(2):
        write_speech(tmp_path / "in" / f"{number}.wav", hertz=200 + 50 * number)
    put_in(page, qtbot, tmp_path / "in")
    run(page, qtbot)
    return page


def test_every_control_has_a_name(page: TranscriptionTab) -> None:
    page.viewer.editor.finding.open(True)
    nameless = [
        f"{type(control).__name__} in {type(control.parentWidget()).__name__}"
        for control in controls_of(page)
        if not spoken_name(control)
    ]
    assert nameless == []


def test_every_control_can_be_reached_by_keyboard(
    page: TranscriptionTab, window: MainWindow
) -> None:
    reached = set(focus_chain(window))
    shown = [control for control in controls_of(page) if control.isVisible()]
    missing = [
        spoken_name(c)
        for c in shown
        if c.isEnabled()
        and not c.visibleRegion().isEmpty()
        and c not in reached
        and c.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert missing == []


def test_tab_goes_from_the_panel_over_the_recording_to_the_text_and_the_list(
    page: TranscriptionTab, window: MainWindow
) -> None:
    viewer = page.viewer
    chain = focus_chain(window)
    start = chain.index(window.rail.buttons[0])
    chain = chain[start:] + chain[:start]
    order = (
        window.rail.buttons[0],
        page.panel.run_button,
        viewer.other_button,
        viewer.media.waveform.canvas,
        viewer.media.bar.play,
        viewer.editor.list,
        viewer.queue.view,
    )
    places = [chain.index(widget) for widget in order]
    assert places == sorted(places), [spoken_name(widget) for widget in chain]


def keys_of(window: QWidget) -> dict[str, list[tuple[object, QWidget, bool]]]:
    """Every key that acts somewhere, with who takes it, where, and in all that lies in there."""
    found: dict[str, list[tuple[object, QWidget, bool]]] = defaultdict(list)

    def note(sequence: QKeySequence, who: object, where: QWidget, context: _CONTEXT) -> None:
        if sequence.isEmpty():
            return
        if context in (_CONTEXT.WindowShortcut, _CONTEXT.ApplicationShortcut):
            where = window
        spreads = context is not _CONTEXT.WidgetShortcut
        found[sequence.toString()].append((who, where, spreads))

    actions: dict[int, None] = {}
    for widget in (window, *window.findChildren(QWidget)):
        for action in widget.actions():
            actions[id(action)] = None
            for sequence in action.shortcuts():
                if action.menu() is None:
                    note(sequence, action, widget, action.shortcutContext())
        if isinstance(widget, QAbstractButton) and widget.isVisible():
            note(widget.shortcut(), widget, window, _CONTEXT.WindowShortcut)
    for shortcut in window.findChildren(QShortcut):
        parent = shortcut.parent()
        if isinstance(parent, QWidget) and (parent.isVisible() or parent is window):
            note(shortcut.key(), shortcut, parent, shortcut.context())
    return found


def test_no_key_means_two_things(page: TranscriptionTab, window: MainWindow) -> None:
    page.viewer.editor.finding.open(True)
    double: list[str] = []
    for keys, users in keys_of(window).items():
        for n, (one, here, spreads) in enumerate(users):
            for other, there, spreads_too in users[n + 1 :]:
                if one is other:
                    continue
                # Both act where the one lies in the other, or at the same place.
                meets = here is there or (
                    (spreads and here.isAncestorOf(there))
                    or (spreads_too and there.isAncestorOf(here))
                )
                if meets:
                    double.append(f"{keys}: {_name(one)} and {_name(other)}")
    assert double == []


def _name(who: object) -> str:
    if isinstance(who, QAction | QAbstractButton):
        return who.text() or getattr(who, "toolTip", str)()
    return str(who)


def test_keys_do_what_the_tooltips_say(
    page: TranscriptionTab, window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    page.take_focus()
    focus = QApplication.focusWidget()
    assert focus is page.viewer.editor.list
    press("F8")
    assert page.viewer.media.player.playing
    press("F8")
    assert not page.viewer.media.player.playing
    press("Ctrl+F")
    assert page.viewer.editor.find_bar.isVisible()
    press("Esc")
    assert not page.viewer.editor.find_bar.isVisible()


def test_closing_the_window_in_the_middle_loses_nothing(
    window: MainWindow, listener: FakeListener, qtbot: QtBot, tmp_path: Path
) -> None:
    page = window.page
    assert isinstance(page, TranscriptionTab)
    gate = Gate(step=2)
    listener.on_step = gate
    put_in(page, qtbot, write_speech(tmp_path / "talk.wav"))
    page.run()
    qtbot.waitUntil(lambda: len(page.document.segments) == 2, timeout=20_000)
    window.close()
    assert window.isVisible()
    question = window._question
    assert question is not None
    stop = next(b for b in question.buttons() if b.text() == "Stop and close")
    stop.click()
    gate.open()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    from pipelines.speech.live_log import unfinished

    (log,) = unfinished(window.context.places.transcripts)
    assert len(log.transcript.segments) == 2
    settle(page, qtbot)
