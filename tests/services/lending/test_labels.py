"""Labels for what is in the station, and what a scanned or typed code leads to."""

from dataclasses import replace

import pypdfium2
import pytest

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.goods import NewItem
from stationdesk.domain.labels import KINDS_WITH_DIGITS, Found, LabelKind, label_digits
from stationdesk.domain.lending.pieces import NewUnit
from stationdesk.domain.problems import Refused
from stationdesk.services.drafts import LabelChoice
from stationdesk.services.labels import Labels
from tests.conftest import TODAY
from tests.services.lending.lent_station import LentStation


@pytest.fixture
def station(context):
    return LentStation(context)


@pytest.fixture
def labels(station):
    return station.desk.labels


def told(found):
    return (found.kind, found.id, found.code, found.name)


def test_everything_in_use_can_be_labelled_with_its_kind_in_english(labels):
    offered = labels.choices()
    assert [(each.code, each.name, each.english) for each in offered[LabelKind.PIECE]] == [
        ("BX-001", "百宝箱", "Handy kit"),
        ("LY-001", "轮椅", "Wheelchair"),
    ]
    assert [each.english for each in offered[LabelKind.AMENITY]] == ["Wheelchair"]
    assert [(each.name, each.english) for each in offered[LabelKind.PLACE]] == [
        ("借物架", "Storage place")
    ]
    items = {each.name: each.english for each in offered[LabelKind.ITEM]}
    assert items["雨伞"] == "Umbrellas"


def test_what_has_no_kind_says_nothing_in_english(station, labels):
    station.desk.amenities.add(NewAmenity(name="意见箱", kind="other"))
    station.desk.inventory.add_item(NewItem(name="台历", unit="本", used_for="other"))
    by_name = {each.name: each.english for kind in LabelKind for each in labels.things(kind)}
    assert by_name["意见箱"] == by_name["台历"] == ""


def test_retired_and_archived_things_get_no_new_label_but_are_still_found(station, labels):
    unit = station.desk.lending.add_unit(NewUnit(kind_id=station.kits, place_id=station.shelf))
    station.desk.lending.retire_unit(unit, "箱体破损")
    item = station.desk.inventory.add_item(NewItem(name="旧物", unit="件"))
    station.desk.inventory.archive_item(item)
    assert unit not in {each.id for each in labels.things(LabelKind.PIECE)}
    assert item not in {each.id for each in labels.things(LabelKind.ITEM)}
    assert labels.resolve(label_digits(LabelKind.PIECE, unit)).code == "BX-002"
    assert labels.resolve("BX-002").id == unit


def test_a_label_scanned_anywhere_names_its_record(station, labels):
    wanted = {
        (LabelKind.PIECE, station.piece): ("piece", "LY-001", "轮椅"),
        (LabelKind.AMENITY, station.chair): ("amenity", "SS-0001", "轮椅"),
        (LabelKind.PLACE, station.shelf): ("place", "KW-001", "借物架"),
        (LabelKind.ITEM, station.umbrella): ("item", "WZ-00001", "雨伞"),
    }
    for (kind, number), (word, code, name) in wanted.items():
        found = labels.resolve(label_digits(kind, number))
        assert found == Found(kind=word, id=number, code=code, name=name)


def test_every_offered_label_leads_back_to_its_thing(labels):
    for things in labels.choices().values():
        for thing in things:
            assert told(labels.resolve(thing.square_text)) == told(labels.resolve(thing.code))


@pytest.mark.parametrize(
    "typed", ["LY-001", "ly001", " ly 001 ", "ＬＹ－００１", "LY–001", "Ly-001\r\n"]
)
def test_a_code_typed_by_hand_is_found_however_it_is_written(station, labels, typed):
    assert told(labels.resolve(typed)) == ("piece", station.piece, "LY-001", "轮椅")


def test_codes_of_amenities_places_and_goods_are_found(labels):
    assert [labels.resolve(code).kind for code in ("ss0001", "kw001", "wz00001")] == [
        "amenity",
        "place",
        "item",
    ]


