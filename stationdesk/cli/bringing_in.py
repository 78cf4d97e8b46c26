"""``demo``, ``import`` and ``inspect``: how records get into a file."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stationdesk.cli.command import Command
from stationdesk.cli.speech import (
    DONE,
    REFUSED,
    a_day,
    complain,
    desk_of,
    fixed_today,
    tell,
    tell_json,
    tell_progress,
)
from stationdesk.domain.importing import OUTCOME_WORDS, plain
from stationdesk.domain.ledgers.kinds import KIND_NAMES, LedgerKind
from stationdesk.domain.ledgers.tables import Severity
from stationdesk.domain.loan_importing import named_choice
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.sheets import Unreadable
from stationdesk.i18n import N_, _
from stationdesk.services.bringing_in.ledger_files import (
    inspect_book,
    preview_document,
    read_ledger_file,
)
from stationdesk.services.demo.making import make_demo

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from stationdesk.domain.importing import ImportRun
    from stationdesk.domain.loan_importing import Taken
    from stationdesk.services.bringing_in.import_plans import ImportPlan
    from stationdesk.services.bringing_in.ledger_files import LedgerFile
    from stationdesk.services.imports import Imports

    Brought = Sequence[tuple[ImportPlan, ImportRun | None]]

NO_SUCH_THING = N_("“{name}” is neither lent here nor among the goods, or several are called so.")
THING_FORM = N_("“{written}” does not say what a thing is; write it as in {example}.")
NO_LEDGER = N_("“{file}” holds no table that could be recognised as a ledger.")
UNREADABLE = N_("“{file}”: {why}")


def _describe_demo(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path)
    command.add_argument("--years", type=int, default=1, choices=range(1, 11), metavar="N")
    command.add_argument("--seed", type=int, default=1, metavar="S")


def _demo(given: argparse.Namespace) -> int:
    if given.file.exists():
        phrase = N_("There is a file “{file}” already; a demo goes into a new one.")
        raise Refused([Problem("file", phrase, {"file": given.file.name})])
    until = fixed_today(given) or date.today()
    try:
        with desk_of(given, may_be_new=True) as desk:
            make_demo(desk, years=given.years, seed=given.seed, until=until, tell=tell_progress)
    except BaseException:
        given.file.unlink(missing_ok=True)
        raise
    tell(given.file)
    return DONE


def _describe_import(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path)
    command.add_argument("ledgers", type=Path, nargs="+", metavar="LEDGER")
    command.add_argument("--kind", type=LedgerKind, choices=list(LedgerKind))
    command.add_argument("--preview", action="store_true", help="show what is there, keep nothing")
    command.add_argument("--json", action="store_true")
    command.add_argument("--on", type=a_day, metavar="D", help="the day the ledgers speak of")
    command.add_argument(
        "--leave-out", action="store_true", help="leave rows behind that cannot be understood"
    )
    command.add_argument(
        "--year", type=int, choices=range(2000, 2101), metavar="Y", help="of days without a year"
    )
    command.add_argument(
        "--thing",
        action="append",
        default=[],
        metavar="NAME=KIND",
        help="what a loan register calls a thing, and the kind, or the goods to lend from now on",
    )


def _import(given: argparse.Namespace) -> int:
    read, problems = _read_all(given.ledgers, given.kind)
    if problems:
        return complain(problems)
    if given.year is not None:
        read = [file.in_year(given.year) for file in read]
    if given.preview:
        _show_preview(read, _things_in(given, read), as_json=given.json)
        return DONE
    existed = given.file.exists()
    try:
        with desk_of(given, may_be_new=True) as desk:
            brought = desk.imports.bring_in(
                read, on=given.on, leave_out=given.leave_out, things=_choices(given, desk.imports)
            )
    except Refused:
        if not existed:
            given.file.unlink(missing_ok=True)
        raise
    if given.json:
        tell_json(_document_of(read, brought))
    else:
        _show_brought(brought)
    complain(_warnings(read, brought))
    return DONE


def _read_all(
    paths: Sequence[Path], kind: LedgerKind | None
) -> tuple[list[LedgerFile], list[Problem]]:
    """Read every file, and name every one that cannot be read or holds no ledger."""
    read, problems = [], []
    for number, path in enumerate(paths, start=1):
        tell_progress(number, len(paths), path.name)
        try:
            file = read_ledger_file(path, kind)
        except Unreadable as refusal:
            values = {"file": path.name, "why": str(refusal.problem)}
            problems.append(Problem("file", UNREADABLE, values))
            continue
        read.append(file)
        if not file.ledgers:
            problems.append(Problem("file", NO_LEDGER, {"file": path.name}))
    return read, problems


def _choices(given: argparse.Namespace, imports: Imports) -> dict[str, Taken | None]:
    """Return what ``--thing NAME=KIND`` says, by the plain names of the things.

    Raises:
        Refused: naming everything that is not said in that way, or is not here.
    """
    lent = imports.lent_here().values() if given.thing else ()
    choices: dict[str, Taken | None] = {}
    problems = []
    for written in given.thing:
        thing, equals, name = written.partition("=")
        taken = named_choice(name, lent)
        if not (thing.strip() and equals):
            values = {"written": written, "example": "爱心伞=雨伞"}
            problems.append(Problem("thing", THING_FORM, values))
        elif taken is None:
            problems.append(Problem("thing", NO_SUCH_THING, {"name": name}))
        choices[plain(thing)] = taken
    refuse_if_any(problems)
    return choices


def _things_in(given: argparse.Namespace, read: Sequence[LedgerFile]) -> list[dict[str, Any]]:
    """Return what the loan registers call their things, and what each is in the station's file.

    The file is opened only where there is one, and registers to be looked through.
    """
    registers = [
        (file, place)
        for file in read
        for place, ledger in enumerate(file.ledgers)
        if ledger.table.kind is LedgerKind.LOAN
    ]
    if not registers or not given.file.exists():
        return []
    with desk_of(given) as desk:
        lent = desk.imports.lent_here()
        found = desk.imports.things(registers, _choices(given, desk.imports))
    return [
        {
            "thing": each.name,
            "rows": each.rows,
            "taken_for": lent[each.taken].name if each.taken else None,
        }
        for each in found
    ]


def _show_preview(
    read: Sequence[LedgerFile], things: Sequence[dict[str, Any]], *, as_json: bool
) -> None:
    if as_json:
        tell_json(preview_document(read) | ({"things": things} if things else {}))
        return
    for file in read:
        for ledger in file.ledgers:
            kind = _(KIND_NAMES[ledger.table.kind])
            rows = _("{rows} records").format(rows=len(ledger.rows))
            tell(f"{file.name} · {ledger.table.sheet.name} · {kind} · {rows}")
    for thing in things:
        told = _("“{thing}”: {count} rows").format(thing=thing["thing"], count=thing["rows"])
        tell(f"{told} → {thing['taken_for'] or '—'}")
    complain(_warnings(read))


def _show_brought(brought: Brought) -> None:
    for plan, run in brought:
        counts = plan.counts()
        told = "，".join(f"{_(OUTCOME_WORDS[each])} {count}" for each, count in counts.items())
        number = run.number if run else "—"
        tell(f"{plan.file.name} · {plan.ledger.table.sheet.name} · {number} · {told}")


def _document_of(read: Sequence[LedgerFile], brought: Brought) -> dict[str, Any]:
    """Return the preview's document with what each ledger became beside it."""
    document = preview_document(read)
    became = {(plan.file.sha256, id(plan.ledger)): (plan, run) for plan, run in brought}
    places = [(file.sha256, id(ledger)) for file in read for ledger in file.ledgers]
    for entry, place in zip(document["files"], places, strict=False):
        plan, run = became.get(place, (None, None))
        entry["import"] = run.number if run else None
        entry["outcome"] = {o.value: n for o, n in plan.counts().items()} if plan else {}
    return document


