"""A command writes the sheet without a display and without widgets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from isodiary.report.output import offscreen_application

WRITE = """
import sys
from pathlib import Path
from isodiary.report.output import offscreen_application
application = offscreen_application()
from isodiary.report.press.pages import Pages
from isodiary.report.press.paper import Paper
from isodiary.report.output import save_html, save_pdf
from tests.report.conftest import sheet_of
from tests.report.diaries import rich
save_pdf(Pages(sheet_of(rich()), Paper.A4), Path(sys.argv[1]))
save_html(sheet_of(rich()), Path(sys.argv[2]))
print("PySide6.QtWidgets" in sys.modules)
"""


def test_the_running_application_is_used(qapp):
    assert offscreen_application() is qapp


def test_without_a_display_the_sheet_is_written_and_no_widget_loaded(tmp_path):
    hidden = {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    made = subprocess.run(
        [sys.executable, "-c", WRITE, tmp_path / "visit.pdf", tmp_path / "visit.html"],
        cwd=Path(__file__).parents[2],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stdout.strip(), made.stderr) == (0, "False", "")
    assert (tmp_path / "visit.pdf").stat().st_size > 10_000
