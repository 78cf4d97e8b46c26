"""The words the program says, in the language chosen at start."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_catalog: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use_language(code: str, folder: Path) -> None:
    """Speak ``code`` (``"zh_CN"`` or ``"en"``) from now on.

    Args:
        code: the language; a phrase missing from its catalogue is said in English.
        folder: where ``CODE/LC_MESSAGES/stationdesk.mo`` lies.
    """
    global _catalog, _language  # the one process-wide choice, made once at start
    _catalog = gettext.translation("stationdesk", folder, [code], fallback=True)
    _language = code


def words_in(code: str, folder: Path) -> Callable[[str], str]:
    """Return what says a phrase in ``code``, while the program goes on in its own language.

    It is for a page that a visitor reads; ``folder`` is that of ``use_language``.
    """
    catalog = gettext.translation("stationdesk", folder, [code], fallback=True)
    return lambda phrase: catalog.gettext(phrase) if phrase else ""


def language() -> str:
    """Return the language spoken now, ``"zh_CN"`` or ``"en"``."""
    return _language


def _(phrase: str) -> str:
    """Return ``phrase`` in the chosen language."""
    return _catalog.gettext(phrase) if phrase else ""


def N_(phrase: str) -> str:  # noqa: N802 - the gettext tools look for this name
    """Mark ``phrase`` for the translators and return it as it is."""
    return phrase
