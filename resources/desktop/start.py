"""What the built program runs: PyInstaller wants a script, not a module."""

from __future__ import annotations

from isodiary.__main__ import main

main()
