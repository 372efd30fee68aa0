"""What a report covers and shows: the choices at the left of its page."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from isodiary.domain.period import Period
from isodiary.language import _, marked, translated
from isodiary.report.layout import ReportLayout
from isodiary.report.press.paper import Paper
from isodiary.report.sheet.options import SECTION_NAMES, NameShown, Section
from isodiary.services.days.typed_day import Toward
from isodiary.services.figures.periods import Span
from isodiary.services.kept_off import Module
from isodiary.ui.kit.chips import CheckChips, Chips, Choice, in_words
from isodiary.ui.kit.fields.base import form
from isodiary.ui.kit.fields.day import DayField
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools

SPANS: tuple[Choice[Span], ...] = (
    Choice(Span.SINCE_VISIT, marked("Since the last &visit")),
    Choice(Span.DAYS_14, marked("&14 days")),
    Choice(Span.DAYS_28, marked("&28 days")),
    Choice(Span.DAYS_56, marked("&56 days")),
    Choice(Span.DAYS_90, marked("&90 days")),
    Choice(Span.COURSE, marked("The &course")),
    Choice(Span.OWN, marked("&Other days")),
)
PAPERS: tuple[Choice[Paper], ...] = (
    Choice(Paper.A4, marked("&A4")),
    Choice(Paper.LETTER, marked("&Letter")),
)
WHOSE: tuple[Choice[NameShown], ...] = (
    Choice(NameShown.WHOLE, marked("&Name")),
    Choice(NameShown.INITIALS, marked("&Initials")),
    Choice(NameShown.NONE, marked("&Without name")),
)
APPENDIX = "appendix"
MODULES = {Module.INTIMACY: marked("Intimacy"), Module.PREGNANCY: marked("Pregnancy tests")}
FOUR_WEEKS = timedelta(days=27)


class ReportOptions(QWidget):
    """The choices of a report; mood has its switch beside the preview.

    Signals:
        changed: Something else is chosen.
    """

    changed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        theme, today = tools.theme, tools.today
        self.periods: Chips[Span] = Chips(theme, _("Period"))
        self.periods.offer(in_words(SPANS), Span.SINCE_VISIT)
        self.first = DayField(tools, _("F&rom"), Toward.BACK, today - FOUR_WEEKS)
        self.last = DayField(tools, _("Unt&il"), Toward.BACK, today)
        self._own = Period(first=self.first.value(), last=self.last.value())
        self.papers: Chips[Paper] = Chips(theme, _("Paper"))
        self.papers.offer(in_words(PAPERS), Paper.A4)
        self.whose: Chips[NameShown] = Chips(theme, _("Name on paper"))
        self.whose.offer(in_words(WHOSE), NameShown.WHOLE)
        self.sections = CheckChips(theme, _("Sections"), len(Section))
        self.sections.offer(
            [(each.value, _(SECTION_NAMES[each])) for each in Section], tuple(Section)
        )
        self.more = CheckChips(theme, _("Also print"), len(MODULES) + 1)
        self._asked_for: frozenset[Module] = frozenset()
        self._marked: frozenset[Module] = frozenset()
        self._offer_more(appendix=False)
        self._lay_out(theme)
        self._connect()

    def layout_chosen(self, printed: frozenset[Module]) -> ReportLayout:
        """Return what is chosen, without a name; `printed` are the parts chosen elsewhere."""
        span = self.periods.value
        return ReportLayout(
            span=span,
            own=self._own if span is Span.OWN else None,
            paper=self.papers.value,
            without=frozenset(each for each in Section if each not in self.sections.values),
            appendix=APPENDIX in self.more.values,
            shown=self.whose.value,
            printed=printed | self._asked_for,
        )

    def show_layout(self, layout: ReportLayout) -> None:
        """Choose what a layout says, without telling."""
        self.periods.choose(layout.span)
        if layout.own is not None:
            self._show_own(layout.own)
        self._days.setVisible(layout.span is Span.OWN)
        self.papers.choose(layout.paper)
        self.whose.choose(layout.shown)
        chosen = [each.value for each in Section if each not in layout.without]
        self.sections.offer([(each.value, _(SECTION_NAMES[each])) for each in Section], chosen)
        self._asked_for = layout.printed & frozenset(MODULES)
        self._offer_more(appendix=layout.appendix)

    def show_marked(self, modules: frozenset[Module]) -> None:
        """Offer no parts that a mark keeps off paper."""
        if modules != self._marked:
            self._marked = modules
            self._offer_more(appendix=APPENDIX in self.more.values)

    def take_letter(self, letter: str) -> bool:
        """Choose the chip with that letter; return whether there is one."""
        return any(row.take_letter(letter) for row in (self.periods, self.papers, self.whose))

    def _show_own(self, own: Period) -> None:
        self._own = own
        for field, day in ((self.first, own.first), (self.last, own.last)):
            if field.known() != day:
                field.show_day(day)

    @Slot()
    def _hear_days(self) -> None:
        """Take the days once both are days; until then the report keeps those before."""
        first, last = self.first.known(), self.last.known()
        if first is not None and last is not None:
            self._own = Period(first=first, last=last)
            self.changed.emit()

    def _offer_more(self, *, appendix: bool) -> None:
        """Offer the appendix and the parts that no mark keeps off."""
        offered = {
            each: words for each, words in translated(MODULES).items() if each not in self._marked
        }
        chips = [
            (APPENDIX, _("Appendix, day by day")),
            *((each.value, it) for each, it in offered.items()),
        ]
        chosen = [each.value for each in self._asked_for]
        self.more.offer(chips, [*chosen, APPENDIX] if appendix else chosen)

    @Slot()
    def _hear_more(self) -> None:
        """Keep what was asked for and is not offered now: the mark may go again."""
        hidden = self._asked_for & self._marked
        self._asked_for = hidden | {each for each in MODULES if each.value in self.more.values}
        self.changed.emit()

    @Slot()
    def _choose_period(self) -> None:
        self._days.setVisible(self.periods.value is Span.OWN)
        self.changed.emit()

    def _lay_out(self, theme: Theme) -> None:
        self._days = QWidget()
        days = form()
        days.setContentsMargins(0, 0, 0, 0)
        days.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for field in (self.first, self.last):
            days.addRow(field.label, field)
        self._days.setLayout(days)
        self._days.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for name, widgets in (
            (_("Period"), (self.periods, self._days)),
            (_("Paper"), (self.papers,)),
            (_("Name on paper"), (self.whose,)),
            (_("Sections"), (self.sections,)),
            (_("Also print"), (self.more,)),
        ):
            column.addWidget(Text(theme, name, Tone.STRONG))
            for widget in widgets:
                column.addWidget(widget)

    def _connect(self) -> None:
        self.periods.chosen.connect(self._choose_period)
        for chips in (self.papers, self.whose):
            chips.chosen.connect(self.changed)
        for field in (self.first, self.last):
            field.settled.connect(self._hear_days)
        self.sections.changed.connect(self.changed)
        self.more.changed.connect(self._hear_more)
