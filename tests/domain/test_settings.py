from datetime import datetime

import pytest

from stationdesk.domain.settings import (
    FOUND_DAYS,
    RETENTION_DAYS,
    Settings,
    days_problems,
    folder_problems,
    grace_problems,
    rounding_problems,
    settings_from,
)


def test_nothing_stored_gives_the_defaults():
    assert settings_from({}) == Settings()


def test_what_is_stored_is_read_and_what_is_spoiled_is_the_default():
    told = {"backup_folder": "E:\\备份", "last_backup_at": "2026-06-30T17:00:00", "unknown": "x"}
    assert settings_from(told) == Settings(
        backup_folder="E:\\备份", last_backup_at=datetime(2026, 6, 30, 17, 0)
    )
    assert settings_from({"last_backup_at": "yesterday"}).last_backup_at is None


@pytest.mark.parametrize(
    ("about", "folder", "refused"),
    [
        ("backup_folder", "E:\\二", True),
        ("second_backup_folder", "E:\\一", True),
        ("backup_folder", "E:\\三", False),
        ("second_backup_folder", "", False),
    ],
)
def test_both_folders_must_differ(about, folder, refused):
    chosen = Settings(backup_folder="E:\\一", second_backup_folder="E:\\二")
    assert bool(list(folder_problems(about, folder, chosen))) is refused


@pytest.mark.parametrize(
    ("stored", "days"), [("7", 7), ("365", 365), ("", 30), ("0", 30), ("366", 30), ("week", 30)]
)
def test_a_spoiled_number_of_days_is_the_default(stored, days):
    assert settings_from({"found_days": stored}).found_days == days


@pytest.mark.parametrize(
    ("allowed", "days", "refused"),
    [
        (FOUND_DAYS, 1, False),
        (FOUND_DAYS, 0, True),
        (FOUND_DAYS, 366, True),
        (RETENTION_DAYS, 0, False),
        (RETENTION_DAYS, -1, True),
        (RETENTION_DAYS, 366, True),
    ],
)
def test_days_are_chosen_within_reason(allowed, days, refused):
    assert bool(list(days_problems("days", days, allowed))) is refused


@pytest.mark.parametrize(
    ("stored", "grace", "rounding"),
    [
        ({}, 30, 6),
        ({"attendance_grace_minutes": "0", "hours_rounding": "30"}, 0, 30),
        ({"attendance_grace_minutes": "241", "hours_rounding": "7"}, 30, 6),
    ],
)
def test_grace_and_rounding_of_attendance(stored, grace, rounding):
    chosen = settings_from(stored)
    assert (chosen.attendance_grace_minutes, chosen.hours_rounding) == (grace, rounding)
    assert not list(grace_problems(grace))
    assert not list(rounding_problems(rounding))
    assert list(grace_problems(241))
    assert list(rounding_problems(15))
