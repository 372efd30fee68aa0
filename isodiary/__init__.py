"""A diary for people who take isotretinoin: it records, sums, shows, prints; it never advises."""

from __future__ import annotations

__version__ = "0.2.0"
