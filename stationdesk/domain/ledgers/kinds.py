"""The kinds of ledger a station keeps, and the fields that each may have."""

from __future__ import annotations

from enum import StrEnum

from stationdesk.i18n import N_


class LedgerKind(StrEnum):
    """What a ledger is about."""

    STOCK = "stock"
    AMENITY = "amenity"
    VOLUNTEER = "volunteer"
    FEEDBACK = "feedback"
    LOAN = "loan"
    ROSTER = "roster"


READABLE = (LedgerKind.STOCK, LedgerKind.AMENITY)
"""Kinds whose rows can be brought in; the others are recognised and named."""

KIND_NAMES = {
    LedgerKind.STOCK: N_("Stock ledger"),
    LedgerKind.AMENITY: N_("Amenity register"),
    LedgerKind.VOLUNTEER: N_("Volunteer list"),
    LedgerKind.FEEDBACK: N_("Feedback book"),
    LedgerKind.LOAN: N_("Loan or issue record"),
    LedgerKind.ROSTER: N_("Duty roster"),
}

CORE_FIELDS: dict[LedgerKind, tuple[str, ...]] = {
    LedgerKind.STOCK: (
        "name",
        "spec",
        "unit",
        "quantity",
        "minimum",
        "made_on",
        "expires",
        "place",
        "note",
    ),
    LedgerKind.AMENITY: ("name", "model", "quantity", "place", "since", "working", "keeper"),
}
"""Fields that every record of the kind has in the document of ``ledger_json``."""

EXTRA_FIELDS: dict[LedgerKind, tuple[str, ...]] = {
    LedgerKind.STOCK: (
        "code",
        "category",
        "batch_no",
        "shelf_life",
        "target",
        "source",
        "donor",
    ),
    LedgerKind.AMENITY: ("code", "category", "unit", "serial", "warranty", "source", "note"),
}
"""Fields that a ledger may have beside them; told where the ledger has such a column."""

FIELD_NAMES = {
    "name": N_("Name of the thing"),
    "spec": N_("Specification"),
    "model": N_("Brand and model"),
    "unit": N_("Unit of count"),
    "quantity": N_("Quantity on hand"),
    "minimum": N_("Minimum stock"),
    "target": N_("Target stock"),
    "made_on": N_("Production date"),
    "expires": N_("Expiry date"),
    "shelf_life": N_("Shelf life"),
    "batch_no": N_("Batch number"),
    "place": N_("Place kept"),
    "note": N_("Remarks"),
    "code": N_("Code"),
    "category": N_("Category"),
    "source": N_("Source"),
    "donor": N_("Donor"),
    "since": N_("In service since"),
    "working": N_("Working or not"),
    "keeper": N_("Person in charge"),
    "serial": N_("Serial number"),
    "warranty": N_("Warranty until"),
}
"""The fields in words, for the choices above a column in the preview."""


def fields_of(kind: LedgerKind) -> tuple[str, ...]:
    """Return every field a column of ``kind`` may be read as, none for kinds not read yet."""
    return CORE_FIELDS.get(kind, ()) + EXTRA_FIELDS.get(kind, ())
