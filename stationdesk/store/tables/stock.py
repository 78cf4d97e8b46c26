"""The stock: goods, their documents and movements, counts and required sets."""

from __future__ import annotations

import peewee as pw

from stationdesk.domain.ids import new_uid
from stationdesk.store.tables.records import ImportRunRow
from stationdesk.store.tables.station import PlaceRow


class ItemRow(pw.Model):
    """A kind of goods in the stock ledger."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    code = pw.TextField()
    name = pw.TextField()
    spec = pw.TextField()
    unit = pw.TextField()
    category = pw.TextField()
    used_for = pw.TextField()
    place = pw.ForeignKeyField(PlaceRow, null=True, backref="+")
    minimum = pw.IntegerField()
    target = pw.IntegerField()
    tracks_expiry = pw.BooleanField()
    warn_days = pw.IntegerField()
    note = pw.TextField()
    search_words = pw.TextField()
    since = pw.DateField()
    archived_on = pw.DateField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "item"


class BatchRow(pw.Model):
    """Goods of one item that expire together."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    item = pw.ForeignKeyField(ItemRow, backref="+")
    batch_no = pw.TextField()
    made_on = pw.DateField(null=True)
    shelf_life = pw.IntegerField(null=True)
    shelf_life_unit = pw.TextField(null=True)
    expiry_text = pw.TextField()
    expiry_precision = pw.TextField()
    expiry_day = pw.DateField(null=True)
    expires_on = pw.DateField(null=True)
    received_on = pw.DateField()
    opened_on = pw.DateField(null=True)

    class Meta:
        table_name = "batch"


class StockDocumentRow(pw.Model):
    """A posted stock document; its movements are the only truth of the balance."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    kind = pw.TextField()
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    request_key = pw.TextField()
    reverses = pw.ForeignKeyField("self", null=True, backref="+")
    source = pw.TextField(null=True)
    donor = pw.TextField()
    receiver = pw.TextField()
    reason = pw.TextField()
    note = pw.TextField()
    import_run = pw.ForeignKeyField(ImportRunRow, null=True, backref="+")
    digest = pw.TextField()

    class Meta:
        table_name = "stock_document"


class MovementRow(pw.Model):
    """Pieces in (above zero) or out (below zero) of one batch at one place."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    document = pw.ForeignKeyField(StockDocumentRow, backref="+")
    line = pw.IntegerField()
    business_date = pw.DateField()
    item = pw.ForeignKeyField(ItemRow, backref="+")
    batch = pw.ForeignKeyField(BatchRow, backref="+")
    place = pw.ForeignKeyField(PlaceRow, backref="+")
    quantity = pw.IntegerField()
    reason = pw.TextField()

    class Meta:
        table_name = "movement"


class StocktakeRow(pw.Model):
    """A count of a frozen scope."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    business_date = pw.DateField()
    started_at = pw.TextField()
    started_by = pw.TextField()
    scope_place = pw.ForeignKeyField(PlaceRow, null=True, backref="+")
    scope_category = pw.TextField(null=True)
    note = pw.TextField()
    state = pw.TextField()
    document = pw.ForeignKeyField(StockDocumentRow, null=True, backref="+")
    closed_at = pw.TextField(null=True)
    closed_by = pw.TextField(null=True)

    class Meta:
        table_name = "stocktake"


class StocktakeLineRow(pw.Model):
    """One batch at one place in a count; counted is NULL until it was looked at."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    stocktake = pw.ForeignKeyField(StocktakeRow, backref="+")
    line = pw.IntegerField()
    batch = pw.ForeignKeyField(BatchRow, backref="+")
    place = pw.ForeignKeyField(PlaceRow, backref="+")
    counted = pw.IntegerField(null=True)
    counted_on = pw.DateField(null=True)
    counted_at = pw.TextField(null=True)
    counted_by = pw.TextField(null=True)
    book_at_count = pw.IntegerField(null=True)
    reason = pw.TextField()
    on_loan_at_count = pw.IntegerField(null=True)

    class Meta:
        table_name = "stocktake_line"


class RequiredSetRow(pw.Model):
    """A set that must be complete, such as a first-aid kit."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    name = pw.TextField()
    used_for = pw.TextField()
    place = pw.ForeignKeyField(PlaceRow, null=True, backref="+")
    check_every_days = pw.IntegerField()
    since = pw.DateField()
    archived_on = pw.DateField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "required_set"


class RequiredLineRow(pw.Model):
    """How many pieces of an item a set asks for, from a day on."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    required_set = pw.ForeignKeyField(RequiredSetRow, backref="+")
    item = pw.ForeignKeyField(ItemRow, backref="+")
    quantity = pw.IntegerField()
    valid_from = pw.DateField()
    valid_to = pw.DateField(null=True)

    class Meta:
        table_name = "required_line"


class SetCheckRow(pw.Model):
    """A check of a required set as it was found."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    required_set = pw.ForeignKeyField(RequiredSetRow, backref="+")
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    complete = pw.BooleanField()
    lines = pw.TextField()
    note = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "set_check"
