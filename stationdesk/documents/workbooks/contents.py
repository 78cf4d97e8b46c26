"""What a file really is, told by its first bytes and never by its ending, and who reads it."""

from __future__ import annotations

import io
import re

from stationdesk.documents.workbooks.delimited import book_of_text, decoded
from stationdesk.documents.workbooks.markup_tables import book_of_html, book_of_spreadsheetml
from stationdesk.documents.workbooks.refusals import (
    DAMAGED,
    EMPTY_FILE,
    HAS_DOCTYPE,
    IS_ARCHIVE,
    IS_DOCUMENT,
    IS_PDF,
    IS_PICTURE,
    NEEDS_PASSWORD,
    NOT_A_WORKBOOK,
    SAVE_AS_XLSX,
    WRONG_PASSWORD,
    unreadable,
)
from stationdesk.documents.workbooks.spreadsheets import book_of_old_workbook, book_of_zip
from stationdesk.domain.sheets import Book, Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
_PROGRAMS = (b"MZ", b"\x7fELF", b"SQLite format 3\0", b"{\\rtf")
_FTYP = re.compile(rb".{4}ftyp(?:heic|heix|mif1|avif)", re.S)


def book_of(content: bytes, password: str | None) -> Book:
    """Return what the bytes of a file hold; raises ``Unreadable`` where it is no workbook."""
    if not content.strip(b"\0 \t\r\n"):
        raise unreadable(EMPTY_FILE)
    if content.startswith(b"PK"):
        return book_of_zip(content)
    if content.startswith(_OLE):
        return _book_of_ole(content, password)
    if content[:2] in (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08"):
        return book_of_old_workbook(content)
    _refuse_what_is_known(content)
    return _book_of_letters(content)


def _refuse_what_is_known(content: bytes) -> None:
    riff = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if content.startswith(_PICTURES) or riff or _FTYP.match(content):
        raise unreadable(IS_PICTURE)
    if content.lstrip()[:5] == b"%PDF-":
        raise unreadable(IS_PDF)
    if content.startswith(_ARCHIVES):
        raise unreadable(IS_ARCHIVE)
    if content.startswith(_PROGRAMS):
        raise unreadable(NOT_A_WORKBOOK)


def _book_of_ole(content: bytes, password: str | None) -> Book:
    if _names(content, "EncryptedPackage"):
        return book_of(_decrypted(content, password), None)
    if not (_names(content, "Workbook") or _names(content, "Book")):
        other = _names(content, "WordDocument") or _names(content, "PowerPoint Document")
        raise unreadable(IS_DOCUMENT if other else NOT_A_WORKBOOK)
    try:
        return book_of_old_workbook(content)
    except Unreadable as refusal:
        if refusal.problem.about != "password" or password is None:
            raise
    return book_of_old_workbook(_decrypted(content, password))


def _names(content: bytes, stream: str) -> bool:
    """Return whether an OLE file has a stream of that name in its directory."""
    return stream.encode("utf-16-le") + b"\0\0" in content


def _decrypted(content: bytes, password: str | None) -> bytes:
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError

    if password is None:
        raise unreadable(NEEDS_PASSWORD, about="password")
    plain = io.BytesIO()
    try:
        book = msoffcrypto.OfficeFile(io.BytesIO(content))
        book.load_key(password=password, verify_password=True)
        book.decrypt(plain)
    except InvalidKeyError:
        raise unreadable(WRONG_PASSWORD, about="password") from None
    except (DecryptionError, FileFormatError, OSError, ValueError, KeyError, IndexError):
        raise unreadable(DAMAGED) from None
    return plain.getvalue()


def _book_of_letters(content: bytes) -> Book:
    text, replaced = decoded(content)
    start = text[:4096].lstrip("\ufeff \t\r\n").lower()
    if start.startswith("<?xml") or "<workbook" in start:
        return _book_of_xml(text, start)
    if re.match(r"<(?:!doctype\s+html|html|head|meta|body|table|style|!--)", start):
        return book_of_html(text)
    if start.startswith("mime-version:") or "content-type: multipart/related" in start:
        raise unreadable(SAVE_AS_XLSX)
    return book_of_text(text, replaced)


def _book_of_xml(text: str, start: str) -> Book:
    if "<html" in start:
        return book_of_html(text)
    if re.search(r"<!doctype|<!entity", text, re.I):
        raise unreadable(HAS_DOCTYPE)
    if "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return book_of_spreadsheetml(text)
    raise unreadable(SAVE_AS_XLSX if "office" in start else NOT_A_WORKBOOK)
