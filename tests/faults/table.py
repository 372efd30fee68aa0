"""All faults, in the order of the table."""

from __future__ import annotations

from tests.faults import backups, damage, files, passphrase, programs, sweeps
from tests.faults.fault import Fault

TABLE: tuple[Fault, ...] = (
    *files.FAULTS,
    *damage.FAULTS,
    *backups.FAULTS,
    *sweeps.FAULTS,
    *passphrase.FAULTS,
    *programs.FAULTS,
)
