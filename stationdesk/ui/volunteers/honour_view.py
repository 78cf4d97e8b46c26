"""Honours that were given, stars that were reached, and who served most of those who agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget

from stationdesk.domain.problems import Refused
from stationdesk.domain.usual_periods import UsualPeriod
from stationdesk.domain.volunteers.training import HonourKind, NewHonour
from stationdesk.i18n import N_, _
from stationdesk.listings.attendance import hours_of
from stationdesk.listings.columns import Column, Kind
from stationdesk.listings.volunteers import honours, star_words
from stationdesk.services.drafts import Choice
from stationdesk.ui.icons import Icon
from stationdesk.ui.volunteers.empty_volunteers import nothing_yet
from stationdesk.ui.volunteers.words import hours_words
from stationdesk.ui.widgets.basics import Card, column, label, row
from stationdesk.ui.widgets.chosen_columns import chosen
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.period_bar import PeriodBar
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stationdesk.domain.attendance.lines import RankLine
    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.volunteers.lines import PersonHonour
    from stationdesk.domain.volunteers.stars import StarProposal
    from stationdesk.ui.volunteers.deeds import VolunteerDeeds, VolunteerServices


class HonourView(QWidget):
    """Honours of a period at the left; at the right the stars to give, and the ranking.

    ``refused`` carries problems, ``volunteer_wanted`` whom the register is to show.
    """

    refused = pyqtSignal(object)
    volunteer_wanted = pyqtSignal(object)

    def __init__(self, services: VolunteerServices, deeds: VolunteerDeeds) -> None:
        super().__init__()
        self._services, self._deeds = services, deeds
        self._names: Mapping[VolunteerId, str] = {}
        self.period = PeriodBar(services.today, UsualPeriod.THIS_YEAR)
        self.filters = FilterBar(_("Name, honour or who gave it"))
        self.table: RecordTable[PersonHonour] = RecordTable(
            chosen(
                honours(),
                "given_on",
                "name",
                "honour",
                "title",
                "given_by",
                "reason",
                "number",
                grows=("title", "reason"),
                honour=8,
            ),
            _("Honours"),
            key=lambda each: each.honour.id,
        )
        self.proposals: RecordTable[StarProposal] = RecordTable(
            self._proposal_columns(),
            _("Stars to give"),
            key=lambda each: each.volunteer_id,
            verb_of=lambda _each: _("Grant"),
            header=False,
            footer=False,
        )
        self.ranking: RecordTable[RankLine] = RecordTable(
            _ranking_columns(services.rounding()),
            _("Ranking of hours"),
            key=lambda each: each.volunteer_id,
            header=False,
            footer=False,
        )
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read honours, proposals and ranking again."""
        volunteers, (first, last) = self._services.volunteers, self.period.days()
        self._names = {line.volunteer.id: line.volunteer.name for line in volunteers.lines()}
        self.table.show_records(volunteers.honour_lines(first, last)[::-1])
        self.proposals.show_records(volunteers.star_proposals())
        self.ranking.show_records(self._services.attendance.ranking(first, last))
        self._narrow()

    def report(self) -> tuple[str, Choice]:
        """Return the hours of the period, which carry the stars."""
        first, last = self.period.days()
        return "hours-by-person", Choice(first=first, last=last)

    def _build(self) -> None:
        table = self.table
        table.view.fold("number", "reason", "given_by")
        self.proposals.view.fold("hours")
        self.ranking.view.fold("stars")
        table.set_hints(_("↑↓ choose"), _("Enter show the volunteer"))
        table.add_action(_("Take off the record"), self._on_take_back, Icon.DELETE, "Del")
        table.say_when_empty(
            nothing_yet(
                _("No honour was given in these days."),
                _("Praise in the feedback book that names a volunteer can be the ground of one."),
                _("Give an honour…"),
                self._deeds.honour,
                Icon.TROPHY,
            )
        )
        left = Card()
        left.body.addWidget(self.filters)
        left.body.addWidget(table, 1)
        line = row(left, column(self._stars(), self._ranks(), gap=12), gap=12)
        line.setStretch(0, 5)
        line.setStretch(1, 3)
        page = column(row(self.period, None), gap=12)
        page.addLayout(line, 1)
        self.setLayout(page)

    def _stars(self) -> Card:
        card = Card(_("Stars to give"))
        told = _("One to five stars for 100, 300, 600, 1000 and 1500 hours.")
        card.body.addWidget(label(told, "caption", wrap=True))
        card.body.addWidget(self.proposals, 1)
        self.proposals.say_when_empty(
            EmptyState(Nothing.ALL_DONE, _("All stars that were reached are given."))
        )
        return card

    def _ranks(self) -> Card:
        card = Card(_("Ranking of hours"))
        told = _("Only those who agreed are in it; agreeing is part of the register's form.")
        card.body.addWidget(label(told, "caption", wrap=True))
        card.body.addWidget(self.ranking, 1)
        nobody = _("Nobody who agreed served in these days.")
        self.ranking.say_when_empty(EmptyState(Nothing.NEVER_USED, nobody, name=Icon.STAR))
        return card

    def _connect(self) -> None:
        self.filters.changed.connect(self._narrow)
        self.filters.search.returnPressed.connect(self.table.go_to_first)
        self.period.changed.connect(self.refresh)
        self.table.clear_wanted.connect(self.filters.clear)
        self.table.opened.connect(self._on_opened)
        self.proposals.opened.connect(self._on_give)
        self.ranking.opened.connect(self._on_rank)

    def _proposal_columns(self) -> tuple[Column[StarProposal], ...]:
        return (
            Column("name", N_("Volunteer"), Kind.TEXT, self._name, 4, True),
            Column("stars", N_("Stars reached"), Kind.TEXT, lambda e: star_words(e.stars), 4),
            Column(
                "hours",
                N_("Hours served"),
                Kind.TEXT,
                lambda each: hours_words(each.minutes, self._services.rounding()),
                5,
            ),
        )

    def _name(self, each: StarProposal) -> str:
        return self._names.get(each.volunteer_id, "")

    def _narrow(self) -> None:
        words = self.filters.query().casefold().split()

        def accepts(each: PersonHonour) -> bool:
            person, honour = each.person, each.honour
            said = f"{person.name} {person.search_words} {honour.title} {honour.given_by}"
            return all(word in said.casefold() for word in words)

        self.table.narrow(accepts, told=self.filters.query())

    def _on_give(self, each: StarProposal) -> None:
        """Give the stars that were reached, in one press."""
        services = self._services
        station = services.station.station()
        title = _("Star volunteer {stars}").format(stars=star_words(each.stars))
        hours = hours_words(each.minutes, services.rounding())
        wish = NewHonour(
            volunteer_id=each.volunteer_id,
            kind=HonourKind.STAR,
            title=title,
            given_on=services.today(),
            given_by=station.name if station else services.who(),
            stars=each.stars,
            reason=_("{hours} of service in all").format(hours=hours),
        )
        try:
            services.volunteers.give_honour(wish)
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))

    def _on_take_back(self, lines: list[PersonHonour]) -> None:
        self._services.volunteers.take_back_honour(lines[0].honour.id)

    def _on_opened(self, each: PersonHonour) -> None:
        self.volunteer_wanted.emit(each.person.id)

    def _on_rank(self, each: RankLine) -> None:
        self.volunteer_wanted.emit(each.volunteer_id)


def _ranking_columns(rounding: int) -> tuple[Column[RankLine], ...]:
    return (
        Column("place", N_("Place in the ranking"), Kind.COUNT, lambda each: each.place, 2),
        Column("name", N_("Volunteer"), Kind.TEXT, lambda each: each.name, 4, True),
        Column("stars", N_("Star level"), Kind.TEXT, lambda each: star_words(each.stars), 4),
        Column(
            "hours",
            N_("Hours served"),
            Kind.HOURS,
            lambda each: hours_of(each.minutes, rounding),
            4,
        ),
    )
