"""Every text that a paper says, as it was written."""

from dataclasses import fields, is_dataclass

from stationdesk.documents.charts import Chart, ChartKind
from stationdesk.documents.papers import Table, text_of
from stationdesk.documents.plain_text import for_paper
from stationdesk.listings.columns import Column, Mark

SKIPPED = {
    "empty",
    "letterhead",
    "origin",
    "subject",
    "sheet",
    "copies",
    "tone",
    "box",
    "shade",
    "style",
}


def cells_of(paper):
    """Return the text of every cell of the paper's tables, headings among them."""
    told = []
    for block in paper.blocks:
        if isinstance(block, Table):
            columns = block.shown_columns()
            told += [column.heading() for column in columns if block.records() or block.blank_rows]
            for heading, rows in block.shown_records():
                told.append(heading)
                told += [text_of(column.read(row)) for row in rows for column in columns]
    return [_packed(text) for text in told if text]


def prose_of(paper):
    """Return the texts that stand on lines of their own: titles, notes, verdicts, facts."""
    return [_packed(text) for text in (paper.title, *_texts(paper.blocks)) if text]


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, Table):
        yield value.title
    elif isinstance(value, Chart):
        yield value.heading()
        yield from value.labels if value.kind is ChartKind.BARS else ()
    elif is_dataclass(value) and not isinstance(value, Column | Mark):
        for field in fields(value):
            if field.name not in SKIPPED:
                yield from _texts(getattr(value, field.name))


def _packed(text):
    return "".join(for_paper(text).split())
