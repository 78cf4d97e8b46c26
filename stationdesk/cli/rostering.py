"""``roster``: who serves when, what is not covered, and what the planner would change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from stationdesk.cli.command import Command
from stationdesk.cli.speech import DONE, a_day, desk_of, tell, tell_json, tell_progress
from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.roster.periods import PERIOD_STATE_WORDS, PeriodState
from stationdesk.i18n import N_, _
from stationdesk.services.roster_account import RosterAccount
from stationdesk.services.roster_desk.planning import TIME_LIMIT_S, run

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import PeriodId
    from stationdesk.planner.solving import Progress
    from stationdesk.planner.station_problem import Proposal
    from stationdesk.services.desk import Desk
    from stationdesk.services.roster_account import Told


def _describe(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path)
    command.add_argument("--from", type=a_day, dest="first", metavar="D", required=True)
    command.add_argument("--to", type=a_day, dest="last", metavar="D", required=True)
    command.add_argument(
        "--propose", action="store_true", help="let the planner propose; nothing is kept"
    )
    command.add_argument(
        "--accept", action="store_true", help="keep what the planner proposes, as one deed"
    )
    command.add_argument("--anew", action="store_true", help="put everybody anew who is not pinned")
    command.add_argument(
        "--reason", default="", metavar="WHY", help="why warnings are passed; the reason is kept"
    )
    command.add_argument(
        "--seconds", type=float, default=TIME_LIMIT_S, metavar="S", help="how long to search"
    )
    command.add_argument("--full-names", action="store_true", help="names that are not masked")
    command.add_argument("--json", action="store_true")


def _roster(given: argparse.Namespace) -> int:
    if given.first > given.last:
        phrase = N_("The period ends on {last}, before it begins on {first}.")
        values = {"first": given.first.isoformat(), "last": given.last.isoformat()}
        raise Refused([Problem("to", phrase, values)])
    with desk_of(given) as desk:
        told = _told(desk, given)
    if given.json:
        tell_json(told)
    else:
        _say(told)
    return DONE


def _told(desk: Desk, given: argparse.Namespace) -> Told:
    """Return the account of the days, of the proposal, and how many places were changed."""
    account = _account(desk, given)
    if not (given.propose or given.accept):
        return account.whole()
    proposal = _propose(desk, given)
    proposed = account.proposed(proposal)
    if not given.accept:
        return account.whole() | proposed
    period_id = _only_period(desk, given.first, given.last)
    passing = {each.rule: given.reason for each in proposal.warnings} if given.reason else {}
    try:
        accepted = desk.roster.accept(proposal, period_id, passing)
    except Refused as refusal:
        raise account.refusal(refusal) from None
    return _account(desk, given).whole() | proposed | {"accepted": accepted}


def _account(desk: Desk, given: argparse.Namespace) -> RosterAccount:
    return RosterAccount(desk.roster, given.first, given.last, full_names=given.full_names)


def _propose(desk: Desk, given: argparse.Namespace) -> Proposal:
    task = desk.roster.plan_task(
        given.first, given.last, keep_existing=not given.anew, time_limit_s=given.seconds
    )
    return run(task, progress=_tell_search)


def _tell_search(progress: Progress) -> None:
    words = _("searching, {seconds} s").format(seconds=round(progress.seconds))
    tell_progress(progress.step, progress.steps, words)


def _only_period(desk: Desk, first: date, last: date) -> PeriodId:
    """Return the roster of the days.

    Raises:
        Refused: where they belong to several; each is accepted by itself.
    """
    found = [
        each for each in desk.roster.periods() if each.first_day <= last and first <= each.last_day
    ]
    if len(found) != 1:
        phrase = N_("These days belong to {count} rosters; accept the proposal for one at a time.")
        raise Refused([Problem("to", phrase, {"count": len(found)})])
    return found[0].id


def _say(told: Told) -> None:
    for period in _list(told, "rosters"):
        state = _(PERIOD_STATE_WORDS[PeriodState(str(period["state"]))])
        tell(f"{period['number']} {period['from']} – {period['to']}：{state}")
    for shift in _list(told, "shifts"):
        people = cast("Sequence[Mapping[str, object]]", shift["people"])
        names = "、".join(str(each["name"]) for each in people)
        count = f"{len(people)}/{shift['needed']}"
        tell(f"{shift['date']} {_hours(shift)} {shift['name']} {count} {names}".rstrip())
    _say_list(_("Not covered:"), [_hole_line(each) for each in _list(told, "holes")])
    _say_list(_("Rules broken:"), [_breach_line(each) for each in _list(told, "breaches")])
    if "proven" in told:
        _say_proposal(told)


def _say_proposal(told: Told) -> None:
    _say_list(_("Proposed to come in:"), [_place_line(each) for each in _list(told, "added")])
    _say_list(_("Proposed to go out:"), [_place_line(each) for each in _list(told, "removed")])
    _say_list(_("Still not covered:"), _explained(told))
    _say_list(_("Warnings:"), [_breach_line(each) for each in _list(told, "warnings")])
    proven = _("nothing better exists") if told["proven"] else _("a better one may exist")
    seconds = _("Searched {seconds} s: {proven}.")
    tell(seconds.format(seconds=told["seconds"], proven=proven))
    if "accepted" in told:
        tell(_("{count} places changed.").format(count=told["accepted"]))


def _explained(told: Told) -> list[str]:
    lines = []
    for hole in _list(told, "explanations"):
        lines.append(_hole_line(hole))
        reasons = cast("Sequence[Mapping[str, object]]", hole["reasons"])
        lines += [f"    {each['name']}：{each['message']}" for each in reasons]
    return lines


def _say_list(heading: str, lines: Sequence[str]) -> None:
    if lines:
        tell(heading)
    for line in lines:
        tell(f"  {line}")


def _list(told: Told, key: str) -> Sequence[Mapping[str, object]]:
    return cast("Sequence[Mapping[str, object]]", told[key])


def _hours(told: Mapping[str, object]) -> str:
    return f"{str(told['from'])[11:]}–{str(told['to'])[11:]}"


def _hole_line(hole: Mapping[str, object]) -> str:
    day = str(hole["from"])[:10]
    return f"{day} {_hours(hole)} {hole['rule']} {hole['present']}/{hole['wanted']}"


def _breach_line(breach: Mapping[str, object]) -> str:
    person = cast("Mapping[str, object] | None", breach["person"])
    name = "" if person is None else f" {person['name']}"
    return f"{breach['date']}{name}：{breach['message']}"


def _place_line(place: Mapping[str, object]) -> str:
    person = cast("Mapping[str, object]", place["person"])
    return f"{place['date']} {_hours(place)} {place['name']} {person['name']}"


COMMANDS = (
    Command("roster", "who serves when, and what the planner would change", _describe, _roster),
)
