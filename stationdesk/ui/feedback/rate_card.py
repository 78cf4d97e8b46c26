"""One rate as a card: its share, how it is counted, and how it stands to its red line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.rates import RATE_FORMULAS, RATE_WORDS
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.feedback import NOTHING_TO_COUNT, rate_mark
from stationdesk.ui.widgets.basics import Card, Pill, label, row, set_look
from stationdesk.ui.widgets.charts import Bar

if TYPE_CHECKING:
    from stationdesk.domain.feedback.rates import Rate, RateKey


class RateCard(Card):
    """Shows a rate with its formula, numerator and denominator; nothing to count is a dash."""

    def __init__(self, key: RateKey) -> None:
        super().__init__()
        words = _(RATE_WORDS[key])
        self._number = label("", "kpi")
        self._counted = label("", "muted")
        self._bar = Bar(words, Tone.INFO)
        self._mark = Pill()
        self.title_row.addWidget(self._mark)
        self.set_title(words)
        self.body.addLayout(row(self._number, self._counted, None))
        self.body.addWidget(self._bar)
        self.body.addWidget(label(_(RATE_FORMULAS[key]), "caption", wrap=True))
        self.body.addStretch(1)

    def show_rate(self, rate: Rate) -> None:
        """Show a rate."""
        percent = rate.percent
        self._number.setText(NOTHING_TO_COUNT if percent is None else f"{percent:.1f}%")
        set_look(self._number, tone=Tone.BAD.value if rate.below else None)
        told = _("{counted} of {among}").format(counted=rate.counted, among=rate.among)
        self._counted.setText(told if rate.among else _("nothing to count"))
        self._bar.show_share(rate.counted, rate.among, _tone(rate))
        self._mark.show_mark(rate_mark(rate) if rate.red_line is not None else None)
        self._mark.setToolTip(_("Red line {percent}%").format(percent=rate.red_line or 0))


def _tone(rate: Rate) -> Tone:
    """Return how good a rate is: nobody says so where no red line is set."""
    if rate.red_line is None:
        return Tone.INFO
    return Tone.BAD if rate.below else Tone.GOOD
