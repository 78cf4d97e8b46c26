"""The left column: the tier attained, what keeps the station from the next, what is coming."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QFontMetrics
from PyQt6.QtWidgets import QGridLayout, QWidget

from stationdesk.domain.tiers.forecast import first_loss
from stationdesk.domain.tiers.standard import TIERS
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.tiers import STATE_TONES, tier_words
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px, theme
from stationdesk.ui.tiers.clamp import Clamp
from stationdesk.ui.tiers.forecast_strip import ForecastStrip
from stationdesk.ui.tiers.remedies import remedies_of
from stationdesk.ui.tiers.said import spoken_day, tier_tone
from stationdesk.ui.tiers.tone_picture import TonePicture
from stationdesk.ui.widgets.basics import (
    Card,
    Elide,
    IconChip,
    Segmented,
    button,
    clear,
    column,
    label,
    row,
    set_look,
)
from stationdesk.ui.widgets.charts import Bar, Ring

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.tiers.assess import Assessment, Finding
    from stationdesk.domain.tiers.forecast import ForecastStep
    from stationdesk.services.tiers import Review

OVERVIEW_WIDTH = 304
ROOM_FOR_WORDS = OVERVIEW_WIDTH - 48
SHOWN_REASONS = 4
TODO_LINES = 2


class StandingCard(Card):
    """The tier attained in words within a ring, and how full each of the three tiers is."""

    def __init__(self) -> None:
        super().__init__(_("Tier now"))
        self.applied = label("", "caption")
        self.title_row.addWidget(self.applied)
        self.ring = Ring(_("Tier attained"), side=116)
        self.bars = {tier: Bar(tier_words(tier)) for tier in TIERS}
        self.counts = {tier: label("", "muted") for tier in TIERS}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(2))
        for number, tier in enumerate(TIERS):
            grid.setRowMinimumHeight(number * 3 + 2, px(8) if number < len(TIERS) - 1 else 0)
            grid.addWidget(label(tier_words(tier)), number * 3, 0)
            right = Qt.AlignmentFlag.AlignRight
            grid.addWidget(self.counts[tier], number * 3, 1, right)
            grid.addWidget(self.bars[tier], number * 3 + 1, 0, 1, 2)
        line = row(self.ring, grid, gap=16)
        line.setStretch(1, 1)
        self.body.addLayout(line)

    def show_assessment(self, assessment: Assessment, *, now: bool) -> None:
        """Show one day's answer; ``now`` tells that the day is today."""
        told = _("Tier now") if now else _("Tier on {day}").format(day=assessment.on)
        self.set_title(told)
        held, whole = assessment.counts(TIERS[-1])
        tone = tier_tone(assessment.attained, assessment.applied_for)
        caption = _("{held} of {whole}").format(held=held, whole=whole)
        self.ring.show_share(held, whole, tier_words(assessment.attained), caption, tone)
        for tier in TIERS:
            part, all_of_it = assessment.counts(tier)
            full = part == all_of_it
            self.bars[tier].show_share(part, all_of_it, Tone.GOOD if full else Tone.WARNING)
            self.counts[tier].setText(f"{part} / {all_of_it}")
        wanted = assessment.applied_for
        said = _("applied for: {tier}").format(tier=tier_words(wanted)) if wanted else ""
        self.applied.setText(said)


class GapCard(Card):
    """What keeps the station from the tier above, each with what to do and a verb."""

    remedy_wanted = pyqtSignal(object, object)
    opened = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=10)
        self.body.addLayout(self._lines)

    def show_missing(self, tier: int | None, missing: Sequence[Finding], *, can_act: bool) -> None:
        """Show what ``tier`` still asks for; None is above the highest."""
        clear(self._lines)
        if tier is None:
            self.set_title(_("The highest tier is attained"))
            self._lines.addLayout(_calm(_("Nothing is missing. Keep the checks up.")))
            return
        title = _("{count} missing for {tier}").format(count=len(missing), tier=tier_words(tier))
        self.set_title(title)
        for finding in missing:
            self._lines.addWidget(self._line(finding, can_act=can_act))

    def _line(self, finding: Finding, *, can_act: bool) -> QWidget:
        name = Elide(str(finding.criterion.name), "strong")
        head = row(TonePicture(STATE_TONES[finding.state], 20), name, gap=8)
        head.setStretchFactor(name, 1)
        head.addWidget(self._verb(finding, can_act=can_act))
        todo = Clamp(str(finding.todo or finding.found), TODO_LINES)
        todo.setContentsMargins(px(28), 0, 0, 0)
        line = QWidget()
        line.setLayout(column(head, todo, gap=0))
        return line

    def _verb(self, finding: Finding, *, can_act: bool) -> QWidget:
        remedies = remedies_of(finding) if can_act else []
        words = remedies[0].verb if remedies else _("View")
        made = button(words, look="link")
        made.setAccessibleName(f"{words} {finding.criterion.name}")
        if remedies:
            made.clicked.connect(partial(self.remedy_wanted.emit, finding, remedies[0]))
        else:
            made.clicked.connect(partial(self.opened.emit, finding.criterion.code))
        return made


