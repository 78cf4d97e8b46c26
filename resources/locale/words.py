"""Keep the word catalogues whole.

``words.py check`` tells what is missing; ``words.py compile`` writes what the program reads.
The Chinese words stand in ``zh_CN/*.po``, one file for each part of the program. All of them go
into ``zh_CN/LC_MESSAGES/stationdesk.mo``.
"""

from __future__ import annotations

import io
import string
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent
ROOT = LOCALE.parent.parent
LANGUAGE = "zh_CN"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
COMPILED = LOCALE / LANGUAGE / "LC_MESSAGES" / "stationdesk.mo"


def phrases_in_code() -> dict[str, str]:
    """Return every phrase that the code says, with the place where it stands first."""
    found: dict[str, str] = {}
    folder = ROOT / "stationdesk"
    for name, line, phrase, _comments, _context in extract_from_dir(
        str(folder), method_map=[("**.py", "python")], keywords={"_": None, "N_": None}
    ):
        if isinstance(phrase, str) and phrase:
            found.setdefault(phrase, f"{name}:{line}")
    return found


def translations() -> tuple[dict[str, str], list[str]]:
    """Return the Chinese of each phrase, and what is wrong between the files."""
    known: dict[str, str] = {}
    wrong: list[str] = []
    for path in sorted((LOCALE / LANGUAGE).glob("*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=LANGUAGE)
        for message in catalog:
            phrase, chinese = message.id, message.string
            if not isinstance(phrase, str) or not phrase or not isinstance(chinese, str):
                continue
            if not chinese:
                wrong.append(f"{path.name}: no Chinese for “{phrase}”")
            elif known.setdefault(phrase, chinese) != chinese:
                wrong.append(
                    f"{path.name}: “{phrase}” is “{chinese}” here and “{known[phrase]}” elsewhere"
                )
            elif _holes(phrase) != _holes(chinese):
                wrong.append(f"{path.name}: other holes in “{phrase}” and “{chinese}”")
    return known, wrong


def compiled(known: dict[str, str]) -> bytes:
    """Return the catalogue in the form that ``gettext`` reads."""
    # Nothing that changes from day to day may stand in the file: it is under version control.
    catalog = Catalog(
        locale=LANGUAGE,
        charset="utf-8",
        project="StationDesk",
        version="-",
        creation_date=LONG_AGO,
        revision_date=LONG_AGO,
    )
    for phrase, chinese in sorted(known.items()):
        catalog.add(phrase, chinese)
    written = io.BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def check() -> list[str]:
    """Return everything that keeps the Chinese from being complete and up to date."""
    known, wrong = translations()
    wrong += [
        f"{where}: no Chinese for “{phrase}”"
        for phrase, where in phrases_in_code().items()
        if phrase not in known
    ]
    if not COMPILED.exists() or COMPILED.read_bytes() != compiled(known):
        wrong.append(f"{COMPILED.relative_to(ROOT)} is out of date: run “make words”")
    return wrong


def main(arguments: list[str]) -> int:
    """Do what ``arguments`` ask: ``check`` or ``compile``."""
    match arguments:
        case ["check"]:
            wrong = check()
            print("\n".join(wrong) or f"words: {len(phrases_in_code())} phrases, all in Chinese")
            return 1 if wrong else 0
        case ["compile"]:
            known, wrong = translations()
            COMPILED.parent.mkdir(parents=True, exist_ok=True)
            COMPILED.write_bytes(compiled(known))
            print("\n".join([*wrong, f"words: {len(known)} phrases compiled"]))
            return 1 if wrong else 0
    print("usage: words.py check | compile")
    return 2


def _holes(phrase: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(phrase) if name}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
