"""The columns of volunteers: the register, skills, leaves, trainings and honours.

A name is whole where the station looks at its own people, and masked where a listing leaves it:
``masked`` says which. Phones are always masked, births told by month, and the identity number is
in no listing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.attendance.shown_hours import shown_hours
from stationdesk.domain.masking import masked_name
from stationdesk.domain.opening import clock
from stationdesk.domain.volunteers.ages import birth_month
from stationdesk.domain.volunteers.availability import (
    LEAVE_KIND_WORDS,
    LEAVE_STATE_WORDS,
    LeaveState,
)
from stationdesk.domain.volunteers.lines import VOLUNTEER_MARK_WORDS, VolunteerMark
from stationdesk.domain.volunteers.people import SEX_WORDS, STANDING_WORDS, Sex, Standing
from stationdesk.domain.volunteers.training import (
    HONOUR_WORDS,
    TRAINING_KIND_WORDS,
    TRAINING_RESULT_WORDS,
    TrainingResult,
)
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone

if TYPE_CHECKING:
    from stationdesk.domain.volunteers.lines import (
        PersonHonour,
        PersonLeave,
        PersonSkill,
        PersonTraining,
        SkillLine,
        VolunteerLine,
    )
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.domain.volunteers.training import Honour, Training

STANDING_TONES = {
    Standing.APPLIED: Tone.INFO,
    Standing.ACTIVE: Tone.GOOD,
    Standing.PAUSED: Tone.WARNING,
    Standing.LEFT: Tone.NEUTRAL,
}
MIND_TONES = {
    VolunteerMark.NO_CONSENT: Tone.BAD,
    VolunteerMark.ON_LEAVE: Tone.WARNING,
    VolunteerMark.LEAVE_ASKED: Tone.WARNING,
    VolunteerMark.SKILL_EXPIRED: Tone.BAD,
    VolunteerMark.SKILL_EXPIRES: Tone.WARNING,
    VolunteerMark.SKILL_UNVERIFIED: Tone.WARNING,
    VolunteerMark.MINOR: Tone.INFO,
    VolunteerMark.NOVICE: Tone.INFO,
    VolunteerMark.MENTOR: Tone.INFO,
    VolunteerMark.ERASED: Tone.NEUTRAL,
}
LEAVE_TONES = {
    LeaveState.ASKED: Tone.WARNING,
    LeaveState.APPROVED: Tone.GOOD,
    LeaveState.DECLINED: Tone.NEUTRAL,
    LeaveState.WITHDRAWN: Tone.NEUTRAL,
}
RESULT_TONES = {
    TrainingResult.CAME: Tone.GOOD,
    TrainingResult.PASSED: Tone.GOOD,
    TrainingResult.FAILED: Tone.BAD,
    TrainingResult.ABSENT: Tone.WARNING,
}


def standing_mark(standing: Standing) -> Mark:
    """Return how a volunteer stands, as shown."""
    return Mark(STANDING_WORDS[standing], STANDING_TONES[standing])


def mind_mark(mark: VolunteerMark) -> Mark:
    """Return what is to be minded, as shown."""
    return Mark(VOLUNTEER_MARK_WORDS[mark], MIND_TONES[mark])


def leave_mark(state: LeaveState) -> Mark:
    """Return how a leave stands, as shown."""
    return Mark(LEAVE_STATE_WORDS[state], LEAVE_TONES[state])


def result_mark(result: TrainingResult) -> Mark:
    """Return what became of somebody at a training, as shown."""
    return Mark(TRAINING_RESULT_WORDS[result], RESULT_TONES[result])


def skill_mark(line: SkillLine) -> Mark:
    """Return whether a skill counts, and if not, why not."""
    if line.held.verified_on is None:
        return Mark(N_("Skill not verified"), Tone.WARNING)
    if line.has_expired:
        return Mark(N_("Skill run out"), Tone.BAD)
    return (
        Mark(N_("Skill counts"), Tone.GOOD)
        if line.counts
        else Mark(N_("Skill counts later"), Tone.INFO)
    )


def minded(line: VolunteerLine) -> str:
    """Return all that is to be minded about a volunteer, in the user's language."""
    return _(", ").join(_(VOLUNTEER_MARK_WORDS[mark]) for mark in line.marks)


def next_shift_words(line: VolunteerLine) -> str:
    """Return the day, the name and the beginning of the next shift, empty without one."""
    shift = line.next_shift
    if shift is None:
        return ""
    phrase = _("{day} {shift} {start}")
    return phrase.format(day=shift.day, shift=shift.name, start=clock(shift.from_minute % 1440))


def star_words(stars: int) -> str:
    """Return stars as signs; none is nothing."""
    return "★" * stars


