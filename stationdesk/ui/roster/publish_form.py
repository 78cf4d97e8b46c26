"""The last look before a roster is published: what stops it, what is open, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.roster.rules import RULE_WORDS
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.roster.versions import CHANGE_WORDS
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Tone
from stationdesk.ui.roster.words import (
    head_day,
    hole_line,
    person_breach,
    span_words,
    times_words,
)
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.forms import Form
from stationdesk.ui.widgets.notes import InlineNote
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.roster.cover_rules import Hole
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.outcomes import PublishCheck
    from stationdesk.domain.roster.periods import Period
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.domain.roster.versions import Change
    from stationdesk.ui.dialogs import Dialogs

MOST_SHOWN = 5
WIDTH = 560
WHY_CHANGED = (N_("Somebody cannot come"), N_("Shifts were swapped"), N_("Gaps were filled"))


class PublishForm(Form):
    """Publishing binds everybody on the roster; a later one says why it is changed."""

    def __init__(
        self,
        period: Period,
        check: PublishCheck,
        facts: RosterFacts,
        keep: Callable[[str], object],
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Publish the roster"), _("Publish"), dialogs=dialogs, parent=parent)
        self._keep = keep
        days = span_words(period.first_day, period.last_day)
        self.grid.add_wide(label(f"{period.number} · {days}", "muted"))
        self.setMinimumWidth(px(WIDTH))
        coming = [hole for hole in check.holes if hole.starts >= absolute(facts.today, 0)]
        self._say_verdict(check, len(coming))
        self._add_rows(_("Rules still broken"), [_breach(each, facts) for each in check.breaches])
        self._add_rows(_("Holes by the clock"), [_hole(each, facts) for each in coming])
        names = names_by_uid(facts)
        self._add_rows(_("Changed since"), [change_told(each, names) for each in check.changes])
        self.reason = TextField()
        if period.revision:
            self.add("reason", _("Why it is changed"), self.reason, required=True)
            self.reason.offer([_(words) for words in WHY_CHANGED])
        self.keep_button.setEnabled(not check.breaches)
        self.set_clean()

    def keep(self) -> None:
        self._keep(self.reason.value())

    def _say_verdict(self, check: PublishCheck, holes: int) -> None:
        verdict = InlineNote()
        self.grid.add_wide(verdict)
        if check.breaches:
            told = _("Rules are broken and nobody gave a reason: mend or pass them first.")
            verdict.say(told, Tone.BAD)
        elif holes:
            told = _("It can be published, though {count} holes are left by the clock.")
            verdict.say(told.format(count=holes), Tone.WARNING)
        else:
            verdict.say(_("All rules hold and the desk is never empty."), Tone.GOOD)

    def _add_rows(self, heading: str, told: Sequence[Told]) -> None:
        if not told:
            return
        self.grid.add_heading(f"{heading} · {len(told)}")
        rows = ToldRows()
        shown = list(told[:MOST_SHOWN])
        if len(told) > MOST_SHOWN:
            shown.append(Told(what=_("and {count} more").format(count=len(told) - MOST_SHOWN)))
        self.grid.add_wide(rows)
        rows.show_rows(shown)


def change_told(change: Change, names: Mapping[str, str]) -> Told:
    """Return one change as a row: who and how, where it is now and where it was."""
    row, before = change.row, change.before
    name = names.get(row.volunteer_uid, "")
    now = f"{head_day(row.day)} {row.shift} {times_words(row.from_minute, row.to_minute)}"
    if before is not None and before != row:
        was = f"{head_day(before.day)} {before.shift}"
        now = _("{now} (was {before})").format(now=now, before=was)
    return Told(what=f"{name} · {_(CHANGE_WORDS[change.kind])}", how=now)


def names_by_uid(facts: RosterFacts) -> dict[str, str]:
    """Return who is behind the uids of a change list."""
    return {person.uid: person.shown for person in facts.people.values()}


def _breach(breach: Breach, facts: RosterFacts) -> Told:
    how = f"{head_day(breach.day)} · {_(RULE_WORDS[breach.rule])}"
    return Told(what=person_breach(breach, facts), how=how, tone=Tone.BAD)


def _hole(hole: Hole, facts: RosterFacts) -> Told:
    day = head_day(type(facts.first).fromordinal(hole.starts // 1440))
    return Told(what=f"{day} {hole_line(hole, facts)}", how=hole.rule_name, tone=Tone.WARNING)
