"""What the roster minds about volunteers: pairs, and the limits that somebody has."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, refuse_if_any
from stationdesk.domain.roster.facts import Bond, Pair
from stationdesk.domain.roster.rules import RULE_UNITS
from stationdesk.i18n import N_
from stationdesk.services.volunteer_desk.desk import VolunteerDesk
from stationdesk.store import volunteers_bonds as store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.roster.rules import Rule
    from stationdesk.domain.volunteers.people import Volunteer


class Bonds(VolunteerDesk):
    """Who serves with whom, and how much at most."""

    def pairs(self) -> list[Pair]:
        """Return everybody who serves together, or never does."""
        return store.pairs()

    def pairs_of(self, volunteer_id: VolunteerId) -> list[Pair]:
        """Return the pairs that somebody is in, the other person second."""
        mine = [each for each in store.pairs() if volunteer_id in (each.one, each.other)]
        return [
            each
            if each.one == volunteer_id
            else Pair(one=each.other, other=each.one, bond=each.bond)
            for each in mine
        ]

    def add_pair(self, one: VolunteerId, other: VolunteerId, bond: Bond) -> None:
        """Let two volunteers serve together, or never; it replaces what held between them.

        Raises:
            Refused: where both are the same person, or it holds already.
        """
        before = self._between(one, other)
        volunteers = self.volunteer(one), self.volunteer(other)
        refuse_if_any(_pair_problems(one, other, bond, before))
        self._keep_pair(volunteers, bond)
        take_back = partial(self._keep_pair, volunteers, before)
        names = {"one": volunteers[0].name, "other": volunteers[1].name}
        together = N_("{one} and {other} serve together now.")
        apart = N_("{one} and {other} are kept apart now.")
        self._offer(together if bond is Bond.TOGETHER else apart, take_back, **names)

    def drop_pair(self, one: VolunteerId, other: VolunteerId) -> None:
        """Let two volunteers be free of each other again."""
        before = self._between(one, other)
        if before is None:
            return
        volunteers = self.volunteer(one), self.volunteer(other)
        self._keep_pair(volunteers, None)
        take_back = partial(self._keep_pair, volunteers, before)
        names = {"one": volunteers[0].name, "other": volunteers[1].name}
        self._offer(N_("{one} and {other} are no pair any more."), take_back, **names)

    def limits(self, volunteer_id: VolunteerId) -> Mapping[Rule, int]:
        """Return the amounts of rules that somebody has of their own."""
        return store.limits_of(volunteer_id)

    def set_limit(self, volunteer_id: VolunteerId, rule: Rule, amount: int | None) -> None:
        """Give somebody an own amount of a rule; None leaves them the station's.

        Raises:
            Refused: for a rule that has no amount, or an amount below 0.
        """
        volunteer, before = self.volunteer(volunteer_id), store.limits_of(volunteer_id).get(rule)
        refuse_if_any(_limit_problems(rule, amount))
        if amount == before:
            return
        self._keep_limit(volunteer, rule, amount)
        take_back = partial(self._keep_limit, volunteer, rule, before)
        self._offer(N_("A limit of {name} was changed."), take_back, name=volunteer.name)

    def _between(self, one: VolunteerId, other: VolunteerId) -> Bond | None:
        found = (e.bond for e in store.pairs() if {e.one, e.other} == {one, other})
        return next(found, None)

    def _keep_pair(self, volunteers: tuple[Volunteer, Volunteer], bond: Bond | None) -> None:
        one, other = volunteers
        told = {"other": other.number, "bond": "" if bond is None else bond.value}
        with self._deed(one, "pair", **told) as stamp:
            pair = Pair(one=one.id, other=other.id, bond=bond or Bond.TOGETHER)
            store.drop_pair(pair, *self._voiding())
            if bond is not None:
                store.add_pair(pair, **stamp)

    def _keep_limit(self, volunteer: Volunteer, rule: Rule, amount: int | None) -> None:
        with self._deed(volunteer, "limit", rule=rule.value, amount=amount) as stamp:
            store.keep_limit(volunteer.id, rule, amount, **stamp)


def _pair_problems(
    one: VolunteerId, other: VolunteerId, bond: Bond, before: Bond | None
) -> Iterator[Problem]:
    if one == other:
        yield Problem("other", N_("Choose two different volunteers."))
    elif bond is before:
        yield Problem("bond", N_("These two are such a pair already."))


def _limit_problems(rule: Rule, amount: int | None) -> Iterator[Problem]:
    if rule not in RULE_UNITS:
        yield Problem("rule", N_("This rule has no amount of one's own."))
    elif amount is not None and amount < 0:
        yield Problem("amount", N_("An amount cannot be below 0."))
