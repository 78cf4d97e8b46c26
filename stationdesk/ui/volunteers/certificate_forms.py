"""Drawing up a record or certificate of service, reviewing it, hanging it out for notice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import pyqtSignal

from stationdesk.domain.attendance.certificates import (
    CERTIFICATE_KIND_WORDS,
    NOTICE_DAYS,
    CertificateKind,
)
from stationdesk.i18n import N_, _
from stationdesk.listings.attendance import hours_of
from stationdesk.listings.columns import Column, Kind, Tone
from stationdesk.services.search_words import initials
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.volunteers.placing import at_left
from stationdesk.ui.volunteers.words import hours_words, person_words
from stationdesk.ui.widgets.basics import button, keep_shown, label, set_look
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import ChoiceField, CountField, DayField, TextField
from stationdesk.ui.widgets.forms import Form
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.attendance.certificates import ServedLine, ServiceCertificate
    from stationdesk.domain.ids import CertificateId, VolunteerId
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.volunteers import Volunteers
    from stationdesk.ui.dialogs import Dialogs

PREVIEW_HEIGHT = 190
MOST_NOTICE = 60


class DrawUpForm(Form):
    """For whom, for which days; the lines that the paper will prove stand below.

    ``issuer_wanted`` asks for the settings, where the issuing body is entered.
    """

    issuer_wanted = pyqtSignal()

    def __init__(
        self,
        attendance: AttendanceDesk,
        volunteers: Volunteers,
        today: date,
        rounding: int,
        volunteer_id: VolunteerId | None = None,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title, verb = _("Draw up a paper of service"), _("Draw it up")
        super().__init__(title, verb, columns=2, dialogs=dialogs, parent=parent)
        self._attendance, self._volunteers, self._rounding = attendance, volunteers, rounding
        self.certificate_id: CertificateId | None = None
        people: Sequence[Volunteer] = [
            line.volunteer
            for line in volunteers.lines(include_left=True)
            if line.volunteer.erased_on is None
        ]
        names: dict[object, str] = {None: _("Choose…")}
        names |= {each.id: person_words(each) for each in people}
        self.who = self.add(
            "volunteer", _("Volunteer"), ChoiceField(names, initials), required=True
        )
        self.who.set_value(volunteer_id)
        kinds: dict[object, str] = {
            kind: _(words) for kind, words in CERTIFICATE_KIND_WORDS.items()
        }
        self.kind = self.add("kind", _("Kind of paper"), ChoiceField(kinds))
        yesterday = today - timedelta(days=1)
        first = yesterday.replace(month=1, day=1)
        self.first = self.add("first_day", _("Served from"), DayField(today, first), required=True)
        self.last = self.add(
            "last_day", _("Served until"), DayField(today, yesterday), required=True
        )
        self.missing = label("", wrap=True)
        self.lead = button(_("Enter the issuing body in the settings"), Icon.SETTINGS, look="link")
        self.total = label("", "strong", wrap=True)
        self.lines: RecordTable[ServedLine] = RecordTable(
            _served(rounding), _("What the paper will prove"), footer=False
        )
        self._lead_room = at_left(self.lead)
        self._build()
        self._tell()
        self.set_clean()

    def keep(self) -> None:
        first, last = self.first.value(), self.last.value()
        assert first is not None, "a required day is filled in"
        assert last is not None, "a required day is filled in"
        who = cast("VolunteerId", self.who.value())
        self.certificate_id = self._attendance.draw_up(who, first, last, self._kind())

    def _build(self) -> None:
        self.lines.setFixedHeight(px(PREVIEW_HEIGHT))
        self.lines.say_when_empty(
            EmptyState(Nothing.NEVER_USED, _("No hours of service in these days."), name=Icon.CLOCK)
        )
        for part in (self.missing, self._lead_room, self.total, self.lines):
            self.grid.add_wide(part)
        for field in (self.who, self.kind, self.first, self.last):
            field.edited.connect(self._tell)
        self.lead.clicked.connect(self._on_lead)

    def _kind(self) -> CertificateKind:
        return cast("CertificateKind", self.kind.value())

    def _tell(self) -> None:
        """Show what the paper would prove now, and what is missing for it."""
        who = cast("VolunteerId | None", self.who.value())
        first, last = self.first.value(), self.last.value()
        lines: Sequence[ServedLine] = ()
        if who is not None and first is not None and last is not None:
            lines = self._attendance.services_of(who, first, last)
        self.lines.show_records(list(lines))
        minutes = sum(each.minutes for each in lines)
        told = _("{services} times of service, {hours}")
        hours = hours_words(minutes, self._rounding)
        self.total.setText(told.format(services=len(lines), hours=hours))
        self._tell_missing(who)

    def _tell_missing(self, who: VolunteerId | None) -> None:
        wanted = self._kind() is CertificateKind.CERTIFICATE
        no_issuer = wanted and not self._attendance.issuing_body().is_whole
        known = "" if who is None else self._volunteers.identity_shown(who)
        no_identity = wanted and who is not None and not known
        told = []
        if no_issuer:
            told.append(_("A certificate is issued by an issuing body, which is not entered yet."))
        if no_identity:
            told.append(_("The identity number of this volunteer is not on record."))
        if wanted and not told:
            told.append(
                _("A second person reviews it, it hangs out for notice, then it is issued.")
            )
        self.missing.setText(" ".join(told))
        wrong = no_issuer or no_identity
        set_look(self.missing, tone=(Tone.WARNING if wrong else Tone.NEUTRAL).value)
        keep_shown(self.missing, shown=bool(told))
        keep_shown(self._lead_room, shown=no_issuer)

    def _on_lead(self) -> None:
        self.set_clean()
        self.reject()
        self.issuer_wanted.emit()


class ReviewForm(Form):
    """Somebody else than who drew it up looks at it."""

    def __init__(
        self,
        attendance: AttendanceDesk,
        certificate: ServiceCertificate,
        people: list[str],
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Review {number}").format(number=certificate.number)
        super().__init__(title, _("Reviewed"), dialogs=dialogs, parent=parent)
        self._attendance, self._certificate = attendance, certificate
        told = _("Drawn up by {person}. Compare name, days and hours with the records.")
        self.grid.add_wide(label(told.format(person=certificate.drawn_up_by), "muted", wrap=True))
        self.by = self.add("by", _("Reviewed by"), TextField(), required=True)
        self.by.offer(people)
        self.set_clean()

    def keep(self) -> None:
        self._attendance.review_certificate(self._certificate.id, self.by.value())


class NoticeForm(Form):
    """From when on, and for how many days, a certificate hangs out."""

    def __init__(
        self,
        attendance: AttendanceDesk,
        certificate: ServiceCertificate,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Hang {number} out for notice").format(number=certificate.number)
        super().__init__(title, _("Hung out"), dialogs=dialogs, parent=parent)
        self._attendance, self._certificate = attendance, certificate
        self.from_day = self.add(
            "from_day", _("From which day on"), DayField(today, today), required=True
        )
        self.days = self.add(
            "days",
            _("For how long"),
            CountField(NOTICE_DAYS, least=1, most=MOST_NOTICE),
            required=True,
            unit=_("days"),
        )
        self.set_clean()

    def keep(self) -> None:
        days = self.days.value() or NOTICE_DAYS
        self._attendance.notice(self._certificate.id, self.from_day.value(), days)


def _served(rounding: int) -> tuple[Column[ServedLine], ...]:
    return (
        Column("served_on", N_("Day of service"), Kind.DAY, lambda each: each.served_on, 6),
        Column("work", N_("Service done"), Kind.TEXT, lambda each: each.work, 10, True),
        Column("minutes", N_("Minutes"), Kind.COUNT, lambda each: each.minutes, 4),
        Column(
            "hours",
            N_("Hours served"),
            Kind.HOURS,
            lambda each: hours_of(each.minutes, rounding),
            4,
        ),
    )
