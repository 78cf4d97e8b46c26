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


READABLE = (
    LedgerKind.STOCK,
    LedgerKind.AMENITY,
    LedgerKind.LOAN,
    LedgerKind.FEEDBACK,
    LedgerKind.VOLUNTEER,
    LedgerKind.ROSTER,
)
"""Kinds whose rows can be brought in; the others are recognised and named."""

TOGETHER = (LedgerKind.LOAN, LedgerKind.FEEDBACK, LedgerKind.ROSTER)
"""Kinds whose sheets in one book go on where the one before ends: they come in as one import.

The sheets of other kinds tell the same things again, as they stood a month later.
"""

PERSONAL = frozenset({LedgerKind.LOAN, LedgerKind.FEEDBACK})
"""Kinds that name visitors: nothing of them is shown whole."""

NAMING = PERSONAL | {LedgerKind.VOLUNTEER, LedgerKind.ROSTER}
"""Kinds that name people: phones and numbers are masked, and no copy of the file is kept."""

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
    LedgerKind.FEEDBACK: (
        "date",
        "kind",
        "text",
        "author",
        "phone",
        "author_group",
        "answered",
        "answer",
        "answered_on",
        "rating",
    ),
    LedgerKind.VOLUNTEER: (
        "name",
        "sex",
        "born",
        "id_number",
        "phone",
        "skills",
        "availability",
        "since",
    ),
    LedgerKind.ROSTER: ("date", "shift", "from", "to", "names", "post", "note"),
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
    LedgerKind.FEEDBACK: (
        "code",
        "channel",
        "place",
        "about_person",
        "praised",
        "handler",
        "call_back",
        "settled",
        "note",
    ),
    LedgerKind.VOLUNTEER: ("group", "national_number", "note"),
    LedgerKind.ROSTER: ("came", "left", "minutes"),
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
    "phone": N_("Contact phone"),
    "pieces": N_("Number of pieces lent"),
    "lent_on": N_("Day of lending"),
    "due_on": N_("Day it was due back"),
    "returned_on": N_("Day it came back"),
    "returned": N_("Came back or not"),
    "handled_by": N_("Who handed it out"),
    "group": N_("Group of the borrower"),
    "condition": N_("State when it came back"),
    "deposit": N_("Deposit left"),
    "date": N_("Day on which it was said"),
    "kind": N_("Kind of entry"),
    "text": N_("Words of the entry"),
    "author": N_("Who said it"),
    "author_group": N_("Group of the author"),
    "answered": N_("Answered or not"),
    "answer": N_("What was done or answered"),
    "answered_on": N_("Day of the answer"),
    "rating": N_("How satisfied"),
    "channel": N_("How it reached the station"),
    "about_person": N_("Who is complained about"),
    "praised": N_("Who is praised"),
    "handler": N_("Who dealt with it"),
    "call_back": N_("Call-back"),
    "settled": N_("Struck off or not"),
}
"""The fields in words, for the choices above a column in the preview."""

OWN_FIELD_NAMES = {
    LedgerKind.VOLUNTEER: {
        "name": N_("Name of the volunteer"),
        "sex": N_("Sex of the volunteer"),
        "born": N_("Birth of the volunteer"),
        "id_number": N_("Identity number"),
        "skills": N_("Skills"),
        "availability": N_("When somebody can come"),
        "since": N_("Volunteer since"),
        "group": N_("Group of volunteers"),
        "national_number": N_("National volunteer number"),
    },
    LedgerKind.ROSTER: {
        "date": N_("Day of duty"),
        "weekday": N_("Day of the week"),
        "shift": N_("Shift"),
        "time": N_("From and to"),
        "from": N_("Duty begins"),
        "to": N_("Duty ends"),
        "names": N_("Who is on duty"),
        "day": N_("A day of the roster"),
        "duty": N_("A shift of the roster"),
        "post": N_("Post on duty"),
        "came": N_("Signed in at"),
        "left": N_("Signed out at"),
        "minutes": N_("Time served"),
    },
}
"""Fields that mean something else in a kind than elsewhere, or that only it has."""

_COLUMNS_OF_ROSTERS = (
    *("date", "weekday", "shift", "time", "from", "to", "names"),
    *("day", "duty", "post", "note", "came", "left", "minutes"),
)
"""What a column of a roster can be: in a grid, a day or a shift has a column of its own."""


def fields_of(kind: LedgerKind) -> tuple[str, ...]:
    """Return every field a column of ``kind`` may be read as, none for kinds not read yet."""
    if kind is LedgerKind.ROSTER:
        return _COLUMNS_OF_ROSTERS
    return CORE_FIELDS.get(kind, ()) + EXTRA_FIELDS.get(kind, ())


def field_name(kind: LedgerKind, field: str) -> str:
    """Return what ``field`` is called in ledgers of ``kind``, a phrase to be translated."""
    return OWN_FIELD_NAMES.get(kind, {}).get(field) or FIELD_NAMES[field]
