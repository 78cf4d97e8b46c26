"""What the feedback book puts up and lays out: 答复公示, the weekly 回音壁, blank 留言页.

No author is named on any of them, and nobody whom an entry is about.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from stationdesk.documents.forms.common import column, day_words, span_key, span_words, to_fill_in
from stationdesk.documents.papers import (
    BLANK_BOX,
    BigFigure,
    BigFigures,
    Block,
    Exchange,
    Group,
    NewSheet,
    Note,
    Origin,
    Paper,
    Paragraph,
    SignatureLine,
    Table,
    table,
)
from stationdesk.documents.plain_text import chinese_width
from stationdesk.domain.feedback.kinds import FEEDBACK_KIND_WORDS, FeedbackKind
from stationdesk.domain.feedback.rates import RateKey
from stationdesk.i18n import N_, _
from stationdesk.listings.feedback import (
    BOARD,
    NOTHING_TO_COUNT,
    board_number,
    group_words,
    kind_words,
    outcome_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from stationdesk.domain.feedback.lines import BoardLine
    from stationdesk.domain.feedback.rates import Rates
    from stationdesk.domain.station import Station

NOTICE_ROW_MM = 12.0
LINES_ON_POSTER = 31
"""Lines of text that one A3 sheet holds; what does not fit hangs on the board."""
LINES_OF_FRAME = 4
"""Lines' worth of room that heading, foot and frame of an exchange take."""
POSTER_WIDTH = 82
"""Half-width characters in a line of the poster."""
LONGEST_SAID, LONGEST_ANSWER = 4 * POSTER_WIDTH // 4, 6 * POSTER_WIDTH // 4
"""Characters of an exchange on the poster (two lines and three of Chinese); longer ones are cut."""
ENTRIES_A_PAGE = 5
ENTRY_ROW_MM = 33.0
"""Room to write in by hand."""


