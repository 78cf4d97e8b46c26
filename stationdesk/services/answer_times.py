"""How long answers of the feedback book may take: the limits by kind, and from when they hold."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.policies import Policy, kind_policy, policy_problems
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.store import policies as store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.services.context import Context

WERE_CHANGED = N_("The time limits of answers were changed.")


class AnswerTimes:
    """The station's limits; an entry keeps those of the day on which it was entered."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def chosen(self) -> list[Policy]:
        """Return all limits the station ever chose, by kind and then by day."""
        return store.policies()

    def policies(self, on: date | None = None) -> list[Policy]:
        """Return what holds on a day (None: today) for usual entries, one for each kind."""
        day, own = on or self._context.today(), store.policies()
        return [kind_policy(kind, day, own) for kind in FeedbackKind]

    def keep_policy(
        self,
        kind: FeedbackKind,
        first_days: int,
        final_days: int,
        valid_from: date | None = None,
    ) -> None:
        """Let other limits hold for a kind from a day on (None: today).

        Raises:
            Refused: naming every number that cannot be, and a day that is past.
        """
        wish = Policy(
            kind=kind,
            first_days=first_days,
            final_days=final_days,
            valid_from=valid_from or self._context.today(),
        )
        self.keep_policies([wish])

    def keep_policies(self, wishes: Sequence[Policy]) -> None:
        """Keep the limits of several kinds in one deed; those that hold already are left out.

        Raises:
            Refused: naming every limit that cannot be; ``about`` is the kind and the field.
        """
        today = self._context.today()
        refuse_if_any(_problems_of(wishes, today))
        own = store.policies()
        changed = [wish for wish in wishes if not _holds(wish, own)]
        if not changed:
            return
        before = {wish: _at_that_day(wish, own) for wish in changed}
        with self._context.deed(Topic.FEEDBACK, Topic.STATION):
            for wish in changed:
                self._keep(wish, before[wish])
        self._context.offer_undo(Undo(WERE_CHANGED, {}, partial(self._take_back, before)))

    def withdraw(self, kind: FeedbackKind, valid_from: date) -> None:
        """Take limits out that do not hold yet.

        Raises:
            Refused: when they hold already; entries rest on them.
        """
        found = next(
            (
                each
                for each in store.policies()
                if each.kind is kind and each.valid_from == valid_from
            ),
            None,
        )
        if found is None or valid_from <= self._context.today():
            phrase = N_("These limits hold already; choose others from today on instead.")
            raise Refused([Problem("valid_from", phrase)])
        with self._context.deed(Topic.FEEDBACK, Topic.STATION):
            self._forget(found)
        self._context.offer_undo(Undo(WERE_CHANGED, {}, partial(self._put_back, found)))

    def _keep(self, wish: Policy, before: Policy | None) -> None:
        store.keep(wish, self._context.recorded_at(), self._context.who())
        self._context.note(
            "feedback policy",
            f"{wish.kind}@{wish.valid_from}",
            "change",
            before=None if before is None else asdict(before),
            after=asdict(wish),
        )

    def _forget(self, policy: Policy) -> None:
        store.forget(policy.kind, policy.valid_from)
        uid = f"{policy.kind}@{policy.valid_from}"
        self._context.note("feedback policy", uid, "withdraw", before=asdict(policy))

    def _put_back(self, policy: Policy) -> None:
        with self._context.deed(Topic.FEEDBACK, Topic.STATION):
            self._keep(policy, None)

    def _take_back(self, before: dict[Policy, Policy | None]) -> None:
        with self._context.deed(Topic.FEEDBACK, Topic.STATION):
            for wish, earlier in before.items():
                if earlier is None:
                    self._forget(wish)
                else:
                    self._keep(earlier, wish)


def _problems_of(wishes: Sequence[Policy], today: date) -> Iterable[Problem]:
    """Tell what stands against limits by the field they are typed in; the day is one for all."""
    found: dict[str, Problem] = {}
    for wish in wishes:
        for each in policy_problems(wish, today):
            shared = each.about == "valid_from"
            about = each.about if shared else f"{wish.kind}.{each.about}"
            found[about] = Problem(about, each.phrase, each.values)
    return found.values()


def _at_that_day(wish: Policy, own: Sequence[Policy]) -> Policy | None:
    """Return the limits of the same kind from the same day, None where there are none."""
    same = ((each.kind, each.valid_from) == (wish.kind, wish.valid_from) for each in own)
    return next((each for each, found in zip(own, same, strict=True) if found), None)


def _holds(wish: Policy, own: Sequence[Policy]) -> bool:
    now = kind_policy(wish.kind, wish.valid_from, own)
    return (now.first_days, now.final_days) == (wish.first_days, wish.final_days)
