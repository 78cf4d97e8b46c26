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
    ISSUE = "issue"


READABLE = (LedgerKind.STOCK, LedgerKind.AMENITY, LedgerKind.LOAN)
"""Kinds whose rows can be brought in; the others are recognised and named."""

TOGETHER = (LedgerKind.LOAN,)
"""Kinds whose sheets in one book go on where the one before ends: they come in as one import.

The sheets of other kinds tell the same things again, as they stood a month later.
"""

KIND_NAMES = {
    LedgerKind.STOCK: N_("Stock ledger"),
    LedgerKind.AMENITY: N_("Amenity register"),
    LedgerKind.VOLUNTEER: N_("Volunteer list"),
    LedgerKind.FEEDBACK: N_("Feedback book"),
    LedgerKind.LOAN: N_("Loan register"),
    LedgerKind.ROSTER: N_("Duty roster"),
    LedgerKind.ISSUE: N_("Issue record"),
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
    LedgerKind.LOAN: (
        "item",
        "borrower",
        "phone",
        "pieces",
        "lent_on",
        "due_on",
        "returned_on",
        "returned",
        "handled_by",
        "note",
    ),
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
    LedgerKind.LOAN: ("code", "group", "condition", "deposit"),
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
    "item": N_("Thing that was lent"),
    "borrower": N_("Name of the borrower"),
    "phone": N_("Phone of the borrower"),
    "pieces": N_("Number of pieces lent"),
    "lent_on": N_("Day of lending"),
    "due_on": N_("Day it was due back"),
    "returned_on": N_("Day it came back"),
    "returned": N_("Came back or not"),
    "handled_by": N_("Who handed it out"),
    "group": N_("Group of the borrower"),
    "condition": N_("State when it came back"),
    "deposit": N_("Deposit left"),
}
"""The fields in words, for the choices above a column in the preview."""


def fields_of(kind: LedgerKind) -> tuple[str, ...]:
    """Return every field a column of ``kind`` may be read as, none for kinds not read yet."""
    return CORE_FIELDS.get(kind, ()) + EXTRA_FIELDS.get(kind, ())
