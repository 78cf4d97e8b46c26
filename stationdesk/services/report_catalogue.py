"""The kinds of paper there are: their names, what each is for, and what can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from stationdesk.i18n import N_, _


class Asks(Enum):
    """What a report lets one choose."""

    DAY = auto()
    PERIOD = auto()
    STOCKTAKE = auto()
    KIT = auto()
    ASSESSMENT = auto()
    BLIND = auto()
    STANDARD = auto()
    ERASING = auto()
    LOAN = auto()
    REASON = auto()
    LABELS = auto()
    ENTRY = auto()
    PAGES = auto()
    MONTH = auto()
    NAMES = auto()
    POSTER = auto()
    ROWS = auto()
    WEEK = auto()
    VOLUNTEER = auto()
    CARDS = auto()
    TRAINING = auto()
    SERVICE_RECORD = auto()
    CERTIFICATE = auto()
    PRINTED = auto()
    INSPECTION = auto()
    NOTICE = auto()
    SENT = auto()


@dataclass(frozen=True, slots=True)
class Report:
    """A kind of paper: its name on the command line, what it is, and what can be chosen.

    ``forms`` are the endings it is written with, the usual one first.
    """

    key: str
    title: str
    about: str
    asks: frozenset[Asks]
    forms: tuple[str, ...] = ("pdf", "xlsx")

    def name(self) -> str:
        """Return what it is called in the user's language."""
        return _(self.title)

    def sentence(self) -> str:
        """Return what it is for, in the user's language."""
        return _(self.about)


_DAY, _PERIOD = frozenset({Asks.DAY}), frozenset({Asks.PERIOD})
_MONTH, _NAMED_PERIOD = frozenset({Asks.MONTH}), _PERIOD | {Asks.NAMES}
_WALL = frozenset({Asks.NAMES, Asks.ROWS, Asks.POSTER})
_TIERS = frozenset({Asks.DAY, Asks.STANDARD})

