"""Which lab test a name on a report means; a name that could mean two means none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from isodiary.domain.catalogue.labs import LabCatalogue
from isodiary.domain.lab_history import LabHistory

SPECIMENS = frozenset({"s", "p", "b", "serum", "plasma", "blood"})
"""What a report writes beside a name without making it another test."""


@dataclass(frozen=True, slots=True)
class LabNames:
    """Ids by folded name; a name of several tests has them all."""

    ids: dict[str, frozenset[str]]

    def meant(self, typed: str) -> str | None:
        """Return the id of the one test that `typed` can mean; None if none or several can."""
        whole = self._ids(folded(typed))
        found = {whole} if whole else {self._ids(part) for part in _parts(typed)}
        ids = next(iter(found), frozenset())
        return next(iter(ids)) if len(found) == 1 and len(ids) == 1 else None

    def _ids(self, name: str) -> frozenset[str]:
        return self.ids.get(name) or self.ids.get(_without_specimen(name), frozenset())


def names_of(labs: LabCatalogue, history: LabHistory) -> LabNames:
    """Return the names of the catalogue, and the patient's own tests."""
    found: dict[str, set[str]] = {}
    for each in labs.offered:
        for name in (each.id, each.name, each.short, *each.aliases):
            found.setdefault(folded(name), set()).add(each.id)
    for analyte in history.analytes:
        if labs.get(analyte) is None:
            found.setdefault(folded(analyte), set()).add(analyte)
    return LabNames({name: frozenset(ids) for name, ids in found.items()})


def folded(name: str) -> str:
    """Return a name as it compares: case, accents and signs between words make no difference.

    The signs # and % do, as they tell a number from a percentage; and / and :, as they may
    tell a ratio of two tests from one of them.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    words = " ".join(re.sub(r"[^\w#%/:]|_", " ", letters).split())
    return re.sub(r" ?([/:]) ?", r"\1", words)


def _parts(typed: str) -> set[str]:
    """Return the names that stand side by side in "GPT (ALAT), serum"."""
    return {folded(part) for part in _PARTS.split(typed)} - SPECIMENS - {""}


def _without_specimen(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0] in SPECIMENS:
        words = words[1:]
    while len(words) > 1 and words[-1] in SPECIMENS:
        words = words[:-1]
    return " ".join(words)


_PARTS = re.compile(r"[()\[\]/,;:]")
