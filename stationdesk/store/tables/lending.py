"""Lending: kinds, pieces, borrowers, loans and holds."""

from __future__ import annotations

import peewee as pw

from stationdesk.domain.ids import new_uid
from stationdesk.store.tables.amenities import AmenityRow, FaultRow
from stationdesk.store.tables.records import ImportRunRow
from stationdesk.store.tables.station import PlaceRow
from stationdesk.store.tables.stock import ItemRow, StockDocumentRow


class LoanKindRow(pw.Model):
    """A kind of thing that is lent, or that a duty person carries."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    code = pw.TextField()
    name = pw.TextField()
    mode = pw.TextField()
    audience = pw.TextField()
    item = pw.ForeignKeyField(ItemRow, backref="+", null=True)
    default_days = pw.IntegerField()
    most_per_person = pw.IntegerField()
    contact = pw.TextField()
    deposit = pw.TextField()
    terms = pw.TextField()
    search_words = pw.TextField()
    since = pw.DateField()
    archived_on = pw.DateField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "loan_kind"


class LoanPartRow(pw.Model):
    """A part that belongs to every piece of a kind, with how many."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    loan_kind = pw.ForeignKeyField(LoanKindRow, backref="+")
    name = pw.TextField()
    quantity = pw.IntegerField()
    item = pw.ForeignKeyField(ItemRow, backref="+", null=True)
    since = pw.DateField()
    ended_on = pw.DateField(null=True)

    class Meta:
        table_name = "loan_part"


class LoanUnitRow(pw.Model):
    """A numbered piece."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    loan_kind = pw.ForeignKeyField(LoanKindRow, backref="+")
    code = pw.TextField()
    amenity = pw.ForeignKeyField(AmenityRow, backref="+", null=True)
    place = pw.ForeignKeyField(PlaceRow, backref="+", null=True)
    note = pw.TextField()
    since = pw.DateField()
    retired_on = pw.DateField(null=True)
    retire_reason = pw.TextField()
    version = pw.IntegerField()

    class Meta:
        table_name = "loan_unit"


class BorrowerRow(pw.Model):
    """Whoever borrows: a line, not an account."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    name = pw.TextField()
    phone = pw.TextField()
    tail = pw.TextField()
    visitor_group = pw.TextField()
    search_words = pw.TextField()
    since = pw.DateField()
    erased_on = pw.DateField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "borrower"


class BorrowerBlockRow(pw.Model):
    """A borrower who gets nothing more, why, and until when."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    borrower = pw.ForeignKeyField(BorrowerRow, backref="+")
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    reason = pw.TextField()
    lifted_on = pw.DateField(null=True)
    lifted_by = pw.TextField()
    lift_reason = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "borrower_block"


class LoanHoldRow(pw.Model):
    """Pieces held for somebody until a day."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    loan_kind = pw.ForeignKeyField(LoanKindRow, backref="+")
    loan_unit = pw.ForeignKeyField(LoanUnitRow, backref="+", null=True)
    quantity = pw.IntegerField()
    borrower = pw.ForeignKeyField(BorrowerRow, backref="+")
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    pick_up_on = pw.DateField()
    lapses_on = pw.DateField()
    note = pw.TextField()
    request_key = pw.TextField()
    cancelled_on = pw.DateField(null=True)
    cancel_reason = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "loan_hold"


class LoanRow(pw.Model):
    """What one person took at one time."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    borrower = pw.ForeignKeyField(BorrowerRow, backref="+")
    visitor_group = pw.TextField()
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    handled_by = pw.TextField()
    deposit = pw.TextField()
    note = pw.TextField()
    despite = pw.TextField()
    hold = pw.ForeignKeyField(LoanHoldRow, backref="+", null=True)
    request_key = pw.TextField()
    import_run = pw.ForeignKeyField(ImportRunRow, backref="+", null=True)
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "loan"


class LoanLineRow(pw.Model):
    """Pieces of one kind, or one numbered piece, with the day they are due."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    loan = pw.ForeignKeyField(LoanRow, backref="+")
    line = pw.IntegerField()
    loan_kind = pw.ForeignKeyField(LoanKindRow, backref="+")
    loan_unit = pw.ForeignKeyField(LoanUnitRow, backref="+", null=True)
    quantity = pw.IntegerField()
    due_on = pw.DateField()

    class Meta:
        table_name = "loan_line"


class LoanReturnRow(pw.Model):
    """Pieces that came back, or never will."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    loan_line = pw.ForeignKeyField(LoanLineRow, backref="+")
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    handled_by = pw.TextField()
    good = pw.IntegerField()
    damaged = pw.IntegerField()
    lost = pw.IntegerField()
    condition = pw.TextField()
    document = pw.ForeignKeyField(StockDocumentRow, backref="+", null=True)
    fault = pw.ForeignKeyField(FaultRow, backref="+", null=True)
    request_key = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "loan_return"


class LoanExtensionRow(pw.Model):
    """A due date put off."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    loan_line = pw.ForeignKeyField(LoanLineRow, backref="+")
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    old_due_on = pw.DateField()
    new_due_on = pw.DateField()
    reason = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "loan_extension"


class LoanContactRow(pw.Model):
    """An attempt to reach somebody who is late."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    loan = pw.ForeignKeyField(LoanRow, backref="+")
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    way = pw.TextField()
    reached = pw.IntegerField()
    note = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "loan_contact"


class FitnessEventRow(pw.Model):
    """Pieces set aside as unfit, or fit again."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    loan_kind = pw.ForeignKeyField(LoanKindRow, backref="+")
    loan_unit = pw.ForeignKeyField(LoanUnitRow, backref="+", null=True)
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    quantity = pw.IntegerField()
    cause = pw.TextField()
    reason = pw.TextField()
    loan_return = pw.ForeignKeyField(LoanReturnRow, backref="+", null=True)
    document = pw.ForeignKeyField(StockDocumentRow, backref="+", null=True)
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "fitness_event"


class PartEventRow(pw.Model):
    """Parts that were missing, or were put back."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    loan_unit = pw.ForeignKeyField(LoanUnitRow, backref="+")
    loan_part = pw.ForeignKeyField(LoanPartRow, backref="+")
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    quantity = pw.IntegerField()
    loan_return = pw.ForeignKeyField(LoanReturnRow, backref="+", null=True)
    document = pw.ForeignKeyField(StockDocumentRow, backref="+", null=True)
    note = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "part_event"


class DeskCheckRow(pw.Model):
    """A look whether the records agree with what is there."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    subject = pw.TextField()
    loan_kind = pw.ForeignKeyField(LoanKindRow, backref="+", null=True)
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    expected = pw.IntegerField(null=True)
    counted = pw.IntegerField(null=True)
    note = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "desk_check"
