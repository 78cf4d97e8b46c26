from dataclasses import replace
from pathlib import Path

import pytest

from stationdesk.domain.problems import Refused
from stationdesk.domain.tiers.phrases import Words
from stationdesk.domain.tiers.standard import (
    RuleKind,
    next_own_code,
    with_criterion,
    with_hand_criterion,
    with_rule,
    without_criterion,
)
from stationdesk.domain.tiers.standard_file import read_standard
from stationdesk.domain.tiers.standard_text import standard_text

PRESETS = Path(__file__).parents[3] / "resources" / "standards"
FORMER = Path(__file__).parents[2] / "fixtures" / "standards"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(PRESETS.glob("*.toml"))}
STATED = {"S01", "S02", "S09", "S10", "S13", "S14", "S15"}


def problems_of(text):
    with pytest.raises(Refused) as refusal:
        read_standard(text)
    return [str(problem) for problem in refusal.value.problems]


def test_both_presets_are_shipped_under_their_keys():
    assert set(TEXTS) == {"yanta-2023", "union-2023"}
    assert all(read_standard(text).key == key for key, text in TEXTS.items())


@pytest.mark.parametrize("key", TEXTS)
def test_a_preset_asks_for_8_12_and_16_services(key):
    standard = read_standard(TEXTS[key])
    assert {tier: len(codes) for tier, codes in standard.tiers.items()} == {3: 8, 2: 12, 1: 16}
    assert [one.code for one in standard.criteria] == [f"S{n:02d}" for n in range(1, 17)]
    assert standard.warn_days == 14
    assert "可编辑" in standard.note.zh
    assert "editable" in standard.note.en


@pytest.mark.parametrize("key", TEXTS)
def test_what_the_source_states_is_flagged_and_nothing_else(key):
    standard = read_standard(TEXTS[key])
    assert {one.code for one in standard.criteria if one.stated} == STATED
    stated_tiers = {one.code: set(one.stated_tiers) for one in standard.criteria if one.stated}
    assert stated_tiers["S01"] == {3, 2}
    assert stated_tiers["S10"] == {2}
    assert all("推定" in one.source.zh for one in standard.criteria if not one.stated)


@pytest.mark.parametrize(
    ("key", "tier", "codes"),
    [
        ("yanta-2023", 3, "S01 S02 S03 S04 S05 S06 S07 S08"),
        ("yanta-2023", 2, "S09 S10 S11 S12"),
        ("yanta-2023", 1, "S13 S14 S15 S16"),
        ("union-2023", 3, "S01 S02 S06 S09 S10 S11 S12 S13"),
        ("union-2023", 2, "S03 S04 S05 S08"),
        ("union-2023", 1, "S07 S14 S15 S16"),
    ],
)
def test_each_service_starts_at_its_tier(key, tier, codes):
    standard = read_standard(TEXTS[key])
    assert [one.code for one in standard.criteria if one.tier == tier] == codes.split()


@pytest.mark.parametrize(
    ("code", "kind", "amounts"),
    [
        ("S01", "required_set", {3: 1, 2: 1, 1: 1}),
        ("S02", "stock_quantity", {3: 5, 2: 10, 1: 20}),
        ("S03", "stock_kinds", {3: 6, 2: 8, 1: 12}),
        ("S04", "stock_quantity", {3: 2, 2: 3, 1: 3}),
        ("S04", "amenity", {1: 1}),
        ("S08", "extinguishers", {3: 2, 2: 2, 1: 2}),
        ("S09", "amenity", {2: 1, 1: 1}),
        ("S10", "capacity", {2: 4, 1: 8}),
        ("S11", "amenity", {2: 1, 1: 1}),
        ("S12", "season_device", {2: 1, 1: 1}),
        ("S13", "capacity", {1: 6}),
        ("S15", "amenity", {1: 1}),
    ],
)
def test_the_yanta_preset_asks_for_the_amounts_of_the_catalogue(code, kind, amounts):
    criterion = read_standard(TEXTS["yanta-2023"]).criterion(code)
    first = next(one for one in criterion.rules if one.kind == kind)
    assert dict(first.quantity) == amounts


@pytest.mark.parametrize("key", TEXTS)
def test_every_hand_check_has_names_and_a_question_in_both_languages(key):
    standard = read_standard(TEXTS[key])
    for subject in standard.subjects:
        assert all((subject.name.zh, subject.name.en, subject.question.zh, subject.question.en))
        assert standard.check_interval(subject.key)
        assert standard.codes_using(subject.key)


@pytest.mark.parametrize("key", TEXTS)
def test_the_lending_desk_proves_what_was_looked_at_by_hand_before(key):
    standard = read_standard(TEXTS[key])
    former = {one.key for one in standard.former_subjects}
    assert former == {
        *("loan_ledger_kept", "aids_in_order", "lost_property_log"),
        "feedback_in_time",
    }
    for subject in former:
        assert standard.subject(subject) is None
        assert standard.subject_once_asked(subject).name.zh
        assert standard.codes_using(subject) == ()
    ledgers = {
        (one.code, rule.used_for, rule.audience, rule.interval_days)
        for one in standard.criteria
        for outer in one.rules
        for rule in outer.every_rule()
        if rule.kind in (RuleKind.LOAN_LEDGER, RuleKind.LOST_PROPERTY)
    }
    assert ledgers == {
        ("S02", ("umbrella",), "visitors", 7),
        ("S03", (), "duty", 7),
        ("S04", ("reading_glasses",), "visitors", 31),
        ("S04", ("magnifier",), "visitors", 31),
        ("S05", (), "visitors", 7),
    }


