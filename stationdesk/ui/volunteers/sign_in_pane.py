"""The chosen line of the day: what was planned, what was signed, what was corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt

from stationdesk.domain.attendance.presence import MEANS_WORDS, PresenceState
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.icons import Icon
from stationdesk.ui.volunteers.placing import at_left
from stationdesk.ui.volunteers.words import hours_words
from stationdesk.ui.widgets.basics import (
    button,
    icon_button,
    keep_shown,
    label,
    rename,
    rule,
    set_look,
)
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.attendance.presence import Correction
    from stationdesk.ui.volunteers.day_lines import DayLine


class SignInPane(DetailPane):
    """One person of the day; the first button does what comes next."""

    def __init__(self) -> None:
        super().__init__(_("Choose somebody at the left."))
        self.told = label("", wrap=True)
        self.facts = Facts()
        self.history_title, self.history = label(_("Corrected"), "strong"), ToldRows()
        self.next = button("", Icon.CHECKMARK_CIRCLE)
        self.correct = button(_("Correct it…"), Icon.EDIT)
        self.person = button(_("Show the volunteer"), Icon.PERSON, look="link")
        self.more = icon_button(Icon.MORE_HORIZONTAL, _("More actions for this attendance"))
        for part in (
            self.told,
            self.facts,
            at_left(self.person),
            rule(),
            self.history_title,
            self.history,
        ):
            self.body.addWidget(part)
        self.foot.addWidget(self.next, 1)
        self.foot.addWidget(self.correct, 1)
        self.foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)

    def show_line(
        self, line: DayLine, corrections: Sequence[Correction], rounding: int, verb: str
    ) -> None:
        """Show a line; ``verb`` is what comes next, empty where nothing does."""
        self.show_head(line.name, line.mark, line.shift)
        self.facts.show_facts(_facts(line, rounding))
        self._tell(line)
        self.history.show_rows(
            [
                Told(f"{each.before} → {each.after}", each.recorded_by, note=each.reason)
                for each in corrections
            ]
        )
        keep_shown(self.history_title, shown=bool(corrections))
        keep_shown(self.next, shown=bool(verb))
        if verb:
            rename(self.next, verb)
        kept = line.presence.attendance if line.presence else None
        others = verb != _("Correct")
        keep_shown(self.correct, shown=kept is not None and not kept.is_void and others)

    def _tell(self, line: DayLine) -> None:
        told, tone = "", Tone.INFO
        if line.state is PresenceState.TO_REVIEW:
            told = _("Nobody signed out: it closed by itself. Look at it and confirm or correct.")
            tone = Tone.WARNING
        elif not line.bound:
            told = _("The roster of this day is not published yet; it binds nobody.")
        self.told.setText(told)
        set_look(self.told, tone=tone.value)
        keep_shown(self.told, shown=bool(told))


def _facts(line: DayLine, rounding: int) -> list[tuple[str, str]]:
    facts: list[tuple[str, str]] = []
    if line.starts is not None and line.ends is not None:
        facts.append((_("Planned times"), f"{line.starts:%H:%M}–{line.ends:%H:%M}"))
    if line.presence is not None:
        kept = line.presence.attendance
        facts += [
            (_("Signed in"), f"{kept.came_at:%m-%d %H:%M} {_(MEANS_WORDS[kept.came_by])}"),
            (
                _("Signed out at"),
                f"{kept.left_at:%m-%d %H:%M} {_(MEANS_WORDS[kept.left_by])}"
                if kept.left_at and kept.left_by
                else "",
            ),
            (_("Breaks and travel"), str(kept.away_minutes) if kept.away_minutes else ""),
            (
                _("Credited hours"),
                hours_words(line.presence.credited, rounding) if kept.left_at else "",
            ),
            (_("Service done"), kept.work),
            (_("Why void"), kept.void_reason),
        ]
    elif line.duty is not None:
        facts.append((_("Reason"), line.duty.reason))
    return [fact for fact in facts if fact[1]]
