"""What a page is handed: the diary's editor, the clock, the look and the catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from pathlib import Path

from isodiary.domain.change import Entry
from isodiary.domain.day import Clock, diary_day
from isodiary.domain.symptom import OwnSymptom
from isodiary.domain.values import dataclass
from isodiary.services.catalogues import Catalogues
from isodiary.services.habits import Habits
from isodiary.storage.diary import Diary
from isodiary.storage.drafts import Drafts
from isodiary.ui.editor import DiaryEditor
from isodiary.ui.habits import HabitsInUse
from isodiary.ui.look.icons import Icons
from isodiary.ui.look.theme import Theme, ThemeChoice
from isodiary.ui.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What opening a diary brought to light, to be said once its window is seen.

    Attributes:
        logs: Logs of another file that were set apart.
        newer: Sound entries of a damaged diary that the backup in its place lacks.
    """

    logs: tuple[Path, ...] = ()
    newer: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The tools every page works with; made once, in `app`."""

    editor: DiaryEditor
    clock: Clock
    theme: Theme
    icons: Icons
    catalogues: Catalogues
    settings: Settings
    habits_in_use: HabitsInUse
    drafts: Drafts = field(default_factory=Drafts)
    found: Found = field(default_factory=Found)

    @property
    def diary(self) -> Diary:
        """The open diary, for reading."""
        return self.editor.diary

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self.clock()

    @property
    def today(self) -> date:
        """The diary's day at this moment."""
        return diary_day(self.clock())

    @property
    def habits(self) -> Habits:
        """How times, numbers and weights are shown and typed now."""
        return self.habits_in_use.habits

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Take other colours, now and in the next start."""
        self.settings.theme = choice
        self.theme.choose(choice)

    def set_text_factor(self, factor: float) -> None:
        """Take another size of text, now and in the next start."""
        self.theme.set_text_factor(round(factor, 1))
        self.settings.text_factor = self.theme.text_factor

    def symptom_names(self) -> Mapping[str, str]:
        """Return the words for symptom ids, the patient's own included."""
        return self.catalogues.symptom_names(self.diary.all(OwnSymptom))
