"""What the pane of a volunteer says in rows, each with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.roster.rules import RULE_WORDS
from stationdesk.domain.volunteers.ages import birth_month
from stationdesk.domain.volunteers.availability import (
    LEAVE_KIND_WORDS,
    WISH_WORDS,
    LeaveState,
    Wish,
)
from stationdesk.domain.volunteers.people import SEX_WORDS, STANDING_WORDS, Sex
from stationdesk.domain.volunteers.training import TRAINING_RESULT_WORDS
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.volunteers import (
    RESULT_TONES,
    STANDING_TONES,
    honour_words,
    leave_mark,
    next_shift_words,
    skill_mark,
)
from stationdesk.ui.volunteers.person_forms import BOND_WORDS
from stationdesk.ui.volunteers.words import (
    days_words,
    exception_words,
    hours_words,
    limit_words,
)
from stationdesk.ui.widgets.told_rows import Told

if TYPE_CHECKING:
    from stationdesk.domain.volunteers.availability import Leave
    from stationdesk.domain.volunteers.lines import SkillLine
    from stationdesk.ui.volunteers.person_told import PersonTold

WISH_TONES = {Wish.PREFERS: Tone.GOOD, Wish.RATHER_NOT: Tone.WARNING, Wish.CANNOT: Tone.BAD}
MOST_TRAININGS = 5
DOT = " · "


def person_facts(told: PersonTold) -> list[tuple[str, str]]:
    """Return who it is, in facts; what is not known is left out, but for the phone."""
    line, who = told.line, told.line.volunteer
    sex = "" if who.sex is Sex.NOT_TOLD else _(SEX_WORDS[who.sex])
    born = birth_month(who.born)
    age = _("{born} ({age} years)").format(born=born, age=line.age) if born else ""
    roles = [_("Novice volunteer")] * who.novice + [_("Mentor of novices")] * who.mentor
    facts = [
        (_("Sex"), sex),
        (_("Month of birth"), age),
        (_("Volunteer group"), who.group),
        (_("Joined on"), who.joined_on.isoformat() if who.joined_on else ""),
        (_("Promised"), _promised(told)),
        (_("Experience"), _(", ").join(roles)),
        (_("Next shift"), next_shift_words(line)),
        (_("National volunteer number"), who.national_number),
        (_("Remark"), who.note),
    ]
    return [fact for fact in facts if fact[1]]


def skill_rows(told: PersonTold) -> list[Told]:
    """Return the skills: proven ones can be changed, others are to be looked at."""
    return [_skill_row(each) for each in told.line.skills]


def exception_rows(told: PersonTold) -> list[Told]:
    """Return the days that differ and are not over, the soonest first."""
    coming = [each for each in told.exceptions if each.last_day >= told.line.on]
    return [
        Told(
            exception_words(each),
            _(WISH_WORDS[each.wish]),
            WISH_TONES.get(each.wish),
            verb=_("Take off"),
            key=("drop_exception", each.id),
        )
        for each in sorted(coming, key=lambda one: one.first_day)
    ]


def leave_rows(told: PersonTold) -> list[Told]:
    """Return the leaves that are not over, and the last one that is."""
    today = told.line.on
    coming = [each for each in told.leaves if each.last_day >= today]
    over = [each for each in told.leaves if each.last_day < today][:1]
    return [_leave_row(each, told) for each in (*coming, *over)]


def bond_rows(told: PersonTold) -> list[Told]:
    """Return own limits and pairs."""
    limits = [
        Told(
            _(RULE_WORDS[rule]),
            limit_words(rule, amount),
            verb=_("Amend"),
            key=("limit", rule),
        )
        for rule, amount in told.limits.items()
    ]
    pairs = [
        Told(name, _(BOND_WORDS[pair.bond]), verb=_("Take off"), key=("drop_pair", pair.other))
        for pair, name in told.pairs
    ]
    return [*limits, *pairs]


def training_rows(told: PersonTold) -> list[Told]:
    """Return the latest trainings with what became of them."""
    return [
        Told(
            each.training.title,
            DOT.join((str(each.training.business_date), _(TRAINING_RESULT_WORDS[each.result]))),
            RESULT_TONES[each.result],
            verb=_("Show"),
            key=("training", each.training.id),
        )
        for each in reversed(told.trainings[-MOST_TRAININGS:])
    ]


def honour_rows(told: PersonTold) -> list[Told]:
    """Return the honours, the newest first."""
    return [
        Told(
            each.title,
            DOT.join((str(each.given_on), honour_words(each), each.given_by)),
            verb=_("Take off"),
            key=("take_back_honour", each.id),
        )
        for each in reversed(told.honours)
    ]


def consent_rows(told: PersonTold) -> list[Told]:
    """Return what guardians signed."""
    return [
        Told(
            f"{each.guardian} {each.relation}",
            _("Signed on {day}").format(day=each.signed_on)
            if each.valid_until is None
            else _("Signed on {day}, holds until {until}").format(
                day=each.signed_on, until=each.valid_until
            ),
            verb=_("Take off"),
            key=("drop_consent", each.id),
        )
        for each in told.line.consents
    ]


def status_rows(told: PersonTold) -> list[Told]:
    """Return how somebody stood since when, the newest first."""
    return [
        Told(
            _(STANDING_WORDS[each.standing]),
            DOT.join((_("from {day}").format(day=each.from_day), each.recorded_by)),
            STANDING_TONES[each.standing] if each.from_day > told.line.on else None,
            each.reason,
        )
        for each in reversed(told.line.statuses)
    ]


def _promised(told: PersonTold) -> str:
    minutes = told.line.volunteer.promised_minutes
    return _("{hours} a month").format(hours=hours_words(minutes)) if minutes else ""


def _skill_row(line: SkillLine) -> Told:
    held, mark = line.held, skill_mark(line)
    until = _("until {day}").format(day=held.expires_on) if held.expires_on else ""
    how = DOT.join(filter(None, (str(mark), until, held.certificate)))
    if held.verified_on is None:
        return Told(line.skill.name, how, mark.tone, verb=_("Verify"), key=("verify", line))
    return Told(line.skill.name, how, mark.tone, verb=_("Amend"), key=("change_skill", line))


def _leave_row(leave: Leave, told: PersonTold) -> Told:
    mark = leave_mark(leave.state)
    how = DOT.join((_(LEAVE_KIND_WORDS[leave.kind]), str(mark)))
    days, over = days_words(leave.first_day, leave.last_day), leave.last_day < told.line.on
    if leave.state is LeaveState.ASKED:
        verb, key = _("Decide"), "decide_leave"
    elif leave.state is LeaveState.APPROVED and not over:
        verb, key = _("Withdraw"), "withdraw_leave"
    else:
        verb, key = "", ""
    return Told(days, how, mark.tone, leave.reason, verb, (key, leave.id))
