"""Pictures on paper: how large they are drawn, without being distorted."""

from __future__ import annotations

import io
from functools import lru_cache


def picture_size(content: bytes, most_width: float, most_height: float) -> tuple[float, float]:
    """Return the width and height at which a picture fills a box without being distorted."""
    wide, high = _pixels(content)
    scale = min(most_width / wide, most_height / high)
    return wide * scale, high * scale


@lru_cache(maxsize=64)
def _pixels(content: bytes) -> tuple[int, int]:
    from PIL import Image

    with Image.open(io.BytesIO(content)) as picture:
        return picture.size