def test_numbers_of_loans_tags_and_found_things_are_found(station, labels):
    loan = station.lend()
    kept, lost = station.keep_a_parcel(), station.find_a_key()
    day = f"{TODAY:%Y%m%d}"
    numbers = {"loan": f"JY-{day}-001", "kept": f"DG-{day}-001", "found": f"SW-{day}-001"}
    ids = {"loan": loan, "kept": kept, "found": lost}
    names = {"loan": "雨伞 张* 5678", "kept": "快递一件", "found": "钥匙一串"}
    for kind, number in numbers.items():
        for typed in (number, number.lower().replace("-", "")):
            assert told(labels.resolve(typed)) == (kind, ids[kind], number, names[kind])


def test_an_undone_loan_is_not_found(station, labels, undos):
    station.lend()
    undos[-1].take_back()
    assert labels.resolve(f"JY-{TODAY:%Y%m%d}-001") is None


@pytest.mark.parametrize("typed", ["", "   ", "-", "LY-999", "10000033", "19999999", "雨伞", "JY"])
def test_an_unknown_or_misread_code_names_nothing(labels, typed):
    assert labels.resolve(typed) is None


def test_a_label_of_a_record_that_is_not_there_names_nothing(labels):
    for kind in KINDS_WITH_DIGITS:
        assert labels.resolve(label_digits(kind, 999_999)) is None


def test_of_codes_that_differ_in_hyphens_only_the_exact_one_is_meant(station, labels):
    plain = station.desk.lending.add_unit(NewUnit(kind_id=station.kits, code="BX001"))
    assert labels.resolve("BX001").id == plain
    assert labels.resolve("BX-001").id == station.kit


def test_labels_are_written_with_the_name_of_the_station(labels, tmp_path):
    path = tmp_path / "labels.pdf"
    draft = labels.draft(labels.things(LabelKind.PIECE), "60x40")
    written = draft.write(path)
    assert (written.pages, written.missing) == (2, "")
    assert draft.file_name(".pdf") == "枫桥路便民服务驿站 Labels with square codes.pdf"
    document = pypdfium2.PdfDocument(path)
    try:
        words = document[1].get_textpage().get_text_range()
    finally:
        document.close()
    assert "".join(words.split()) == "LY-001轮椅Wheelchair枫桥路便民服务驿站"


def test_a_choice_may_narrow_labels_to_some_things(station, labels):
    choice = LabelChoice(of=LabelKind.PIECE, layout="3x7", start=5)
    assert len(labels.sheet(choice).labels) == 2
    narrowed = labels.sheet(replace(choice, ids=frozenset({station.kit})))
    assert [each.code for each in narrowed.labels] == ["BX-001"]
    assert (narrowed.start, narrowed.layout.key) == (5, "3x7")


def test_a_label_printer_knows_no_begun_sheets(labels):
    assert labels.sheet(LabelChoice(layout="40x30", start=7)).start == 1


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (LabelChoice(layout="9x9"), "There is no label paper “9x9”"),
        (LabelChoice(start=0), "A sheet has the places 1 to 24."),
        (LabelChoice(start=25), "A sheet has the places 1 to 24."),
        (LabelChoice(ids=frozenset()), "There is nothing of this kind to label."),
    ],
)
def test_what_cannot_be_printed_is_refused_in_a_sentence(labels, choice, sentence):
    with pytest.raises(Refused) as refusal:
        labels.sheet(choice)
    assert sentence in str(refusal.value)


def test_every_reason_is_named_at_once(labels):
    with pytest.raises(Refused) as refusal:
        labels.draft([], "9x9", 0)
    assert [problem.about for problem in refusal.value.problems] == ["things", "layout"]


def test_a_station_without_its_facts_prints_labels_without_a_name(context):
    from stationdesk.domain.places import NewPlace
    from stationdesk.services.desk import Desk

    desk = Desk(context)
    desk.inventory.add_place(NewPlace(name="货架"))
    labels = Labels(context, desk.station)
    assert labels.draft(labels.things(LabelKind.PLACE)).paper.unit == ""
