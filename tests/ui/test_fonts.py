"""The face we ship is complete and lawful, and what is printed with it can be copied."""

from __future__ import annotations

import pypdf
import pytest
from PySide6.QtGui import QFont, QFontInfo, QPainter, QPdfWriter

from isodiary.fonts import FAMILY, face, load_fonts
from isodiary.resources import resources

LINE = "9–12 (A) 20×40 ≥ 3 ≤ → – 5 · 61.4 mg/kg Żółć"


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


def test_the_face_comes_with_its_licence():
    assert "SIL OPEN FONT LICENSE" in (resources() / "fonts" / "OFL.txt").read_text("utf-8")


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold])
def test_the_face_comes_in_three_weights(weight):
    info = QFontInfo(face(weight))
    assert (info.family(), info.weight()) == (FAMILY, weight)


def test_every_sign_on_paper_can_be_copied(tmp_path):
    writer = QPdfWriter(str(tmp_path / "line.pdf"))
    with QPainter(writer) as painter:
        font = face()
        font.setPointSizeF(10)
        painter.setFont(font)
        painter.drawText(300, 300, LINE)
    copied = pypdf.PdfReader(tmp_path / "line.pdf").pages[0].extract_text()
    assert copied.split() == LINE.split()
