"""Estimating the acne of a day: overall, counted, or area by area; each of them may be left out."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from isodiary.domain.acne import GAGS_FACTORS, AcneCheck, gags_score
from isodiary.domain.change import Change
from isodiary.domain.errors import Refused
from isodiary.language import _, marked
from isodiary.services.acne.log import AskedAcne, areas_of, typed_count, write_check
from isodiary.services.acne.words import score_words
from isodiary.services.days.typed_day import Toward
from isodiary.ui.kit.fields.base import TypedField
from isodiary.ui.kit.fields.chosen import NoteField
from isodiary.ui.kit.fields.day import DayField
from isodiary.ui.kit.forms import EntryDialog
from isodiary.ui.kit.severity import GradeField
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools

MY_ESTIMATE = marked("This is your own estimate; fill in only what you wish.")
GRADE_AREAS = marked(
    "The worst spot of each area. Graded all six, they make a score of 0 to 44 (GAGS)."
)
NO_SCORE = marked("Score: none yet.")


class AcneDialog(EntryDialog):
    """An acne check. `check` is the one to correct, None for a new one."""

    def __init__(
        self, tools: Tools, day: date, check: AcneCheck | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(tools, _("Acne check: my estimate"), parent)
        self._before = check
        theme, scales = tools.theme, tools.catalogues.acne
        held = check or AcneCheck(day=day, iga=0)
        graded = held.gags or (None,) * len(GAGS_FACTORS)
        self.overall = GradeField(
            theme, _("&Overall"), scales.overall, check.iga if check else None
        )
        self.inflammatory = _count(theme, _("&Inflammatory"), held.inflammatory, _(PIMPLES))
        self.others = _count(theme, _("Non-in&flammatory"), held.non_inflammatory, _(COMEDONES))
        self.nodules = _count(theme, _("No&dules and cysts"), held.nodules, "")
        self.areas = tuple(
            GradeField(theme, f"&{number} {area.label}", scales.lesions, grade)
            for number, (area, grade) in enumerate(zip(scales.areas, graded, strict=True), start=1)
        )
        self.score = Text(theme, _(NO_SCORE), Tone.STRONG, wrap=True)
        self.day = DayField(tools, _("D&ay"), Toward.BACK, held.day)
        self.note = NoteField(theme, _("&Note"), held.note, lines=1)
        self._put_in_order()
        self._show_score()
        self.overall.take_focus()

    def change(self) -> Change | None:
        day = self.day.value()
        asked = AskedAcne(
            day=day,
            overall=self.overall.value(),
            areas=tuple(area.value() for area in self.areas),
            inflammatory=self.inflammatory.value(),
            non_inflammatory=self.others.value(),
            nodules=self.nodules.value(),
            note=self.note.value(),
        )
        of_day = self.tools.diary.between(AcneCheck, day, day)
        return write_check(self._before, of_day, asked, today=self.tools.today)

    def _put_in_order(self) -> None:
        self.add_text(_(MY_ESTIMATE))
        for field in (self.overall, self.inflammatory, self.others, self.nodules):
            self.add_field(field)
        self.add_text(_(GRADE_AREAS))
        for area in self.areas:
            self.add_field(area)
            area.changed.connect(self._show_score)
        self.form.addRow(self.score)
        self.add_field(self.note)
        self.add_field(self.day)

    @Slot()
    def _show_score(self) -> None:
        grades = None
        with suppress(Refused):  # told when it is saved
            grades = areas_of([area.value() for area in self.areas])
        bands = self.tools.catalogues.acne.bands
        said = (
            _(NO_SCORE)
            if grades is None
            else _("Score: {score}.").format(score=score_words(gags_score(grades), bands))
        )
        self.score.setText(said)
        for area in self.areas:
            area.edit.setAccessibleDescription(said)


PIMPLES = marked("Bumps (papules) and pustules counted on the face.")
COMEDONES = marked("Blackheads and whiteheads (comedones).")


def _count(theme: Theme, label: str, count: int | None, aid: str) -> TypedField[int | None]:
    text = "" if count is None else str(count)
    field = TypedField(theme, label, typed_count, text=text, aid=aid)
    field.edit.setAccessibleName(label.replace("&", ""))
    return field
