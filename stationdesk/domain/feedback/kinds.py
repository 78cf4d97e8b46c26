"""What people say to a station, how they say it, and how pressing it is."""

from __future__ import annotations

from enum import StrEnum

from stationdesk.i18n import N_


class FeedbackKind(StrEnum):
    """What an entry is: 咨询 求助 投诉 举报 建议 表扬 微心愿."""

    ENQUIRY = "enquiry"
    HELP = "help"
    COMPLAINT = "complaint"
    REPORT = "report"
    SUGGESTION = "suggestion"
    PRAISE = "praise"
    WISH = "wish"


FEEDBACK_KIND_WORDS = {
    FeedbackKind.ENQUIRY: N_("Enquiry"),
    FeedbackKind.HELP: N_("Request for help"),
    FeedbackKind.COMPLAINT: N_("Complaint"),
    FeedbackKind.REPORT: N_("Report of wrongdoing"),
    FeedbackKind.SUGGESTION: N_("Suggestion"),
    FeedbackKind.PRAISE: N_("Praise"),
    FeedbackKind.WISH: N_("Small wish"),
}

JUDGED_KINDS = frozenset(
    {
        FeedbackKind.HELP,
        FeedbackKind.COMPLAINT,
        FeedbackKind.REPORT,
        FeedbackKind.SUGGESTION,
    }
)
"""Kinds whose call-back asks whether the matter was solved (解决率)."""


class Channel(StrEnum):
    """How it reached the station."""

    BOOK = "book"
    NOTE = "note"
    SPOKEN = "spoken"
    PHONE = "phone"
    LETTER = "letter"
    TOUCH = "touch"
    STREET = "street"


CHANNEL_WORDS = {
    Channel.BOOK: N_("Page of the book"),
    Channel.NOTE: N_("Sticky note"),
    Channel.SPOKEN: N_("Said at the desk"),
    Channel.PHONE: N_("By telephone"),
    Channel.LETTER: N_("Letter"),
    Channel.TOUCH: N_("Touch page"),
    Channel.STREET: N_("Passed on by the street office"),
}


class Urgency(StrEnum):
    """How pressing an entry is."""

    NORMAL = "normal"
    COMPLEX = "complex"
    DANGER = "danger"


URGENCY_WORDS = {
    Urgency.NORMAL: N_("Usual matter"),
    Urgency.COMPLEX: N_("Complex matter"),
    Urgency.DANGER: N_("Danger, same day"),
}


class PraiseForm(StrEnum):
    """In which form praise came: words, a silk banner (锦旗), a letter (表扬信)."""

    NONE = ""
    WORDS = "words"
    BANNER = "banner"
    LETTER = "letter"


PRAISE_FORM_WORDS = {
    PraiseForm.WORDS: N_("Words of praise"),
    PraiseForm.BANNER: N_("Silk banner"),
    PraiseForm.LETTER: N_("Letter of praise"),
}

LONGEST_BODY = 5000
"""Characters of an entry, and of a reply."""
