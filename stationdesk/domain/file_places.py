"""Where a station's file may lie, and what it may be called."""

from __future__ import annotations

import re
import unicodedata

from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

LONGEST_STEM = 60
SYNC_WORDS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "坚果云": "坚果云",
    "nutstore": "坚果云",
    "icloud": "iCloud",
    "googledrive": "Google Drive",
    "百度网盘": "百度网盘",
    "baidunetdisk": "百度网盘",
    "baidusync": "百度网盘",
    "wps云盘": "WPS 云盘",
    "wpsdrive": "WPS 云盘",
    "腾讯微云": "腾讯微云",
    "weiyun": "腾讯微云",
}
"""Words in a path (lower case, without blanks) by which a folder kept alike elsewhere is known."""

_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def safe_stem(name: str, otherwise: str) -> str:
    """Return ``name`` as a file's name without ending that Windows, macOS and Linux all take.

    ``otherwise`` stands in where nothing is left of the name.
    """
    printable = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C")
    stem = " ".join(_FORBIDDEN.sub(" ", printable).split())[:LONGEST_STEM].strip(" .")
    if not stem:
        return otherwise
    return f"{stem}_" if _RESERVED.fullmatch(stem) else stem


def risk_of_place(path: str) -> Problem | None:
    """Return why a station's file should not lie at ``path``, None where nothing speaks against.

    A network share or a folder that a sync program copies may damage the file while it is open.
    """
    if path.startswith(("\\\\", "//")):
        phrase = N_(
            "This folder lies on another computer of the network. The file may be damaged there; "
            "choose a folder of this PC."
        )
        return Problem("path", phrase)
    plain = "".join(path.lower().split())
    for word, program in SYNC_WORDS.items():
        if word in plain:
            phrase = N_(
                "{program} copies this folder while the file is open and may damage it; choose "
                "another folder, and use this one for backups only."
            )
            return Problem("path", phrase, {"program": program})
    return None
