"""A Qt without a display, for commands that write the sheet."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from isodiary.fonts import load_fonts


def offscreen_application() -> QCoreApplication:
    """Return the running application, or a new one that needs no display and has no widgets.

    The caller keeps it for as long as it paints.
    """
    running = QCoreApplication.instance()
    if running is not None:
        return running
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(["isodiary"])
    load_fonts()
    return application
