from dataclasses import replace

import pytest

from stationdesk.domain.keeping.found import FoundState, Outcome
from stationdesk.domain.keeping.kept import KeptState
from stationdesk.listings.columns import Tone
from stationdesk.listings.keeping import (
    ERASED,
    FOUND_TONES,
    KEPT_TONES,
    NOTICE,
    RUNS_OF_ERASING,
    found_mark,
    found_things,
    kept_mark,
    kept_things,
)
from tests.domain.keeping.things import DAY, FOUND, KEPT, RUN

HANDED = replace(
    KEPT, handed_on=DAY, handed_to="卓一鸣", proof="卓一鸣出示610113199005234896", handed_by="李敏"
)
CLAIMED = replace(
    FOUND,
    outcome=Outcome.CLAIMED,
    outcome_on=DAY,
    outcome_to="骆清平",
    outcome_phone="13912345678",
    answers=(True,),
    proof="骆清平说出内容，电话13912345678",
)


def read(columns, record):
    return {column.key: column.read(record) for column in columns}


def test_every_state_has_a_tone():
    assert set(KEPT_TONES) == set(KeptState)
    assert set(FOUND_TONES) == set(FoundState)


def test_the_states_are_those_of_the_day():
    assert kept_mark(KEPT, DAY).tone is Tone.BAD
    assert kept_mark(KEPT, KEPT.keep_until).tone is Tone.WARNING
    assert found_mark(FOUND, DAY).tone is Tone.BAD
    assert found_mark(FOUND, FOUND.pass_on_after).tone is Tone.INFO


@pytest.mark.parametrize(
    ("columns", "record"),
    [(kept_things(DAY), HANDED), (found_things(DAY), CLAIMED), (NOTICE, CLAIMED)],
)
def test_no_column_tells_a_name_a_phone_a_question_or_a_remark(columns, record):
    told = " ".join(str(value) for value in read(columns, record).values())
    secrets = ("骆清平", "卓一鸣", "13912345678", "13700001111", "19900523", "课本？", "来问过")
    assert not [secret for secret in (*secrets, "包里有什么", "三本") if secret in told]


def test_a_kept_thing_is_told_by_tag_owner_and_tail():
    told = read(kept_things(DAY), HANDED)
    assert (told["tag"], told["owner"], told["tail"]) == ("DG-20260620-001", "骆*", "5678")
    assert (told["handed_to"], told["proof"]) == ("卓*", "卓*出示610113********4896")


def test_a_claim_is_told_with_its_right_answers_and_its_proof():
    told = read(found_things(DAY), CLAIMED)
    assert told["outcome_to"] == "骆*"
    assert told["proof"] == "1 of 1 answers right; 骆*说出内容，电话139****5678"
    police = replace(
        FOUND, outcome=Outcome.PASSED_ON, outcome_on=DAY, outcome_to="枫桥路派出所", proof="回执 31"
    )
    told = read(found_things(DAY), police)
    assert (told["outcome_to"], told["proof"], told["finder"]) == ("枫桥路派出所", "回执 31", "卓*")


def test_what_was_erased_says_so():
    gone = replace(HANDED, owner_name="", owner_phone="", handed_to="", proof="", erased_on=DAY)
    told = read(kept_things(DAY), gone)
    assert (told["owner"], told["handed_to"], told["tail"]) == ("(erased)", "(erased)", "")
    gone = replace(CLAIMED, outcome_to="", outcome_phone="", erased_on=DAY)
    assert read(found_things(DAY), gone)["outcome_to"] == "(erased)"


def test_the_notice_tells_no_description():
    assert [column.key for column in NOTICE] == [
        "number",
        "kind",
        "found_where",
        "on",
        "pass_on_after",
    ]


def test_an_erasing_is_told_line_by_line_and_as_a_whole():
    told = read(ERASED, RUN.lines[0])
    assert told["count"] == 86
    assert told["fields"].startswith("name, phone and its last digits")
    assert read(RUNS_OF_ERASING, RUN)["count"] == 101
