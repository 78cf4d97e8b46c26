"""Is a zipped workbook one that an office program could have written? Asked before it is read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from stationdesk.documents.workbooks import limits
from stationdesk.documents.workbooks.refusals import (
    DAMAGED,
    DOUBLE_PARTS,
    HAS_DOCTYPE,
    IS_ARCHIVE,
    IS_DOCUMENT,
    NEEDS_PASSWORD,
    NOT_A_WORKBOOK,
    SAVE_AS_XLSX,
    SUSPICIOUS,
    unreadable,
)

_CHUNK = 1 << 20
_OVERLAP = 16
_XML_NAMES = (".xml", ".rels", ".vml")
_FORBIDDEN = re.compile(rb"<!DOCTYPE|<!ENTITY", re.I)
_EBCDIC_XML = b"\x4c\x6f\xa7\x94"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)


def checked_zip(content: bytes) -> zipfile.ZipFile:
    """Return the opened zip; raises ``Unreadable`` for bombs, double parts and declarations."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content))
    except (*_BROKEN, NotImplementedError, IndexError, KeyError):
        raise unreadable(DAMAGED) from None
    entries = parts.infolist()
    names = [entry.filename.replace("\\", "/").lower() for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        raise unreadable(NEEDS_PASSWORD)
    _refuse_other_kinds(names)
    if len(set(names)) < len(names):
        raise unreadable(DOUBLE_PARTS)
    if len(entries) > limits.MOST_PARTS:
        raise unreadable(SUSPICIOUS)
    if sum(entry.file_size for entry in entries) > limits.MOST_UNPACKED:
        raise unreadable(SUSPICIOUS)
    if any(_too_tight(entry.file_size, entry.compress_size) for entry in entries):
        raise unreadable(SUSPICIOUS)
    for entry in entries:
        _check_part(parts, entry)
    return parts


def _refuse_other_kinds(names: list[str]) -> None:
    known = set(names)
    if known & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        return
    if any(re.search(r"(?:^|/)workbook\d*\.(?:xml|bin)$", name) for name in names):
        return
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise unreadable(IS_DOCUMENT)
    if any(name.startswith("index/") or name.endswith(".iwa") for name in names):
        raise unreadable(SAVE_AS_XLSX)
    raise unreadable(NOT_A_WORKBOOK if "[content_types].xml" in known else IS_ARCHIVE)


def _too_tight(unpacked: int, packed: int) -> bool:
    return unpacked > limits.LARGE_PART and unpacked > limits.MOST_RATIO * max(packed, 1)


def _check_part(parts: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack one part piece by piece; its true size counts, not the one it claims."""
    name = entry.filename.lower()
    total, tail = 0, b""
    try:
        with parts.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                first = total == 0
                total += len(chunk)
                if total > entry.file_size:
                    raise unreadable(SUSPICIOUS)
                if first and not name.endswith(_XML_NAMES) and not _looks_like_xml(chunk):
                    return
                tail = _without_declarations(tail, chunk)
    except (*_BROKEN, NotImplementedError):
        raise unreadable(DAMAGED) from None


def _looks_like_xml(chunk: bytes) -> bool:
    start = chunk[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") or chunk.startswith(_EBCDIC_XML)


def _without_declarations(tail: bytes, chunk: bytes) -> bytes:
    """Refuse DOCTYPE and ENTITY, also in UTF-16 and UTF-32; return what the next piece needs."""
    letters = tail + chunk.replace(b"\0", b"")
    if _FORBIDDEN.search(letters) or chunk.startswith(_EBCDIC_XML):
        raise unreadable(HAS_DOCTYPE)
    return letters[-_OVERLAP:]