def test_a_copy_made_before_the_lending_desk_goes_on_asking_for_its_looks():
    text = (FORMER / "yanta-2023-before-lending.toml").read_text(encoding="utf-8")
    copy = read_standard(text)
    assert copy.version == "2023.1"
    assert read_standard(standard_text(copy)) == copy
    assert copy.codes_using("loan_ledger_kept") == ("S02",)
    assert copy.subject_once_asked("loan_ledger_kept") == copy.subject("loan_ledger_kept")


@pytest.mark.parametrize("key", TEXTS)
def test_what_is_written_is_read_back_equal(key):
    standard = read_standard(TEXTS[key])
    assert read_standard(standard_text(standard)) == standard


def test_all_mistakes_are_named_at_once_with_line_item_and_field():
    lines = TEXTS["yanta-2023"].splitlines()
    at = lines.index("quantity = {T3 = 5, T2 = 10, T1 = 20}")
    lines[at] = "quantity = {T3 = 5, T2 = -1, T1 = 20}"
    at_interval = lines.index("interval_days = 31")
    lines[at_interval] = 'interval_days = "monthly"'
    lines.insert(at_interval, "intervall = 3")
    assert problems_of("\n".join(lines)) == [
        f"Line {at_interval + 2}, criterion S01, field “interval_days”: "
        "write a whole number from 1 to 3660",
        f"Line {at_interval + 1}, criterion S01, field “intervall”: this field is not known here",
        f"Line {at + 2}, criterion S02, rule 1 (stock_quantity), field “quantity”: "
        "write amounts from 1 on, such as {T3 = 5, T2 = 10, T1 = 20}",
    ]


def test_a_missing_field_is_named_at_its_heading():
    text = TEXTS["yanta-2023"].replace('code = "S01"\n', "", 1)
    line = text.splitlines().index("[[criteria]]") + 1
    assert problems_of(text) == [f"Line {line}, criterion 1, field “code”: is missing"]


def test_what_is_not_toml_is_named_by_line():
    text = TEXTS["yanta-2023"].replace('key = "yanta-2023"', 'key = "yanta-2023', 1)
    assert problems_of(text)[0].startswith("Line 4, column")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('subject = "exits_clear"', 'subject = "exits"', "which is not listed"),
        ('code = "S02"', 'code = "S01"', "listed more than once"),
        ('kind = "season_device"', 'kind = "weather"', "“weather” is not known here"),
        ('purposes = ["replace"]', 'purposes = ["renew"]', "“renew” is not known here"),
        ("tier = 2", "tier = 4", "whole number from 1 to 3"),
        ("stated = true", "stated = false", "name the tiers that the source states"),
        ('used_for = ["umbrella"]', "used_for = [3]", "list of words"),
        ('audience = "duty"', 'audience = "guests"', "“guests” is not known here"),
        ("least_in_station = 0", "least_in_station = -1", "whole number from 0"),
        ('key = "aids_in_order"', 'key = "exits_clear"', "listed more than once"),
        ('subject = "exits_clear"', 'subject = "aids_in_order"', "which is not listed"),
    ],
)
def test_each_mistake_is_refused(old, new, said):
    assert any(said in one for one in problems_of(TEXTS["yanta-2023"].replace(old, new)))


@pytest.mark.parametrize("text", ["", "key = 1", "criteria = 3", "[criteria]", "subjects = [1]"])
def test_a_text_that_is_no_standard_is_refused(text):
    assert problems_of(text)


def test_a_station_may_change_amounts_and_add_and_take_out_services():
    standard = read_standard(TEXTS["yanta-2023"])
    umbrellas = standard.criterion("S02")
    fewer = replace(umbrellas.rules[0], quantity={3: 3, 2: 6, 1: 9})
    changed = with_criterion(standard, with_rule(umbrellas, 0, fewer))
    changed = with_hand_criterion(
        without_criterion(changed, "S16"),
        code=next_own_code(changed),
        name=Words("宠物饮水", "Water for pets"),
        tier=1,
        question=Words("宠物水盆有水吗？", "Is there water in the bowl?"),
        interval_days=1,
    )
    again = read_standard(standard_text(changed))
    assert again == changed
    assert dict(again.criterion("S02").rules[0].quantity) == {3: 3, 2: 6, 1: 9}
    assert again.criterion("S16") is None
    assert again.subject("agent_on_roster") is None
    assert again.criterion("Z01").rules[0].kind is RuleKind.HAND_CHECK
    assert again.subject("own_z01").question.en == "Is there water in the bowl?"


def test_a_station_counts_its_own_services_on():
    standard = read_standard(TEXTS["yanta-2023"])
    assert next_own_code(standard) == "Z01"
    first = replace(standard.criteria[0], code="Z01")
    assert next_own_code(with_criterion(standard, first)) == "Z02"
