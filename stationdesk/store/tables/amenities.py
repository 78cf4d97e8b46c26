"""The amenities: the register, its upkeep, faults and outages."""

from __future__ import annotations

import peewee as pw

from stationdesk.domain.ids import new_uid
from stationdesk.store.tables.records import ImportRunRow
from stationdesk.store.tables.station import PlaceRow
from stationdesk.store.tables.stock import StockDocumentRow


class AmenityRow(pw.Model):
    """A line of the amenity register."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    code = pw.TextField()
    name = pw.TextField()
    kind = pw.TextField()
    model = pw.TextField()
    serial_no = pw.TextField()
    place = pw.ForeignKeyField(PlaceRow, null=True, backref="+")
    pieces = pw.IntegerField()
    capacity = pw.IntegerField(null=True)
    since = pw.DateField(null=True)
    since_text = pw.TextField()
    made_on = pw.DateField(null=True)
    agent = pw.TextField(null=True)
    warranty_until = pw.DateField(null=True)
    keeper = pw.TextField()
    note = pw.TextField()
    search_words = pw.TextField()
    registered_on = pw.DateField()
    retired_on = pw.DateField(null=True)
    retire_reason = pw.TextField()
    import_run = pw.ForeignKeyField(ImportRunRow, null=True, backref="+")
    version = pw.IntegerField()

    class Meta:
        table_name = "amenity"


class AmenityPastRow(pw.Model):
    """What a line of the register said until the day before ``until``."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    amenity = pw.ForeignKeyField(AmenityRow, backref="+")
    until = pw.DateField()
    pieces = pw.IntegerField()
    capacity = pw.IntegerField(null=True)

    class Meta:
        table_name = "amenity_past"


class UpkeepPlanRow(pw.Model):
    """Work on an amenity that comes again."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    amenity = pw.ForeignKeyField(AmenityRow, backref="+")
    task = pw.TextField()
    purpose = pw.TextField()
    every = pw.IntegerField()
    every_unit = pw.TextField()
    anchor = pw.TextField()
    first_due_on = pw.DateField()
    lead_days = pw.IntegerField()
    checklist = pw.TextField()
    template = pw.TextField()
    since = pw.DateField()
    ended_on = pw.DateField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "upkeep_plan"


class PlanRunRow(pw.Model):
    """One time that a plan was carried out or skipped."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    plan = pw.ForeignKeyField(UpkeepPlanRow, backref="+")
    due_on = pw.DateField()
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    done_by = pw.TextField()
    result = pw.TextField()
    answers = pw.TextField()
    reason = pw.TextField()
    cost_fen = pw.IntegerField()
    document = pw.ForeignKeyField(StockDocumentRow, null=True, backref="+")
    request_key = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "plan_run"


class FaultRow(pw.Model):
    """A reported fault of an amenity."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    amenity = pw.ForeignKeyField(AmenityRow, backref="+")
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    reported_by = pw.TextField()
    description = pw.TextField()
    severity = pw.TextField()
    pieces = pw.IntegerField(null=True)
    origin = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "fault"


class FaultStepRow(pw.Model):
    """One step of a fault on its way from report to acceptance."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    fault = pw.ForeignKeyField(FaultRow, backref="+")
    state = pw.TextField()
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    done_by = pw.TextField()
    note = pw.TextField()
    cost_fen = pw.IntegerField()
    document = pw.ForeignKeyField(StockDocumentRow, null=True, backref="+")
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "fault_step"


class OutageRow(pw.Model):
    """A period in which an amenity could not be used, local minutes."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    amenity = pw.ForeignKeyField(AmenityRow, backref="+")
    fault = pw.ForeignKeyField(FaultRow, null=True, backref="+")
    started_at = pw.TextField()
    ended_at = pw.TextField(null=True)
    pieces = pw.IntegerField(null=True)
    reason = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "outage"
