"""The limits that the patient's doctor named, as the patient types them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from isodiary.domain.catalogue.labs import LabCatalogue
from isodiary.domain.change import Act, Change, change_of, edit_to
from isodiary.domain.errors import Refused
from isodiary.domain.lab import LabLimit
from isodiary.services import lab_typed, typed

BACKWARDS = "A limit goes upwards: the first number is the lower one."
NEEDS_UNIT = "Choose the unit of the limit."
NO_NUMBER = "{name} is answered in words and has no limit."


def set_limit(
    before: LabLimit | None,
    analyte: str,
    *,
    low: str,
    high: str,
    unit: str,
    labs: LabCatalogue,
) -> Change | None:
    """Return the change that notes a limit as typed; both ends empty takes it away.

    Raises:
        Refused: An end is no number, they are the wrong way round, or the unit is missing.
    """
    lower, upper = _end(low), _end(high)
    if lower is None and upper is None:
        return change_of(Act.SET_LAB_LIMIT, edit_to(before, None))
    if lower is not None and upper is not None and lower > upper:
        raise Refused(BACKWARDS)
    after = LabLimit(analyte=analyte, unit=_unit(analyte, unit, labs), low=lower, high=upper)
    kept = replace(after, id=before.id) if before else after
    return change_of(Act.SET_LAB_LIMIT, edit_to(before, kept))


def _end(end: str) -> Decimal | None:
    return lab_typed.number(end) if end.strip() else None


def _unit(analyte_id: str, unit: str, labs: LabCatalogue) -> str:
    analyte, plain = labs.get(analyte_id), typed.line(unit)
    if analyte is None:
        return plain
    if analyte.values:
        raise Refused(NO_NUMBER.format(name=analyte.short))
    if not plain:
        raise Refused(NEEDS_UNIT)
    known = analyte.unit(plain)
    return known.name if known else plain
