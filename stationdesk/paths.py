"""Where things lie on this computer, in a checkout and when installed."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """Return the folder of fonts, icons, words, standards and samples."""
    installed = PACKAGE / "resources"
    return installed if installed.is_dir() else PACKAGE.parent / "resources"


def locale_folder() -> Path:
    """Return the folder of the word catalogues."""
    return resources() / "locale"


def data_folder() -> Path:
    """Return the folder in which a station's file is kept unless the person chose another."""
    return Path(platformdirs.user_data_dir("StationDesk", appauthor=False))


def config_folder() -> Path:
    """Return the folder of this PC's own settings (window, language, last file)."""
    return Path(platformdirs.user_config_dir("StationDesk", appauthor=False))


def cache_folder() -> Path:
    """Return the folder of what can be made anew at any time."""
    return Path(platformdirs.user_cache_dir("StationDesk", appauthor=False))


def log_folder() -> Path:
    """Return the folder of crash reports."""
    return Path(platformdirs.user_log_dir("StationDesk", appauthor=False))


def documents_folder() -> Path:
    """Return the folder in which this person keeps documents; files written out go there."""
    return platformdirs.user_documents_path()


def python_command() -> list[str]:
    """Return the command line that starts this Python for a child process."""
    return [sys.executable]