class ForecastCard(Card):
    """The first day on which a tier would be lost, and through what."""

    opened = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__(_("The coming 90 days"))
        self.views = Segmented(
            {"routine": _("As usual"), "nothing": _("Nothing done")},
            _("What to suppose"),
        )
        self.strip = ForecastStrip()
        self.verdict = label("", "strong", wrap=True)
        self._reasons = column(gap=4)
        self._place_views()
        self.body.addWidget(self.strip)
        self.body.addWidget(self.verdict)
        self.body.addLayout(self._reasons)
        self._review: Review | None = None
        self.views.chosen.connect(self._on_view)

    def show_review(self, review: Review) -> None:
        """Show what is coming, by the supposition chosen."""
        self._review = review
        self._show()

    def _place_views(self) -> None:
        """Put the choice beside the title where both fit, else under it."""
        letters = QFontMetrics(theme().font(16, bold=True))
        title = letters.horizontalAdvance(self.title.whole_text()) + px(10)
        if title + self.views.sizeHint().width() <= px(ROOM_FOR_WORDS):
            self.title_row.addWidget(self.views)
        else:
            self.body.addWidget(self.views)

    def _on_view(self, _view: str) -> None:
        self._show()

    def _show(self) -> None:
        if self._review is None:
            return
        assessment = self._review.assessment
        routine = self.views.current() == "routine"
        steps = self._review.with_routine if routine else self._review.forecast
        self.strip.show_steps(assessment.attained, assessment.on, steps)
        clear(self._reasons)
        loss = first_loss(steps)
        set_look(self.verdict, tone="warning" if loss else None)
        if loss is None:
            self.verdict.setText(_verdict_without_loss(assessment))
            return
        self._show_loss(loss, assessment.on)

    def _show_loss(self, loss: ForecastStep, today: date) -> None:
        said = _("Falls to {tier} on {day}, through:")
        self.verdict.setText(
            said.format(tier=tier_words(loss.tier_to), day=spoken_day(loss.day, today))
        )
        for finding in loss.because[:SHOWN_REASONS]:
            self._reasons.addWidget(self._reason(finding))
        more = len(loss.because) - SHOWN_REASONS
        if more > 0:
            self._reasons.addWidget(label(_("and {count} more").format(count=more), "caption"))

    def _reason(self, finding: Finding) -> QWidget:
        made = button(finding.criterion.code, look="link")
        made.setAccessibleName(f"{finding.criterion.code} {finding.criterion.name}")
        made.setToolTip(str(finding.todo or finding.found))
        made.clicked.connect(partial(self.opened.emit, finding.criterion.code))
        name = Elide(str(finding.criterion.name), "strong")
        told = Elide(_short(finding), "caption")
        line = QWidget()
        laid = row(made, name, told, gap=6)
        laid.setStretchFactor(told, 1)
        line.setLayout(laid)
        return line


class Overview(QWidget):
    """The three cards one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing, self.gap, self.forecast = StandingCard(), GapCard(), ForecastCard()
        self.setLayout(column(self.standing, self.gap, self.forecast, None, gap=12))
        self.setProperty("look", "scrolled")

    def show_review(self, review: Review, *, can_act: bool) -> None:
        """Show all that one day's review says."""
        self.standing.show_assessment(review.assessment, now=can_act)
        self.gap.show_missing(review.next_tier, review.missing, can_act=can_act)
        self.forecast.show_review(review)


def _verdict_without_loss(assessment: Assessment) -> str:
    if assessment.attained is None:
        return _("No tier is held, so none can be lost.")
    return _("{tier} is held for the next 90 days.").format(tier=tier_words(assessment.attained))


def _short(finding: Finding) -> str:
    """Return what will be wrong, of the rules that are not in order on that day."""
    faulty = [part for part in finding.rules if not part.state.counts and not part.rule.advisory]
    return _("; ").join(str(part.found) for part in faulty)


def _calm(words: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(10))
    grid.setColumnStretch(1, 1)
    grid.addWidget(IconChip(Icon.CHECKMARK_CIRCLE, Tone.GOOD, 32), 0, 0)
    grid.addWidget(label(words, "muted", wrap=True), 0, 1)
    return grid
