"""The feedback book: entries, moves, answers, and the working calendar."""

from __future__ import annotations

import peewee as pw

from stationdesk.domain.ids import new_uid
from stationdesk.store.tables.records import ImportRunRow
from stationdesk.store.tables.stock import ItemRow, StockDocumentRow


class CalendarDayRow(pw.Model):
    """A day that the station judges otherwise than the shipped calendar."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    day = pw.DateField()
    kind = pw.TextField()
    name = pw.TextField()
    source = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()

    class Meta:
        table_name = "calendar_day"


class FeedbackPolicyRow(pw.Model):
    """How many working days an answer may take, from a day on."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    kind = pw.TextField()
    valid_from = pw.DateField()
    first_days = pw.IntegerField()
    final_days = pw.IntegerField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()

    class Meta:
        table_name = "feedback_policy"


class FeedbackPageRow(pw.Model):
    """A page or note with one or several entries."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    channel = pw.TextField()
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    note = pw.TextField()

    class Meta:
        table_name = "feedback_page"


class FeedbackEntryRow(pw.Model):
    """An entry of the book; where it stands is a cache of its events."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    page = pw.ForeignKeyField(FeedbackPageRow, backref="+", null=True)
    channel = pw.TextField()
    kind = pw.TextField()
    urgency = pw.TextField()
    visitor_group = pw.TextField()
    author_name = pw.TextField()
    author_phone = pw.TextField()
    body = pw.TextField()
    place = pw.TextField()
    about_person = pw.TextField()
    praised = pw.TextField()
    praise_form = pw.TextField()
    business_date = pw.DateField()
    said_at = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    handwritten = pw.IntegerField()
    search_words = pw.TextField()
    request_key = pw.TextField()
    import_run = pw.ForeignKeyField(ImportRunRow, backref="+", null=True)
    state = pw.TextField()
    round_number = pw.IntegerField()
    handler = pw.TextField()
    first_due_at = pw.TextField(null=True)
    first_reply_at = pw.TextField(null=True)
    final_due_at = pw.TextField(null=True)
    closed_at = pw.TextField(null=True)
    rating = pw.IntegerField(null=True)
    erased_on = pw.DateField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "feedback_entry"


class FeedbackEventRow(pw.Model):
    """One move of an entry; never changed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    entry = pw.ForeignKeyField(FeedbackEntryRow, backref="+")
    round_number = pw.IntegerField()
    move = pw.TextField()
    happened_at = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    person = pw.TextField()
    told = pw.TextField()
    undoes = pw.ForeignKeyField("self", backref="+", null=True)

    class Meta:
        table_name = "feedback_event"


class FeedbackReplyRow(pw.Model):
    """An answer, and when it hung on the board."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    entry = pw.ForeignKeyField(FeedbackEntryRow, backref="+")
    event = pw.ForeignKeyField(FeedbackEventRow, backref="+")
    round_number = pw.IntegerField()
    interim = pw.IntegerField()
    body = pw.TextField()
    outcome = pw.TextField()
    planned_on = pw.DateField(null=True)
    referred_to = pw.TextField()
    method = pw.TextField()
    replied_by = pw.TextField()
    replied_at = pw.TextField()
    posted_on = pw.DateField(null=True)
    taken_down_on = pw.DateField(null=True)

    class Meta:
        table_name = "feedback_reply"


class FeedbackCallBackRow(pw.Model):
    """A call-back, and what the author said."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    entry = pw.ForeignKeyField(FeedbackEntryRow, backref="+")
    event = pw.ForeignKeyField(FeedbackEventRow, backref="+")
    round_number = pw.IntegerField()
    reached = pw.IntegerField()
    solved = pw.TextField()
    rating = pw.IntegerField(null=True)
    called_by = pw.TextField()
    called_at = pw.TextField()
    note = pw.TextField()

    class Meta:
        table_name = "feedback_call_back"


class FeedbackLinkRow(pw.Model):
    """What was begun because of an entry."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    entry = pw.ForeignKeyField(FeedbackEntryRow, backref="+")
    entity = pw.TextField()
    entity_uid = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "feedback_link"


class FeedbackDuplicateRow(pw.Model):
    """An entry that says what another one said."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    entry = pw.ForeignKeyField(FeedbackEntryRow, backref="+")
    master = pw.ForeignKeyField(FeedbackEntryRow, backref="+")
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "feedback_duplicate"


class ReplyTemplateRow(pw.Model):
    """A ready-made answer with blanks."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    kind = pw.TextField()
    outcome = pw.TextField()
    title = pw.TextField()
    body = pw.TextField()
    archived_on = pw.DateField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "reply_template"


class TaskRow(pw.Model):
    """Something to be done by somebody."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    title = pw.TextField()
    assigned_to = pw.TextField()
    due_on = pw.DateField(null=True)
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    done_on = pw.DateField(null=True)
    done_by = pw.TextField()
    result = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "task"


class ReplenishmentWishRow(pw.Model):
    """Goods that visitors asked for."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    item = pw.ForeignKeyField(ItemRow, backref="+", null=True)
    goods = pw.TextField()
    quantity = pw.IntegerField()
    reason = pw.TextField()
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    fulfilled_on = pw.DateField(null=True)
    document = pw.ForeignKeyField(StockDocumentRow, backref="+", null=True)
    note = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "replenishment_wish"
