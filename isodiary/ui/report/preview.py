"""The preview of a report: its true pages, how many, and what only the screen says about them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from isodiary.language import _, plural
from isodiary.report.press.leaves import Leaves
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.layouts import FlowLayout, SlimBar
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.report.asked_name import AskedName
from isodiary.ui.tools import Tools

GAP_PX = 12
SMALLEST_ZOOM, LARGEST_ZOOM = 0.25, 3.0
ZOOM_STEP = 1.15


class PageView(QScrollArea):
    """Pages beneath each other, as wide as there is room or each wholly in sight; + and - zoom."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self._zoom = 1.0
        self._whole = False
        self._paper = _Paper(theme)
        self.setVerticalScrollBar(SlimBar())
        self.setWidget(self._paper)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFocusProxy(self._paper)
        for widget in (self, self._paper):
            widget.setAccessibleName(name or _("Pages of the visit report"))

    def show_pages(self, pages: Leaves | None, text: str = "") -> None:
        """Show these pages, and `text` to a screen reader; None shows nothing."""
        self._paper.pages = pages
        if self._paper.toPlainText() != text:  # so that a reader stays where it is
            self._paper.setPlainText(text)
        self._fit()
        self._paper.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event.text()):
            super().keyPressEvent(event)

    def take_key(self, key: str) -> bool:
        """Zoom by + or -; return whether it was one of them."""
        steps = {"+": self.zoom_in, "-": self.zoom_out}
        if key in steps:
            steps[key]()
        return key in steps

    @Slot()
    def zoom_in(self) -> None:
        """Make the pages a step larger."""
        self._zoom_by(ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Make the pages a step smaller."""
        self._zoom_by(1 / ZOOM_STEP)

    @Slot()
    def fit_width(self) -> None:
        """Make the pages as wide as there is room."""
        self._zoom, self._whole = 1.0, False
        self._fit()

    @Slot()
    def fit_page(self) -> None:
        """Make a whole page come into sight."""
        self._whole = True
        self._fit()

    def _zoom_by(self, factor: float) -> None:
        zoom = self._paper.width() / self._room_px() * factor
        self._zoom = min(max(zoom, SMALLEST_ZOOM), LARGEST_ZOOM)
        self._whole = False
        self._fit()

    def _fit(self) -> None:
        """Make the pages as wide as wanted; what is in the middle of the view stays there."""
        bar = self.verticalScrollBar()
        before_px = max(1, self._paper.height())
        middle_px = bar.value() + self.viewport().height() / 2
        zoom = self._whole_zoom() if self._whole else self._zoom
        self._paper.set_width(round(self._room_px() * zoom))
        if bar.value():
            middle_px *= self._paper.height() / before_px
            bar.setValue(round(middle_px - self.viewport().height() / 2))

    def _whole_zoom(self) -> float:
        if self._paper.pages is None:
            return 1.0
        size = self._paper.pages.size()
        width_px = (self.viewport().height() - GAP_PX) * size.width() / size.height()
        return max(SMALLEST_ZOOM, min(1.0, width_px / self._room_px()))

    def _room_px(self) -> int:
        return max(120, self.viewport().width() - 2)


class _Paper(QTextEdit):
    """The pages; their words are its text, which only a screen reader sees.

    PySide cannot give an interface for text to a widget that has none.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.pages: Leaves | None = None
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for show in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            show(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # keys zoom and scroll the view

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def set_width(self, width_px: int) -> None:
        """Make the pages so wide."""
        height_px = 0
        if self.pages is not None:
            page_px = self._page_height(width_px)
            height_px = round((page_px + GAP_PX) * self.pages.count)
        self.resize(QSize(width_px, height_px))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.pages is None:
            return
        height_px = self._page_height(self.width())
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for page in range(self.pages.count):
                area = QRectF(0.5, page * (height_px + GAP_PX) + 0.5, self.width() - 1, height_px)
                if area.intersects(QRectF(event.rect())):
                    self._paint_page(painter, area, page)

    def _paint_page(self, painter: QPainter, area: QRectF, page: int) -> None:
        assert self.pages is not None
        painter.fillRect(area, Qt.GlobalColor.white)
        painter.save()
        painter.translate(area.topLeft())
        scale = area.width() / self.pages.size().width()
        painter.scale(scale, scale)
        self.pages.paint(painter, page)
        painter.restore()
        painter.setPen(QPen(self._theme.colours.line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)

    def _page_height(self, width_px: int) -> float:
        assert self.pages is not None
        size = self.pages.size()
        return width_px * size.height() / size.width()


class ReportPreview(QWidget):
    """The true pages, under a line with their number, the switch for mood and the zoom.

    Signals:
        mood_switched: The patient wants mood on paper, or off it.

    Attributes:
        options: Brings the choices back where they are folded away.
        count: How many pages there are.
        mood: The switch.
        left_out: That the diary holds more than the paper; never on the paper.
        damaged: That entries of the file cannot be read.
        name: Asks once for the name of the patient.
        view: The pages.
    """

    mood_switched = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        theme = tools.theme
        self._tools = tools
        self.options = Button(theme, _("Print and options"), leave_enter=True)
        self.count = Text(theme, tone=Tone.STRONG)
        self.mood = QCheckBox(_("&Mood on paper"))
        self.smaller = Button(theme, "−", Look.CHIP)
        self.larger = Button(theme, "+", Look.CHIP)
        self.fit_width = Button(theme, _("&Fit width"), Look.CHIP)
        self.fit_page = Button(theme, _("Whole pa&ge"), Look.CHIP)
        self.left_out = Text(theme, tone=Tone.MUTED, wrap=True)
        self.damaged = Text(theme, tone=Tone.WARNING, wrap=True)
        self.name = AskedName(tools)
        self._eye = Text(theme)
        self.view = PageView(theme)
        self._lay_out()
        self._connect()
        self._dress()

    def show_pages(
        self, pages: Leaves | None, text: str = "", *, left_out: int = 0, damaged: int = 0
    ) -> None:
        """Show pages, their words, and how many entries are on none of them; None shows nothing."""
        self.view.show_pages(pages, text)
        self.count.setText(
            "" if pages is None else plural(pages.count, "{count} page", "{count} pages")
        )
        self._left_out.setVisible(left_out > 0)
        self.left_out.setText(
            plural(
                left_out,
                "Something was left out: {count} symptom, test, answer or note.",
                "Something was left out: {count} symptoms, tests, answers or notes.",
            )
        )
        self.damaged.setVisible(damaged > 0)
        self.damaged.setText(
            plural(
                damaged,
                "{count} damaged entry of the diary’s file left out.",
                "{count} damaged entries of the diary’s file left out.",
            )
        )

    def show_mood(self, *, printed: bool, marked: bool) -> None:
        """Show whether mood is on paper; a mark on it cannot be switched over."""
        held = self.mood.blockSignals(True)
        self.mood.setChecked(printed and not marked)
        self.mood.blockSignals(held)
        self.mood.setEnabled(not marked)
        self.mood.setToolTip(_("Kept off paper by a mark of yours") if marked else "")
        self.mood.setAccessibleDescription(self.mood.toolTip())

    def take_letter(self, letter: str) -> bool:
        """Zoom, or switch mood; return whether the letter is one of those."""
        keys = {"f": self.view.fit_width, "g": self.view.fit_page, "m": self.mood.click}
        if letter in keys:
            keys[letter]()
        return letter in keys or self.view.take_key(letter)

    def _lay_out(self) -> None:
        tool_row = QWidget()
        flow = FlowLayout(tool_row, gap_px=8)
        zooms = (self.smaller, self.larger, self.fit_width, self.fit_page)
        for tool in (self.options, self.count, self.mood, *zooms):
            flow.addWidget(tool)
        for button in zooms:  # they look like chips, and are not chosen but pressed
            button.setCheckable(False)
        for button, name in ((self.smaller, _("Zoom out")), (self.larger, _("Zoom in"))):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self._left_out = QWidget()
        row = QHBoxLayout(self._left_out)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._eye)
        row.addWidget(self.left_out, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(tool_row)
        column.addWidget(self._left_out)
        column.addWidget(self.damaged)
        column.addWidget(self.name)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.mood.toggled.connect(self.mood_switched)
        self.smaller.clicked.connect(self.view.zoom_out)
        self.larger.clicked.connect(self.view.zoom_in)
        self.fit_width.clicked.connect(self.view.fit_width)
        self.fit_page.clicked.connect(self.view.fit_page)
        self._tools.theme.changed.connect(self._dress)

    @Slot()
    def _dress(self) -> None:
        icon = self._tools.icons.tinted("eye-off", self._tools.theme.colours.muted)
        side_px = self.left_out.fontMetrics().height()
        self._eye.setPixmap(icon.pixmap(side_px, side_px))
