from dataclasses import replace
from datetime import date

import pytest

from stationdesk.domain.volunteers.identity_numbers import Identity
from stationdesk.domain.volunteers.people import NewVolunteer, Sex
from stationdesk.domain.volunteers.profile_rules import plain_volunteer, volunteer_problems

TODAY = date(2026, 6, 30)
PLAIN = NewVolunteer(name="任涛", phone="18542834335", born="1968-10-25", sex=Sex.MALE)
NUMBER = "610113196810259136"


def about(wish, known=None):
    return [each.about for each in volunteer_problems(plain_volunteer(wish), TODAY, known)]


def test_what_is_typed_is_kept_in_one_form():
    tidy = plain_volunteer(replace(PLAIN, name=" 任  涛\u200b", phone="+86 185-4283-4335"))
    assert (tidy.name, tidy.phone) == ("任 涛", "18542834335")


def test_a_sound_identity_number_completes_birth_and_sex():
    tidy = plain_volunteer(NewVolunteer(name="任涛", born="1968-10", identity=NUMBER))
    assert (tidy.born, tidy.sex) == ("1968-10-25", Sex.MALE)
    other = plain_volunteer(NewVolunteer(name="任涛", born="1970", identity=NUMBER))
    assert other.born == "1970"


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, []),
        ({"name": " \u200b"}, ["name"]),
        ({"name": "涛" * 61}, ["name"]),
        ({"phone": ""}, []),
        ({"phone": "4335"}, ["phone"]),
        ({"born": "1968/10/25"}, ["born"]),
        ({"joined_on": date(2026, 7, 1)}, ["joined_on"]),
        ({"promised_minutes": -1}, ["promised_minutes"]),
        ({"promised_minutes": 44641}, ["promised_minutes"]),
        ({"novice": True, "mentor": True}, ["mentor"]),
        ({"identity": NUMBER}, []),
        ({"identity": "610113196810259137"}, ["identity"]),
        ({"identity": NUMBER, "sex": Sex.FEMALE}, ["sex"]),
        ({"identity": NUMBER, "born": "1969"}, ["born"]),
        ({"identity": "E1234567", "identity_document": "passport"}, []),
        ({"note": "好" * 501}, ["note"]),
        ({"name": "", "phone": "1", "born": "x"}, ["name", "born", "phone"]),
    ],
)
def test_a_refusal_names_every_field_that_cannot_stay_so(change, fields):
    assert about(replace(PLAIN, **change)) == fields


def test_the_number_on_record_speaks_where_none_is_typed():
    known = Identity("resident_card", NUMBER)
    assert about(PLAIN, known) == []
    assert about(replace(PLAIN, born="1969-10"), known) == ["born"]
