"""What a volunteer can, with the proof of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.volunteers.skills import NewSkill, NewVolunteerSkill
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.volunteers.placing import at_left
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.fields import ChoiceField, DayField, TextField, TickField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import SkillId
    from stationdesk.domain.volunteers.lines import SkillLine
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.volunteers import Volunteers
    from stationdesk.ui.dialogs import Dialogs

NEW = "new"


class SkillForm(Form):
    """A skill with its certificate; one that is not listed yet is listed on the way."""

    def __init__(
        self,
        volunteers: Volunteers,
        volunteer: Volunteer,
        today: date,
        who: str,
        line: SkillLine | None = None,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``line`` is changed, None adds one; ``who`` is at the desk and may have seen proof."""
        title = _("Skill of {name}").format(name=volunteer.name)
        super().__init__(title, _("Save"), dialogs=dialogs, parent=parent)
        self._volunteers, self._volunteer = volunteers, volunteer
        self._today, self._who, self._line = today, who, line
        self._ready = {f"ready:{each.name}": each for each in volunteers.usual_skills()}
        self._build()
        self._fill()
        self.skill.edited.connect(self._on_skill)
        self._on_skill()
        self.set_clean()

    def keep(self) -> None:
        if self._line is not None:
            held = self._line.held
            wish = self._wish(held.skill_id)
            self._volunteers.change_volunteer_skill(held.id, wish, held.version)
        else:
            skill_id = self._listed()
            self._options_again(skill_id)
            self._volunteers.add_volunteer_skill(self._volunteer.id, self._wish(skill_id))

    def _build(self) -> None:
        self.skill = self.add("skill_id", _("Skill"), ChoiceField(self._options()), required=True)
        self.skill.setEnabled(self._line is None)
        self.name = self.add("name", _("Name of the new skill"), TextField(), required=True)
        self.certificate = self.add(
            "certificate", _("Number of the skill certificate"), TextField()
        )
        self.issuer = self.add("issuer", _("Certificate issued by"), TextField())
        self.issuer.offer([_("Red Cross Society"), _("Fire and rescue brigade")])
        self.issued_on = self.add("issued_on", _("Certificate issued on"), DayField(self._today))
        self.expires_on = self.add(
            "expires_on",
            _("Certificate valid until"),
            DayField(self._today),
            hint=_("Empty: it does not run out. +3y is three years from today."),
        )
        self.seen = self.add("verified_by", _("Proof"), TickField(_("I looked at the proof today")))
        if self._line is not None:
            drop = button(_("Take this skill off the record"), Icon.DELETE, look="link")
            drop.clicked.connect(self._on_drop)
            self.grid.add_wide(at_left(drop))

    def _options(self) -> dict[object, str]:
        listed: dict[object, str] = {each.id: each.name for each in self._volunteers.skills()}
        ready: dict[object, str] = {key: each.name for key, each in self._ready.items()}
        return {**listed, **ready, NEW: _("Another skill…")}

    def _fill(self) -> None:
        if self._line is None:
            return
        held = self._line.held
        self.skill.set_value(held.skill_id)
        self.certificate.set_value(held.certificate)
        self.issuer.set_value(held.issuer)
        self.issued_on.set_value(held.issued_on)
        self.expires_on.set_value(held.expires_on)
        self.seen.set_value(held.verified_on is not None)

    def _listed(self) -> SkillId:
        """Return the skill chosen; one that the station does not list yet is listed first."""
        chosen = self.skill.value()
        if chosen == NEW:
            return self._volunteers.add_skill(NewSkill(name=self.name.value()))
        if chosen in self._ready:
            return self._volunteers.add_skill(self._ready[str(chosen)])
        return cast("SkillId", chosen)

    def _options_again(self, skill_id: SkillId) -> None:
        """Choose what was just listed, so that a second try does not list it again."""
        self._ready = {f"ready:{each.name}": each for each in self._volunteers.usual_skills()}
        self.skill.set_options(self._options())
        self.skill.set_value(skill_id)

    def _wish(self, skill_id: SkillId) -> NewVolunteerSkill:
        by, on = (self._who, self._today) if self.seen.value() else ("", None)
        before = self._line.held if self._line else None
        if self.seen.value() and before is not None and before.verified_on is not None:
            by, on = before.verified_by, before.verified_on
        return NewVolunteerSkill(
            skill_id=skill_id,
            certificate=self.certificate.value(),
            issuer=self.issuer.value(),
            issued_on=self.issued_on.value(),
            expires_on=self.expires_on.value(),
            verified_by=by,
            verified_on=on,
        )

    def _on_skill(self) -> None:
        self.grid.show_field("name", shown=self.skill.value() == NEW)

    def _on_drop(self) -> None:
        assert self._line is not None, "only a skill on record can be taken off"
        self._volunteers.drop_skill(self._line.held.id)
        self.set_clean()
        self.reject()
