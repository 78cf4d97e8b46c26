import io
import struct
import zlib

import pytest
from PIL import Image

from stationdesk.documents.photos import MOST_PIXELS, shrunk_photo
from stationdesk.domain.problems import Refused

ORIENTATION, MAKER = 0x0112, 0x010F


def _bytes(picture, kind, **options):
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def _half_and_half(size=(400, 200)):
    """Left half red, right half blue."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    return picture


def _opened(photo):
    return Image.open(io.BytesIO(photo.content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("size", "kept"),
    [((4000, 3000), (1280, 960)), ((900, 2560), (450, 1280)), ((640, 480), (640, 480))],
)
def test_a_picture_becomes_a_small_jpeg(kind, size, kept):
    photo = shrunk_photo(_bytes(Image.new("RGB", size, "green"), kind), "门口.jpg")
    with _opened(photo) as picture:
        assert (picture.format, picture.size) == ("JPEG", kept)
    assert (photo.width, photo.height) == kept


def test_a_picture_taken_sideways_stands_upright_and_tells_nothing_of_the_camera():
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # the top of the scene is on the right of the stored picture
    exif[MAKER] = "Camera of somebody"
    photo = shrunk_photo(_bytes(_half_and_half(), "JPEG", exif=exif, quality=95), "a.jpg")
    with _opened(photo) as picture:
        assert picture.size == (200, 400)
        red, _green, blue = picture.getpixel((100, 50))
        assert red > 200 > 50 > blue
        assert dict(picture.getexif()) == {}
    assert b"Camera" not in photo.content
    assert b"Exif" not in photo.content


def test_what_is_see_through_becomes_white():
    photo = shrunk_photo(_bytes(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG"), "a.png")
    with _opened(photo) as picture:
        assert picture.getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK"])
def test_pictures_of_every_mode_are_taken(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert shrunk_photo(_bytes(Image.new(mode, (30, 20)), kind), "a").width == 30


def _claims(width, height):
    """A PNG of a few bytes that says it is very large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 a workbook",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        _bytes(Image.new("RGB", (10, 10)), "GIF"),
        _bytes(Image.new("RGB", (10, 10)), "BMP"),
        _bytes(_half_and_half((800, 600)), "JPEG")[:2000],
        _bytes(_half_and_half((800, 600)), "PNG")[:200],
        _claims(100_000, 100_000),
        _claims(10_000, 9_000),
        _claims(10_000, MOST_PIXELS // 10_000 + 1),
    ],
    ids=["empty", "zip", "svg", "gif", "bmp", "cut jpeg", "cut png", "bomb", "lie", "too large"],
)
def test_anything_else_is_refused_with_one_sentence(content):
    with pytest.raises(Refused) as refusal:
        shrunk_photo(content, "可疑.jpg")
    (problem,) = refusal.value.problems
    assert "可疑.jpg" in str(problem)
