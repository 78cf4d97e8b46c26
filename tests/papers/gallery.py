"""Every paper of a station that lived for a month, as drafts to be written."""

from contextlib import contextmanager
from datetime import date
from pathlib import Path

from stationdesk.documents.labels import LabelSheet
from stationdesk.domain.letterhead import Letterhead
from stationdesk.domain.problems import Refused
from stationdesk.services.demo.making import live_through
from stationdesk.services.desk import open_desk
from stationdesk.services.report_catalogue import REPORTS

FIRST, TODAY = date(2026, 6, 1), date(2026, 6, 30)
HEAD = Letterhead(
    upper_unit="枫桥路街道办事处",
    unit="枫桥路便民服务驿站",
    contact="枫桥路 18 号，电话 029-8555 0000",
    footer="便民利民为民",
)


@contextmanager
def station_desk(folder, first=FIRST):
    """Open a station that lived from ``first`` to the last of June, with a letterhead."""
    desk = open_desk(Path(folder) / "枫桥路.station", today=TODAY)
    try:
        live_through(desk, first, TODAY)
        desk.letterheads.keep(HEAD)
        yield desk
    finally:
        desk.close()


def gallery_of(desk):
    """Return the draft of every paper there are records for, by its key."""
    drafts = {}
    for report in REPORTS:
        try:
            drafts[report.key] = desk.reports.draft(report.key)
        except Refused:
            continue
    return drafts


def is_labels(draft):
    return isinstance(draft.paper, LabelSheet)