def register(*, masked: bool = False) -> tuple[Column[VolunteerLine], ...]:
    """Return the columns of the volunteer register (志愿者台账)."""

    def name(line: VolunteerLine) -> str:
        return _name(line.volunteer, masked=masked)

    return (
        Column("number", N_("Volunteer number"), Kind.TEXT, lambda e: e.volunteer.number, 4),
        Column("name", N_("Volunteer's name"), Kind.TEXT, name, 5, grows=True),
        Column(
            "standing",
            N_("Standing of the volunteer"),
            Kind.STATE,
            lambda e: standing_mark(e.standing),
            4,
        ),
        Column("mind", N_("To be minded"), Kind.TEXT, minded, 8, grows=True),
        Column("sex", N_("Sex"), Kind.TEXT, lambda e: _sex(e.volunteer.sex), 2),
        Column("born", N_("Month of birth"), Kind.TEXT, lambda e: birth_month(e.volunteer.born), 5),
        Column("phone", N_("Volunteer's phone"), Kind.TEXT, lambda e: e.phone_shown, 7),
        Column("group", N_("Volunteer group"), Kind.TEXT, lambda e: e.volunteer.group, 6),
        Column("skills", N_("Skills that count"), Kind.TEXT, _skills, 8, grows=True),
        Column(
            "hours",
            N_("Hours served"),
            Kind.HOURS,
            lambda e: float(shown_hours(e.minutes)),
            4,
            order=lambda e: e.minutes,
        ),
        Column(
            "stars",
            N_("Stars reached"),
            Kind.TEXT,
            lambda e: star_words(e.stars),
            4,
            order=lambda e: e.stars,
        ),
        Column("next", N_("Next shift"), Kind.TEXT, next_shift_words, 9, order=_next_start),
        Column("joined_on", N_("Joined on"), Kind.DAY, lambda e: e.volunteer.joined_on, 6),
        Column("promised", N_("Promised hours a month"), Kind.TEXT, _promised, 4),
        Column(
            "national",
            N_("National volunteer number"),
            Kind.TEXT,
            lambda e: e.volunteer.national_number,
            8,
        ),
    )


def skills(*, masked: bool = False) -> tuple[Column[PersonSkill], ...]:
    """Return the columns of skills with their certificates."""

    def name(each: PersonSkill) -> str:
        return _name(each.person, masked=masked)

    return (
        Column("number", N_("Volunteer number"), Kind.TEXT, lambda e: e.person.number, 4),
        Column("name", N_("Volunteer's name"), Kind.TEXT, name, 5),
        Column("skill", N_("Skill"), Kind.TEXT, lambda e: e.skill.skill.name, 6, grows=True),
        Column("state", N_("State of the skill"), Kind.STATE, lambda e: skill_mark(e.skill), 5),
        Column(
            "certificate",
            N_("Number of the skill certificate"),
            Kind.TEXT,
            lambda e: e.skill.held.certificate,
            8,
        ),
        Column("issuer", N_("Certificate issued by"), Kind.TEXT, lambda e: e.skill.held.issuer, 7),
        Column(
            "issued_on", N_("Certificate issued on"), Kind.DAY, lambda e: e.skill.held.issued_on, 6
        ),
        Column(
            "expires_on",
            N_("Certificate valid until"),
            Kind.DAY,
            lambda e: e.skill.held.expires_on,
            6,
        ),
        Column(
            "days_left",
            N_("Days the skill still counts"),
            Kind.COUNT,
            lambda e: e.skill.days_left,
            3,
        ),
        Column(
            "verified_by", N_("Skill verified by"), Kind.TEXT, lambda e: e.skill.held.verified_by, 4
        ),
        Column(
            "verified_on", N_("Skill verified on"), Kind.DAY, lambda e: e.skill.held.verified_on, 6
        ),
    )


def leaves(*, masked: bool = False) -> tuple[Column[PersonLeave], ...]:
    """Return the columns of leaves."""

    def name(each: PersonLeave) -> str:
        return _name(each.person, masked=masked)

    return (
        Column("number", N_("Volunteer number"), Kind.TEXT, lambda e: e.person.number, 4),
        Column("name", N_("Volunteer's name"), Kind.TEXT, name, 5, grows=True),
        Column(
            "kind", N_("Kind of leave"), Kind.TEXT, lambda e: _(LEAVE_KIND_WORDS[e.leave.kind]), 4
        ),
        Column("first_day", N_("First day off"), Kind.DAY, lambda e: e.leave.first_day, 6),
        Column("last_day", N_("Last day off"), Kind.DAY, lambda e: e.leave.last_day, 6),
        Column("days", N_("Days of leave"), Kind.COUNT, _leave_days, 3),
        Column(
            "state", N_("State of the leave"), Kind.STATE, lambda e: leave_mark(e.leave.state), 4
        ),
        Column("asked_on", N_("Leave asked on"), Kind.DAY, lambda e: e.leave.asked_on, 6),
        Column(
            "decided_by", N_("Leave decided by"), Kind.TEXT, lambda e: e.leave.decided_by or "", 4
        ),
    )


