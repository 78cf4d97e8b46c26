"""Required sets: what belongs in them, what of it is there, and the monthly look."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.first_aid import FIRST_AID_KIT, KIT_NAME
from stationdesk.domain.goods import NewItem
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.required_sets import (
    NewRequiredLine,
    NewRequiredSet,
    findings_of,
    problems_of_set,
    status_of,
)
from stationdesk.domain.stock_documents import problems_of_day
from stationdesk.i18n import N_, _
from stationdesk.services.changes import Topic
from stationdesk.services.stockroom.goods import Goods
from stationdesk.store import goods, stock
from stationdesk.store import required_sets as sets

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.first_aid import TemplateLine
    from stationdesk.domain.ids import ItemId, PlaceId, RequiredSetId
    from stationdesk.domain.required_sets import (
        RequiredSet,
        SetCheck,
        SetFinding,
        SetStatus,
    )


class RequiredSets(Goods):
    """Sets are asked for by day: a change counts from the day on which it is made."""

    def required_sets(
        self, on: date | None = None, *, include_archived: bool = False
    ) -> list[RequiredSet]:
        """Return the sets in use on ``on`` (None: today), or all there ever were."""
        if include_archived:
            return sets.all_sets()
        return sets.required_sets_on(on or self._context.today())

    def set_statuses(self, on: date | None = None) -> list[SetStatus]:
        """Return how each set in use stands on ``on`` (None: today)."""
        day = on or self._context.today()
        balances, checks = stock.balances_on(on), sets.set_checks_until(day)
        return [status_of(each, balances, checks, day) for each in sets.required_sets_on(day)]

    def set_findings(self, set_id: RequiredSetId, on: date | None = None) -> list[SetFinding]:
        """Return what of a set is there on ``on`` (None: today), line by line."""
        day = on or self._context.today()
        return list(findings_of(sets.get(set_id), stock.balances_on(on), day))

    def set_checks(self, set_id: RequiredSetId) -> list[SetCheck]:
        """Return the checks of a set, the newest first; voided ones are left out."""
        return sets.checks_of(set_id)

    def add_required_set(self, wish: NewRequiredSet) -> RequiredSetId:
        """Keep a new set and return its id; raises ``Refused``."""
        with self._context.deed(Topic.INVENTORY, Topic.TIERS):
            refuse_if_any(_problems_of(wish, without=None))
            since = wish.since or self._context.today()
            refuse_if_any(problems_of_day(since, self._context.today()))
            set_id = sets.add(wish, since)
            for line in wish.lines:
                sets.write_line(set_id, line.item_id, line.quantity, since)
            added = sets.get(set_id)
            self._context.note("required_set", added.uid, "add", after=_told(added, since))
        take_back = partial(self.archive_required_set, set_id)
        self._offer(N_("The set “{name}” was added."), take_back, name=added.name)
        return set_id

    def add_first_aid_kit(self, place_id: PlaceId | None = None) -> RequiredSetId:
        """Keep the suggested first-aid kit; items that the ledger lacks are added with it."""
        with self._context.deed(Topic.INVENTORY, Topic.TIERS):
            lines = tuple(
                NewRequiredLine(item_id=self._item_like(line, place_id), quantity=line.quantity)
                for line in FIRST_AID_KIT
            )
            wish = NewRequiredSet(name=_(KIT_NAME), lines=lines, place_id=place_id)
            set_id = self.add_required_set(wish)
        take_back = partial(self.archive_required_set, set_id)
        self._offer(N_("The set “{name}” was added."), take_back, name=wish.name)
        return set_id

    def change_required_set(
        self, set_id: RequiredSetId, wish: NewRequiredSet, version: int
    ) -> None:
        """Write a set anew from today on; how it was asked for before stays known.

        Raises:
            Refused: when a rule is broken or somebody else changed the set meanwhile.
        """
        today = self._context.today()
        with self._context.deed(Topic.INVENTORY, Topic.TIERS):
            before = sets.get(set_id)
            refuse_if_any(_problems_of(wish, without=before))
            if not sets.change(set_id, wish, version):
                phrase = N_("“{name}” was changed by somebody else meanwhile. Look at it again.")
                raise Refused([Problem("version", phrase, {"name": before.name})])
            _write_lines(before, wish, today)
            after = sets.get(set_id)
            self._context.note(
                "required_set",
                before.uid,
                "change",
                before=_told(before, today),
                after=_told(after, today),
            )
        back = as_wish(before, today)
        take_back = partial(self.change_required_set, set_id, back, after.version)
        self._offer(N_("The set “{name}” was changed."), take_back, name=after.name)

    def archive_required_set(self, set_id: RequiredSetId) -> None:
        """Put a set away from today on."""
        self._set_archived(set_id, self._context.today())
        take_back = partial(self.restore_required_set, set_id)
        name = sets.get(set_id).name
        self._offer(N_("The set “{name}” was archived."), take_back, name=name)

    def restore_required_set(self, set_id: RequiredSetId) -> None:
        """Take an archived set back into use."""
        self._set_archived(set_id, None)
        take_back = partial(self.archive_required_set, set_id)
        name = sets.get(set_id).name
        self._offer(N_("The set “{name}” is in use again."), take_back, name=name)

    def record_set_check(
        self, set_id: RequiredSetId, on: date | None = None, note: str = ""
    ) -> SetCheck:
        """Write down that somebody looked at the set on ``on`` (None: today), and what was there.

        Raises:
            Refused: when the set was not in use on that day, or the day lies ahead.
        """
        day = on or self._context.today()
        with self._context.deed(Topic.INVENTORY, Topic.TIERS):
            refuse_if_any(problems_of_day(day, self._context.today()))
            required_set = sets.get(set_id)
            if required_set not in sets.required_sets_on(day):
                phrase = N_("“{name}” was not in use on {day}.")
                values = {"name": required_set.name, "day": day}
                raise Refused([Problem("business_date", phrase, values)])
            check = sets.add_check(
                set_id,
                day,
                findings_of(required_set, stock.balances_on(day), day),
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
                note=note,
            )
            after = {"set": required_set.name, "day": day, "complete": check.complete}
            self._context.note("set_check", check.uid, "record", after=after)
        take_back = partial(self.void_set_check, check)
        self._offer(N_("The check of “{name}” was recorded."), take_back, name=required_set.name)
        return check

    def void_set_check(self, check: SetCheck) -> None:
        """Note that a check does not count; it stays in the file."""
        with self._context.deed(Topic.INVENTORY, Topic.TIERS):
            sets.void_check(check.id, self._context.recorded_at(), self._context.who())
            self._context.note("set_check", check.uid, "void")
        take_back = partial(self.record_set_check, check.set_id, check.business_date, check.note)
        self._offer(N_("The check was taken back."), take_back)

    def _item_like(self, line: TemplateLine, place_id: PlaceId | None) -> ItemId:
        in_use = [each for each in goods.items().values() if each.archived_on is None]
        for item in in_use:
            if (item.name, item.spec, item.unit) == (line.name, line.spec, line.unit):
                return item.id
        return self.add_item(
            NewItem(
                name=line.name,
                spec=line.spec,
                unit=line.unit,
                used_for="first_aid",
                place_id=place_id,
                tracks_expiry=line.expires,
            )
        )

    def _set_archived(self, set_id: RequiredSetId, day: date | None) -> None:
        with self._context.deed(Topic.INVENTORY, Topic.TIERS):
            found = sets.get(set_id)
            if day is None:
                others = _names(without=found)
                if found.name in others:
                    phrase = N_("There is a set named “{name}” already.")
                    raise Refused([Problem("name", phrase, {"name": found.name})])
            sets.set_archived(set_id, day)
            self._context.note("required_set", found.uid, "archive" if day else "restore")


def as_wish(required_set: RequiredSet, day: date) -> NewRequiredSet:
    """Return a set as it counted on ``day``, in the form in which it is typed in."""
    return NewRequiredSet(
        name=required_set.name,
        lines=tuple(
            NewRequiredLine(item_id=line.item.id, quantity=line.quantity)
            for line in required_set.lines_on(day)
        ),
        used_for=required_set.used_for,
        place_id=None if required_set.place is None else required_set.place.id,
        check_every_days=required_set.check_every_days,
        since=required_set.since,
    )


def _problems_of(wish: NewRequiredSet, without: RequiredSet | None) -> list[Problem]:
    known = {each.id for each in goods.items().values() if each.archived_on is None}
    return list(problems_of_set(wish, known, _names(without)))


def _names(without: RequiredSet | None) -> set[str]:
    own = None if without is None else without.id
    return {each.name for each in sets.all_sets() if each.archived_on is None and each.id != own}


def _write_lines(before: RequiredSet, wish: NewRequiredSet, today: date) -> None:
    """End the lines that changed yesterday, and begin the new ones today."""
    asked = {line.item_id: line.quantity for line in wish.lines}
    for line in before.lines_on(today):
        if asked.get(line.item.id) == line.quantity:
            del asked[line.item.id]
        else:
            sets.end_line(line.id, today - timedelta(days=1))
    for item_id, quantity in asked.items():
        sets.write_line(before.id, item_id, quantity, today)


def _told(required_set: RequiredSet, day: date) -> dict[str, object]:
    return {
        "name": required_set.name,
        "place": None if required_set.place is None else required_set.place.name,
        "check_every_days": required_set.check_every_days,
        "lines": {line.item.title(): line.quantity for line in required_set.lines_on(day)},
    }
