"""The bytes of photos and imported workbooks, each kept once under its SHA-256."""

from __future__ import annotations

import hashlib

from stationdesk.store.tables import StoredFileRow


def keep(content: bytes) -> str:
    """Keep ``content`` unless it is there already; return its SHA-256 in hex."""
    digest = hashlib.sha256(content).hexdigest()
    if StoredFileRow.get_or_none(StoredFileRow.sha256 == digest) is None:
        StoredFileRow.insert(sha256=digest, size_bytes=len(content), content=content).execute()
    return digest


def keep_digest(content: bytes) -> str:
    """Keep that there was such a file, and how long it was, but none of its bytes.

    Bytes that were kept before stay. Returns the SHA-256 in hex.
    """
    digest = hashlib.sha256(content).hexdigest()
    if StoredFileRow.get_or_none(StoredFileRow.sha256 == digest) is None:
        StoredFileRow.insert(sha256=digest, size_bytes=len(content), content=b"").execute()
    return digest


def content_of(sha256: str) -> bytes:
    """Return the bytes kept under ``sha256``; none where only the digest was kept."""
    return bytes(StoredFileRow.get_by_id(sha256).content)
