"""A volunteer entered or changed: who it is, what was promised, and for minors the consent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from stationdesk.domain.ids import new_uid
from stationdesk.domain.volunteers.ages import is_minor_on
from stationdesk.domain.volunteers.identity_numbers import DOCUMENTS, RESIDENT_CARD
from stationdesk.domain.volunteers.people import (
    SEX_WORDS,
    STANDING_WORDS,
    NewVolunteer,
    Sex,
    Standing,
)
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.volunteers.birth_field import BirthField
from stationdesk.ui.volunteers.consent_fields import ConsentFields
from stationdesk.ui.widgets.basics import keep_shown, label, set_look
from stationdesk.ui.widgets.fields import (
    ChoiceField,
    CountField,
    DayField,
    LongTextField,
    TextField,
    TickField,
)
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.volunteers import Volunteers
    from stationdesk.ui.dialogs import Dialogs

MOST_HOURS = 744
HOUR = 60


class VolunteerForm(Form):
    """Keeps a new volunteer, or changes one; ``volunteer_id`` tells who it became."""

    def __init__(
        self,
        volunteers: Volunteers,
        today: date,
        volunteer: Volunteer | None = None,
        *,
        name: str = "",
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``volunteer`` is changed, None is entered anew, beginning with ``name``."""
        title = _("Add a volunteer") if volunteer is None else _("Change a volunteer")
        verb = _("Add to the register") if volunteer is None else _("Save")
        super().__init__(title, verb, columns=2, dialogs=dialogs, parent=parent)
        self._volunteers, self._today, self._before = volunteers, today, volunteer
        self._request_key = new_uid()
        self.volunteer_id: VolunteerId | None = volunteer.id if volunteer else None
        self._add_person()
        self._add_service()
        self._add_consent()
        self._add_identity()
        self.name.edited.connect(self._on_person)
        self.phone.edited.connect(self._on_person)
        self.born.edited.connect(self._on_born)
        self._fill(name)
        self.set_clean()

    def keep(self) -> None:
        wish = self.wish()
        if self._before is not None:
            self._volunteers.change(self._before.id, wish, self._before.version)
            return
        consent = self.consent.value() if self._needs_consent() else None
        self.volunteer_id = self._volunteers.enter(wish, consent)

    def wish(self) -> NewVolunteer:
        """Return what was typed."""
        return NewVolunteer(
            name=self.name.value(),
            sex=cast("Sex", self.sex.value()),
            born=self.born.value(),
            phone=self.phone.value(),
            group=self.group.value(),
            national_number=self.national.value(),
            joined_on=self.joined_on.value(),
            promised_minutes=(self.promised.value() or 0) * HOUR,
            novice=self.novice.value(),
            mentor=self.mentor.value(),
            in_ranking=self.ranking.value(),
            note=self.remark.value(),
            identity=self.identity.value(),
            identity_document=str(self.document.value()),
            standing=cast("Standing", self.standing.value()),
            request_key=self._request_key,
        )

    def _add_person(self) -> None:
        self.name = self.add("name", _("Volunteer's name"), TextField(), required=True)
        self.phone = self.add("phone", _("Volunteer's phone"), TextField())
        self.known = label("", "caption", wrap=True)
        self.grid.add_wide(self.known)
        sexes: dict[object, str] = {sex: _(words) for sex, words in SEX_WORDS.items()}
        self.sex = self.add("sex", _("Sex"), ChoiceField(sexes))
        self.born = self.add("born", _("Born"), BirthField())
        self.group = self.add("group", _("Volunteer group"), TextField())
        self.group.offer(self._volunteers.groups())
        self.joined_on = self.add("joined_on", _("Joined on"), DayField(self._today, self._today))

    def _add_service(self) -> None:
        self.promised = self.add(
            "promised_minutes",
            _("Promised hours a month"),
            CountField(least=0, most=MOST_HOURS),
            unit=_("hours"),
        )
        states = (Standing.ACTIVE, Standing.APPLIED)
        self.standing = self.add(
            "standing",
            _("Standing of the volunteer"),
            ChoiceField({each: _(STANDING_WORDS[each]) for each in states}),
        )
        self.grid.show_field("standing", shown=self._before is None)
        self.novice = self.add("novice", _("Experience"), TickField(_("Serves beside a mentor")))
        self.mentor = self.add("mentor", _("Guidance"), TickField(_("Can guide novices")))
        self.ranking = self.add(
            "in_ranking",
            _("Ranking of hours"),
            TickField(_("Agreed to be named in the ranking")),
        )
        self.remark = self.add(
            "note",
            _("Remark"),
            LongTextField(lines=2),
            hint=_("Write nothing about anybody's health."),
            wide=True,
        )

    def _add_consent(self) -> None:
        self.consent_heading = self.grid.add_heading(_("Consent of the guardian"))
        self.consent_told = label(
            _("Under 18: nobody puts a minor on the roster without a guardian's consent."),
            "caption",
            wrap=True,
        )
        self.grid.add_wide(self.consent_told)
        self.consent = ConsentFields(self, self._today, "consent_")

    def _add_identity(self) -> None:
        self.grid.add_heading(_("Identity document (kept apart)"))
        told = _(
            "Needed only for a certificate of service. The whole number is shown to nobody without "
            "a reason; who looked, and why, is kept on record."
        )
        self.grid.add_wide(label(told, "caption", wrap=True))
        documents: dict[object, str] = {key: _(words) for key, words in DOCUMENTS.items()}
        self.document = self.add("identity_document", _("Document"), ChoiceField(documents))
        self.identity = self.add("identity", _("Number of the document"), TextField())
        self.national = self.add("national_number", _("National volunteer number"), TextField())

    def _fill(self, name: str) -> None:
        before = self._before
        if before is None:
            self.name.set_value(name)
            self.document.set_value(RESIDENT_CARD)
        else:
            self.name.set_value(before.name)
            self.phone.set_value(before.phone)
            self.sex.set_value(before.sex)
            self.born.set_value(before.born)
            self.group.set_value(before.group)
            self.joined_on.set_value(before.joined_on)
            hours = before.promised_minutes // HOUR
            self.promised.set_value(hours or None)
            self.novice.set_value(before.novice)
            self.mentor.set_value(before.mentor)
            self.ranking.set_value(before.in_ranking)
            self.remark.set_value(before.note)
            self.national.set_value(before.national_number)
            known = self._volunteers.identity_shown(before.id)
            kept = _("On record: {number}. Leave empty to keep it.").format(number=known)
            self.identity.setPlaceholderText(kept if known else "")
        self._on_person()
        self._on_born()

    def _needs_consent(self) -> bool:
        minor = is_minor_on(self.born.value(), self._today)
        return minor and self._before is None

    def _on_born(self) -> None:
        shown = self._needs_consent()
        self.consent.show(shown=shown)
        for part in (self.consent_heading, self.consent_told):
            keep_shown(part, shown=shown)

    def _on_person(self) -> None:
        """Tell who is on record under that name, before all else is typed."""
        itself = self._before.id if self._before else None
        wish = replace(NewVolunteer(name=self.name.value()), phone=self.phone.value())
        same = self._volunteers.known_like(wish, itself) if wish.name else None
        others = [each for each in self._volunteers.named(wish.name) if each.id != itself]
        told, tone = "", Tone.WARNING
        if same is not None:
            told = _("This person is on record already: {number}.").format(number=same.number)
            tone = Tone.BAD
        elif others:
            numbers = _(", ").join(each.number for each in others)
            told = _("Of the same name: {numbers}. Is it somebody else?").format(numbers=numbers)
        self.known.setText(told)
        set_look(self.known, tone=tone.value)
        keep_shown(self.known, shown=bool(told))
