"""The register of records and certificates of service (志愿服务证明登记簿)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.forms.common import without
from stationdesk.documents.forms.ledgers import period_ledger
from stationdesk.i18n import _
from stationdesk.listings.attendance import certificates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from stationdesk.documents.papers import Paper
    from stationdesk.domain.attendance.certificates import ServiceCertificate
    from stationdesk.domain.station import Station

_NOT_ON_PAPER = ("volunteer",)


def certificate_register(
    station: Station,
    papers: Sequence[ServiceCertificate],
    first: date,
    last: date,
    *,
    masked: bool = True,
    printed_at: datetime | None = None,
) -> Paper:
    """Return what was drawn up in a period; void papers stay in it with their numbers."""
    return period_ledger(
        station,
        _("Register of service certificates"),
        "certificates",
        without(certificates(masked=masked), _NOT_ON_PAPER),
        papers,
        first,
        last,
        notes=(_("A number is given once; what is void keeps it."),),
        printed_at=printed_at,
    )
