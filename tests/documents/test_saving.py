"""A document reaches the disk whole or not at all."""

import errno
import sys
from pathlib import Path

import pytest

from stationdesk.documents.saving import file_name, save
from stationdesk.domain.problems import Refused


def test_the_old_file_is_replaced_and_nothing_else_is_left(tmp_path):
    target = tmp_path / "台账.xlsx"
    target.write_bytes(b"old")
    save(b"new", target)
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["台账.xlsx"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "locked"), "Close it there"),
        (OSError(errno.ENOSPC, "full"), "disk is full"),
        (OSError(errno.EIO, "broken"), "broken"),
    ],
)
def test_a_file_that_cannot_be_replaced_stays_and_the_reason_is_told(
    tmp_path, monkeypatch, error, words
):
    target = tmp_path / "台账.xlsx"
    target.write_bytes(b"old")

    def replace(self, other):
        raise error

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(Refused, match=words) as refusal:
        save(b"new", target)
    assert "台账.xlsx" in str(refusal.value)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["台账.xlsx"]


def test_a_missing_folder_and_a_folder_in_the_way_are_refused(tmp_path):
    with pytest.raises(Refused, match="does not exist"):
        save(b"new", tmp_path / "nowhere" / "a.pdf")
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(Refused, match="is a folder"):
        save(b"new", tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("物资台账 2026-11", "物资台账 2026-11.xlsx"),
        ("../../etc/passwd", "_.._etc_passwd.xlsx"),
        ("CON", "_CON.xlsx"),
        ("com1.txt", "_com1.txt.xlsx"),
        ("尾点...", "尾点.xlsx"),
        ('a<b>:"c|?*', "a_b___c___.xlsx"),
        ("", "_.xlsx"),
        ("长" * 300, "长" * 80 + ".xlsx"),
    ],
)
def test_every_title_makes_a_name_that_every_system_takes(title, name):
    assert file_name(title, ".xlsx") == name


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks the folder who may read")
def test_a_saved_paper_can_be_read_by_whom_other_new_files_can(tmp_path):
    (tmp_path / "other").write_text("x")
    save(b"paper", tmp_path / "paper.pdf")
    modes = {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert len(modes) == 1
