"""The limits that the patient's doctor named, as the patient types them."""

from __future__ import annotations

from isodiary.domain.catalogue_labs import LabCatalogue
from isodiary.domain.change import Change
from isodiary.domain.lab import LabLimit


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
    raise NotImplementedError


def remove_limit(limit: LabLimit) -> Change:
    """Return the change that takes a limit out of the diary."""
    raise NotImplementedError
