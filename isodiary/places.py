"""Where the diary is when nobody says otherwise, without loading Qt for the answer.

The folder is the one that `QStandardPaths.AppDataLocation` names for an application of this name
and no organisation: commands and window must open the same file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

APPLICATION = "isodiary"
DIARY_VARIABLE = "ISODIARY_DIARY"
FILE_NAME = "isodiary.sqlite"


def data_folder(environment: Mapping[str, str] = os.environ, system: str = sys.platform) -> Path:
    """Return the folder of the user's data on a system as `sys.platform` names it."""
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or Path.home())
    if system == "win32":
        return Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / APPLICATION
    if system == "darwin":
        return home / "Library" / "Application Support" / APPLICATION
    return _named(environment, "XDG_DATA_HOME", home / ".local" / "share") / APPLICATION


def diary_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the diary to open: that of ISODIARY_DIARY, or the one in the user's data folder."""
    named = environment.get(DIARY_VARIABLE)
    return Path(named) if named else data_folder(environment) / FILE_NAME


def own_files(
    environment: Mapping[str, str] = os.environ, system: str = sys.platform
) -> tuple[Path, ...]:
    """Return what isodiary keeps beside diaries: settings, logs, the secret of its one window.

    The folders are those of `QStandardPaths` for AppConfigLocation and StateLocation.
    """
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or Path.home())
    if system == "win32":
        local = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / APPLICATION
        config = state = local
    elif system == "darwin":
        config = home / "Library" / "Preferences" / APPLICATION
        state = home / "Library" / "Application Support" / APPLICATION
    else:
        config = _named(environment, "XDG_CONFIG_HOME", home / ".config") / APPLICATION
        state = _named(environment, "XDG_STATE_HOME", home / ".local" / "state") / APPLICATION
    logs = sorted(state.glob(f"{APPLICATION}.log*"))
    found = (config / f"{APPLICATION}.ini", state / "single", *logs)
    return tuple(file for file in found if file.is_file())


def _named(environment: Mapping[str, str], variable: str, usual: Path) -> Path:
    named = environment.get(variable, "")
    # a relative one is to be ignored, says the specification, and Qt does
    return Path(named) if named.startswith("/") else usual
