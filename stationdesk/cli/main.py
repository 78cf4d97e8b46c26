"""The same deeds without a window; names, options and JSON keys are a contract."""

from __future__ import annotations

import argparse
import configparser
import os
import sys
import traceback
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, NoReturn

from stationdesk import __version__
from stationdesk.cli import bringing_in, handing_out, keeping, pictures, rostering, tour
from stationdesk.cli.speech import DONE, FAULT, USAGE, complain
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _, use_language
from stationdesk.paths import config_folder, locale_folder, log_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.cli.windows import Windows

LANGUAGES = {"zh": "zh_CN", "en": "en"}
COMMANDS = (
    *pictures.COMMANDS,
    *bringing_in.COMMANDS,
    *handing_out.COMMANDS,
    *rostering.COMMANDS,
    *keeping.COMMANDS,
    *tour.COMMANDS,
)
NAMES = frozenset(command.name for command in COMMANDS)


def main(arguments: Sequence[str], windows: Windows) -> int:
    """Do what the command line asks and return the exit status."""
    _speak_utf8()
    try:
        given = _parser().parse_args(_with_default_command(list(arguments)))
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else FAULT
    given.asked_language = LANGUAGES.get(given.lang or os.environ.get("STATIONDESK_LANG", "")[:2])
    given.language = given.asked_language or _language_set() or "zh_CN"
    given.windows = windows
    use_language(given.language, locale_folder())
    try:
        return int(given.run(given))
    except Refused as refusal:
        return complain(refusal.problems)
    except BrokenPipeError:
        return _reader_has_gone()
    except Exception:  # noqa: BLE001 - the command line's edge: a fault of ours is logged and told
        return _tell_fault()


def _reader_has_gone() -> int:
    """End quietly where the program that read our words has ended (``… | head``)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _tell_fault() -> int:
    """Write the fault that is being handled into the log, and name the log."""
    log = log_folder() / "command-line.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{datetime.now():%Y-%m-%d %H:%M:%S} StationDesk {__version__}\n")
        traceback.print_exc(file=file)
    complain(
        [_("Something went wrong in the program; it is written down in {log}").format(log=log)]
    )
    return FAULT


def _language_set() -> str | None:
    """Return the language that the window was set to on this PC, None where it never was."""
    settings = configparser.ConfigParser(interpolation=None, strict=False)
    with suppress(configparser.Error, OSError, UnicodeDecodeError):
        settings.read(config_folder() / "window.ini", encoding="utf-8")
    language = settings.get("look", "language", fallback="")
    return language if language in LANGUAGES.values() else None


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"stationdesk: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="stationdesk", description="StationDesk 驿站管家")
    parser.add_argument("--version", action="version", version=f"StationDesk {__version__}")
    parser.add_argument("--lang", choices=sorted(LANGUAGES), help="language of this run")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)
    for command in COMMANDS:
        told = commands.add_parser(command.name, help=command.does, description=command.does)
        command.describe(told)
        told.set_defaults(run=command.run)
    return parser


def _with_default_command(arguments: list[str]) -> list[str]:
    """Put ``open`` in front where only a file, or nothing, was given."""
    lead: list[str] = []
    rest = arguments
    while rest and rest[0].startswith("--lang"):
        taken = 2 if rest[0] == "--lang" else 1
        lead, rest = lead + rest[:taken], rest[taken:]
    if rest and (rest[0] in NAMES or rest[0].startswith("-")):
        return arguments
    return [*lead, "open", *rest]


def _speak_utf8() -> None:
    """Say Chinese also where the console was set up for something else."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