REPORTS: tuple[Report, ...] = (
    Report(
        "compliance",
        N_("Tier compliance report"),
        N_("For the inspector: every item with what is required, found and proven."),
        _TIERS | {Asks.ASSESSMENT},
        ("pdf",),
    ),
    Report(
        "inspection-form",
        N_("Blank inspection form"),
        N_("The same items with empty boxes, to be filled in by hand on site."),
        _TIERS,
        ("pdf",),
    ),
    Report(
        "self-assessment",
        N_("Self-assessment table"),
        N_("The tier items as a workbook for the street office."),
        _TIERS,
        ("xlsx", "pdf"),
    ),
    Report(
        "kit-check",
        N_("First-aid check sheet"),
        N_("What the kit must hold and what the records say is there, to compare and sign."),
        frozenset({Asks.DAY, Asks.KIT}),
        ("pdf", "xlsx"),
    ),
    Report(
        "kit-check-blank",
        N_("Blank first-aid check sheet"),
        N_("The contents of the kit with empty boxes, for a check by hand."),
        frozenset({Asks.DAY, Asks.KIT}),
        ("pdf",),
    ),
    Report(
        "count-sheet",
        N_("Stocktake sheet"),
        N_("To count with, in shelf order; a count that is closed is printed with its result."),
        frozenset({Asks.STOCKTAKE, Asks.BLIND}),
    ),
    Report(
        "inventory",
        N_("Inventory ledger"),
        N_("All goods with quantity, limits, expiry and place on a day."),
        _DAY,
        ("xlsx", "pdf"),
    ),
    Report(
        "turnover",
        N_("Goods received, issued and left"),
        N_("Opening, in, out and closing of every item in a period."),
        _PERIOD,
        ("xlsx", "pdf"),
    ),
    Report(
        "replenishment",
        N_("Replenishment list"),
        N_("What to order: below the minimum, or expiring within 30 days."),
        frozenset(),
        ("xlsx", "pdf"),
    ),
    Report(
        "donations",
        N_("Donated goods, for public notice"),
        N_("Who gave what in a period, to be put on the notice board."),
        _PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "amenities",
        N_("Amenity register"),
        N_("Every amenity with place, keeper, upkeep and state on a day."),
        _DAY,
        ("xlsx", "pdf"),
    ),
    Report(
        "upkeep-due",
        N_("Upkeep work list"),
        N_("What is overdue and what comes due within 30 days."),
        frozenset(),
        ("pdf", "xlsx"),
    ),
    Report(
        "upkeep-record",
        N_("Upkeep record"),
        N_("What was checked, cleaned and serviced in a period, with what was found."),
        _PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "faults",
        N_("Fault and repair record"),
        N_("Every fault reported in a period, from report to acceptance."),
        _PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "loans",
        N_("Loan register"),
        N_("Who borrowed what in a period, masked: until when, and how it came back."),
        _PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "loans-blank",
        N_("Blank loan register"),
        N_("To be filled in by hand when the computer is not at hand."),
        frozenset(),
        ("pdf",),
    ),
    Report(
        "overdue",
        N_("Overdue loans"),
        N_("What is not back in time, the latest first, with what was tried."),
        _DAY,
        ("pdf", "xlsx"),
    ),
    Report(
        "call-sheet",
        N_("Call sheet for overdue loans"),
        N_("To call late borrowers by; whole phone numbers only for a reason, which is kept."),
        frozenset({Asks.REASON}),
        ("pdf",),
    ),
    Report(
        "lent-things",
        N_("What is lent, at a glance"),
        N_("Every kind with what is owned, out, set aside and free, and every numbered piece."),
        _DAY,
        ("pdf", "xlsx"),
    ),
    Report(
        "loan-figures",
        N_("Lending figures"),
        N_("Loans, returns in time, losses of a period, by kind and by visitor group."),
        _PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "refill",
        N_("Refill list of handy kits"),
        N_("The parts that handy kits lack, to be put back and ticked off."),
        frozenset(),
        ("pdf", "xlsx"),
    ),
    Report(
        "loan-slip",
        N_("Loan slip"),
        N_("One loan with its terms and a place to sign, in two copies on one sheet."),
        frozenset({Asks.LOAN}),
        ("pdf",),
    ),
    Report(
        "kept-things",
        N_("Safekeeping ledger"),
        N_("What was taken into safekeeping in a period, and who fetched it, masked."),
        _PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "lost-property",
        N_("Lost-property ledger"),
        N_("What was found in a period and what became of it, masked."),
        _PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "lost-property-notice",
        N_("Lost property: please claim"),
        N_("What waits for its owner, to be put on the notice board."),
        frozenset(),
        ("pdf",),
    ),
    Report(
        "retention-record",
        N_("Record of erased personal data"),
        N_("What was erased and by which rule, for two people to sign and to be filed."),
        frozenset({Asks.ERASING}),
        ("pdf",),
    ),
    Report(
        "feedback",
        N_("Feedback register"),
        N_("What was said in a period, masked, with answers, call-backs and ratings."),
        _PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "feedback-sheet",
        N_("Feedback handling sheet"),
        N_("One entry from the first word to the last answer, with places to sign."),
        frozenset({Asks.ENTRY}),
        ("pdf",),
    ),
    Report(
        "feedback-open",
        N_("Open and overdue entries"),
        N_("What is not closed now, the overdue first, with who has it in hand."),
        frozenset(),
        ("pdf", "xlsx"),
    ),
    Report(
        "answers-board",
        N_("Answers to what you told us"),
        N_("For the board: answers by the number of the entry, without any name."),
        _DAY,
        ("pdf", "xlsx"),
    ),
    Report(
        "echo-poster",
        N_("The echo wall"),
        N_("The poster of a week on A3: the figures, what was said and what was answered."),
        _DAY,
        ("pdf",),
    ),
    Report(
        "feedback-blank",
        N_("Blank pages of the feedback book"),
        N_("To be laid out and written on by hand; each entry has a number of its own."),
        frozenset({Asks.PAGES}),
        ("pdf",),
    ),
    Report(
        "feedback-figures",
        N_("Feedback figures"),
        N_("The rates of a period with their formulas, and entries by kind, group and topic."),
        _PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "praise",
        N_("Praise register"),
        N_("Praise, silk banners and letters of a period, and who was praised."),
        _PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "roster-week",
        N_("Roster of the week for the wall"),
        N_("Who serves when in the week of a day, with what is missing; names masked or whole."),
        _WALL | _DAY,
        ("pdf",),
    ),
    Report(
        "roster-month",
        N_("Roster of the month"),
        N_("The month by shifts or by people for the wall; as a workbook with both and a list."),
        _WALL | _MONTH,
        ("pdf", "xlsx"),
    ),
    Report(
        "duty-board",
        N_("Duty board for the day"),
        N_("Who is on duty today in big letters, with the times and the station's telephone."),
        _DAY | {Asks.NAMES, Asks.POSTER},
        ("pdf",),
    ),
    Report(
        "signin-sheet",
        N_("Volunteers' sign-in sheet"),
        N_("To sign in and out on by hand: a line for everybody planned, and some for others."),
        _DAY | {Asks.WEEK},
        ("pdf", "xlsx"),
    ),
    Report(
        "my-shifts",
        N_("A volunteer's own shifts"),
        N_("The shifts of one volunteer in a month, on paper and as a file for the phone."),
        _MONTH | {Asks.VOLUNTEER},
        ("pdf", "ics"),
    ),
    Report(
        "volunteers",
        N_("Volunteer register"),
        N_("Everybody who serves, masked; whole phone numbers only for a reason, which is kept."),
        _DAY | {Asks.NAMES, Asks.REASON},
        ("pdf", "xlsx"),
    ),
    Report(
        "volunteer-cards",
        N_("Volunteer cards"),
        N_("Ten cards on a sheet with name, number and the code that signs in and out."),
        frozenset({Asks.CARDS}),
        ("pdf",),
    ),
    Report(
        "attendance",
        N_("Attendance ledger of volunteers"),
        N_("Who came and went when in a period, and what was done."),
        _NAMED_PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "hours",
        N_("Ledger of service hours"),
        N_("Every line of the hours in a period, also those that correct others."),
        _NAMED_PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "hours-by-person",
        N_("Hours of service by person"),
        N_("What each volunteer served in a period, in all, and the stars it makes."),
        _NAMED_PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "hours-statement",
        N_("Statement of service hours"),
        N_("The hours of one volunteer line by line, to be handed out."),
        _PERIOD | {Asks.VOLUNTEER},
        ("pdf", "xlsx"),
    ),
    Report(
        "training-record",
        N_("Training record"),
        N_("One training with the column to sign in by hand, and the results."),
        frozenset({Asks.TRAINING}),
        ("pdf", "xlsx"),
    ),
    Report(
        "trainings",
        N_("Register of trainings"),
        N_("The trainings of a period, how many came and how many passed."),
        _PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "service-record",
        N_("Record of volunteer service"),
        N_("The station's own record for one volunteer, drawn from what was frozen."),
        frozenset({Asks.SERVICE_RECORD, Asks.PRINTED}),
        ("pdf",),
    ),
    Report(
        "service-certificate",
        N_("Certificate of volunteer service"),
        N_("The numbered certificate of the issuing body, with seal and two signatures."),
        frozenset({Asks.CERTIFICATE, Asks.PRINTED}),
        ("pdf",),
    ),
    Report(
        "certificates",
        N_("Register of service certificates"),
        N_("Every record and certificate drawn up in a period, void ones as well."),
        _NAMED_PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "month-report",
        N_("Report of the month"),
        N_("The month as a statistics form, with its records and charts in the workbook."),
        _MONTH | {Asks.SENT},
        ("pdf", "xlsx"),
    ),
    Report(
        "quarter-report",
        N_("Report of the quarter"),
        N_("The same form for the quarter in which a day lies."),
        _DAY,
        ("pdf", "xlsx"),
    ),
    Report(
        "year-report",
        N_("Report of the year"),
        N_("The same form for the year in which a day lies."),
        _DAY,
        ("pdf", "xlsx"),
    ),
    Report(
        "bulletin",
        N_("Bulletin of the month"),
        N_("One page with charts and photos, for the notice board and for superiors."),
        _MONTH,
        ("pdf",),
    ),
    Report(
        "inspection-sheet",
        N_("Inspection checklist filled in"),
        N_("One inspection line by line, with what is to be done, to be signed."),
        frozenset({Asks.INSPECTION}),
        ("pdf", "xlsx"),
    ),
    Report(
        "corrective-notice",
        N_("Corrective notice in two copies"),
        N_("What was found wanting, until when it is put right, and the looks after it."),
        frozenset({Asks.NOTICE}),
        ("pdf",),
    ),
    Report(
        "corrective-notice-blank",
        N_("Blank corrective notice"),
        N_("To be filled in by hand on site, in two copies."),
        frozenset(),
        ("pdf",),
    ),
    Report(
        "corrective-ledger",
        N_("Corrective actions of a period"),
        N_("Each action from the finding to its verification, the overdue ones marked."),
        _PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "posted",
        N_("Papers on the wall"),
        N_("What hangs on the wall on a day, when it was looked at, and what is out of date."),
        _DAY,
        ("pdf", "xlsx"),
    ),
    Report(
        "visits-blank",
        N_("Blank tally sheet of visits"),
        N_("To count visitors by hand, by group and by hour, when the computer is off."),
        frozenset(),
        ("pdf",),
    ),
    Report(
        "labels",
        N_("Labels with square codes"),
        N_("For pieces, amenities, shelves and goods; scanning one opens its record."),
        frozenset({Asks.LABELS}),
        ("pdf",),
    ),
)

REPORT = {report.key: report for report in REPORTS}
