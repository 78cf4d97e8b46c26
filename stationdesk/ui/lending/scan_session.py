"""One sitting with the scanner: each code acts at once; what cannot is parked with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.lending.loans import NewLoan, NewReturn, TakenLine
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.lending.loan_words import day_words, person_words
from stationdesk.ui.lending.matches import Deed
from stationdesk.ui.widgets.scan_input import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, time

    from stationdesk.domain.ids import BorrowerId, LoanId, LoanLineId
    from stationdesk.domain.lending.borrowers import NewBorrower
    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.services.lending import Lending
    from stationdesk.ui.lending.matches import Match, Matches


class Mode(StrEnum):
    """What a scan does."""

    GIVE_BACK = "give_back"
    LEND = "lend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What became of one scan: ``tone`` good or warning where it was done, bad where it was not.

    ``line_id`` or ``loan_id`` is what was done; both are None for a parked scan.
    """

    code: str
    at: time
    mode: Mode
    what: str
    how: str
    tone: Tone
    line_id: LoanLineId | None = None
    loan_id: LoanId | None = None

    @property
    def is_done(self) -> bool:
        """Whether the scan did something."""
        return self.line_id is not None or self.loan_id is not None


class ScanSession:
    """Carries out scans, and remembers what was done and what waits to be looked at."""

    def __init__(
        self,
        lending: Lending,
        matches: Matches,
        today: Callable[[], date],
        clock: Callable[[], time],
    ) -> None:
        self._lending, self._matches = lending, matches
        self._today, self._clock = today, clock
        self.mode = Mode.GIVE_BACK
        self.borrower: BorrowerId | NewBorrower | None = None
        self.done: list[Heard] = []
        self.parked: list[Heard] = []

    def scan(self, typed: str) -> Heard:
        """Act on a code and return what became of it."""
        code = plain(typed)
        try:
            heard = self._give_back(code) if self.mode is Mode.GIVE_BACK else self._lend(code)
        except Refused as refusal:
            heard = self._parked(code, str(refusal))
        (self.done if heard.is_done else self.parked).insert(0, heard)
        return heard

    def dismiss(self, heard: Heard) -> None:
        """Let a parked scan go."""
        self.parked = [each for each in self.parked if each is not heard]

    def look_again(self) -> list[Heard]:
        """Drop what was taken back meanwhile from what was done, and return it."""
        gone = [each for each in self.done if not self._still_holds(each)]
        self.done = [each for each in self.done if each not in gone]
        return gone

    def _give_back(self, code: str) -> Heard:
        found = self._match(code)
        if found is None:
            return self._parked(code, _("Nothing bears this code."))
        if found.deed is Deed.LEND_PIECE:
            return self._parked(code, self._why_not_out(code), found.what)
        if found.deed is not Deed.GIVE_BACK:
            return self._parked(code, _("Say whose it is: this code names no single piece."))
        entry = self._lending.entry(found.about)  # type: ignore[arg-type]
        self._lending.give_back(NewReturn(line_id=entry.line_id, on=self._today(), good=entry.open))
        return self._taken_back(code, entry)

    def _taken_back(self, code: str, entry: LoanEntry) -> Heard:
        """Tell of a return; lateness and parts to be looked over are said in amber."""
        who = person_words(entry.borrower_shown, entry.tail)
        late = entry.days_late(self._today())
        told = [who]
        if late:
            told.append(_("{days} days late").format(days=late))
        if entry.kind.parts:
            told.append(_("look over the parts"))
        if entry.deposit:
            told.append(_("deposit: {deposit}").format(deposit=entry.deposit))
        careful = bool(late or entry.kind.parts or entry.deposit)
        return self._heard(
            code,
            entry.thing if entry.open == 1 else f"{entry.thing} ×{entry.open}",
            " · ".join(told),
            Tone.WARNING if careful else Tone.GOOD,
            line_id=entry.line_id,
        )

    def _lend(self, code: str) -> Heard:
        if self.borrower is None:
            return self._parked(code, _("Choose first who borrows."))
        found = self._match(code)
        if found is None:
            return self._parked(code, _("Nothing bears this code."))
        if found.deed is Deed.GIVE_BACK:
            entry = self._lending.entry(found.about)  # type: ignore[arg-type]
            return self._parked(code, self._why_not_in(entry), entry.thing)
        line = self._line_of(found)
        if line is None:
            return self._parked(code, _("This is nothing that is lent."))
        loan_id = self._lending.lend(
            NewLoan(on=self._today(), lines=(line,), borrower=self.borrower)
        )
        entry = self._lending.entries_of_loan(loan_id)[0]
        self.borrower = entry.borrower_id
        who = person_words(entry.borrower_shown, entry.tail)
        due = _("due {when}").format(when=day_words(entry.due_on, self._today()))
        return self._heard(code, entry.thing, f"{who} · {due}", Tone.GOOD, loan_id=loan_id)

    def _line_of(self, found: Match) -> TakenLine | None:
        if found.deed is Deed.LEND_PIECE:
            piece = self._lending.piece(found.about)  # type: ignore[arg-type]
            return TakenLine(kind_id=piece.kind.id, unit_id=piece.unit.id)
        if found.deed is Deed.LEND_KIND:
            return TakenLine(kind_id=found.about)  # type: ignore[arg-type]
        return None

    def _match(self, code: str) -> Match | None:
        """Return the one thing a code means; digits of a phone mean nobody's thing here."""
        found = self._matches.of_code(code, self._today())
        return found[0] if len(found) == 1 else None

    def _why_not_out(self, code: str) -> str:
        if any(each.code == code and each.line_id is not None for each in self.done):
            return _("Taken back a moment ago: scanned twice?")
        return _("This piece is not on loan.")

    def _why_not_in(self, entry: LoanEntry) -> str:
        if any(each.loan_id == entry.loan_id for each in self.done):
            return _("Lent a moment ago: scanned twice?")
        who = person_words(entry.borrower_shown, entry.tail)
        return _("It is still out with {who}: take it back first.").format(who=who)

    def _still_holds(self, heard: Heard) -> bool:
        try:
            if heard.line_id is not None:
                return self._lending.entry(heard.line_id).open == 0
            return heard.loan_id is not None and bool(self._lending.entries_of_loan(heard.loan_id))
        except Refused:
            return False

    def _parked(self, code: str, why: str, what: str = "") -> Heard:
        return self._heard(code, what or code, why, Tone.BAD)

    def _heard(
        self,
        code: str,
        what: str,
        how: str,
        tone: Tone,
        *,
        line_id: LoanLineId | None = None,
        loan_id: LoanId | None = None,
    ) -> Heard:
        return Heard(
            code=code,
            at=self._clock(),
            mode=self.mode,
            what=what,
            how=how,
            tone=tone,
            line_id=line_id,
            loan_id=loan_id,
        )
