"""What the rows of a hand-kept list of volunteers become: new volunteers, known ones, or nothing.

Somebody on record is met by name and phone, or by the identity number; what the list says
otherwise is told, and nothing on record is overwritten. A row is known again by marks too small to
find anybody by, so that a list brought in again enters nobody whose name was corrected since.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stationdesk.domain.fingerprints import Fingerprints, person_mark
from stationdesk.domain.importing import Identity, Outcome, PlannedRow, plain
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.tables import day_in, text_in
from stationdesk.domain.ledgers.volunteer_cells import is_other_document, skills_told
from stationdesk.domain.ledgers.volunteer_fields import SEX_OF_WORD
from stationdesk.domain.masking import masked
from stationdesk.domain.phones import tail_of
from stationdesk.domain.printed_dates import PrintedDate
from stationdesk.domain.problems import Problem
from stationdesk.domain.volunteers.ages import birth_month
from stationdesk.domain.volunteers.availability_words import rules_from
from stationdesk.domain.volunteers.identity_numbers import RESIDENT_CARD, disagreements
from stationdesk.domain.volunteers.people import SEX_WORDS, NewVolunteer, Sex
from stationdesk.domain.volunteers.profile_rules import plain_volunteer, volunteer_problems
from stationdesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ledgers.tables import LedgerRow, Value
    from stationdesk.domain.volunteers.availability import NewAvailability
    from stationdesk.domain.volunteers.people import Volunteer

    Find = Callable[[NewVolunteer], Volunteer | None]
    FindNamed = Callable[[str], Sequence[Volunteer]]

UNCLEAR = N_("The name of the volunteer cannot be read.")
SAME_AGAIN = N_("Row {row} is about the same volunteer.")
SAME_NAME_ONLY = N_(
    "Row {row} has the same name, and no phone tells two people apart; write their phones."
)
TAKEN_FOR = N_("Only the name is told; it was taken for {number}, who is on record.")
NAMESAKE = N_("{number} has the same name and another phone; this row is somebody else.")
DIFFERS = N_("{number} is on record with “{known}” where the list says “{told}”; that stays.")
NOT_UNDERSTOOD = N_("“{words}” was kept in the remarks: these are no times known here.")
TIMES_NOTE = N_("Can come: {words}")

OTHER_DOCUMENT = "other"


@dataclass(frozen=True, slots=True)
class PlannedVolunteer(PlannedRow):
    """A row of a list and what it becomes; ``wish`` is None for a row that brings nobody."""

    wish: NewVolunteer | None = None
    skills: tuple[str, ...] = ()
    availability: tuple[NewAvailability, ...] = ()


class VolunteerPlanner:
    """Plans list after list; who stands in two rows is one person."""

    def __init__(
        self,
        known_fingerprints: frozenset[str],
        known_like: Find,
        named: FindNamed,
        *,
        today: date,
    ) -> None:
        self._known = known_fingerprints
        self._known_like = known_like
        self._named = named
        self._today = today
        self._fingerprints = Fingerprints()
        self._rows: dict[str, int] = {}
        """Rows of the lists by what recognises a person: name and phone, or number."""
        self._names: dict[str, int] = {}

    def plan(self, rows: Iterable[LedgerRow]) -> list[PlannedVolunteer]:
        """Return what each row becomes, in the order of the rows."""
        return [self._planned(row) for row in rows]

    def _planned(self, row: LedgerRow) -> PlannedVolunteer:
        fingerprint = self._fingerprints.next_of(_content(row.values))
        identity = Identity(plain(row.values.get("name")), "", "")
        planned = PlannedVolunteer(row, Outcome.LEFT, fingerprint, identity)
        wish = plain_volunteer(volunteer_told(row.values))
        if not wish.name:
            return replace(planned, why=Problem("row", UNCLEAR))
        if (again := self._again(planned, wish)) is not None:
            return again
        if (known := self._known_like(wish)) is not None:
            return self._met(planned, known, wish)
        if fingerprint in self._known:
            return replace(planned, outcome=Outcome.UNCHANGED)
        return self._new(planned, wish)

    def _again(self, planned: PlannedVolunteer, wish: NewVolunteer) -> PlannedVolunteer | None:
        """Return what a row becomes whose volunteer stood in a row above; None where it is new."""
        row = planned.row.row
        marks = [mark for mark in _marks(wish) if mark]
        same = next((self._rows[mark] for mark in marks if mark in self._rows), None)
        alike = None if marks else self._names.get(wish.name)
        for mark in marks:
            self._rows.setdefault(mark, row)
        self._names.setdefault(wish.name, row)
        if same is not None:
            told = Problem("row", SAME_AGAIN, {"row": same})
            return replace(planned, outcome=Outcome.UNCHANGED, doubts=(told,))
        if alike is not None:
            return replace(planned, why=Problem("row", SAME_NAME_ONLY, {"row": alike}))
        return None

    def _met(
        self, planned: PlannedVolunteer, known: Volunteer, wish: NewVolunteer
    ) -> PlannedVolunteer:
        doubts = tuple(_differences(known, wish))
        return replace(planned, outcome=Outcome.UNCHANGED, doubts=doubts)

    def _new(self, planned: PlannedVolunteer, wish: NewVolunteer) -> PlannedVolunteer:
        named = list(self._named(wish.name))
        if named and not any(_marks(wish)):
            told = Problem("row", TAKEN_FOR, {"number": named[0].number})
            return replace(planned, outcome=Outcome.UNCHANGED, doubts=(told,))
        words = text_in(planned.row.values, "availability")
        rules = rules_from(words) if words else None
        rest = words if rules is None else ""
        kept = plain_volunteer(_with_note(wish, rest))
        why = next(iter(volunteer_problems(kept, self._today)), None)
        if why is not None:
            return replace(planned, why=why)
        doubts = [Problem("row", NAMESAKE, {"number": each.number}) for each in named[:1]]
        if rest:
            doubts.append(Problem("availability", NOT_UNDERSTOOD, {"words": masked(rest)}))
        return replace(
            planned,
            outcome=Outcome.NEW,
            wish=kept,
            skills=skills_told(text_in(planned.row.values, "skills")),
            availability=tuple(rules or ()),
            doubts=tuple(doubts),
        )


def volunteer_told(values: Mapping[str, Value]) -> NewVolunteer:
    """Return the volunteer that a row tells of.

    An identity number that contradicts the birth or the sex beside it is left out: nobody can
    know which of them is right. Of a month or a year of joining its first day is taken.
    """
    born = values.get("born")
    number = text_in(values, "id_number")
    document = OTHER_DOCUMENT if is_other_document(number) else RESIDENT_CARD
    told = NewVolunteer(
        name=text_in(values, "name"),
        sex=SEX_OF_WORD.get(text_in(values, "sex"), Sex.NOT_TOLD),
        born=(born.iso() or "") if isinstance(born, PrintedDate) else "",
        phone=text_in(values, "phone"),
        group=text_in(values, "group"),
        national_number=text_in(values, "national_number"),
        joined_on=day_in(values, "since"),
        note=text_in(values, "note"),
    )
    if number and not any(disagreements(document, number, told.born, told.sex)):
        return replace(told, identity=number, identity_document=document)
    return told


def _with_note(wish: NewVolunteer, words: str) -> NewVolunteer:
    if not words:
        return wish
    note = _(TIMES_NOTE).format(words=words)
    return replace(wish, note="；".join(each for each in (wish.note, note) if each))


def _marks(wish: NewVolunteer) -> tuple[str, str]:
    """Return by what a person is recognised: name and phone, and the identity number."""
    return (f"{wish.name}|{wish.phone}" if wish.phone else "", wish.identity)


def _differences(known: Volunteer, wish: NewVolunteer) -> Iterator[Problem]:
    """Tell what a list says otherwise than the records; what it does not say is no difference."""
    pairs = (
        ("name", known.name, wish.name),
        ("sex", _word(known.sex), _word(wish.sex)),
        ("phone", masked(known.phone), masked(wish.phone)),
        ("group", known.group, wish.group),
        ("national_number", known.national_number, wish.national_number),
        ("since", str(known.joined_on or ""), str(wish.joined_on or "")),
    )
    for about, here, there in pairs:
        if there and here != there:
            values = {"number": known.number, "known": here or "—", "told": there}
            yield Problem(about, DIFFERS, values)
    if wish.born and not _same_birth(known.born, wish.born):
        values = {"known": birth_month(known.born) or "—", "told": birth_month(wish.born)}
        yield Problem("born", DIFFERS, {"number": known.number, **values})


def _same_birth(known: str, told: str) -> bool:
    """Tell whether two births agree as far as both are told: 1986-04 and 1986-04-05 do."""
    return bool(known) and (known.startswith(told) or told.startswith(known))


def _word(sex: Sex) -> str:
    return "" if sex is Sex.NOT_TOLD else _(SEX_WORDS[sex])


def _content(values: Mapping[str, Value]) -> str:
    """Return what makes a row the same one in the next copy of the list."""
    since = values.get("since")
    return "\n".join(
        (
            LedgerKind.VOLUNTEER,
            person_mark(plain(values.get("name")), tail_of(text_in(values, "phone"))),
            text_in(values, "sex"),
            (since.iso() or "") if isinstance(since, PrintedDate) else "",
            plain(values.get("group")),
            plain(values.get("skills")),
        )
    )


def skill_key(words: str) -> str:
    """Return by what two names of a skill are the same: 会手语 and 手语, 理发 and 理发技能."""
    key = re.sub(r"^(?:会|懂|能|擅长|善于|有|持有?)(?=.{2})", "", plain(words))
    return re.sub(r"(?<=.{2})(?:资格证书?|证书|技能|服务|证|员)$", "", key)


def skill_name(words: str) -> str:
    """Return what a skill is listed as: 会手语 becomes 手语."""
    return re.sub(r"^(?:会|懂|能|擅长|善于)(?=.{2})", "", words.strip())


def is_first_aid(words: str) -> bool:
    """Tell whether a skill in a list's words is first aid."""
    return _FIRST_AID.search(plain(words)) is not None


_FIRST_AID = re.compile(r"急救|救护|心肺复苏|aed|cpr|firstaid")
