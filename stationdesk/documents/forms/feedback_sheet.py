"""One entry as one record (意见办理单): what was said, what was done, what was answered, signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.papers import (
    Block,
    Fact,
    Facts,
    Note,
    Origin,
    Paper,
    SignatureBox,
    SignatureBoxes,
    table,
)
from stationdesk.domain.feedback.kinds import (
    CHANNEL_WORDS,
    PRAISE_FORM_WORDS,
    URGENCY_WORDS,
)
from stationdesk.domain.feedback.states import ENTRY_STATE_WORDS
from stationdesk.domain.masking import masked, masked_name
from stationdesk.i18n import _
from stationdesk.listings.feedback import author_words, group_words, kind_words, outcome_words
from stationdesk.listings.feedback_events import CALLS, EVENTS, LINKS, moment_words, shown_events

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from stationdesk.domain.feedback.chains import Chain
    from stationdesk.domain.feedback.entries import Entry, Reply
    from stationdesk.domain.station import Station


def handling_sheet(
    station: Station, chain: Chain, *, photos: int = 0, printed_at: datetime | None = None
) -> Paper:
    """Return the sheet of one entry with its whole chain and the places to sign.

    ``photos`` says how many pictures are kept with it.
    """
    entry = chain.entry
    return Paper(
        title=_("Feedback handling sheet"),
        number=entry.number,
        head=tuple(_head(station, entry)),
        blocks=tuple(_blocks(chain, photos)),
        subject=_("{station}, {number}").format(station=station.name, number=entry.number),
        origin=Origin("feedback-sheet", station.code, station.name, entry.on.isoformat()),
        printed_at=printed_at,
    )


def _head(station: Station, entry: Entry) -> Iterator[Fact]:
    yield Fact(_("Station name"), station.name)
    yield Fact(_("Said on"), moment_words(entry.said_at))
    yield Fact(_("Kind of entry"), kind_words(entry))
    yield Fact(_("How it came"), _(CHANNEL_WORDS[entry.channel]))
    yield Fact(_("Author"), author_words(entry))
    yield Fact(_("Visitor group"), group_words(entry.visitor_group))
    yield Fact(_("Urgency"), _(URGENCY_WORDS[entry.urgency]))
    yield Fact(_("Place spoken of"), entry.place)
    if entry.about_person:
        yield Fact(_("Who it is about"), masked_name(entry.about_person))
    if entry.praised:
        form = _(PRAISE_FORM_WORDS.get(entry.praise_form, ""))
        yield Fact(_("Who was praised"), " ".join(filter(None, (entry.praised, form))))
    yield Fact(_("Who has it in hand"), entry.handler)
    yield Fact(_("State of the entry"), _(ENTRY_STATE_WORDS[entry.state]))
    yield Fact(_("First reply due"), _moment(entry.first_due_at))
    yield Fact(_("Final answer due"), _moment(entry.final_due_at))


def _blocks(chain: Chain, photos: int) -> Iterator[Block]:
    yield Facts((Fact(_("Words of the entry"), masked(chain.entry.body), wide=True),), across=1)
    yield from _kinship(chain, photos)
    yield table(EVENTS, shown_events(chain.events), title=_("Step taken"))
    if chain.links:
        yield table(LINKS, chain.links, title=_("Begun because of it"))
    if chain.replies:
        yield Facts(tuple(map(_answer, chain.replies)), across=1)
    else:
        yield Note(_("It has no answer yet."))
    if chain.call_backs:
        yield table(CALLS, chain.call_backs, title=_("Call-backs"))
    yield SignatureBoxes(
        (
            SignatureBox(_("Handled by"), (_("Signature:"),)),
            SignatureBox(_("Station manager"), (_("Signature:"),), _("(Seal)")),
            SignatureBox(_("Author, if present"), (_("Signature:"),)),
        )
    )


def _kinship(chain: Chain, photos: int) -> Iterator[Note]:
    """Yield what else belongs to the entry: what it repeats, its page, its pictures."""
    if chain.master is not None:
        yield Note(_("Repeats {number}.").format(number=chain.master.number))
    if chain.duplicates:
        numbers = _(", ").join(each.number for each in chain.duplicates)
        yield Note(_("Repeated by {numbers}; each author is told.").format(numbers=numbers))
    if chain.page is not None:
        yield Note(_("Stands on page {number} of the book.").format(number=chain.page.number))
    if photos:
        yield Note(_("{count} pictures are kept with it.").format(count=photos))


def _answer(reply: Reply) -> Fact:
    title = _("Interim answer") if reply.interim else _("Final answer")
    by = _("{person}, {moment}").format(person=reply.replied_by, moment=moment_words(reply.at))
    told = [masked(reply.body), outcome_words(reply), by]
    if reply.posted_on is not None:
        told.append(_("on the board since {day}").format(day=reply.posted_on.isoformat()))
    if reply.taken_down_on is not None:
        told.append(_("taken down on {day}").format(day=reply.taken_down_on.isoformat()))
    return Fact(title, "\n".join((told[0], _("; ").join(told[1:]))), wide=True)


def _moment(moment: datetime | None) -> str:
    return moment_words(moment) if moment is not None else _("clock stopped, or none set")
