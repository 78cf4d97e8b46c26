from dataclasses import replace
from datetime import date, timedelta

import pytest
from PyQt6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PyQt6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PyQt6.QtTest import QAbstractItemModelTester

from stationdesk.listings.columns import Tone
from stationdesk.ui.widgets.month_grid import MonthGrid
from stationdesk.ui.widgets.roster_dragging import carried_in, mime_of
from stationdesk.ui.widgets.roster_grid import RosterGrid
from stationdesk.ui.widgets.roster_shown import (
    Band,
    Carried,
    Chip,
    DayHead,
    MonthLine,
    MonthShown,
    ShiftMark,
    Spot,
    Verdict,
    WeekShown,
)

MONDAY = date(2026, 6, 29)
DAYS = tuple(
    DayHead(
        day=MONDAY + timedelta(number),
        words=f"6/{number}",
        short=str(number),
        today=number == 1,
        past=number < 1,
    )
    for number in range(7)
)
WANG, ZHOU, LIU = (
    Chip(key=1, who=1, name="王建国"),
    Chip(key=2, who=2, name="周敏", pinned=True),
    Chip(key=3, who=3, name="刘洋"),
)


def _spots(key, *chips, **told):
    return tuple(
        Spot(key=key + number, room=2, chips=chips if number == 1 else (), **told)
        for number in range(7)
    )


WEEK = WeekShown(
    days=DAYS,
    bands=(
        Band(key="early", name="早班", times="06:30–11:00", spots=_spots(10, WANG, ZHOU)),
        Band(key="late", name="晚班", times="15:30–20:00", spots=_spots(20, LIU, missing=1)),
        Band(key="visit", name="上门", times="机动", spots=(None,) * 6 + (Spot(key=36, room=1),)),
    ),
)


@pytest.fixture
def grid(qtbot):
    made = RosterGrid("排班")
    qtbot.addWidget(made)
    made.resize(900, 420)
    made.show_week(WEEK)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def _heard(signal):
    heard = []
    signal.connect(lambda *told: heard.append(told))
    return heard


def _press(qtbot, grid, *keys):
    for key in keys:
        qtbot.keyClick(grid, key)


def _said(grid):
    return grid.current_part().said()


