import pytest
from PyQt6.QtCore import Qt

from stationdesk.domain.tiers.phrases import Words
from stationdesk.ui.tiers.copy_form import CopyForm
from stationdesk.ui.tiers.hand_item_form import HandItemForm
from stationdesk.ui.tiers.standard_editor import StandardEditor
from stationdesk.ui.tiers.standards_window import StandardsWindow
from tests.services.tier_records import TODAY
from tests.ui.tier_page import Desk, furnish


@pytest.fixture
def desk(context):
    furnish()
    return Desk(context)


@pytest.fixture
def window(qtbot, desk):
    made = StandardsWindow(desk.tiers, desk.station, TODAY, desk.answers)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def edit(qtbot, desk):
    """Open the editor of a copy of the preset."""

    def _edit():
        desk.tiers.standards.copy("yanta-2023", "own", Words("本站标准", "Own"))
        made = StandardEditor(desk.tiers, desk.tiers.standards.newest("own"), TODAY, desk.answers)
        qtbot.addWidget(made)
        made.show()
        return made

    return _edit


def kept(desk):
    return desk.tiers.standards.newest("own")


def choose(editor, code):
    assert editor.table.choose_where(lambda one: one.code == code)


def test_presets_cannot_be_edited_and_the_one_in_use_is_marked(window):
    assert [line.key for line in window.table.model.shown_records()] == ["yanta-2023", "union-2023"]
    assert window.table.current().in_use
    assert not window.edit.isVisible()
    assert not window.use.isEnabled()


def test_another_standard_becomes_the_stations(window, desk, qtbot):
    window.table.choose_where(lambda line: line.key == "union-2023")
    qtbot.mouseClick(window.use, Qt.MouseButton.LeftButton)
    assert desk.station.station().standard_key == "union-2023"
    assert window.table.current().in_use


def test_a_copy_is_kept_under_a_free_key(qtbot, desk, window):
    line = window.table.current()
    form = CopyForm(desk.tiers, line, {"yanta-2023-own"}, TODAY, desk.answers)
    qtbot.addWidget(form)
    form.show()
    assert form.key.value() == "yanta-2023-own-2"
    form.key.set_value("Yanta 2")
    form.try_to_keep()
    assert form.isVisible()
    form.key.set_value("mine")
    form.try_to_keep()
    window.refresh()
    assert window.table.choose_where(lambda each: each.key == "mine")
    assert window.edit.isVisible()
    assert window.archive.isVisible()


def test_a_copy_is_put_away_and_offered_again(desk, window, qtbot):
    desk.tiers.standards.copy("yanta-2023", "own", Words("本站标准", "Own"))
    window.refresh()
    window.table.choose_where(lambda line: line.key == "own")
    qtbot.mouseClick(window.archive, Qt.MouseButton.LeftButton)
    assert window.table.current().archived
    qtbot.mouseClick(window.restore, Qt.MouseButton.LeftButton)
    assert not window.table.current().archived


def test_the_page_may_be_viewed_by_another_standard(window, qtbot):
    heard = []
    window.view_wanted.connect(heard.append)
    window.table.choose_where(lambda line: line.key == "union-2023")
    qtbot.mouseClick(window.view, Qt.MouseButton.LeftButton)
    assert heard == ["union-2023"]


def test_names_amounts_intervals_and_the_lowest_tier_are_edited(edit, desk):
    editor = edit()
    choose(editor, "S02")
    fields = editor.fields
    fields.name.set_value("爱心雨伞")
    counted = next(each for each in fields.rules if each.least[1].value() is not None)
    counted.least[1].set_value(33)
    looked = next(each for each in fields.rules if each.interval.value() is not None)
    looked.interval.set_value(3)
    choose(editor, "S09")
    editor.fields.tier.set_value(1)
    editor.warn.set_value(21)
    editor.keep()
    assert not editor.isVisible()
    standard = kept(desk)
    umbrella = standard.criterion("S02")
    assert umbrella.name.zh == "爱心雨伞"
    assert 33 in [rule.quantity.get(1) for rule in umbrella.rules]
    assert 3 in [rule.interval_days for rule in umbrella.rules]
    assert standard.criterion("S09").tier == 1
    assert standard.warn_days == 21


def test_how_many_pieces_stay_in_the_station_is_edited(edit, desk):
    editor = edit()
    choose(editor, "S02")
    ledger = editor.fields.rules[1]
    assert (ledger.here.value(), ledger.here.isVisibleTo(ledger)) == (1, True)
    assert not editor.fields.rules[0].here.isVisibleTo(editor.fields.rules[0])
    ledger.here.set_value(3)
    ledger.interval.set_value(14)
    editor.keep()
    rule = kept(desk).criterion("S02").rules[1]
    assert (rule.least_in_station, rule.interval_days) == (3, 14)
    assert (rule.used_for, rule.audience) == (("umbrella",), "visitors")


def test_nothing_changes_where_nothing_is_edited(edit, desk):
    editor = edit()
    before = kept(desk)
    for criterion in before.criteria:
        choose(editor, criterion.code)
    assert editor.edited() == before


def test_a_service_of_ones_own_is_added_and_asked_for(edit, desk, qtbot):
    editor = edit()
    form = HandItemForm(editor.edited(), desk.answers)
    qtbot.addWidget(form)
    form.show()
    assert form.code.value() == "S17"
    form.name.set_value("便民理发")
    form.question.set_value("本月是否安排了理发？")
    form.tier.set_value(1)
    form.try_to_keep()
    added = form.standard.criterion("S17")
    assert (added.name.zh, added.tier, added.stated) == ("便民理发", 1, False)
    assert form.standard.subject("own_s17").question.zh == "本月是否安排了理发？"


@pytest.mark.parametrize("code", ["S01", "理发", ""])
def test_a_number_that_is_taken_or_unusable_is_refused(edit, desk, qtbot, code):
    form = HandItemForm(edit().edited(), desk.answers)
    qtbot.addWidget(form)
    form.show()
    form.name.set_value("便民理发")
    form.question.set_value("本月是否安排了理发？")
    form.code.set_value(code)
    form.try_to_keep()
    assert form.isVisible()


def test_a_service_is_removed(edit, desk, qtbot):
    editor = edit()
    choose(editor, "S16")
    qtbot.mouseClick(editor.remove_item, Qt.MouseButton.LeftButton)
    editor.keep()
    assert kept(desk).criterion("S16") is None
    assert len(kept(desk).criteria) == 15


def test_what_contradicts_itself_is_refused_and_stays_to_be_mended(edit, desk):
    editor = edit()
    choose(editor, "S02")
    for each in editor.fields.rules:
        for field in each.least.values():
            field.set_value(None)
    editor.keep()
    assert editor.isVisible()
    assert editor.note.isVisible()


def test_unreadable_numbers_are_told(edit):
    editor = edit()
    editor.warn.setText("two")
    editor.keep()
    assert editor.isVisible()
    assert "whole number" in editor.note.words.text()


def test_changes_are_not_thrown_away_unasked(edit, desk):
    editor = edit()
    editor.fields.name.set_value("急救")
    desk.answers.yes = False
    editor.reject()
    assert editor.isVisible()
    assert desk.answers.asked == ["Leave without saving?"]
