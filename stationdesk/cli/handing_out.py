"""``tiers``, ``report``, ``reports``, ``calendars`` and ``export``: what leaves a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from stationdesk.cli.command import Command
from stationdesk.cli.speech import (
    DONE,
    a_day,
    a_month,
    complain,
    desk_of,
    tell,
    tell_json,
    tell_progress,
)
from stationdesk.domain.label_papers import LAYOUTS
from stationdesk.domain.labels import LabelKind
from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.usual_periods import month_of
from stationdesk.i18n import N_, _
from stationdesk.services.drafts import Choice, LabelChoice
from stationdesk.services.exports import LISTINGS
from stationdesk.services.report_catalogue import REPORTS

if TYPE_CHECKING:
    import argparse

    from stationdesk.domain.tiers.assess import Assessment, Finding
    from stationdesk.services.desk import Desk

LABELS_OF = {
    "pieces": LabelKind.PIECE,
    "amenities": LabelKind.AMENITY,
    "places": LabelKind.PLACE,
    "items": LabelKind.ITEM,
    "volunteers": LabelKind.VOLUNTEER,
}
SIGNS = {"met": "✓", "due_soon": "!", "not_met": "×", "not_checked": "?", "not_applicable": "–"}


def _describe_tiers(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path)
    command.add_argument("--on", type=a_day, metavar="D")
    command.add_argument("--standard", metavar="KEY")
    command.add_argument("--json", action="store_true")


def _tiers(given: argparse.Namespace) -> int:
    with desk_of(given) as desk:
        assessment = desk.tiers.assess(given.on, given.standard)
        if given.json:
            tell_json(desk.tiers.tiers_json(assessment))
        else:
            _tell_assessment(assessment)
    return DONE


def _tell_assessment(assessment: Assessment) -> None:
    none = _("none")
    phrase = _("On {day}, by {standard}: tier attained {attained}, applied for {applied}.")
    tell(
        phrase.format(
            day=assessment.on.isoformat(),
            standard=assessment.standard.title,
            attained=assessment.attained or none,
            applied=assessment.applied_for or none,
        )
    )
    for finding in assessment.findings:
        tell(_line_of(finding))


def _line_of(finding: Finding) -> str:
    until = _(" until {day}").format(day=finding.until) if finding.until else ""
    sign = SIGNS[finding.state.value]
    return f"{sign} {finding.criterion.code} {finding.criterion.name}{until}：{finding.found}"


def _describe_report(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path)
    command.add_argument("name", metavar="NAME", help="see “stationdesk reports”, or “all”")
    command.add_argument(
        "--out", type=Path, required=True, metavar="OUT.pdf|OUT.xlsx|OUT.ics|FOLDER"
    )
    command.add_argument("--on", type=a_day, metavar="D")
    command.add_argument("--month", type=a_month, metavar="YYYY-MM")
    command.add_argument("--standard", metavar="KEY")
    command.add_argument(
        "--record",
        type=int,
        metavar="ID",
        help="a stocktake, kit, assessment, loan, entry, volunteer, training or certificate",
    )
    command.add_argument("--blind", action="store_true", help="a count sheet without book figures")
    command.add_argument(
        "--reason", default="", metavar="WHY", help="whole phone numbers; the reason is kept"
    )
    _describe_rosters(command)
    command.add_argument(
        "--pages", type=int, default=Choice().pages, metavar="N", help="blank pages of the book"
    )
    command.add_argument("--of", choices=sorted(LABELS_OF), default="pieces", help="labels of what")
    layouts = [layout.key for layout in LAYOUTS]
    command.add_argument("--layout", choices=layouts, default=layouts[0], help="label paper")
    command.add_argument(
        "--start", type=int, default=1, metavar="N", help="place of the first label on its sheet"
    )


def _describe_rosters(command: argparse.ArgumentParser) -> None:
    """Add what papers of the roster, of volunteers and of their hours ask besides."""
    command.add_argument("--full-names", action="store_true", help="names that are not masked")
    command.add_argument("--a3", action="store_true", help="a roster or duty board on A3")
    command.add_argument("--by-people", action="store_true", help="a roster with people as rows")
    command.add_argument("--week", action="store_true", help="a sign-in sheet for the whole week")
    command.add_argument(
        "--printed",
        action="store_true",
        help="print a record or certificate of service for good; it is counted",
    )


def _report(given: argparse.Namespace) -> int:
    first, last = month_of(given.month) if given.month else (None, None)
    choice = Choice(
        on=given.on or last,
        first=first,
        last=last,
        standard=given.standard,
        record=given.record,
        blind=given.blind,
        reason=given.reason,
        pages=given.pages,
        full_names=given.full_names,
        poster=given.a3,
        by_people=given.by_people,
        week=given.week,
        printed=given.printed,
        labels=LabelChoice(of=LABELS_OF[given.of], layout=given.layout, start=given.start),
    )
    with desk_of(given) as desk:
        if given.name == "all":
            return _all_reports(desk, choice, given.out)
        written = desk.reports.draft(given.name, choice).write(given.out)
    if written.missing:
        phrase = _("No font can print these characters: {characters}")
        complain([phrase.format(characters=written.missing)])
    tell(written.path)
    return DONE


def _all_reports(desk: Desk, choice: Choice, folder: Path) -> int:
    """Write every paper and workbook there is; those without a record yet are told and left out.

    Of records and certificates of service there are previews only: none is printed for good.
    """
    choice = replace(choice, printed=False)
    folder.mkdir(parents=True, exist_ok=True)
    for number, report in enumerate(REPORTS, start=1):
        tell_progress(number, len(REPORTS), report.name())
        try:
            draft = desk.reports.draft(report.key, choice)
        except Refused as refusal:
            complain(f"{report.key}: {problem}" for problem in refusal.problems)
            continue
        for ending in report.forms:
            tell(draft.write(folder / f"{report.key}.{ending}").path)
    return DONE


def _describe_calendars(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path)
    command.add_argument("folder", type=Path, metavar="FOLDER")
    command.add_argument("--month", type=a_month, metavar="YYYY-MM", help="this month if not told")


def _calendars(given: argparse.Namespace) -> int:
    """Write a calendar file for everybody who serves in the month, named by number."""
    given.folder.mkdir(parents=True, exist_ok=True)
    with desk_of(given) as desk:
        first, last = month_of(given.month or desk.context.today())
        files = desk.reports.calendars(first, last)
        for number, (name, write) in enumerate(files, start=1):
            tell_progress(number, len(files), name)
            write(given.folder / name)
            tell(given.folder / name)
    return DONE


def _describe_reports(_command: argparse.ArgumentParser) -> None:
    """Take no options."""


def _reports(_given: argparse.Namespace) -> int:
    widest = max(len(report.key) for report in REPORTS)
    for report in REPORTS:
        forms = "/".join(report.forms)
        tell(f"{report.key:<{widest}}  {report.name()}（{forms}）：{report.sentence()}")
    return DONE


def _describe_export(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path)
    command.add_argument("listing", help=", ".join(listing.key for listing in LISTINGS))
    command.add_argument("out", type=Path, metavar="OUT.xlsx|OUT.csv")
    command.add_argument("--from", type=a_day, dest="first", metavar="D")
    command.add_argument("--to", type=a_day, dest="last", metavar="D")


def _export(given: argparse.Namespace) -> int:
    if given.first and given.last and given.first > given.last:
        phrase = N_("The period ends on {last}, before it begins on {first}.")
        values = {"first": given.first.isoformat(), "last": given.last.isoformat()}
        raise Refused([Problem("to", phrase, values)])
    with desk_of(given) as desk:
        desk.exports.extract(given.listing, given.first, given.last).write(given.out)
    tell(given.out)
    return DONE


COMMANDS = (
    Command("tiers", "which tier the records prove", _describe_tiers, _tiers),
    Command("report", "write a paper as PDF or workbook", _describe_report, _report),
    Command("reports", "the papers that “report” knows", _describe_reports, _reports),
    Command(
        "calendars", "write a calendar file for each volunteer", _describe_calendars, _calendars
    ),
    Command("export", "write a listing as workbook or CSV", _describe_export, _export),
)
