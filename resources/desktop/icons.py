"""Draw the program's icon in the sizes and forms that desktops ask for.

    python resources/desktop/icons.py OUT

OUT gets `hicolor/`, as Linux desktops look for it, `isodiary.ico` for Windows and `isodiary.icns`
for macOS.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).parents[1] / "icons" / "isodiary.svg"
NAME = "org.isodiary.IsoDiary"
WIDTHS_PX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
LARGEST_PX = 1024
"""What macOS wants at most."""
WINDOWS_PX = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def draw(width_px: int, file: Path) -> None:
    """Write the icon as a PNG of this width."""
    image = QImage(width_px, width_px, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    file.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(file)):
        raise OSError(f"{file} cannot be written")


def main() -> None:
    """Write every form into the folder that is named."""
    out = Path(sys.argv[1])
    for width_px in WIDTHS_PX:
        draw(width_px, out / "hicolor" / f"{width_px}x{width_px}" / "apps" / f"{NAME}.png")
    scalable = out / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(DRAWING, scalable / f"{NAME}.svg")
    largest = out / "isodiary.png"
    draw(LARGEST_PX, largest)
    with Image.open(largest) as drawn:
        drawn.save(out / "isodiary.ico", sizes=[(width, width) for width in WINDOWS_PX])
        drawn.save(out / "isodiary.icns")


if __name__ == "__main__":
    main()
