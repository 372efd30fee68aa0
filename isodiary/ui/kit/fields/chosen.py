"""Fields that several dialogs share: one of a few, the patient's own words, amounts, weights."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QLocale, QSize, Slot
from PySide6.QtWidgets import (
    QVBoxLayout,
)

from isodiary.domain import text as texts
from isodiary.domain.dose import Capsules, capsules_text, part_of
from isodiary.domain.errors import Refused
from isodiary.domain.units import thousandth
from isodiary.language import _
from isodiary.services import typed
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.units import grouped, weight_text
from isodiary.ui.kit.fields.base import ChoiceBox, Field, TypedField
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.kit.words_box import WordsBox
from isodiary.ui.look.theme import Theme

T = TypeVar("T")

OF_THE_WORDS = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
"""Whose names of months and whose digits stand among our words, wherever the patient lives."""


class ChoiceField(Field, Generic[T]):
    """One of a few; a letter goes to the next that begins with it."""

    def __init__(self, theme: Theme, label: str, choices: Mapping[T, str]) -> None:
        self.box = ChoiceBox()
        super().__init__(theme, label, self.box)
        self._values: tuple[T, ...] = ()
        self.offer(choices)
        self.box.currentIndexChanged.connect(self._hear)

    def offer(self, choices: Mapping[T, str]) -> None:
        """Offer other choices; what is chosen stays so if it is still among them."""
        chosen = self._values[self.box.currentIndex()] if self._values else None
        held = self.box.blockSignals(True)
        self._values = tuple(choices)
        self.box.clear()
        self.box.addItems(list(choices.values()))
        self.box.setCurrentIndex(self._values.index(chosen) if chosen in self._values else 0)
        self.box.blockSignals(held)

    def choose(self, value: T) -> None:
        """Choose a value that is offered."""
        self.box.setCurrentIndex(self._values.index(value))

    def value(self) -> T:
        """Return what is chosen."""
        return self._values[self.box.currentIndex()]


class NoteField(Field):
    """The patient's own words; how long they may be is said beneath."""

    def __init__(self, theme: Theme, label: str, text: str = "", *, lines: int = 3) -> None:
        self.words = _Words(text, lines)
        self.words.setTabChangesFocus(True)
        super().__init__(theme, label, self.words)
        self.room = Text(theme, tone=Tone.SMALL)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self.room)
        theme.changed.connect(self._dress)
        self._dress()
        self.words.textChanged.connect(self._count)
        self.words.too_long.connect(self.say)
        self._count()

    def value(self) -> str:
        """Return the words, tidied.

        Raises:
            Refused: They are more than can be kept.
        """
        return typed.note(self.words.toPlainText())

    @Slot()
    def _count(self) -> None:
        used = len(self.words.toPlainText())
        limit = grouped(texts.NOTE_LIMIT)
        if used:
            self.room.setText(
                _("{number} of {limit} characters").format(number=grouped(used), limit=limit)
            )
        else:
            self.room.setText(_("Up to {limit} characters").format(limit=limit))
        self._hear()

    @Slot()
    def _dress(self) -> None:
        self.words.setFont(self._theme.font())
        self.words.updateGeometry()


class _Words(WordsBox):
    """A text of a few lines that scrolls when it is longer."""

    def __init__(self, text: str, lines: int) -> None:
        super().__init__(text)
        self._lines = lines

    def sizeHint(self) -> QSize:
        line_px = self.fontMetrics().lineSpacing()
        return QSize(line_px * 16, line_px * self._lines + line_px)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 6, self.sizeHint().height())


class AmountField(TypedField[tuple[Capsules, int]]):
    """Milligrams, or capsules joined by +."""

    def __init__(self, theme: Theme, label: str, habits: Habits = PLAIN) -> None:
        self._box: Capsules = ()
        self._habits = habits
        super().__init__(theme, label, self._amount, aid=_("In mg; capsules joined by +: 20+10."))
        self.edit.editingFinished.connect(self.look)

    def show_amount(self, capsules: Capsules, amount_ug: int, *, at_hand: Capsules = ()) -> None:
        """Show an amount; `at_hand` are the capsules that a bare number may be made of."""
        self._box = at_hand or capsules
        shown = capsules_text(capsules) or f"{thousandth(amount_ug).normalize():f}"
        self.set_text(self._habits.figure(shown))

    def _amount(self, text: str) -> tuple[Capsules, int]:
        capsules, amount_ug = typed.dose(text)
        if not amount_ug:
            raise Refused(_("Type how much was swallowed. If nothing was, choose another outcome."))
        return capsules or part_of(self._box, amount_ug), amount_ug


class WeightField(TypedField[int]):
    """A weight in grams, typed in kg or lb."""

    def __init__(self, theme: Theme, label: str, habits: Habits, grams: int | None = None) -> None:
        self._grams = grams
        self._shown = "" if grams is None else weight_text(grams, habits)
        read = partial(typed.weight, unit=habits.weight_unit)
        example = habits.figure("63.5")
        aid = _("In {weight_unit}, or with its unit: {example} kg, 140 lb.").format(
            weight_unit=habits.weight_unit, example=example
        )
        super().__init__(theme, label, read, text=self._shown, aid=aid)
        self.edit.editingFinished.connect(self.look)

    def value(self) -> int:
        """Return the grams; untouched ones to the gram, though they are shown rounded in lb."""
        if self._grams is not None and self.text == self._shown:
            return self._grams
        return super().value()
