"""Hand-kept lists of volunteers: who came on record with one goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.volunteer_desk.profiles import Profiles
from stationdesk.store import volunteers as store
from stationdesk.store import volunteers_imports

if TYPE_CHECKING:
    from stationdesk.domain.ids import ImportId

GONE_ON = N_("{numbers} of this list are on rosters or have hours by now; the list stays.")


class ListHistory(Profiles):
    """Lists that were kept by hand; a desk of its own, for whoever takes imports back."""

    def undo_imported(self, import_id: ImportId) -> None:
        """Take out who came on record with one import.

        Duties and hours that were taken back themselves do not keep anybody.

        Raises:
            Refused: naming those who serve by now.
        """
        brought = [self.volunteer(each) for each in store.of_import(import_id)]
        if serving := [each.number for each in brought if volunteers_imports.serves(each.id)]:
            raise Refused([Problem("import", GONE_ON, {"numbers": "、".join(serving)})])
        with self._context.deed(Topic.VOLUNTEERS):
            for volunteer in reversed(brought):
                self._set_voided(volunteer, voided=True)
