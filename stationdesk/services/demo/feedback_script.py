"""What the demo tells of the feedback book: what visitors say, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from stationdesk.domain.feedback.kinds import FeedbackKind, PraiseForm

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

IN_SEASON = {"summer": range(6, 10), "winter": (11, 12, 1, 2)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Something that is said again and again in other words.

    ``work`` says what it takes: ``task`` or ``goods`` (with ``what``), or ``street``. ``about``
    complains about somebody of the staff, ``praised`` praises somebody. ``paired`` texts have
    an answer each, at the same place.
    """

    kind: FeedbackKind
    weight: float
    place: str
    texts: Sequence[str]
    answers: Sequence[str]
    season: str = ""
    work: str = ""
    what: str = ""
    form: PraiseForm = PraiseForm.NONE
    about: bool = False
    praised: bool = False
    danger: bool = False
    extended: bool = False
    paired: bool = False

    def narrowed(self, chance: random.Random) -> Concern:
        """Return one of the paired texts with its own answer; others stay as they are."""
        if not self.paired:
            return self
        text, answer = chance.choice(list(zip(self.texts, self.answers, strict=True)))
        return replace(self, texts=(text,), answers=(answer,))

    def is_said_in(self, month: int) -> bool:
        """Tell whether anybody thinks of it in that month."""
        return month in IN_SEASON.get(self.season, (month,))


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackScript:
    """Everything the demo's feedback book draws from; mappings keep the words of their file."""

    weekly: float
    channels: Mapping[str, Mapping[str, float]]
    named: Mapping[str, float]
    groups: Mapping[str, float]
    odds: Mapping[str, float]
    holes: Mapping[str, Sequence[str]]
    openers: Mapping[str, Sequence[str]]
    closers: Mapping[str, Sequence[str]]
    words: Mapping[str, Any]
    concerns: tuple[Concern, ...]
    fault_texts: Sequence[str]
    ending: tuple[Mapping[str, Any], ...]


def feedback_script(told: Mapping[str, Any]) -> FeedbackScript:
    """Return what the file ``feedback.toml`` says."""
    return FeedbackScript(
        weekly=told["weekly"],
        channels=told["channels"],
        named=told["named"],
        groups=told["groups"],
        odds=told["odds"],
        holes=told["holes"],
        openers=told["openers"],
        closers=told["closers"],
        words=told["words"],
        concerns=tuple(_concern(table) for table in told["matters"]),
        fault_texts=told["faults"]["texts"],
        ending=tuple(told["ending"]),
    )


def _concern(table: Mapping[str, Any]) -> Concern:
    kind, form = FeedbackKind(table["kind"]), PraiseForm(table.get("form", ""))
    return Concern(**{**table, "kind": kind, "form": form})
