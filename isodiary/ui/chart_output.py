"""Gives a chart away: onto the clipboard, or into a file the patient names."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from isodiary.domain.errors import DiaryError
from isodiary.report.chart_saving import picture, save_picture, save_text
from isodiary.report.day_chart import DayChart
from isodiary.ui.desk import Desk

PICTURES = "Drawing (*.svg);;Picture (*.png)"
NUMBERS = "CSV (*.csv)"


class ChartOutput(QObject):
    """Copies and saves.

    Signals:
        told: What was done, in a sentence.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, widget: QWidget) -> None:
        super().__init__(widget)
        self._desk = desk
        self._widget = widget

    def copy_picture(self, chart: DayChart, title: str) -> None:
        """Put a picture of the chart on the clipboard."""
        QGuiApplication.clipboard().setImage(picture(chart, title))
        self.told.emit("The chart was copied as a picture.")

    def copy_text(self, text: str) -> None:
        """Put the chart's numbers on the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self.told.emit("The chart’s numbers were copied as CSV.")

    def save_picture(self, chart: DayChart, title: str) -> None:
        """Ask for a file, and save the chart in it."""
        self._save("Save the chart", PICTURES, partial(save_picture, chart, title))

    def save_text(self, text: str) -> None:
        """Ask for a file, and save the chart's numbers in it."""
        self._save("Save the chart’s numbers", NUMBERS, partial(save_text, text))

    def _save(self, title: str, kinds: str, write: Callable[[Path], None]) -> None:
        name, kind = QFileDialog.getSaveFileName(
            self._widget, title, str(self._likely(kinds[-4:-1])), kinds
        )
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(name + (kind or kinds)[-5:-1])
        try:
            write(path)
        except DiaryError as error:
            self._desk.editor.refused.emit(error)
        else:
            self.told.emit(f"Saved as {path}")

    def _likely(self, ending: str) -> Path:
        """Return a file in the user's documents, named after the day."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents))
        return folder / f"isodiary trends {self._desk.today.isoformat()}.{ending}"
