"""The diaries that are measured: made up once, as files, and not written to afterwards."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.services.sample.fill import fill
from isodiary.storage.copying import write_new
from isodiary.storage.diary import Diary
from isodiary.storage.opening import open_diary
from tests.clock import EVENING

TEN_YEARS_WEEKS = 520


@dataclass(frozen=True)
class Diaries:
    """Files in a folder; each is made when it is first asked for."""

    folder: Path

    @cached_property
    def weeks_24(self) -> Path:
        """A usual course."""
        return self._made("weeks-24", 24)

    @cached_property
    def years_10(self) -> Path:
        """One course of ten years: harder than several, as its sums reach back to its start."""
        return self._made("years-10", TEN_YEARS_WEEKS)

    def copy(self, path: Path) -> Diary:
        """Open a copy of one of them, to write in."""
        copied = self.folder / f"copy-of-{path.name}"
        for old in self.folder.glob(f"{copied.name}*"):
            old.unlink()
        shutil.copyfile(path, copied)
        return open_diary(copied, now=EVENING)

    def _made(self, name: str, weeks: int) -> Path:
        path = self.folder / f"{name}.sqlite"
        diary = open_diary(None, now=EVENING)
        daily = Catalogues(resources() / "catalogue").symptoms.daily
        fill(diary, weeks=weeks, until=EVENING.date(), seed=1, daily=daily)
        write_new(diary, path)
        diary.close()
        return path
