import io

import pytest
from PIL import Image

from stationdesk.domain.problems import Refused
from stationdesk.services.attachments import Attachments
from stationdesk.services.changes import Topic
from stationdesk.services.keeping import Keeping
from stationdesk.store.tables import StoredFileRow
from tests.services.keeping.keeping_desk import found


@pytest.fixture
def attachments(context):
    return Attachments(context)


def _picture(colour="red", size=(2000, 1000)):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def test_a_photo_is_kept_small_with_its_record(attachments, announced):
    photo_id = attachments.add("amenity", "u1", "门口 灭火器.png", _picture(), "压力正常")
    (kept,) = attachments.of("amenity", "u1")
    assert (kept.file_name, kept.media_type, kept.note) == (
        "门口 灭火器.jpg",
        "image/jpeg",
        "压力正常",
    )
    with Image.open(io.BytesIO(attachments.content(photo_id))) as picture:
        assert picture.size == (1280, 640)
    assert announced == [frozenset({Topic.AMENITIES})]
    assert attachments.of("amenity", "u2") == []


def test_the_same_bytes_are_kept_once(attachments):
    attachments.add("amenity", "u1", "a.png", _picture())
    attachments.add("station", "u2", "b.png", _picture())
    assert StoredFileRow.select().count() == 1


def test_a_photo_can_be_put_away_and_brought_back(attachments, undos):
    photo_id = attachments.add("fault", "u1", "a.png", _picture())
    attachments.archive(photo_id)
    assert attachments.of("fault", "u1") == []
    undos[-1].take_back()
    assert len(attachments.of("fault", "u1")) == 1
    undos[0].take_back()
    assert attachments.of("fault", "u1") == []


def test_what_is_no_picture_is_refused(attachments):
    with pytest.raises(Refused, match="台账"):
        attachments.add("amenity", "u1", "台账.xlsx", b"PK\x03\x04")
    assert attachments.of("amenity", "u1") == []


def test_a_photo_of_a_found_thing_tells_no_name_and_papers_are_not_photographed(
    context, attachments, announced
):
    keeping = Keeping(context)
    bag = keeping.found_thing(keeping.enter_found(found()))
    card = keeping.found_thing(keeping.enter_found(found(kind="id_card")))
    announced.clear()
    attachments.add("found_thing", bag.uid, "骆清平的包.png", _picture(), "骆清平的")
    (kept,) = attachments.of("found_thing", bag.uid)
    assert (kept.file_name, kept.note) == ("photo.jpg", "")
    assert announced == [frozenset({Topic.KEEPING})]
    with pytest.raises(Refused, match="are not photographed"):
        attachments.add("found_thing", card.uid, "a.png", _picture())
    assert attachments.of("found_thing", card.uid) == []
