"""The register: every volunteer, the chosen one beside it with all that is on record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Refused
from stationdesk.domain.volunteers.lines import VolunteerLine
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.volunteers.empty_volunteers import no_volunteers
from stationdesk.ui.volunteers.people_columns import (
    FOLDS,
    SEGMENTS,
    fits_words,
    people,
    segment_fits,
)
from stationdesk.ui.volunteers.person_told import read_person
from stationdesk.ui.volunteers.volunteer_pane import WIDTH, VolunteerPane
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.ui.volunteers.deeds import VolunteerDeeds, VolunteerServices


class RegisterView(RecordView[VolunteerLine]):
    """Volunteers in a table; Enter changes the chosen one."""

    detail: VolunteerPane

    def __init__(self, services: VolunteerServices, deeds: VolunteerDeeds) -> None:
        segments = {key: _(words) for key, words in SEGMENTS.items()}
        super().__init__(
            FilterBar(_("Name, initials, number or phone"), segments, _("Which volunteers")),
            RecordTable(people(), _("Volunteers"), key=lambda line: line.volunteer.id),
            VolunteerPane(),
        )
        self._services, self._deeds = services, deeds
        self._present: frozenset[VolunteerId] = frozenset()
        self._build()

    def refresh(self) -> None:
        """Read everybody again."""
        services = self._services
        self._present = frozenset(
            line.attendance.volunteer_id for line in services.attendance.present()
        )
        lines = services.volunteers.lines(include_left=True)
        self.filters.set_counts(
            {key: sum(segment_fits(line, key) for line in lines) for key in SEGMENTS}
        )
        self._offer_choices()
        self.show_records(lines)

    def narrow(self) -> None:
        words = self.filters.query().casefold().split()
        segment = self.filters.segment()
        group, skill = self.filters.choice("group"), self.filters.choice("skill")

        def accepts(line: VolunteerLine) -> bool:
            return (
                segment_fits(line, segment)
                and group in ("", line.volunteer.group)
                and (not skill or skill in line.skill_names)
                and fits_words(line, words)
            )

        self.table.narrow(accepts, told=self.filters.query())

    def show_chosen(self, line: VolunteerLine) -> None:
        services, who = self._services, line.volunteer.id
        try:
            told = read_person(services.volunteers, services.attendance, who, services.rounding())
        except Refused:
            self.detail.show_nothing()
            return
        self.detail.show_person(told, present=who in self._present)

    def open_record(self, line: VolunteerLine) -> None:
        self._deeds.run(line.volunteer.id, "change")

    def show_volunteer(self, volunteer_id: VolunteerId) -> None:
        """Put the cursor on a volunteer, letting filters go where they hide them."""
        self.find_record(lambda line: line.volunteer.id == volunteer_id, "here", "left")
        self.open_pane()

    def _build(self) -> None:
        self.filters.add_choice("group", _("Volunteer group"), {"": _("All groups")})
        self.filters.add_choice("skill", _("Skill"), {"": _("All skills")})
        table = self.table
        table.view.fold(*FOLDS)
        table.set_hints(_("↑↓ choose"), _("Enter change"), _("Space details"))
        table.say_when_empty(no_volunteers(self._deeds))
        table.add_action(_("Edit the profile…"), self._for("change"), Icon.EDIT, "F4")
        table.add_action(_("Details"), self.for_row(self.open_pane), Icon.OPEN, "Space")
        for words, key, name, keys in (
            (_("Sign in or out"), "sign", Icon.CHECKMARK_CIRCLE, "F6"),
            (_("When they can come…"), "availability", Icon.CALENDAR_CLOCK, "F7"),
            (_("Leave…"), "leave", Icon.CALENDAR, "F8"),
            (_("Add a skill…"), "skill", Icon.CERTIFICATE, "F9"),
            (_("Change the standing…"), "standing", Icon.FLAG, ""),
            (_("Give an honour…"), "honour", Icon.TROPHY, ""),
            (_("Print the card"), "print_card", Icon.PRINT, ""),
        ):
            table.add_action(words, self._for(key), name, keys)
        self.detail.wanted.connect(self._on_wanted)
        self.lay_out(pane_width=WIDTH)

    def _for(self, key: str) -> Callable[[list[VolunteerLine]], None]:
        return self.for_row(partial(self._run, key))

    def _run(self, key: object, line: VolunteerLine) -> None:
        self._deeds.run(line.volunteer.id, key)

    def _on_wanted(self, key: object) -> None:
        if (line := self.table.current()) is not None:
            self._run(key, line)

    def _offer_choices(self) -> None:
        volunteers = self._services.volunteers
        groups = {"": _("All groups")} | {each: each for each in volunteers.groups()}
        self.filters.set_options("group", groups)
        skills = {"": _("All skills")} | {each.name: each.name for each in volunteers.skills()}
        self.filters.set_options("skill", skills)