TRAININGS: tuple[Column[Training], ...] = (
    Column("number", N_("Training number"), Kind.TEXT, lambda e: e.number, 6),
    Column("day", N_("Day of the training"), Kind.DAY, lambda e: e.business_date, 6),
    Column("times", N_("Times of the training"), Kind.TEXT, lambda e: _times(e), 6),
    Column("kind", N_("Kind of training"), Kind.TEXT, lambda e: _(TRAINING_KIND_WORDS[e.kind]), 6),
    Column("title", N_("Subject of the training"), Kind.TEXT, lambda e: e.title, 10, grows=True),
    Column("trainer", N_("Trainer"), Kind.TEXT, lambda e: e.trainer, 5),
    Column("place", N_("Place of the training"), Kind.TEXT, lambda e: e.place, 6),
    Column("came", N_("People who came"), Kind.COUNT, lambda e: _came(e), 3),
    Column(
        "passed", N_("Passed the test"), Kind.COUNT, lambda e: _count(e, TrainingResult.PASSED), 3
    ),
    Column(
        "failed", N_("Failed the test"), Kind.COUNT, lambda e: _count(e, TrainingResult.FAILED), 3
    ),
    Column(
        "absent",
        N_("Missed the training"),
        Kind.COUNT,
        lambda e: _count(e, TrainingResult.ABSENT),
        3,
    ),
)
"""Trainings, each with how many came and passed."""

TRAINING_RECORD: tuple[Column[PersonTraining], ...] = (
    Column("number", N_("Training number"), Kind.TEXT, lambda e: e.training.number, 6),
    Column("day", N_("Day of the training"), Kind.DAY, lambda e: e.training.business_date, 6),
    Column("times", N_("Times of the training"), Kind.TEXT, lambda e: _times(e.training), 6),
    Column(
        "kind",
        N_("Kind of training"),
        Kind.TEXT,
        lambda e: _(TRAINING_KIND_WORDS[e.training.kind]),
        6,
    ),
    Column(
        "title",
        N_("Subject of the training"),
        Kind.TEXT,
        lambda e: e.training.title,
        10,
        grows=True,
    ),
    Column("trainer", N_("Trainer"), Kind.TEXT, lambda e: e.training.trainer, 5),
    Column("result", N_("Result of the training"), Kind.STATE, lambda e: result_mark(e.result), 5),
)
"""The trainings of one volunteer."""


def honours(*, masked: bool = False) -> tuple[Column[PersonHonour], ...]:
    """Return the columns of honours."""

    def name(each: PersonHonour) -> str:
        return _name(each.person, masked=masked)

    return (
        Column("given_on", N_("Honour given on"), Kind.DAY, lambda e: e.honour.given_on, 6),
        Column("number", N_("Volunteer number"), Kind.TEXT, lambda e: e.person.number, 4),
        Column("name", N_("Volunteer's name"), Kind.TEXT, name, 5),
        Column("honour", N_("Honour"), Kind.TEXT, lambda e: honour_words(e.honour), 6),
        Column(
            "title", N_("Name of the honour"), Kind.TEXT, lambda e: e.honour.title, 8, grows=True
        ),
        Column("given_by", N_("Honour given by"), Kind.TEXT, lambda e: e.honour.given_by, 7),
        Column(
            "reason", N_("Honour given for"), Kind.TEXT, lambda e: e.honour.reason, 10, grows=True
        ),
    )


def honour_words(honour: Honour) -> str:
    """Return the kind of an honour, with its stars."""
    return " ".join(filter(None, (_(HONOUR_WORDS[honour.kind]), star_words(honour.stars))))


def _name(person: Volunteer, *, masked: bool) -> str:
    return masked_name(person.name) if masked else person.name


def _sex(sex: Sex) -> str:
    return "" if sex is Sex.NOT_TOLD else _(SEX_WORDS[sex])


def _skills(line: VolunteerLine) -> str:
    return _(", ").join(line.skill_names)


def _promised(line: VolunteerLine) -> str:
    promised = line.volunteer.promised_minutes
    return shown_hours(promised) if promised else ""


def _next_start(line: VolunteerLine) -> str:
    shift = line.next_shift
    return "9999" if shift is None else f"{shift.day} {shift.from_minute:04d}"


def _leave_days(each: PersonLeave) -> int:
    return (each.leave.last_day - each.leave.first_day).days + 1


def _times(training: Training) -> str:
    return f"{clock(training.from_minute)}–{clock(training.to_minute)}"


def _count(training: Training, result: TrainingResult) -> int:
    return sum(each is result for each in training.results.values())


def _came(training: Training) -> int:
    return len(training.results) - _count(training, TrainingResult.ABSENT)
