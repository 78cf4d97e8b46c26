from datetime import datetime

import pytest

from stationdesk.domain.settings import Settings, folder_problems, settings_from


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
