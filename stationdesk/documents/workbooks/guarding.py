"""Text that a spreadsheet program might take for a formula, and how a CSV file disarms it."""

from __future__ import annotations

FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
_BEFORE_A_FORMULA = "' \t\r\n\u00a0\u3000"


def may_be_formula(text: str) -> bool:
    """Say whether a spreadsheet program could read ``text`` as a formula or command."""
    return text[:1] in ("\t", "\r") or text.lstrip(_BEFORE_A_FORMULA)[:1] in FORMULA_SIGNS


def guarded(text: str) -> str:
    """Return ``text`` as it is written to CSV: led by ``'`` where it might be a formula."""
    return f"'{text}" if text and may_be_formula(text) else text


def unguarded(text: str) -> str:
    """Return what ``guarded`` was given."""
    return text[1:] if text.startswith("'") and may_be_formula(text[1:]) else text
