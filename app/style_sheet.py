"""The style sheet: an 8-pixel grid, rounded cards, focus rings that can be seen.

Widgets opt in by dynamic property: ``role`` = card, title, heading, hint, primary, quiet, rail ...
"""

from pathlib import Path
from typing import TYPE_CHECKING

import resources

if TYPE_CHECKING:
    from app.theme import Colors

_ICONS = Path(resources.__file__).parent / "icons"

_SHEET = """
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {edge}; padding: 6px 8px; }}
QMainWindow, QDialog {{ background: {window}; }}
QLabel {{ background: transparent; }}
QLabel[role="display"] {{ font-size: 17pt; font-weight: 600; }}
QLabel[role="title"] {{ font-size: 13pt; font-weight: 600; }}
QLabel[role="heading"] {{ font-weight: 600; }}
QLabel[role="hint"] {{ color: {muted}; }}
QLabel[role="small"] {{ color: {muted}; font-size: 9pt; }}
QLabel[role="problem"] {{ color: {error}; }}

QFrame[role="card"] {{ background: {surface}; border: 1px solid {line}; border-radius: 12px; }}
QWidget[role="sidebar"] {{ background: {surface}; border: none;
  border-right: 1px solid {line}; }}
QWidget[role="footer"] {{ background: {surface}; border: none; border-top: 1px solid {line}; }}
QWidget[role="railpanel"] {{ background: {window}; border: none;
  border-right: 1px solid {line}; }}
QFrame[role="line"] {{ background: {line}; border: none; max-height: 1px; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget[role="page"] {{ background: transparent; }}

QPushButton {{ background: {surface}; color: {text}; border: 1px solid {edge};
  border-radius: 8px; padding: 6px 14px; min-height: 20px; }}
QPushButton:hover {{ background: {raised}; }}
QPushButton:pressed {{ background: {line}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 5px 13px; }}
QPushButton:disabled {{ border-color: {line}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border: 1px solid {accent};
  font-weight: 600; min-height: 28px; }}
QPushButton[role="primary"]:hover {{ background: {accent_hover}; border-color: {accent_hover}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[role="primary"]:disabled {{ background: {raised}; border-color: {line};
  color: {muted}; }}
QPushButton[role="quiet"] {{ border: 1px solid transparent; background: transparent; }}
QPushButton[role="quiet"]:hover {{ background: {raised}; }}
QPushButton[role="quiet"]:focus {{ border: 2px solid {accent}; }}
QPushButton[role="chip"] {{ border-radius: 12px; padding: 2px 10px; min-height: 18px;
  font-size: 9pt; }}
QPushButton[role="chip"]:focus {{ padding: 1px 9px; }}
QPushButton[role="fold"] {{ border: 1px solid transparent; background: transparent;
  text-align: left; padding: 6px 4px; font-weight: 600; }}
QPushButton[role="fold"]:hover {{ background: {raised}; }}
QPushButton[role="fold"]:focus {{ border: 2px solid {accent}; padding: 5px 3px; }}

QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: 8px;
  padding: 2px; color: {text}; }}
QToolButton:hover {{ background: {raised}; }}
QToolButton:pressed {{ background: {line}; }}
QToolButton:checked {{ background: {accent_soft}; }}
QToolButton:focus {{ border: 2px solid {accent}; }}
QToolButton[role="rail"] {{ border-radius: 10px; padding: 8px 2px 6px 2px; font-size: 9pt;
  color: {muted}; }}
QToolButton[role="rail"]:checked {{ background: {accent_soft}; color: {accent};
  font-weight: 600; border-left: 3px solid {accent}; }}
QToolButton[role="rail"]:checked:focus {{ border: 2px solid {accent}; }}

QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox {{ background: {surface}; color: {text};
  border: 1px solid {edge}; border-radius: 8px; padding: 5px 9px; min-height: 20px;
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {{
  border: 2px solid {accent}; padding: 4px 8px; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{ border: none; padding: 0;
  min-height: 0; background: transparent; }}
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {{ border-color: {line}; }}
QLineEdit[problem="true"], QAbstractSpinBox[problem="true"], QComboBox[problem="true"] {{
  border: 2px solid {error}; padding: 4px 8px; }}
QComboBox {{ padding-right: 28px; }}
QComboBox::drop-down {{ border: none; width: 28px; }}
QComboBox::down-arrow {{ image: url({icons}/chevron-down.{scheme}.svg);
  width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{ background: {surface}; color: {text}; border: 1px solid {edge};
  padding: 4px; outline: none; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 2px 6px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: 22px;
  subcontrol-origin: border; background: transparent; }}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; margin: 3px 3px 0 0; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; margin: 0 3px 3px 0; }}
QAbstractSpinBox[compact="true"]::up-button, QAbstractSpinBox[compact="true"]::down-button {{
  width: 0; margin: 0; }}
QAbstractSpinBox::up-arrow {{ image: url({icons}/chevron-up.{scheme}.svg);
  width: 12px; height: 12px; }}
QAbstractSpinBox::down-arrow {{ image: url({icons}/chevron-down.{scheme}.svg);
  width: 12px; height: 12px; }}
QAbstractSpinBox[compact="true"]::up-arrow, QAbstractSpinBox[compact="true"]::down-arrow {{
  image: none; width: 0; height: 0; }}

QCheckBox[role="box"] {{ spacing: 10px; padding: 3px; border: 2px solid transparent;
  border-radius: 8px; }}
QCheckBox[role="box"]:focus {{ border-color: {accent}; }}
QCheckBox::indicator, QListView::indicator, QTreeView::indicator {{ width: 16px; height: 16px;
  border: 1px solid {edge}; border-radius: 4px; background: {surface}; }}
QListView::indicator, QTreeView::indicator {{ width: 12px; height: 12px; border-radius: 3px; }}
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {{
  background: {accent}; border-color: {accent}; image: url({icons}/check.{scheme}.svg); }}

QSlider::groove:horizontal {{ height: 4px; background: {edge}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ height: 4px; background: {accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{ width: 14px; height: 14px; margin: -7px 0; border-radius: 9px;
  background: {surface}; border: 2px solid {accent}; }}
QSlider::handle:horizontal:hover {{ background: {accent_soft}; }}
QSlider::handle:horizontal:focus {{ background: {accent}; border: 2px solid {text}; }}
QSlider::groove:horizontal:disabled, QSlider::sub-page:horizontal:disabled {{
  background: {line}; }}
QSlider::handle:horizontal:disabled {{ border-color: {edge}; }}

QProgressBar {{ background: {line}; border: none; border-radius: 3px; min-height: 6px;
  max-height: 6px; text-align: center; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}

QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle {{ background: {edge}; border-radius: 4px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QMenuBar {{ background: {window}; color: {text}; padding: 2px 6px;
  border-bottom: 1px solid {line}; }}
QMenuBar::item {{ padding: 5px 10px; border-radius: 6px; background: transparent; }}
QMenuBar::item:selected {{ background: {raised}; }}
QMenu {{ background: {surface}; color: {text}; border: 1px solid {edge}; padding: 6px; }}
QMenu::item {{ padding: 6px 28px 6px 14px; border-radius: 6px; }}
QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 6px 8px; }}

QStatusBar {{ background: {window}; color: {muted}; border-top: 1px solid {line}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QPushButton {{ padding: 0 8px; min-height: 16px; font-size: 9pt; }}
QStatusBar QPushButton:focus {{ padding: 0 7px; }}
QStatusBar QLabel {{ color: {muted}; padding: 2px 8px; font-size: 9pt; }}

QTreeWidget {{ show-decoration-selected: 0; background: transparent; outline: none;
  border: 2px solid transparent; border-radius: 8px; }}
QTreeWidget:focus {{ border-color: {accent}; }}
QTreeWidget::item {{ min-height: 28px; padding: 0 4px; }}
QTreeWidget::item:hover {{ background: {raised}; }}
QTreeWidget::item:selected {{ background: {accent_soft}; color: {text}; }}
QTreeWidget::branch, QTreeWidget::branch:selected {{ background: transparent; }}
QTableView[role="sheet"] {{ background: transparent; border: none; outline: none; }}
QTableView[role="sheet"] QTableCornerButton::section {{ background: transparent; border: none; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{ background: transparent; color: {muted}; border: none;
  border-bottom: 1px solid {line}; padding: 4px 12px 4px 4px; font-size: 9pt; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {line}; }}
QTextBrowser {{ background: transparent; border: none; color: {text}; }}

QToolButton[role="floating"] {{ background: {surface}; border: 1px solid {edge};
  border-radius: 18px; }}
QToolButton[role="floating"]:focus {{ border: 2px solid {accent}; }}
QFrame[role="said"] {{ background: {raised}; border: none; border-radius: 12px; }}
QFrame[role="code"] {{ background: {surface}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[role="thought"] {{ border: none; border-left: 3px solid {line}; }}
QFrame[role="thought"] QTextBrowser {{ color: {muted}; }}
QFrame[role="composer"] {{ background: {surface}; border: 1px solid {edge};
  border-radius: 12px; }}
QFrame[role="composer"][focused="true"] {{ border: 2px solid {accent}; }}
QFrame[role="composer"] QPlainTextEdit, QFrame[role="composer"] QPlainTextEdit:focus {{
  border: none; padding: 0; background: transparent; }}
QListView[role="rows"] {{ background: transparent; outline: none; border: 2px solid transparent;
  border-radius: 8px; }}
QListView[role="rows"]:focus {{ border-color: {accent}; }}
QFrame[role="badge"] {{ border-radius: 8px; border: 1px solid {line}; background: {raised}; }}
QFrame[role="badge"][kind="success"] {{ background: {success_soft}; border-color: {success}; }}
QFrame[role="badge"][kind="warning"] {{ background: {warning_soft}; border-color: {warning}; }}
QFrame[role="badge"][kind="error"] {{ background: {error_soft}; border-color: {error}; }}
QFrame[role="badge"][kind="info"] {{ background: {info_soft}; border-color: {info}; }}
QFrame[role="badge"] QLabel, QFrame[role="badge"] QToolButton {{ font-size: 9pt; }}
QFrame[role="strip"] {{ border-radius: 10px; border: 1px solid {edge}; background: {surface}; }}
QFrame[role="strip"][kind="error"] {{ background: {error_soft}; border-color: {error}; }}
QFrame[role="strip"][kind="warning"] {{ background: {warning_soft}; border-color: {warning}; }}
QFrame[role="strip"][kind="success"] {{ background: {success_soft}; border-color: {success}; }}
QFrame[role="strip"][kind="info"] {{ background: {info_soft}; border-color: {info}; }}
"""


def style_sheet(colors: "Colors") -> str:
    """The whole application's style sheet in these colours."""
    return _SHEET.format(
        **vars(colors), icons=_ICONS.as_posix(), scheme="dark" if colors.dark else "light"
    )