def test_the_table_behind_the_grid_is_sound(grid):
    QAbstractItemModelTester(grid.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    grid.show_week(WeekShown())
    grid.show_week(WEEK)


def test_the_cursor_begins_on_today_and_every_place_has_a_name(grid):
    assert _said(grid) == "6/1 早班 06:30–11:00 · 王建国"
    grid.choose_chip(2)
    assert _said(grid) == "6/1 早班 06:30–11:00 · 周敏 · pinned"
    grid.choose_spot(21)
    assert _said(grid) == "6/1 晚班 15:30–20:00 · 1 missing"
    grid.choose_spot(12)
    assert _said(grid) == "6/2 早班 06:30–11:00 · nobody yet"
    index = grid.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == _said(grid)


def test_down_goes_from_person_to_person_then_to_the_next_shift(qtbot, grid):
    told = []
    for _step in range(6):
        part = grid.current_part()
        told.append(part.chip.name if part.chip else "＋" if part.plus else "—")
        _press(qtbot, grid, Qt.Key.Key_Down)
    assert told == ["王建国", "周敏", "刘洋", "＋", "—", "—"]
    _press(qtbot, grid, *[Qt.Key.Key_Up] * 8)
    assert grid.current_part().chip == WANG


@pytest.mark.parametrize(
    ("keys", "day", "band"),
    [
        ([Qt.Key.Key_Right], 2, "early"),
        ([Qt.Key.Key_Left, Qt.Key.Key_Left], 0, "early"),
        ([Qt.Key.Key_End], 6, "early"),
        ([Qt.Key.Key_End, Qt.Key.Key_Right], 6, "early"),
        ([Qt.Key.Key_Home], 0, "early"),
        ([Qt.Key.Key_PageDown], 1, "late"),
        ([Qt.Key.Key_PageDown] * 3, 1, "visit"),
        ([Qt.Key.Key_PageDown, Qt.Key.Key_PageUp], 1, "early"),
    ],
)
def test_keys_of_the_cursor_lead_through_days_and_shifts(qtbot, grid, keys, day, band):
    _press(qtbot, grid, *keys)
    part = grid.current_part()
    assert (part.head.day, part.band.key) == (MONDAY + timedelta(day), band)


def test_enter_and_letters_put_somebody_in_delete_takes_out_space_pins(qtbot, grid):
    wanted, out, pinned = (
        _heard(grid.put_in_wanted),
        _heard(grid.take_out_wanted),
        _heard(grid.pin_wanted),
    )
    _press(qtbot, grid, Qt.Key.Key_Return)
    qtbot.keyClicks(grid, "w")
    _press(qtbot, grid, Qt.Key.Key_Delete, Qt.Key.Key_Space)
    assert [(part.spot.key, typed) for part, typed in wanted] == [(11, ""), (11, "w")]
    assert [part.chip.key for (part,) in out] == [1]
    assert [part.chip.key for (part,) in pinned] == [1]


def test_a_day_without_the_shift_asks_for_one(qtbot, grid):
    emptied = _heard(grid.emptied)
    _press(qtbot, grid, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_Return)
    assert [(part.band.key, part.head.day) for (part,) in emptied] == [
        ("visit", MONDAY + timedelta(1))
    ]


def test_ctrl_and_an_arrow_goes_on_by_a_week(qtbot, grid):
    steps = _heard(grid.step_wanted)
    qtbot.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(grid, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert steps == [(1,), (-1,)]


def test_who_is_cut_is_pasted_once_and_who_is_copied_as_often_as_one_likes(qtbot, grid):
    dropped, ctrl = _heard(grid.dropped), Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(grid, Qt.Key.Key_X, ctrl)
    assert grid.is_leaving(WANG)
    _press(qtbot, grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_V, ctrl)
    qtbot.keyClick(grid, Qt.Key.Key_V, ctrl)
    assert [(carried, part.spot.key) for carried, part in dropped] == [
        (Carried(1, "王建国", 1), 12)
    ]
    _press(qtbot, grid, Qt.Key.Key_Left)
    qtbot.keyClick(grid, Qt.Key.Key_C, ctrl)
    qtbot.keyClick(grid, Qt.Key.Key_V, ctrl)
    qtbot.keyClick(grid, Qt.Key.Key_V, ctrl)
    assert [carried for carried, _part in dropped[1:]] == [Carried(1, "王建国")] * 2


def test_escape_forgets_who_was_cut(qtbot, grid):
    qtbot.keyClick(grid, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    _press(qtbot, grid, Qt.Key.Key_Escape)
    assert grid.held() is None


def test_the_cursor_stays_when_the_same_week_is_read_again(grid):
    grid.choose_spot(21)
    fuller = replace(WEEK.bands[1], spots=_spots(20, LIU, Chip(key=9, who=4, name="何秀英")))
    grid.show_week(replace(WEEK, bands=(WEEK.bands[0], fuller, WEEK.bands[2])))
    assert grid.current_part().chip.name == "何秀英"
    grid.show_week(replace(WEEK, bands=WEEK.bands[:1]))
    assert grid.current_part().band.key == "early"


def test_open_places_are_asked_for_by_a_click_and_people_by_two(qtbot, grid):
    wanted, opened = _heard(grid.put_in_wanted), _heard(grid.opened)
    grid.choose_spot(21)
    place = grid.visualRect(grid.currentIndex()).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(wanted) == 1
    grid.choose_chip(1)
    place = grid.visualRect(grid.currentIndex()).center()
    qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [part.chip.key for (part,) in opened] == [1]


def test_only_who_is_held_with_the_left_button_is_carried(qtbot, grid, monkeypatch):
    carried = []
    module = "stationdesk.ui.widgets.roster_grid.carry"
    monkeypatch.setattr(module, lambda _over, whom: carried.append(whom.name))
    grid.choose_chip(WANG.key)
    place = grid.visualRect(grid.currentIndex()).center()
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.LeftButton):
        qtbot.mousePress(grid.viewport(), button, pos=place)
        for held in (Qt.MouseButton.NoButton, button):
            _move(grid, place + QPoint(60, 40), held)
        qtbot.mousePress(grid.viewport(), button, pos=place)
        _move(grid, place + QPoint(60, 40), button)
    assert carried == [WANG.name]


def _move(grid, place, held):
    where = QPointF(place)
    grid.mouseMoveEvent(
        QMouseEvent(
            QEvent.Type.MouseMove,
            where,
            where,
            Qt.MouseButton.NoButton,
            held,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def _over(grid, key):
    grid.choose_spot(key)
    return grid.visualRect(grid.currentIndex()).center()


def _drag(kind, place, mime, keys=Qt.KeyboardModifier.ShiftModifier):
    """Return what the grid hears of a drag: with Shift a move, with Ctrl a copy."""
    both = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    where = place if kind is not QDropEvent else QPointF(place)
    return kind(where, both, mime, Qt.MouseButton.LeftButton, keys)


def test_who_is_carried_over_a_shift_is_judged_before_being_dropped(grid):
    asked = []

    def judge(carried, part):
        asked.append((carried.name, part.spot.key))
        allowed = part.spot.key == 21
        return Verdict(allowed, "" if allowed else "时间冲突", None if allowed else Tone.BAD)

    grid.ask_before_drop(judge)
    mime, dropped = mime_of(Carried(7, "吴桐")), _heard(grid.dropped)
    enter = _drag(QDragEnterEvent, QPoint(300, 100), mime)
    grid.dragEnterEvent(enter)
    assert enter.isAccepted()
    bad = _drag(QDragMoveEvent, _over(grid, 12), mime)
    grid.dragMoveEvent(bad)
    grid.dragMoveEvent(bad)
    assert not bad.isAccepted()
    good_place = _over(grid, 21)
    good = _drag(QDragMoveEvent, good_place, mime)
    grid.dragMoveEvent(good)
    assert good.isAccepted()
    grid.grab()
    grid.dropEvent(_drag(QDropEvent, good_place, mime))
    assert asked == [("吴桐", 12), ("吴桐", 21)]
    assert [(carried.name, part.spot.key) for carried, part in dropped] == [("吴桐", 21)]


def test_with_ctrl_a_person_is_copied_and_stays_where_they_were(grid):
    dropped = _heard(grid.dropped)
    mime = mime_of(Carried(1, "王建国", 1))
    place = _over(grid, 21)
    grid.dropEvent(_drag(QDropEvent, place, mime, Qt.KeyboardModifier.ControlModifier))
    grid.dropEvent(_drag(QDropEvent, place, mime))
    assert [carried.chip for carried, _part in dropped] == [None, 1]


def test_only_people_are_taken_from_what_is_dragged(grid):
    words = QMimeData()
    words.setText("王建国")
    enter = _drag(QDragEnterEvent, QPoint(300, 100), words)
    enter.ignore()
    grid.dragEnterEvent(enter)
    assert not enter.isAccepted()
    assert carried_in(mime_of(Carried(3, "刘洋", 5))) == Carried(3, "刘洋", 5)


def test_nothing_is_cut_off_at_its_own_height_in_any_text_size(qtbot, wear):
    wear(text_percent=130)
    grid = RosterGrid("排班")
    qtbot.addWidget(grid)
    grid.show_week(WEEK)
    grid.resize(900, grid.wanted_height())
    grid.show()
    assert grid.verticalScrollBar().maximum() == 0
    edges = grid.edges()
    assert len(edges) == 7
    assert edges[-1][0] + edges[-1][1] <= grid.width()


def _month():
    heads = tuple(
        DayHead(day=date(2026, 6, number), words=str(number), note="一", full=f"6月{number}日")
        for number in range(1, 31)
    )
    mark = ShiftMark(chip=WANG, short="早", said="早班", kind=0)
    none = ((),) * 29
    lines = (
        MonthLine(who=1, name="王建国", marks=((mark,), *none), totals=("1", "4.5")),
        MonthLine(who=2, name="周敏", marks=((), *none), totals=("0", "0"), tone=Tone.BAD),
    )
    return MonthShown(days=heads, lines=lines, totals=("班次", "小时"), holes=(0, 2, *([0] * 28)))


@pytest.fixture
def month(qtbot):
    made = MonthGrid("月表")
    qtbot.addWidget(made)
    made.resize(1000, 300)
    made.show_month(_month())
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_the_month_tells_each_persons_days_and_the_holes_of_each_day(qtbot, month):
    QAbstractItemModelTester(month.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert month.current_part().said() == "王建国 6月1日 · 早班"
    _press(qtbot, month, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert month.current_part().said() == "6月2日 · 2 missing"
    month.grab()


def test_the_month_is_edited_by_the_same_keys_and_never_enters_the_totals(qtbot, month):
    wanted, out = _heard(month.put_in_wanted), _heard(month.take_out_wanted)
    _press(qtbot, month, Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_End)
    assert [part.line.who for part, _typed in wanted] == [1]
    assert [part.chip.key for (part,) in out] == [1]
    assert month.current_part().head.day == date(2026, 6, 30)
    _press(qtbot, month, Qt.Key.Key_Right)
    assert month.current_part().head.day == date(2026, 6, 30)


def test_all_days_of_a_month_fit_beside_their_totals(month):
    assert month.horizontalScrollBar().maximum() == 0