def _warnings(read: Sequence[LedgerFile], brought: Brought = ()) -> list[str]:
    """Return a line for everything a person should look at, naming file, sheet and row.

    What was brought in also tells what the records say to its rows.
    """
    lines = [f"{file.name}: {note}" for file in read for note in file.notes]
    plans = {id(plan.ledger): plan for plan, _run in brought}
    for file in read:
        for ledger in file.ledgers:
            plan = plans.get(id(ledger))
            for problem in plan.problems() if plan else ledger.problems:
                place = [file.name, ledger.table.sheet.name]
                place += [_("row {row}").format(row=problem.row)] if problem.row else []
                place += [problem.column] if problem.column else []
                sign = "×" if problem.severity is Severity.ERROR else "!"
                lines.append(f"{sign} {' · '.join(place)}: {problem.message}")
    return lines


def _describe_inspect(command: argparse.ArgumentParser) -> None:
    command.add_argument("book", type=Path)
    command.add_argument("--json", action="store_true")


def _inspect(given: argparse.Namespace) -> int:
    found = inspect_book(given.book)
    if given.json:
        tell_json(asdict(found))
    elif found.verdict == "refuse":
        complain([found.message])
    else:
        phrase = _("{sheets} sheets, {cells} cells with a value.")
        tell(phrase.format(sheets=found.sheets, cells=found.non_empty))
        if found.message:
            tell(found.message)
    return REFUSED if found.verdict == "refuse" else DONE


COMMANDS = (
    Command("demo", "a new file full of believable records", _describe_demo, _demo),
    Command("import", "bring hand-kept ledgers into a file", _describe_import, _import),
    Command("inspect", "what a workbook holds, or why not", _describe_inspect, _inspect),
)