def answers_notice(
    station: Station,
    lines: Sequence[BoardLine],
    on: date,
    *,
    older: int = 0,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the sheet of answers for the board (答复公示): numbers and no names.

    ``lines`` hang on the board on the day or are to be put up; the days of putting up and taking
    down that are not known yet are left to be written in. ``older`` more hang there and are not
    listed again.
    """
    begin = _(
        "What you told us is answered here by the number of the entry. Whoever wants to add "
        "something, or is not content, please tell us at the desk or by telephone."
    )
    blocks: tuple[Block, ...] = (
        Paragraph(begin),
        table(BOARD, lines, row_mm=NOTICE_ROW_MM, empty=_("No answer hangs on the board now.")),
        *_left_out(older),
        Note(_("Names, phones and ID numbers are hidden. An answer hangs for a week at least.")),
        SignatureLine((_telephone(station), _("Put up by:"), _("Date:"), _("(Seal)"))),
    )
    return Paper(
        title=_("Answers to what you told us"),
        unit=station.name,
        period=day_words(on),
        blocks=blocks,
        landscape=True,
        origin=Origin("answers-board", station.code, station.name, on.isoformat()),
        printed_at=printed_at,
    )


def _left_out(older: int) -> tuple[Block, ...]:
    told = _("{count} answers put up earlier were not taken down yet and are not listed here.")
    return (Note(told.format(count=older)),) if older else ()


def echo_poster(
    station: Station,
    answers: Sequence[BoardLine],
    rates: Rates,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the week's poster (回音壁) for A3: the figures, and what was said and answered.

    ``answers`` are the final answers of the week; thanks for praise come last.
    """
    ordered = sorted(answers, key=lambda line: line.entry.kind is FeedbackKind.PRAISE)
    shown = _that_fit([_exchange(line) for line in ordered])
    left = len(ordered) - len(shown)
    period = span_words(rates.first, rates.last)
    blocks: list[Block] = [BigFigures(tuple(_poster_figures(rates))), *shown]
    if not shown:
        blocks.append(Paragraph(_("No answer fell into this week. Tell us what you think!")))
    if left > 0:
        words = _("{count} more answers hang on the board beside.")
        blocks.append(Note(words.format(count=left)))
    blocks.append(Note(_how_counted(station, rates)))
    return Paper(
        title=_("The echo wall"),
        subtitle=_("Everything is answered, every word gets an echo · {period}").format(
            period=period
        ),
        blocks=tuple(blocks),
        poster=True,
        subject=period,
        origin=Origin("echo-poster", station.code, station.name, span_key(rates.first, rates.last)),
        printed_at=printed_at,
    )


def blank_pages(
    station: Station, pages: int, on: datetime, *, printed_at: datetime | None = None
) -> Paper:
    """Return blank pages for the book on the table (留言页), each entry with a number of its own.

    The number is the visitor's: month, day and hour of printing, the page, the entry's place on
    it. Who registers the page writes the page's number in its note, so that the board shows it.
    """
    codes = [f"{page_prefix(on)}-{page}" for page in range(1, pages + 1)]
    blocks: list[Block] = []
    for place, code in enumerate(codes):
        if place:
            blocks.append(NewSheet(code))
        blocks += _blank_page(station, code)
    return Paper(
        title=_("I have something to say"),
        number=codes[0],
        subtitle=_("Everything is answered, every word gets an echo"),
        blocks=tuple(blocks),
        subject=station.name,
        origin=Origin("feedback-blank", station.code, station.name, on.date().isoformat()),
        printed_at=printed_at,
    )


def page_prefix(on: datetime) -> str:
    """Return what the numbers of pages printed in one hour begin with: 1122R on 22 Nov, 17 h."""
    return f"{on:%m%d}{chr(ord('A') + on.hour)}"


def _blank_page(station: Station, code: str) -> Iterator[Block]:
    rows = [f"{code}-{place}" for place in range(1, ENTRIES_A_PAGE + 1)]
    yield Table(BLANK_ENTRY, (Group("", rows),), row_mm=ENTRY_ROW_MM)
    yield Note(
        _(
            "You need not give your name. Whoever leaves name and phone is called back; they serve "
            "this matter only and are erased later. The answer hangs on the board under your "
            "number; please remember it."
        )
    )
    if station.phone:
        yield Note(_telephone(station))


def _boxes(_row: str) -> str:
    return "\n".join(f"{BLANK_BOX}{_(words)}" for words in FEEDBACK_KIND_WORDS.values())


BLANK_ENTRY = (
    column("paper", N_("Your number"), lambda row: row, 5),
    column("kind", N_("What it is (tick)"), _boxes, 11),
    to_fill_in("body", N_("What I want to say"), 16, grows=True),
    to_fill_in("author", N_("Name and phone (if you like)"), 6),
    to_fill_in("number", N_("Registered as (staff)"), 5),
)


def _poster_figures(rates: Rates) -> Iterator[BigFigure]:
    answered, satisfied = rates.rate(RateKey.ANSWERED), rates.rate(RateKey.SATISFIED)
    in_time = rates.rate(RateKey.IN_TIME)
    yield BigFigure(str(rates.registered), _("entries received"))
    yield BigFigure(str(rates.to_final.count), _("answers given"))
    yield BigFigure(_percent(answered.percent), _("of the entries answered"))
    yield BigFigure(_percent(in_time.percent), _("finished in time"))
    yield BigFigure(
        _percent(satisfied.percent), _("content (of {count})").format(count=satisfied.among)
    )


def _that_fit(exchanges: Sequence[Exchange]) -> list[Exchange]:
    """Return the first ones that one sheet holds."""
    fitting: list[Exchange] = []
    room = LINES_ON_POSTER
    for each in exchanges:
        room -= LINES_OF_FRAME + sum(_lines(text) for text in (each.said, each.answer))
        if room < 0:
            break
        fitting.append(each)
    return fitting


def _lines(text: str) -> int:
    return ceil(chinese_width(text) / POSTER_WIDTH) or 1


def _percent(percent: float | None) -> str:
    return NOTHING_TO_COUNT if percent is None else f"{percent:.0f}%"


def _exchange(line: BoardLine) -> Exchange:
    heading = _("{number} · {kind} · {group}").format(
        number=board_number(line).replace("\n", " "),
        kind=kind_words(line.entry),
        group=group_words(line.entry.visitor_group),
    )
    foot = _("{outcome} · answered on {day}").format(
        outcome=outcome_words(line.reply), day=day_words(line.reply.at.date())
    )
    return Exchange(
        heading, _shortened(line.said, LONGEST_SAID), _shortened(line.answer, LONGEST_ANSWER), foot
    )


def _shortened(text: str, longest: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"


def _how_counted(station: Station, rates: Rates) -> str:
    told = _("{station}. Counted at {moment}; “—” means that there was nothing to count.")
    return told.format(station=station.name, moment=f"{rates.as_of:%Y-%m-%d %H:%M}")


def _telephone(station: Station) -> str:
    return _("Telephone of the station: {phone}").format(phone=station.phone)
