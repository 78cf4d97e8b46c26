"""``open``, ``shots`` and ``tour``: what needs the window, drawn on a screen or without one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from stationdesk.cli.command import Command
from stationdesk.cli.speech import DONE, a_day, a_size, fixed_today, refuse_missing, tell
from stationdesk.cli.windows import Opening, Shots

if TYPE_CHECKING:
    import argparse


def _describe_open(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, nargs="?")


def _open(given: argparse.Namespace) -> int:
    opening = Opening(file=given.file, today=fixed_today(given), language=given.asked_language)
    return int(given.windows.open(opening))


def _describe_shots(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path)
    command.add_argument("folder", type=Path)
    command.add_argument("--size", type=a_size, default=(1366, 690), metavar="1366x690")
    command.add_argument("--scale", type=float, default=1.0)
    command.add_argument("--text", type=int, default=100, choices=(100, 115, 130))
    command.add_argument("--theme", choices=("light", "dark"), default="light")
    command.add_argument("--lang", choices=("zh", "en"), dest="shots_lang")
    command.add_argument("--page", metavar="NAME")
    command.add_argument("--on", type=a_day, metavar="D")


def _shots(given: argparse.Namespace) -> int:
    refuse_missing(given.file)
    width, height = given.size
    language = {"zh": "zh_CN", "en": "en"}.get(given.shots_lang, given.language)
    wanted = Shots(
        file=given.file,
        folder=given.folder,
        width=width,
        height=height,
        scale=given.scale,
        text_percent=given.text,
        theme=given.theme,
        language=language,
        page=given.page,
        today=fixed_today(given),
    )
    for path in given.windows.shots(wanted):
        tell(path)
    return DONE


COMMANDS = (
    Command("open", "open the window", _describe_open, _open),
    Command("shots", "every page of the window as a picture", _describe_shots, _shots),
)
