"""The lines of the list of services: what each says, and where each part of it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PyQt6.QtGui import QFontMetrics

from stationdesk.domain.tiers.standard import TIERS
from stationdesk.domain.tiers.states import State
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.tiers import state_mark
from stationdesk.ui.theme import px, theme
from stationdesk.ui.tiers.remedies import verb_of
from stationdesk.ui.tiers.said import short_day
from stationdesk.ui.widgets.basics import pill_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from stationdesk.domain.tiers.assess import Assessment, Finding
    from stationdesk.ui.theme import Tokens

GAP = 12
LEAST_FOUND = 150
WIDEST_NAME = 160


@dataclass(frozen=True, slots=True)
class Group:
    """A heading: what a tier adds, and how much of it is offered."""

    title: str
    held: int
    whole: int

    @property
    def tone(self) -> Tone:
        """Return how the bar is coloured."""
        return Tone.GOOD if self.held == self.whole else Tone.WARNING


@dataclass(frozen=True, slots=True)
class Row:
    """A service as its line shows it; ``can_act`` is False while a past day is shown."""

    finding: Finding
    today: date
    can_act: bool

    @property
    def code(self) -> str:
        """Return the number of the service."""
        return self.finding.criterion.code

    @property
    def name(self) -> str:
        """Return what the service is called."""
        return str(self.finding.criterion.name)

    @property
    def found(self) -> str:
        """Return in words what stands against it, else what was found."""
        finding = self.finding
        if finding.reason is not None:
            return str(finding.reason)
        parts = [part for part in finding.rules if not part.rule.advisory]
        faulty = [part for part in parts if part.state is not State.MET]
        told = faulty or parts
        return _("; ").join(str(part.found) for part in told) or str(finding.found)

    @property
    def until(self) -> str:
        """Return until when it stays in order."""
        until = self.finding.until
        return _("to {day}").format(day=short_day(until, self.today)) if until else ""

    def until_colour(self, colours: Tokens) -> str:
        """Return the colour of that day: that of a warning where it comes soon."""
        soon = self.finding.state is State.DUE_SOON
        return colours.warning.text if soon else colours.text3

    @property
    def evidence(self) -> str:
        """Return how many records prove it."""
        count = len(self.finding.evidence)
        return _("{count} records").format(count=count) if count else _("no records")

    @property
    def person(self) -> str:
        """Return who looked last."""
        return self.finding.checked_by

    @property
    def day(self) -> str:
        """Return when that was."""
        on = self.finding.checked_on
        return short_day(on, self.today) if on else ""

    @property
    def verb(self) -> str:
        """Return the one thing to do with it."""
        return verb_of(self.finding) if self.can_act else _("View")


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a line begin and how wide they are, in px; a width of 0 is left out."""

    code: tuple[int, int]
    name: tuple[int, int]
    pill: tuple[int, int]
    found: tuple[int, int]
    until: tuple[int, int]
    evidence: tuple[int, int]
    person: tuple[int, int]
    day: tuple[int, int]
    verb: int


def lines_of(
    assessment: Assessment,
    accepts: Callable[[Finding], bool],
    today: date,
    *,
    can_act: bool,
) -> list[Group | Row]:
    """Return the lines of an assessment under the tier that first asks for them."""
    return list(_lines(assessment, accepts, today, can_act=can_act))


def said_row(row: Row) -> str:
    """Return a line as a screen reader says it, and as it is copied."""
    state = str(state_mark(row.finding.state))
    parts = (row.code, row.name, state, row.found, row.until, row.evidence, row.person, row.day)
    return "  ".join(part for part in parts if part)


def places_for(width: int, rows: Sequence[Row]) -> Places:
    """Return the places in a line ``width`` px wide; the least needed go first where it is narrow.

    What was found takes what is left over.
    """
    usual, small = QFontMetrics(theme().font(14)), QFontMetrics(theme().font(13))
    bold = QFontMetrics(theme().font(14, bold=True))
    code = _widest(usual, (row.code for row in rows))
    name = min(px(WIDEST_NAME), width // 4, _widest(bold, (row.name for row in rows)))
    pill = max((pill_width(small, str(state_mark(row.finding.state))) for row in rows), default=0)
    verb = _widest(bold, (row.verb for row in rows)) + px(12)
    tail = {
        "until": _widest(small, (row.until for row in rows)),
        "evidence": _widest(small, (row.evidence for row in rows)),
        "person": min(px(96), _widest(small, (row.person for row in rows))),
        "day": _widest(small, (row.day for row in rows)),
    }
    begin, gap = px(8), px(GAP)
    at_found = begin + code + gap + name + gap + pill + gap
    for left_out in ("person", "day", "evidence", "until"):
        if at_found + px(LEAST_FOUND) + _taken(tail, gap) + verb <= width:
            break
        tail[left_out] = 0
    at_verb = width - verb - px(6)
    at_tail = at_verb - _taken(tail, gap)
    starts, at = {}, at_tail
    for key, wide in tail.items():
        starts[key] = (at, wide)
        at += wide + gap if wide else 0
    return Places(
        code=(begin, code),
        name=(begin + code + gap, name),
        pill=(begin + code + gap + name + gap, pill),
        found=(at_found, max(0, at_tail - gap - at_found)),
        verb=at_verb,
        **starts,
    )


def _lines(
    assessment: Assessment,
    accepts: Callable[[Finding], bool],
    today: date,
    *,
    can_act: bool,
) -> Iterator[Group | Row]:
    for tier in TIERS:
        asked = [one for one in assessment.findings if one.criterion.tier == tier]
        shown = [one for one in asked if accepts(one)]
        if not shown:
            continue
        held = sum(one.state.counts for one in asked)
        yield Group(group_title(tier), held, len(asked))
        for one in shown:
            yield Row(one, today, can_act)


def group_title(tier: int) -> str:
    """Return the heading over the services that ``tier`` asks for first."""
    return {
        3: _("Basic services (tier 3)"),
        2: _("Added at tier 2"),
        1: _("Added at tier 1"),
    }[tier]


def _taken(tail: dict[str, int], gap: int) -> int:
    return sum(wide + gap for wide in tail.values() if wide)


def _widest(metrics: QFontMetrics, texts: Iterable[str]) -> int:
    return max((metrics.horizontalAdvance(text) for text in texts), default=0) + px(2)
