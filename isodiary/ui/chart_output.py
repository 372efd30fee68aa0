"""Gives a chart away: onto the clipboard, or into a file the patient names."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from isodiary.report.charts.day_chart import DayChart, picture, save_picture, save_text
from isodiary.ui.desk import Desk
from isodiary.ui.file_saving import FileSaving

PICTURES = "Drawing (*.svg);;Picture (*.png)"
NUMBERS = "CSV (*.csv)"


class ChartOutput(FileSaving):
    """Copies and saves a chart and its numbers."""

    def __init__(self, desk: Desk, widget: QWidget) -> None:
        super().__init__(desk, widget, "isodiary trends")

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
        self.save("Save the chart", PICTURES, partial(save_picture, chart, title))

    def save_text(self, text: str) -> None:
        """Ask for a file, and save the chart's numbers in it."""
        self.save("Save the chart’s numbers", NUMBERS, partial(save_text, text))
