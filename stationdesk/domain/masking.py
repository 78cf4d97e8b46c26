"""Phones and ID numbers as they may be shown: enough to tell them apart, too little to use.

The forms are the field's usual ones (phone 138****5678, ID number 110101********1234).
"""

from __future__ import annotations

import re

_ID_NUMBER = re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?!\d)")
_PHONE = re.compile(r"(?<!\d)(1\d{2})[ -]?\d{4}[ -]?(\d{4})(?!\d)")


def masked(text: str) -> str:
    """Return ``text`` with the middle of every mobile phone and ID number in it hidden."""
    return _PHONE.sub(r"\1****\2", _ID_NUMBER.sub(r"\1********\2", text))
