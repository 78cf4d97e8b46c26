"""Actions, steps and standings for the tests of inspections."""

from datetime import date, timedelta

from stationdesk.domain.inspections.actions import Action, ActionMove, ActionState, NewStep, Step
from stationdesk.domain.inspections.replay import replay

DAY = date(2026, 6, 30)
DUE = DAY + timedelta(days=10)
PERSONS = {
    ActionMove.OPEN: "李强",
    ActionMove.CLAIM: "孙丽",
    ActionMove.VERIFY: "王芳",
    ActionMove.REJECT: "王芳",
}


def step(move, number=1, **fields):
    due = DUE if move in (ActionMove.OPEN, ActionMove.EXTEND, ActionMove.REOPEN) else None
    usual = {
        "id": number,
        "uid": f"u{number}",
        "move": move,
        "on": DAY,
        "person": PERSONS.get(move, "赵军"),
        "note": "更换",
        "due_on": due,
        "undoes": None,
        "recorded_at": "",
        "recorded_by": "王芳",
    }
    return Step(**{**usual, **fields})


def life(*moves):
    return [step(move, number) for number, move in enumerate(moves, start=1)]


def standing(*moves):
    return replay(life(ActionMove.OPEN, *moves))


def wish(move, **fields):
    usual = {"move": move, "on": DAY, "person": "王芳", "note": "已更换"}
    return NewStep(**{**usual, **fields})


def action(state=ActionState.OPEN, number=1, due_on=DUE):
    return Action(
        id=number,
        uid=f"a{number}",
        number=f"ZG-2026-{number:03d}",
        finding_id=1,
        cause="",
        measure="更换",
        owner="李强",
        due_on=due_on,
        state=state,
        recorded_at="",
        recorded_by="王芳",
        version=1,
    )
