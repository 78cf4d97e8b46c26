"""Volunteers: who they are, what they can, when they come."""

from __future__ import annotations

import peewee as pw

from stationdesk.domain.ids import new_uid
from stationdesk.store.tables.records import ImportRunRow


class VolunteerRow(pw.Model):
    """A volunteer of the station."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    name = pw.TextField()
    sex = pw.TextField()
    born = pw.TextField()
    phone = pw.TextField()
    group_name = pw.TextField()
    national_number = pw.TextField()
    joined_on = pw.DateField(null=True)
    promised_minutes = pw.IntegerField()
    novice = pw.IntegerField()
    mentor = pw.IntegerField()
    in_ranking = pw.IntegerField()
    card_code = pw.TextField()
    note = pw.TextField()
    search_words = pw.TextField()
    request_key = pw.TextField()
    import_run = pw.ForeignKeyField(ImportRunRow, backref="+", null=True)
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    erased_on = pw.DateField(null=True)
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "volunteer"


class VolunteerIdentityRow(pw.Model):
    """The identity number of a volunteer, kept apart from all else."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    volunteer = pw.ForeignKeyField(VolunteerRow, backref="+")
    document = pw.TextField()
    number = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()

    class Meta:
        table_name = "volunteer_identity"


class VolunteerPinRow(pw.Model):
    """The seal of the PIN with which a volunteer signs in."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    volunteer = pw.ForeignKeyField(VolunteerRow, backref="+")
    seal = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()

    class Meta:
        table_name = "volunteer_pin"


class VolunteerStatusRow(pw.Model):
    """From which day a volunteer is active, pauses or has left."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    volunteer = pw.ForeignKeyField(VolunteerRow, backref="+")
    state = pw.TextField()
    from_day = pw.DateField()
    reason = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "volunteer_status"


class GuardianConsentRow(pw.Model):
    """What the guardian of a minor signed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    volunteer = pw.ForeignKeyField(VolunteerRow, backref="+")
    guardian = pw.TextField()
    relation = pw.TextField()
    phone = pw.TextField()
    signed_on = pw.DateField()
    valid_until = pw.DateField(null=True)
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "guardian_consent"


class SkillRow(pw.Model):
    """Something a volunteer can be able to do."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    name = pw.TextField()
    key = pw.TextField()
    certified = pw.IntegerField()
    archived = pw.IntegerField()
    version = pw.IntegerField()

    class Meta:
        table_name = "skill"


class VolunteerSkillRow(pw.Model):
    """What a volunteer can, and who looked at the proof."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    volunteer = pw.ForeignKeyField(VolunteerRow, backref="+")
    skill = pw.ForeignKeyField(SkillRow, backref="+")
    certificate = pw.TextField()
    issuer = pw.TextField()
    issued_on = pw.DateField(null=True)
    expires_on = pw.DateField(null=True)
    verified_by = pw.TextField()
    verified_on = pw.DateField(null=True)
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "volunteer_skill"


class AvailabilityRuleRow(pw.Model):
    """When in the week a volunteer can come, or would rather not."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    volunteer = pw.ForeignKeyField(VolunteerRow, backref="+")
    days = pw.TextField()
    from_minute = pw.IntegerField()
    to_minute = pw.IntegerField()
    wish = pw.TextField()
    valid_from = pw.DateField(null=True)
    valid_until = pw.DateField(null=True)
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "availability_rule"


class AvailabilityExceptionRow(pw.Model):
    """Days on which the weekly rules do not hold."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    volunteer = pw.ForeignKeyField(VolunteerRow, backref="+")
    first_day = pw.DateField()
    last_day = pw.DateField()
    from_minute = pw.IntegerField()
    to_minute = pw.IntegerField()
    wish = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "availability_exception"


class LeaveRow(pw.Model):
    """Days off that a volunteer asked for."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    volunteer = pw.ForeignKeyField(VolunteerRow, backref="+")
    kind = pw.TextField()
    first_day = pw.DateField()
    last_day = pw.DateField()
    state = pw.TextField()
    asked_on = pw.DateField()
    decided_at = pw.TextField(null=True)
    decided_by = pw.TextField(null=True)
    reason = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    version = pw.IntegerField()

    class Meta:
        table_name = "leave"


class VolunteerPairRow(pw.Model):
    """Two volunteers who serve together, or never do."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    one = pw.ForeignKeyField(VolunteerRow, backref="+")
    other = pw.ForeignKeyField(VolunteerRow, backref="+")
    bond = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "volunteer_pair"


class VolunteerLimitRow(pw.Model):
    """How much one volunteer wants to serve at most."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    volunteer = pw.ForeignKeyField(VolunteerRow, backref="+")
    rule = pw.TextField()
    amount = pw.IntegerField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "volunteer_limit"


class TrainingSessionRow(pw.Model):
    """A training and what it was about."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    kind = pw.TextField()
    title = pw.TextField()
    business_date = pw.DateField()
    from_minute = pw.IntegerField()
    to_minute = pw.IntegerField()
    trainer = pw.TextField()
    place = pw.TextField()
    content = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "training_session"


class TrainingAttendanceRow(pw.Model):
    """Who came to a training."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    session = pw.ForeignKeyField(TrainingSessionRow, backref="+")
    volunteer = pw.ForeignKeyField(VolunteerRow, backref="+")
    result = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "training_attendance"


class HonourRow(pw.Model):
    """A distinction that a volunteer was given."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    volunteer = pw.ForeignKeyField(VolunteerRow, backref="+")
    kind = pw.TextField()
    title = pw.TextField()
    stars = pw.IntegerField()
    given_on = pw.DateField()
    given_by = pw.TextField()
    reason = pw.TextField()
    entry_uid = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "honour"
