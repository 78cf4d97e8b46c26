"""Photos as the station keeps them: small, upright, and without what the camera wrote into them."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_

LONGEST_SIDE = 1280
JPEG_QUALITY = 85
MOST_BYTES = 40_000_000
MOST_PIXELS = 40_000_000
"""Pixels decoded at most. A camera's larger JPEG is decoded smaller; a small file may claim more
than any memory holds, which Pillow's own limit refuses before anything is read."""
FORMATS = ("JPEG", "PNG", "WEBP")
MEDIA_TYPE = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Photo:
    """A JPEG of at most 1280 pixels a side."""

    content: bytes
    width: int
    height: int


def shrunk_photo(content: bytes, file_name: str) -> Photo:
    """Return the picture made small and upright, without place, time or camera.

    Raises:
        Refused: when ``content`` is no JPEG, PNG or WebP picture, is damaged, or is too large.
    """
    if len(content) > MOST_BYTES:
        raise Refused([_too_large(file_name)])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _shrunk(content, file_name)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Refused([_no_picture(file_name)]) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused([_too_large(file_name)]) from error


def _shrunk(content: bytes, file_name: str) -> Photo:
    with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded small at once
        if picture.width * picture.height > MOST_PIXELS:
            raise Refused([_too_large(file_name)])
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        plain = _on_white(upright)
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return Photo(out.getvalue(), plain.width, plain.height)


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a new picture of bare colours: what was see-through is white, all notes are gone."""
    seen = picture.convert("RGBA")
    plain = Image.new("RGB", seen.size, "white")
    plain.paste(seen, mask=seen.getchannel("A"))
    return plain


def _no_picture(file_name: str) -> Problem:
    phrase = N_("“{file}” is not a whole JPEG, PNG or WebP picture.")
    return Problem("file", phrase, {"file": file_name})


def _too_large(file_name: str) -> Problem:
    phrase = N_("The picture “{file}” is too large.")
    return Problem("file", phrase, {"file": file_name})
