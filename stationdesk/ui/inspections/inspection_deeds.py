"""What can be done with an inspection: each deed opens its form over the page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.domain.inspections.kinds import InspectionState
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.inspections.asking import Over, ask
from stationdesk.ui.inspections.check_window import CheckWindow
from stationdesk.ui.inspections.head_forms import BeginForm, HeadForm, SignForm
from stationdesk.ui.inspections.notice_forms import NoticeForm
from stationdesk.ui.inspections.reason_form import ReasonForm

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import InspectionId
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.feed import ChangeFeed
    from stationdesk.ui.inspections.asking import InspectionServices


class InspectionDeeds(QObject):
    """Opens the forms over one page.

    ``shown`` tells which inspection is to be seen, ``notice_issued`` which notice; ``refused``
    carries problems that no form shows.
    """

    shown = pyqtSignal(object)
    notice_issued = pyqtSignal(object)
    refused = pyqtSignal(object)

    def __init__(
        self, services: InspectionServices, feed: ChangeFeed, dialogs: Dialogs, over: QWidget
    ) -> None:
        """``over`` is the page the forms stand before."""
        super().__init__(over)
        self._services, self._feed = services, feed
        self._dialogs, self._over = dialogs, over
        self._inspections = services.inspections

    def begin(self) -> None:
        """Begin an inspection and fill it in."""
        form = BeginForm(self._services, **self._over_it())
        ask(form)
        if form.inspection_id is not None:
            self.fill(form.inspection_id)

    def fill(self, inspection_id: InspectionId) -> None:
        """Fill a draft in; it is shown afterwards, however far it came."""
        window = CheckWindow(self._services, inspection_id, self._feed, self._dialogs, self._over)
        ask(window)
        self.shown.emit(inspection_id)

    def go_on(self, inspection_id: InspectionId) -> None:
        """Do what is next: fill it in, or have it signed; a signed one is only shown."""
        head = self._inspections.inspection(inspection_id).inspection
        if head.is_draft:
            self.fill(inspection_id)
        elif head.state is InspectionState.SUBMITTED:
            ask(SignForm(self._services, head, **self._over_it()))
        else:
            self.shown.emit(inspection_id)

    def change_head(self, inspection_id: InspectionId) -> None:
        """Change who inspects, who goes along, and the summary."""
        head = self._inspections.inspection(inspection_id).inspection
        ask(HeadForm(self._services, head, **self._over_it()))

    def take_back(self, inspection_id: InspectionId) -> None:
        """Make a submitted inspection a draft again."""
        head = self._inspections.inspection(inspection_id).inspection
        agreed = self._dialogs.confirm(
            self._over,
            _("Make {number} a draft again?").format(number=head.number),
            _("Its findings count no more until it is submitted again."),
            yes=_("Make it a draft"),
            no=_("Leave it submitted"),
        )
        if agreed:
            try:
                self._inspections.unsubmit(inspection_id)
            except Refused as refusal:
                self.refused.emit(list(refusal.problems))

    def void(self, inspection_id: InspectionId) -> None:
        """Let a draft that was begun by mistake count no more."""
        head = self._inspections.inspection(inspection_id).inspection
        form = ReasonForm(
            _("Void the inspection"),
            _("Void it"),
            f"{head.number} {head.on.isoformat()} {head.inspectors}",
            partial(self._inspections.void, inspection_id),
            offered=(_("Begun twice"), _("Begun for a wrong day")),
            **self._over_it(),
        )
        ask(form)

    def issue_notice(self, inspection_id: InspectionId | None = None) -> None:
        """Hand over a notice of what is not put right yet; None asks of which inspection."""
        form = NoticeForm(self._services, inspection_id, **self._over_it())
        ask(form)
        if form.notice is not None:
            self.notice_issued.emit(form.notice.id)

    def _over_it(self) -> Over:
        return {"dialogs": self._dialogs, "parent": self._over}
