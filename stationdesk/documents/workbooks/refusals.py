"""Why a file cannot be read as a workbook, and what must be known about one that was read."""

from __future__ import annotations

from stationdesk.domain.problems import Problem
from stationdesk.domain.sheets import Unreadable
from stationdesk.i18n import N_

NOT_FOUND = N_("There is no such file.")
IS_FOLDER = N_("This is a folder; choose a workbook in it.")
IN_USE = N_("The file cannot be opened. Close it in Excel or WPS and try again.")
LOCK_FILE = N_("This is a lock file of Excel or WPS; choose the workbook beside it.")
EMPTY_FILE = N_("The file is empty.")
TOO_LARGE = N_("The file is larger than {most} MB; bring in its sheets one by one.")
TOO_MANY_CELLS = N_("The workbook holds more than {most} cells; bring in its sheets one by one.")
DAMAGED = N_("The file is damaged or incomplete; copy it again from where it came from.")
SUSPICIOUS = N_("The file unpacks to more than a ledger can hold; nothing was read.")
DOUBLE_PARTS = N_("The file holds the same part twice, as no office program writes it.")
HAS_DOCTYPE = N_("The file holds declarations that no workbook needs; nothing was read.")
NEEDS_PASSWORD = N_("The workbook has an opening password; enter it or save it without one.")
WRONG_PASSWORD = N_("The opening password is not right.")
IS_PICTURE = N_("This is a picture, not a workbook.")
IS_PDF = N_("This is a PDF, not a workbook.")
IS_DOCUMENT = N_("This is a text document or a presentation; copy its table into a workbook.")
IS_ARCHIVE = N_("This is a packed archive; unpack it and choose the workbook in it.")
NOT_A_WORKBOOK = N_("This is not a workbook that can be read; save it as .xlsx and try again.")
SAVE_AS_XLSX = N_("This file only looks like .xls; open it in Excel or WPS and save it as .xlsx.")
BROKEN_TEXT = N_("The text cannot be decoded; save it as .xlsx or as UTF-8 and try again.")
TOOK_TOO_LONG = N_("Reading took too long and was stopped; nothing was brought in.")
CHILD_DIED = N_("The file cannot be read safely; save it as .xlsx again. Nothing was brought in.")
NO_CELLS = N_("The workbook holds no value at all.")

STRAYS_CUT = N_("{count} cells of the sheet “{sheet}” lie far outside and were not read ({first}).")
HIDDEN_SHEET = N_("The sheet “{sheet}” is hidden; it was read as well.")
FORMULAS_BLANK = N_(
    "{count} formulas of the sheet “{sheet}” hold no result; save the workbook in Excel or WPS."
)
LONG_NUMBERS = N_(
    "{count} long numbers of the sheet “{sheet}” are not kept as text; "
    "their last digits may be lost ({first})."
)
OTHER_READER = N_("The workbook is not quite in order; compare what was read with the original.")
LETTERS_REPLACED = N_("Some letters of the text could not be decoded.")
OPEN_QUOTE = N_("A quotation mark in the text is not closed; all were taken as letters.")


def unreadable(phrase: str, about: str = "file", **values: object) -> Unreadable:
    """Return the refusal to raise."""
    return Unreadable(Problem(about, phrase, values))
