"""What hangs on the wall: entered, looked at, renewed, taken down; and whether it still holds."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.inspections.posted import (
    POSTED_KIND_WORDS,
    USUAL_POSTED,
    NewPosted,
    PostedKind,
    WallSource,
    look_problems,
    posted_line,
    posted_problems,
)
from stationdesk.domain.inspections.wall import WallFacts, reasons_by
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.i18n import N_, _
from stationdesk.services.changes import Topic
from stationdesk.services.inspection_desk.desk import POSTED
from stationdesk.services.inspection_desk.notices import Notices
from stationdesk.services.versions import refuse_if_changed
from stationdesk.store import audit, rosters
from stationdesk.store import posted_documents as store
from stationdesk.store import station as station_store
from stationdesk.store import tiers as tier_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from stationdesk.domain.ids import DocumentLookId, PostedDocumentId
    from stationdesk.domain.inspections.posted import (
        Posted,
        PostedLine,
        PostedLook,
        UsualPosted,
    )
    from stationdesk.domain.roster.periods import Period

_ON_THE_WALL = ("phone", "keeper")
"""Facts of the station that stand on papers with contacts."""


class Wall(Notices):
    """Posted documents and their review days."""

    def posted(self, on: date | None = None) -> list[PostedLine]:
        """Return what hung on the wall on ``on`` (None: today), as it stood on that day."""
        day = self._day(on)
        hanging = store.documents(day)
        if not hanging:
            return []
        reasons, looks = reasons_by(self._wall_facts(day)), store.looks_until(day)
        return [posted_line(each, looks.get(each.id, ()), reasons, day) for each in hanging]

    def posted_document(self, document_id: PostedDocumentId) -> Posted:
        """Return one thing on the wall, one taken down too.

        Raises:
            Refused: where there is none of that id.
        """
        found = store.document(document_id)
        if found is None:
            raise Refused([Problem("document", N_("There is no such paper on the wall."))])
        return found

    def looks(self, document_id: PostedDocumentId) -> list[PostedLook]:
        """Return the looks at one thing on the wall, the newest first."""
        return store.looks(document_id)

    def usual_posted(self) -> list[UsualPosted]:
        """Return what inspectors expect on the wall and nobody entered yet: the program's default.

        The review days are proposals; no public rule names them.
        """
        there = {each.kind for each in store.documents() if each.archived_on is None}
        return [each for each in USUAL_POSTED if each.kind not in there]

    def add_posted(self, wish: NewPosted) -> PostedDocumentId:
        """Enter something that hangs on the wall.

        Raises:
            Refused: naming every reason.
        """
        refuse_if_any(posted_problems(wish, self._context.today()))
        with self._context.deed(Topic.INSPECTIONS):
            document_id = self._keep_posted(wish)
        self._offer_posted(N_("“{title}” was entered."), document_id, self._take_down)
        return document_id

    def add_usual_posted(
        self,
        kinds: Iterable[PostedKind],
        *,
        keeper: str = "",
        place: str = "",
        since: date | None = None,
    ) -> list[PostedDocumentId]:
        """Enter some of the usual papers at once, under their usual names and review days.

        Raises:
            Refused: naming every reason.
        """
        days = {each.kind: each.review_days for each in USUAL_POSTED}
        wishes = [
            NewPosted(
                kind=kind,
                title=_(POSTED_KIND_WORDS[kind]),
                since=self._day(since),
                review_days=days[kind],
                place=place,
                keeper=keeper,
            )
            for kind in kinds
            if kind in days
        ]
        today = self._context.today()
        refuse_if_any(problem for wish in wishes for problem in posted_problems(wish, today))
        with self._context.deed(Topic.INSPECTIONS):
            kept = [self._keep_posted(wish) for wish in wishes]
        if kept:
            phrase = N_("{count} papers on the wall were entered.")
            self._offer(phrase, {"count": len(kept)}, partial(self._take_all_down, kept))
        return kept

    def change_posted(
        self, document_id: PostedDocumentId, wish: NewPosted, version: int | None = None
    ) -> None:
        """Correct what was entered; ``version`` is the one that was seen, None for the newest.

        Raises:
            Refused: naming every reason, or who changed it meanwhile.
        """
        before = self.posted_document(document_id)
        refuse_if_any(posted_problems(wish, self._context.today()))
        if version is not None:
            refuse_if_changed(POSTED, before.uid, seen=version, stored=before.version)
        self._write_posted(document_id, wish)
        take_back = partial(self._write_posted, document_id, _entered(before))
        self._offer(N_("“{title}” was changed."), {"title": before.title}, take_back)

    def look(
        self, document_id: PostedDocumentId, by: str, on: date | None = None, note: str = ""
    ) -> DocumentLookId:
        """Note that somebody saw it hang there, whole and readable.

        Raises:
            Refused: naming every reason.
        """
        phrase = N_("“{title}” was looked at.")
        return self._look(document_id, by, on, note, renewed=False, phrase=phrase)

    def renew(
        self, document_id: PostedDocumentId, by: str, on: date | None = None, note: str = ""
    ) -> DocumentLookId:
        """Note that a new one was put up.

        Raises:
            Refused: naming every reason.
        """
        phrase = N_("“{title}” was put up anew.")
        return self._look(document_id, by, on, note, renewed=True, phrase=phrase)

    def archive_posted(self, document_id: PostedDocumentId) -> None:
        """Note that it does not hang there any more; it stays in the record.

        Raises:
            Refused: where there is none, or it was taken down already.
        """
        if self.posted_document(document_id).archived_on is not None:
            phrase = N_("This paper was taken down already.")
            raise Refused([Problem("document", phrase)])
        self._take_down(document_id)
        self._offer_posted(N_("“{title}” was taken down."), document_id, self._hang_up)

    def _offer_posted(
        self,
        phrase: str,
        document_id: PostedDocumentId,
        take_back: Callable[[PostedDocumentId], None],
    ) -> None:
        title = self.posted_document(document_id).title
        self._offer(phrase, {"title": title}, partial(take_back, document_id))

    def _keep_posted(self, wish: NewPosted) -> PostedDocumentId:
        document_id = store.add(wish, **self._recorded())
        kept = self.posted_document(document_id)
        self._context.note(POSTED, kept.uid, "add", after=asdict(wish))
        return document_id

    def _write_posted(self, document_id: PostedDocumentId, wish: NewPosted) -> None:
        before = self.posted_document(document_id)
        with self._context.deed(Topic.INSPECTIONS):
            store.change(document_id, wish)
            self._context.note(
                POSTED, before.uid, "change", before=asdict(_entered(before)), after=asdict(wish)
            )

    def _look(
        self,
        document_id: PostedDocumentId,
        by: str,
        on: date | None,
        note: str,
        *,
        renewed: bool,
        phrase: str,
    ) -> DocumentLookId:
        posted, day = self.posted_document(document_id), self._day(on)
        newest = next(iter(store.looks(document_id)), None)
        today = self._context.today()
        refuse_if_any(look_problems(posted, newest, by, note, day, today))
        with self._context.deed(Topic.INSPECTIONS):
            look_id = store.add_look(
                document_id, on=day, by=by, renewed=renewed, note=note, **self._recorded()
            )
            told = {"title": posted.title, "on": day, "by": by.strip()}
            action = "renew" if renewed else "look"
            self._context.note(POSTED, posted.uid, action, after=told)
        take_back = partial(self._void_look, posted, look_id)
        self._offer(phrase, {"title": posted.title}, take_back)
        return look_id

    def _void_look(self, posted: Posted, look_id: DocumentLookId) -> None:
        with self._context.deed(Topic.INSPECTIONS):
            store.void_look(look_id, self._context.recorded_at(), self._context.who())
            self._context.note(POSTED, posted.uid, "void look", after={"title": posted.title})

    def _take_down(self, document_id: PostedDocumentId) -> None:
        self._set_archived(document_id, self._context.today())

    def _take_all_down(self, ids: Iterable[PostedDocumentId]) -> None:
        with self._context.deed(Topic.INSPECTIONS):
            for document_id in ids:
                self._take_down(document_id)

    def _hang_up(self, document_id: PostedDocumentId) -> None:
        self._set_archived(document_id, None)

    def _set_archived(self, document_id: PostedDocumentId, day: date | None) -> None:
        posted = self.posted_document(document_id)
        with self._context.deed(Topic.INSPECTIONS):
            store.set_archived(document_id, day)
            action = "hang up" if day is None else "take down"
            self._context.note(POSTED, posted.uid, action, after={"title": posted.title})

    def _wall_facts(self, day: date) -> WallFacts:
        """Return what the records say of papers on the wall, as known up to ``day``."""
        periods = rosters.all_periods()
        holding = [each for each in periods if each.first_day <= day <= each.last_day]
        published = [
            each
            for each in holding
            if each.state in (PeriodState.PUBLISHED, PeriodState.CLOSED) and each.revision
        ]
        changes = {
            WallSource.ROSTER: _published_on(published),
            WallSource.STANDARD: self._standard_changes(),
            WallSource.HOURS: _hours_changes(),
            WallSource.CONTACTS: _contact_changes(),
        }
        newest = {
            source: max((each for each in days if each <= day), default=None)
            for source, days in changes.items()
        }
        return WallFacts(
            on=day,
            changed_on={source: each for source, each in newest.items() if each is not None},
            keeps_rosters=any(each.first_day <= day for each in periods),
            roster_published=bool(published),
        )

    def _standard_changes(self) -> Iterator[date]:
        key = self._tiers.standards.key_in_use()
        yield from (copy.valid_from for copy in tier_store.copies(key))
        station = station_store.station()
        if station is not None:
            yield from _changes_of(station.uid, ("standard_key",))


def _published_on(periods: Iterable[Period]) -> Iterator[date]:
    for period in periods:
        for revision in rosters.revisions(period.id):
            yield date.fromisoformat(revision.recorded_at[:10])


def _contact_changes() -> Iterator[date]:
    station = station_store.station()
    if station is not None:
        yield from _changes_of(station.uid, _ON_THE_WALL)


def _hours_changes() -> Iterator[date]:
    for timetable in station_store.timetables():
        yield timetable.valid_from
        for event in audit.events_of("timetable", timetable.uid):
            if event.action == "change":
                yield date.fromisoformat(event.recorded_at[:10])


def _changes_of(station_uid: str, fields: Iterable[str]) -> Iterator[date]:
    """Give the days on which one of the station's facts was changed, by the audit trail."""
    for event in audit.events_of("station", station_uid):
        before, after = event.before, event.after
        if before and after and any(before.get(name) != after.get(name) for name in fields):
            yield date.fromisoformat(event.recorded_at[:10])


def _entered(posted: Posted) -> NewPosted:
    return NewPosted(
        kind=posted.kind,
        title=posted.title,
        since=posted.since,
        review_days=posted.review_days,
        place=posted.place,
        keeper=posted.keeper,
    )
