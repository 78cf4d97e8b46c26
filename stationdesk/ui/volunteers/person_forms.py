"""Short forms about one volunteer: standing, consent, PIN, pairs, limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PyQt6.QtWidgets import QLineEdit

from stationdesk.domain.roster.facts import Bond
from stationdesk.domain.roster.rules import RULE_UNITS, RULE_WORDS, Rule, Unit
from stationdesk.domain.volunteers.people import STANDING_WORDS, Standing
from stationdesk.i18n import N_, _
from stationdesk.services.search_words import initials
from stationdesk.ui.volunteers.consent_fields import ConsentFields
from stationdesk.ui.volunteers.words import HOUR, limit_words, person_words
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import ChoiceField, CountField, DayField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.roster.rules import RuleChoice
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.volunteers import Volunteers
    from stationdesk.ui.dialogs import Dialogs

BOND_WORDS = {Bond.TOGETHER: N_("Serve together"), Bond.APART: N_("Never on the same shift")}
UNIT_WORDS = {
    Unit.MINUTES: N_("hours"),
    Unit.SHIFTS: N_("shifts"),
    Unit.DAYS: N_("days"),
    Unit.WEEKENDS: N_("weekends"),
    Unit.CLOCK: N_("o'clock"),
}
IN_HOURS = (Unit.MINUTES, Unit.CLOCK)
PAUSES = (N_("Moved away"), N_("Work or study"), N_("Family matters"), N_("Wishes to stop"))


class StandingForm(Form):
    """From which day on a volunteer stands how, and why."""

    def __init__(
        self,
        volunteers: Volunteers,
        volunteer: Volunteer,
        now: Standing,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Standing of {name}").format(name=volunteer.name)
        super().__init__(title, _("Save"), dialogs=dialogs, parent=parent)
        self._volunteers, self._volunteer = volunteers, volunteer
        stands = _("Now: {standing}").format(standing=_(STANDING_WORDS[now]))
        self.grid.add_wide(label(stands, "muted"))
        others: dict[object, str] = {
            each: _(words) for each, words in STANDING_WORDS.items() if each is not now
        }
        self.standing = self.add("standing", _("From then on"), ChoiceField(others))
        usual = Standing.PAUSED if now is Standing.ACTIVE else Standing.ACTIVE
        self.standing.set_value(usual)
        self.from_day = self.add("from_day", _("From which day on"), DayField(today, today))
        self.reason = self.add(
            "reason", _("Reason"), TextField(), hint=_("Write nothing about anybody's health.")
        )
        self.reason.offer([_(words) for words in PAUSES])
        self.set_clean()

    def keep(self) -> None:
        self._volunteers.set_standing(
            self._volunteer.id,
            cast("Standing", self.standing.value()),
            self.from_day.value(),
            self.reason.value(),
        )


class ConsentForm(Form):
    """What a guardian signed for somebody under 18."""

    def __init__(
        self,
        volunteers: Volunteers,
        volunteer: Volunteer,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Guardian's consent for {name}").format(name=volunteer.name)
        super().__init__(title, _("Write it down"), dialogs=dialogs, parent=parent)
        self._volunteers, self._volunteer = volunteers, volunteer
        self.fields = ConsentFields(self, today)
        self.set_clean()

    def keep(self) -> None:
        self._volunteers.add_consent(self._volunteer.id, self.fields.value())


class PinForm(Form):
    """The PIN with which somebody signs in on the touch page; it is never shown again."""

    def __init__(
        self,
        volunteers: Volunteers,
        volunteer: Volunteer,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("PIN of {name}").format(name=volunteer.name)
        super().__init__(title, _("Set this PIN"), dialogs=dialogs, parent=parent)
        self._volunteers, self._volunteer = volunteers, volunteer
        told = _("Let the volunteer type it. It signs in and out on the touch page.")
        self.grid.add_wide(label(told, "muted", wrap=True))
        self.pin = self.add("pin", _("PIN, 4 to 8 digits"), TextField(), required=True)
        self.again = self.add("again", _("The same once more"), TextField(), required=True)
        for field in (self.pin, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.set_clean()

    def keep(self) -> None:
        self._volunteers.set_pin(self._volunteer.id, self.pin.value(), self.again.value())


class PairForm(Form):
    """Two who serve together, or never on the same shift."""

    def __init__(
        self,
        volunteers: Volunteers,
        volunteer: Volunteer,
        others: Sequence[Volunteer],
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("{name} and somebody else").format(name=volunteer.name)
        super().__init__(title, _("Save"), dialogs=dialogs, parent=parent)
        self._volunteers, self._volunteer = volunteers, volunteer
        names: dict[object, str] = {None: _("Choose…")}
        names |= {each.id: person_words(each) for each in others if each.id != volunteer.id}
        self.other = self.add("other", _("The other one"), _people(names), required=True)
        bonds: dict[object, str] = {bond: _(words) for bond, words in BOND_WORDS.items()}
        self.bond = self.add("bond", _("How they are planned"), ChoiceField(bonds))
        self.set_clean()

    def keep(self) -> None:
        other = cast("VolunteerId", self.other.value())
        self._volunteers.add_pair(self._volunteer.id, other, cast("Bond", self.bond.value()))


class LimitForm(Form):
    """How much of something somebody wants at most; the stricter one holds."""

    def __init__(
        self,
        volunteers: Volunteers,
        volunteer: Volunteer,
        station: Mapping[Rule, RuleChoice],
        rule: Rule = Rule.SHIFTS_A_WEEK,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``station`` are the station's own rules, which are told beside."""
        title = _("Own limits of {name}").format(name=volunteer.name)
        super().__init__(title, _("Save"), dialogs=dialogs, parent=parent)
        self._volunteers, self._volunteer, self._station = volunteers, volunteer, station
        rules: dict[object, str] = {each: _(RULE_WORDS[each]) for each in RULE_UNITS}
        self.rule = self.add("rule", _("Rule"), ChoiceField(rules))
        self.amount = self.add(
            "amount",
            _("Own limit"),
            CountField(least=0, most=744),
            hint=_("Empty: the station's limit holds. Of the two the stricter one counts."),
        )
        self.usual = label("", "muted", wrap=True)
        self.grid.add_wide(self.usual)
        self.rule.set_value(rule)
        self._on_rule()
        self.rule.edited.connect(self._on_rule)
        self.set_clean()

    def keep(self) -> None:
        rule, amount = self._rule(), self.amount.value()
        if amount is not None and RULE_UNITS[rule] in IN_HOURS:
            amount *= HOUR
        self._volunteers.set_limit(self._volunteer.id, rule, amount)

    def _rule(self) -> Rule:
        return cast("Rule", self.rule.value())

    def _on_rule(self) -> None:
        rule = self._rule()
        unit = _(UNIT_WORDS[RULE_UNITS[rule]])
        self.grid.rename("amount", _("Own limit, in {unit}").format(unit=unit))
        usual = limit_words(rule, self._station[rule].amount)
        self.usual.setText(_("The station's limit: {amount}").format(amount=usual))
        own = self._volunteers.limits(self._volunteer.id).get(rule)
        in_hours = RULE_UNITS[rule] in IN_HOURS
        self.amount.set_value(own // HOUR if own is not None and in_hours else own)


def _people(names: Mapping[object, str]) -> ChoiceField:
    return ChoiceField(names, initials_of=initials)
