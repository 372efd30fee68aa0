"""The patient's own estimates of the acne: a chart against the cumulative dose, and the checks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFontInfo,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from isodiary.domain.acne import AcneCheck
from isodiary.domain.errors import DiaryError
from isodiary.domain.period import Period
from isodiary.language import _, marked
from isodiary.report.charts.acne_chart import AcneChart, AcnePoint, nearest
from isodiary.services.acne.course import AcneCourse, read_acne
from isodiary.services.acne.log import Measure, measured
from isodiary.services.acne.words import MEASURES, check_lines, per_kg_words, value_words
from isodiary.services.doses.cumulative import Cumulative
from isodiary.services.words.days import full_day
from isodiary.ui.entries.actions import EntryActions
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.charts import TEXT_FACTOR, tell_role, theme_ink
from isodiary.ui.kit.chips import Chips, Choice
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.lists import RowList
from isodiary.ui.kit.rows import Row
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools

LINES = 13
RING = 6


class AcneChartView(QWidget):
    """One stop of the Tab key; Left and Right go from check to check, Escape lets go.

    Signals:
        read: The check under the cursor in words, or "" where there is no cursor.
    """

    read = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chart: AcneChart | None = None
        self._words: tuple[str, ...] = ()
        self._place: int | None = None
        tell_role()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def chart(self) -> AcneChart | None:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: AcneChart, words: Sequence[str]) -> None:
        """Show another chart; `words` say each of its points."""
        self._chart = chart
        self._words = tuple(words)
        self._place = None
        self.setAccessibleDescription("; ".join(words))
        self.read.emit("")
        self.update()

    def sizeHint(self) -> QSize:
        line_px = self.fontMetrics().height()
        return QSize(30 * line_px, LINES * line_px)

    def minimumSizeHint(self) -> QSize:
        return QSize(12 * self.fontMetrics().height(), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._words) - 1
        place = last + 1 if self._place is None else self._place
        places: dict[int, int | None] = {
            Qt.Key.Key_Left: max(0, place - 1),
            Qt.Key.Key_Right: min(last, place + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if self._place is not None:
            places[Qt.Key.Key_Escape] = None
        if event.key() in places and self._words:
            self._go(places[event.key()])
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._nearest(event.position())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self._go(place)
        else:
            event.ignore()

    def menu_day(self, place: QPointF | None) -> date | None:
        """Return the day of the check nearest to a place, or of the one that is read out."""
        at = self._place if place is None else self._nearest(place)
        return None if at is None or self._chart is None else self._chart.points[at].day

    def _nearest(self, place: QPointF) -> int | None:
        if self._chart is None or not self._chart.points:
            return None
        plot = self._chart.plot(self._area(), self._unit_px())
        return nearest([self._chart.place(point, plot) for point in self._chart.points], place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chart is None:
            return
        unit_px = self._unit_px()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._theme.font(TEXT_FACTOR))
            self._chart.paint(painter, self._area(), theme_ink(self._theme), unit_px)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colours.focus, 2))
            if self._place is not None:
                plot = self._chart.plot(self._area(), unit_px)
                place = self._chart.place(self._chart.points[self._place], plot)
                painter.drawEllipse(place, RING * unit_px, RING * unit_px)
            if self.hasFocus():
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _go(self, place: int | None) -> None:
        self._place = place
        said = "" if place is None else self._words[place]
        self.setAccessibleDescription(said or "; ".join(self._words))
        if said:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.read.emit(said)
        self.update()

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(4, 4, -4, -4)

    def _unit_px(self) -> float:
        return QFontInfo(self._theme.font(TEXT_FACTOR)).pixelSize() / 10

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font())
        self.updateGeometry()
        self.update()


HEADING = marked("Acne, my estimate")
NOTHING = marked("Once a week or so, how the acne looks to you. Nothing is noted yet.")
HINT = marked("Left and right arrow read out the checks.")


class AcneCard(Card):
    """The chart of one measure, the checks with the newest first, and buttons.

    Attributes:
        chart: The estimates of the chosen measure.
        measure: The measures that have any.
        rows: The checks.
        add, change, remove: The buttons.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, parent=parent)
        self._tools = tools
        self.entries = EntryActions(tools, self)
        self._acne = AcneCourse(checks=(), held=None)
        theme = tools.theme
        self._empty = Text(theme, _(NOTHING), Tone.MUTED, wrap=True)
        self.measure: Chips[Measure] = Chips(theme, _("What the chart shows"))
        self.chart = AcneChartView(theme, _("Acne against the cumulative dose"))
        self._read = Text(theme, _(HINT), Tone.SMALL, wrap=True)
        self.rows = RowList(theme, _("Acne checks"))
        self.add = Button(theme, _("Esti&mate the acne…"))
        self.change = Button(theme, _("Change…"), Look.QUIET)
        self.remove = Button(theme, _("Delete check"), Look.QUIET, hint="Del")
        self._lay_out()
        self._connect()

    def show_period(self, period: Period, held: Cumulative | None = None) -> None:
        """Show the checks of the course of the period's last day, up to that day."""
        diary, now = self._tools.diary, self._tools.now
        try:
            self._acne = read_acne(diary, period.last, now=now, held=held)
            self._empty.setText(_(NOTHING))
        except DiaryError as error:
            self._acne = AcneCourse(checks=(), held=None)
            self._empty.setText(error.sentence)
        self._show_checks()
        self._offer()

    def _show_checks(self) -> None:
        acne = self._acne
        self.rows.show_rows([self._row(check) for check in reversed(acne.checks)])
        for part in (self.rows, self.change, self.remove):
            part.setVisible(bool(acne.checks))
        self._empty.setVisible(not acne.checks)
        if acne.checks:
            newest = acne.checks[-1]
            lines = check_lines(newest, acne.checks[0], self._tools.catalogues.acne)
            said = _("Last on {day}: {acne}").format(
                day=full_day(newest.day), acne=", ".join(lines)
            )
        else:
            said = self._empty.text()
        self.setAccessibleDescription(said)

    def _offer(self) -> None:
        """Offer the measures that have a value, and draw the chosen one."""
        measures = self._acne.measures if self._acne.held is not None else ()
        for part in (self.measure, self.chart, self._read):
            part.setVisible(bool(measures))
        if measures:
            held = self._chosen
            chosen = held if held in measures else measures[0]
            self.measure.offer([Choice(each, _(MEASURES[each])) for each in measures], chosen)
            self._draw()

    @Slot()
    def _draw(self) -> None:
        self._chosen = measure = self.measure.value
        acne, scales = self._acne, self._tools.catalogues.acne
        points = tuple(
            AcnePoint(day=day, per_kg=per_kg, value=value)
            for day, value in measured(acne.checks, measure)
            if (per_kg := acne.per_kg(day)) is not None
        )
        title = (
            _(MEASURES[measure])
            if measure.most is None
            else _("{measure}, 0 to {most}").format(measure=_(MEASURES[measure]), most=measure.most)
        )
        spoken = [
            f"{full_day(point.day)}, {per_kg_words(point.per_kg, self._tools.habits)}: "
            f"{value_words(measure, point.value, scales)}"
            for point in points
        ]
        self.chart.show_chart(AcneChart(points=points, title=title, most=measure.most), spoken)

    def _row(self, check: AcneCheck) -> Row:
        per_kg = self._acne.per_kg(check.day)
        dose = f" · {per_kg_words(per_kg, self._tools.habits)}" if per_kg is not None else ""
        lines = check_lines(check, self._acne.checks[0], self._tools.catalogues.acne)
        return Row(key=check, title=f"{full_day(check.day)}{dose}", detail="\n".join(lines))

    @Slot(str)
    def _tell(self, values: str) -> None:
        self._read.setText(values or _(HINT))

    def _connect(self) -> None:
        self._chosen = Measure.OVERALL
        self.measure.chosen.connect(self._draw)
        self.chart.read.connect(self._tell)
        self.add.clicked.connect(self.entries.check_acne)
        self.change.clicked.connect(self.rows.ask_open)
        self.remove.clicked.connect(self.rows.ask_delete)
        self.rows.opened.connect(self.entries.edit)
        self.rows.delete_asked.connect(self.entries.delete)

    def _lay_out(self) -> None:
        self.setAccessibleName(_(HEADING))
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.add, self.change, self.remove):
            flow.addWidget(button)
        self.body.addWidget(Text(self._tools.theme, _(HEADING), Tone.HEADING))
        shown = (self._empty, self.measure, self.chart, self._read, self.rows)
        for widget in (*shown, buttons):
            self.body.addWidget(widget)
        self.body.addStretch(1)
