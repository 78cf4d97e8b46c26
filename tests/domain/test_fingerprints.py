from stationdesk.domain.fingerprints import Fingerprints, person_mark


def test_a_row_is_known_again_in_the_next_copy_of_the_ledger():
    first, second = Fingerprints(), Fingerprints()
    assert first.next_of("雨伞 2") == second.next_of("雨伞 2")


def test_rows_alike_in_every_word_are_told_apart_by_their_number():
    one, other = Fingerprints(), Fingerprints()
    told = [one.next_of("雨伞 2"), one.next_of("老花镜 1"), one.next_of("雨伞 2")]
    assert len(set(told)) == 3
    assert told == [other.next_of(row) for row in ("雨伞 2", "老花镜 1", "雨伞 2")]


def test_a_fingerprint_is_the_same_for_ever():
    told = Fingerprints().next_of("雨伞 2")
    assert told == "fe4f8af2a22216ac753124a7e46d929a4e047bb1f080caee4cda5159060be5e8"


def test_a_mark_of_a_person_is_too_small_to_find_anybody_by():
    marks = {person_mark("张三", f"{tail:04d}") for tail in range(10_000)}
    assert len(marks) == 256
