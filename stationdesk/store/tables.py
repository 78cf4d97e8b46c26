"""The tables as they stand today. Nothing outside this package sees a row of them."""

from __future__ import annotations

import peewee as pw

from stationdesk.domain.ids import new_uid


class StationRow(pw.Model):
    """What the station is; one row."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    code = pw.TextField()
    name = pw.TextField()
    kind = pw.TextField()
    street = pw.TextField()
    district = pw.TextField()
    address = pw.TextField()
    area_square_metres = pw.IntegerField(null=True)
    phone = pw.TextField()
    keeper = pw.TextField()
    tier_applied_for = pw.IntegerField(null=True)
    standard_key = pw.TextField()
    month_expiry_rule = pw.TextField()
    version = pw.IntegerField()

    class Meta:
        table_name = "station"


class TimetableRow(pw.Model):
    """Opening hours of a season, from a day on."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    name = pw.TextField()
    valid_from = pw.DateField()
    valid_to = pw.DateField(null=True)
    season_starts = pw.TextField(null=True)
    season_ends = pw.TextField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "timetable"


class OpeningIntervalRow(pw.Model):
    """One stretch of opening on one weekday of a timetable."""

    id = pw.AutoField()
    timetable = pw.ForeignKeyField(TimetableRow, backref="+")
    weekday = pw.IntegerField()
    opens_minute = pw.IntegerField()
    closes_minute = pw.IntegerField()

    class Meta:
        table_name = "opening_interval"


class OpeningExceptionRow(pw.Model):
    """Days with other hours than the timetable says; no intervals means closed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    first_day = pw.DateField()
    last_day = pw.DateField()
    intervals = pw.TextField()
    reason = pw.TextField()
    withdrawn_on = pw.DateField(null=True)

    class Meta:
        table_name = "opening_exception"


class PlaceRow(pw.Model):
    """A shelf, cabinet or room where things stand."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    code = pw.TextField()
    name = pw.TextField()
    shelf_order = pw.IntegerField()
    archived_on = pw.DateField(null=True)

    class Meta:
        table_name = "place"


class StoredFileRow(pw.Model):
    """The bytes of a photo or an imported workbook, kept once each."""

    sha256 = pw.TextField(primary_key=True)
    size_bytes = pw.IntegerField()
    content = pw.BlobField()

    class Meta:
        table_name = "stored_file"


class AttachmentRow(pw.Model):
    """A file that belongs to a record."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    entity = pw.TextField()
    entity_uid = pw.TextField()
    sha256 = pw.TextField()
    file_name = pw.TextField()
    media_type = pw.TextField()
    note = pw.TextField()
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    archived_on = pw.DateField(null=True)

    class Meta:
        table_name = "attachment"


class AuditEventRow(pw.Model):
    """Who changed what, chained so that a changed line is noticed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    entity = pw.TextField()
    entity_uid = pw.TextField()
    action = pw.TextField()
    before = pw.TextField(null=True)
    after = pw.TextField(null=True)
    digest = pw.TextField()

    class Meta:
        table_name = "audit_event"


class ImportRunRow(pw.Model):
    """One hand-kept ledger that was brought in."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    kind = pw.TextField()
    file_name = pw.TextField()
    sha256 = pw.TextField()
    sheet = pw.TextField()
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    rows_read = pw.IntegerField()
    undone_at = pw.TextField(null=True)
    undone_by = pw.TextField(null=True)

    class Meta:
        table_name = "import_run"


class ImportRowRow(pw.Model):
    """What one row of an imported ledger became."""

    id = pw.AutoField()
    import_run = pw.ForeignKeyField(ImportRunRow, backref="+")
    sheet_row = pw.IntegerField()
    fingerprint = pw.TextField()
    outcome = pw.TextField()
    entity = pw.TextField()
    entity_uid = pw.TextField()

    class Meta:
        table_name = "import_row"


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


class StandardCopyRow(pw.Model):
    """A station's own copy of a tier standard."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    standard_key = pw.TextField()
    standard_version = pw.TextField()
    based_on = pw.TextField()
    body = pw.TextField()
    valid_from = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    archived_on = pw.DateField(null=True)

    class Meta:
        table_name = "standard_copy"


class HandCheckRow(pw.Model):
    """A look at something that no other record can tell."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    subject = pw.TextField()
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    checked_by = pw.TextField()
    passed = pw.BooleanField()
    amount = pw.IntegerField(null=True)
    note = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "hand_check"


class ExemptionRow(pw.Model):
    """A criterion that does not apply here, with reason and approver."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    criterion = pw.TextField()
    standard_key = pw.TextField()
    first_day = pw.DateField()
    last_day = pw.DateField(null=True)
    reason = pw.TextField()
    approved_by = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "exemption"


class AssessmentRow(pw.Model):
    """A signed self-assessment, frozen."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    standard_key = pw.TextField()
    standard_version = pw.TextField()
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    assessor = pw.TextField()
    attained = pw.IntegerField(null=True)
    applied_for = pw.IntegerField(null=True)
    snapshot = pw.TextField()
    digest = pw.TextField()

    class Meta:
        table_name = "assessment"


class SettingRow(pw.Model):
    """A choice that belongs to the station, not to the PC."""

    key = pw.TextField(primary_key=True)
    value = pw.TextField()

    class Meta:
        table_name = "setting"


ALL_TABLES = (
    StationRow,
    TimetableRow,
    OpeningIntervalRow,
    OpeningExceptionRow,
    PlaceRow,
    StoredFileRow,
    AttachmentRow,
    AuditEventRow,
    ImportRunRow,
    ImportRowRow,
    ItemRow,
    BatchRow,
    StockDocumentRow,
    MovementRow,
    StocktakeRow,
    StocktakeLineRow,
    RequiredSetRow,
    RequiredLineRow,
    SetCheckRow,
    AmenityRow,
    AmenityPastRow,
    UpkeepPlanRow,
    PlanRunRow,
    FaultRow,
    FaultStepRow,
    OutageRow,
    StandardCopyRow,
    HandCheckRow,
    ExemptionRow,
    AssessmentRow,
    SettingRow,
)

INSERT_ONLY = (
    "movement",
    "stock_document",
    "audit_event",
    "import_row",
    "stored_file",
    "assessment",
)
"""Tables in which a row never changes and never goes; triggers refuse both."""
