"""The roster: shifts, who serves on them, and the rules it keeps."""

from __future__ import annotations

import peewee as pw

from stationdesk.domain.ids import new_uid
from stationdesk.store.tables.records import ImportRunRow
from stationdesk.store.tables.volunteers import SkillRow, VolunteerRow


class ShiftTemplateRow(pw.Model):
    """A shift as it comes back on days of a kind."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    name = pw.TextField()
    post = pw.TextField()
    day_kinds = pw.TextField()
    weekdays = pw.TextField()
    from_minute = pw.IntegerField()
    to_minute = pw.IntegerField()
    needed = pw.IntegerField()
    most = pw.IntegerField()
    at_desk = pw.IntegerField()
    skill = pw.ForeignKeyField(SkillRow, backref="+", null=True)
    skilled = pw.IntegerField()
    sort_order = pw.IntegerField()
    archived = pw.IntegerField()
    version = pw.IntegerField()

    class Meta:
        table_name = "shift_template"


class CoverRuleRow(pw.Model):
    """How many people must be there at which time."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    name = pw.TextField()
    day_kinds = pw.TextField()
    from_minute = pw.IntegerField()
    to_minute = pw.IntegerField()
    people = pw.IntegerField()
    skill = pw.ForeignKeyField(SkillRow, backref="+", null=True)
    skilled = pw.IntegerField()
    weight = pw.TextField()
    valid_from = pw.DateField()
    valid_until = pw.DateField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "cover_rule"


class RosterRuleRow(pw.Model):
    """How much a named rule of the roster allows, from a day on."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    rule = pw.TextField()
    valid_from = pw.DateField()
    weight = pw.TextField()
    amount = pw.IntegerField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()

    class Meta:
        table_name = "roster_rule"


class RosterPeriodRow(pw.Model):
    """The days of one roster, and how far it is."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    first_day = pw.DateField()
    last_day = pw.DateField()
    state = pw.TextField()
    revision = pw.IntegerField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "roster_period"


class RosterRevisionRow(pw.Model):
    """A roster as it was published; never changed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    period = pw.ForeignKeyField(RosterPeriodRow, backref="+")
    revision = pw.IntegerField()
    reason = pw.TextField()
    content = pw.TextField()
    digest = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()

    class Meta:
        table_name = "roster_revision"


class ShiftRow(pw.Model):
    """One shift on one day."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    period = pw.ForeignKeyField(RosterPeriodRow, backref="+")
    template = pw.ForeignKeyField(ShiftTemplateRow, backref="+", null=True)
    day = pw.DateField()
    name = pw.TextField()
    post = pw.TextField()
    from_minute = pw.IntegerField()
    to_minute = pw.IntegerField()
    needed = pw.IntegerField()
    most = pw.IntegerField()
    at_desk = pw.IntegerField()
    skill = pw.ForeignKeyField(SkillRow, backref="+", null=True)
    skilled = pw.IntegerField()
    import_run = pw.ForeignKeyField(ImportRunRow, backref="+", null=True)
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "shift"


class AssignmentRow(pw.Model):
    """A volunteer on a shift."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    shift = pw.ForeignKeyField(ShiftRow, backref="+")
    volunteer = pw.ForeignKeyField(VolunteerRow, backref="+")
    state = pw.TextField()
    source = pw.TextField()
    pinned = pw.IntegerField()
    starts = pw.IntegerField()
    ends = pw.IntegerField()
    reason = pw.TextField()
    replaces = pw.ForeignKeyField("self", backref="+", null=True)
    import_run = pw.ForeignKeyField(ImportRunRow, backref="+", null=True)
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    version = pw.IntegerField()

    class Meta:
        table_name = "assignment"


class SwapRequestRow(pw.Model):
    """A wish to hand a shift to somebody else."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    kind = pw.TextField()
    assignment = pw.ForeignKeyField(AssignmentRow, backref="+")
    other_assignment = pw.ForeignKeyField(AssignmentRow, backref="+", null=True)
    to_volunteer = pw.ForeignKeyField(VolunteerRow, backref="+", null=True)
    reason = pw.TextField()
    request_key = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()

    class Meta:
        table_name = "swap_request"


class SwapStepRow(pw.Model):
    """What was said to such a wish; never changed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    request = pw.ForeignKeyField(SwapRequestRow, backref="+")
    move = pw.TextField()
    person = pw.TextField()
    reason = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()

    class Meta:
        table_name = "swap_step"


class RuleOverrideRow(pw.Model):
    """Why a rule was passed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    assignment = pw.ForeignKeyField(AssignmentRow, backref="+")
    rule = pw.TextField()
    reason = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "rule_override"


class HandoverNoteRow(pw.Model):
    """What one shift tells the next one."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    business_date = pw.DateField()
    said_at = pw.TextField()
    said_by = pw.TextField()
    body = pw.TextField()
    important = pw.IntegerField()
    request_key = pw.TextField()
    taken_at = pw.TextField(null=True)
    taken_by = pw.TextField()
    done_at = pw.TextField(null=True)
    done_by = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "handover_note"
