"""Volunteers, the roster, attendance and hours."""

SQL = """
CREATE TABLE volunteer (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    sex TEXT NOT NULL CHECK (sex IN ('', 'female', 'male')),
    born TEXT NOT NULL CHECK (length(born) IN (0, 4, 7, 10)),
    phone TEXT NOT NULL,
    group_name TEXT NOT NULL,
    national_number TEXT NOT NULL,
    joined_on DATE,
    promised_minutes INTEGER NOT NULL CHECK (promised_minutes BETWEEN 0 AND 44640),
    novice INTEGER NOT NULL CHECK (novice IN (0, 1)),
    mentor INTEGER NOT NULL CHECK (mentor IN (0, 1)),
    in_ranking INTEGER NOT NULL CHECK (in_ranking IN (0, 1)),
    card_code TEXT NOT NULL UNIQUE,
    note TEXT NOT NULL CHECK (length(note) <= 500),
    search_words TEXT NOT NULL,
    request_key TEXT NOT NULL UNIQUE,
    import_run_id INTEGER REFERENCES import_run (id),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    erased_on DATE,
    voided_at TEXT,
    voided_by TEXT,
    version INTEGER NOT NULL
);
CREATE TABLE volunteer_identity (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    volunteer_id INTEGER NOT NULL UNIQUE REFERENCES volunteer (id),
    document TEXT NOT NULL,
    number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 30),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);
CREATE TABLE volunteer_pin (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    volunteer_id INTEGER NOT NULL UNIQUE REFERENCES volunteer (id),
    seal TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);
CREATE TABLE volunteer_status (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    state TEXT NOT NULL CHECK (state IN ('applied', 'active', 'paused', 'left')),
    from_day DATE NOT NULL,
    reason TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX volunteer_status_volunteer ON volunteer_status (volunteer_id);
CREATE TABLE guardian_consent (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    guardian TEXT NOT NULL CHECK (length(guardian) BETWEEN 1 AND 60),
    relation TEXT NOT NULL,
    phone TEXT NOT NULL,
    signed_on DATE NOT NULL,
    valid_until DATE,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX guardian_consent_volunteer ON guardian_consent (volunteer_id);
CREATE TABLE skill (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 40),
    key TEXT NOT NULL,
    certified INTEGER NOT NULL CHECK (certified IN (0, 1)),
    archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
    version INTEGER NOT NULL
);
CREATE TABLE volunteer_skill (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    skill_id INTEGER NOT NULL REFERENCES skill (id),
    certificate TEXT NOT NULL,
    issuer TEXT NOT NULL,
    issued_on DATE,
    expires_on DATE,
    verified_by TEXT NOT NULL,
    verified_on DATE,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    version INTEGER NOT NULL,
    CHECK ((verified_by = '') = (verified_on IS NULL))
);
CREATE INDEX volunteer_skill_volunteer ON volunteer_skill (volunteer_id);
CREATE TABLE availability_rule (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    days TEXT NOT NULL,
    from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute INTEGER NOT NULL CHECK (to_minute BETWEEN 1 AND 1440),
    wish TEXT NOT NULL CHECK (wish IN ('prefers', 'can', 'rather_not', 'cannot')),
    valid_from DATE,
    valid_until DATE,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    CHECK (from_minute < to_minute)
);
CREATE INDEX availability_rule_volunteer ON availability_rule (volunteer_id);
CREATE TABLE availability_exception (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute INTEGER NOT NULL CHECK (to_minute BETWEEN 1 AND 1440),
    wish TEXT NOT NULL CHECK (wish IN ('prefers', 'can', 'rather_not', 'cannot')),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    CHECK (from_minute < to_minute),
    CHECK (first_day <= last_day)
);
CREATE INDEX availability_exception_volunteer ON availability_exception (volunteer_id);
CREATE TABLE leave (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    kind TEXT NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'declined', 'withdrawn')),
    asked_on DATE NOT NULL,
    decided_at TEXT,
    decided_by TEXT,
    reason TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK (first_day <= last_day)
);
CREATE INDEX leave_volunteer ON leave (volunteer_id);
CREATE TABLE volunteer_pair (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    one_id INTEGER NOT NULL REFERENCES volunteer (id),
    other_id INTEGER NOT NULL REFERENCES volunteer (id),
    bond TEXT NOT NULL CHECK (bond IN ('together', 'apart')),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    CHECK (one_id < other_id)
);
CREATE UNIQUE INDEX volunteer_pair_open ON volunteer_pair (one_id, other_id)
    WHERE voided_at IS NULL;
CREATE TABLE volunteer_limit (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    rule TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE UNIQUE INDEX volunteer_limit_open ON volunteer_limit (volunteer_id, rule)
    WHERE voided_at IS NULL;
CREATE TABLE training_session (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
    business_date DATE NOT NULL,
    from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute INTEGER NOT NULL CHECK (to_minute BETWEEN 1 AND 1440),
    trainer TEXT NOT NULL,
    place TEXT NOT NULL,
    content TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    version INTEGER NOT NULL,
    CHECK (from_minute < to_minute)
);
CREATE TABLE training_attendance (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    session_id INTEGER NOT NULL REFERENCES training_session (id),
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    result TEXT NOT NULL CHECK (result IN ('came', 'passed', 'failed', 'absent')),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE UNIQUE INDEX training_attendance_open ON training_attendance (session_id, volunteer_id)
    WHERE voided_at IS NULL;
CREATE TABLE honour (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
    stars INTEGER NOT NULL CHECK (stars BETWEEN 0 AND 5),
    given_on DATE NOT NULL,
    given_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    entry_uid TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX honour_volunteer ON honour (volunteer_id);
CREATE TABLE shift_template (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 20),
    post TEXT NOT NULL,
    day_kinds TEXT NOT NULL,
    weekdays TEXT NOT NULL,
    from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute INTEGER NOT NULL CHECK (to_minute BETWEEN 1 AND 2880),
    needed INTEGER NOT NULL CHECK (needed BETWEEN 0 AND 99),
    most INTEGER NOT NULL CHECK (most BETWEEN 1 AND 99),
    at_desk INTEGER NOT NULL CHECK (at_desk IN (0, 1)),
    skill_id INTEGER REFERENCES skill (id),
    skilled INTEGER NOT NULL CHECK (skilled >= 0),
    sort_order INTEGER NOT NULL,
    archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
    version INTEGER NOT NULL,
    CHECK (from_minute < to_minute AND to_minute - from_minute <= 1440),
    CHECK (needed <= most)
);
CREATE TABLE cover_rule (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    day_kinds TEXT NOT NULL,
    from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute INTEGER NOT NULL CHECK (to_minute BETWEEN 1 AND 2880),
    people INTEGER NOT NULL CHECK (people BETWEEN 0 AND 99),
    skill_id INTEGER REFERENCES skill (id),
    skilled INTEGER NOT NULL CHECK (skilled BETWEEN 0 AND 99),
    weight TEXT NOT NULL CHECK (weight IN ('block', 'warn')),
    valid_from DATE NOT NULL,
    valid_until DATE,
    version INTEGER NOT NULL,
    CHECK (from_minute < to_minute AND to_minute - from_minute <= 1440),
    CHECK (people + skilled > 0),
    CHECK (skilled = 0 OR skill_id IS NOT NULL)
);
CREATE TABLE roster_rule (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    rule TEXT NOT NULL,
    valid_from DATE NOT NULL,
    weight TEXT NOT NULL CHECK (weight IN ('block', 'warn', 'off')),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);
CREATE INDEX roster_rule_rule ON roster_rule (rule, valid_from);
CREATE TABLE roster_period (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'proposed', 'published', 'closed')),
    revision INTEGER NOT NULL CHECK (revision >= 0),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    version INTEGER NOT NULL,
    CHECK (first_day <= last_day)
);
CREATE INDEX roster_period_days ON roster_period (first_day, last_day);
CREATE TABLE roster_revision (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    period_id INTEGER NOT NULL REFERENCES roster_period (id),
    revision INTEGER NOT NULL CHECK (revision > 0),
    reason TEXT NOT NULL,
    content TEXT NOT NULL,
    digest TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    UNIQUE (period_id, revision)
);
CREATE TABLE shift (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    period_id INTEGER NOT NULL REFERENCES roster_period (id),
    template_id INTEGER REFERENCES shift_template (id),
    day DATE NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 20),
    post TEXT NOT NULL,
    from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute INTEGER NOT NULL CHECK (to_minute BETWEEN 1 AND 2880),
    needed INTEGER NOT NULL CHECK (needed BETWEEN 0 AND 99),
    most INTEGER NOT NULL CHECK (most BETWEEN 1 AND 99),
    at_desk INTEGER NOT NULL CHECK (at_desk IN (0, 1)),
    skill_id INTEGER REFERENCES skill (id),
    skilled INTEGER NOT NULL CHECK (skilled >= 0),
    import_run_id INTEGER REFERENCES import_run (id),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    version INTEGER NOT NULL,
    CHECK (from_minute < to_minute AND to_minute - from_minute <= 1440),
    CHECK (needed <= most)
);
CREATE INDEX shift_day ON shift (day);
CREATE INDEX shift_period ON shift (period_id);
CREATE TABLE assignment (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    shift_id INTEGER NOT NULL REFERENCES shift (id),
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'served', 'absent', 'excused',
        'cancelled', 'vacated', 'swapped')),
    source TEXT NOT NULL CHECK (source IN ('hand', 'planner', 'copy', 'swap', 'import')),
    pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    reason TEXT NOT NULL,
    replaces_id INTEGER REFERENCES assignment (id),
    import_run_id INTEGER REFERENCES import_run (id),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK (starts < ends)
);
CREATE UNIQUE INDEX assignment_once ON assignment (shift_id, volunteer_id)
    WHERE state IN ('proposed', 'confirmed', 'served', 'absent', 'excused');
CREATE INDEX assignment_volunteer ON assignment (volunteer_id, starts);
CREATE INDEX assignment_starts ON assignment (starts);
CREATE TABLE swap_request (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('swap', 'give_away', 'cover_once')),
    assignment_id INTEGER NOT NULL REFERENCES assignment (id),
    other_assignment_id INTEGER REFERENCES assignment (id),
    to_volunteer_id INTEGER REFERENCES volunteer (id),
    reason TEXT NOT NULL,
    request_key TEXT NOT NULL UNIQUE,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    CHECK ((kind = 'swap') = (other_assignment_id IS NOT NULL))
);
CREATE TABLE swap_step (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    request_id INTEGER NOT NULL REFERENCES swap_request (id),
    move TEXT NOT NULL CHECK (move IN
        ('ask', 'accept', 'approve', 'apply', 'decline', 'withdraw', 'undo')),
    person TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);
CREATE INDEX swap_step_request ON swap_step (request_id);
CREATE TABLE rule_override (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    assignment_id INTEGER NOT NULL REFERENCES assignment (id),
    rule TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX rule_override_assignment ON rule_override (assignment_id);
CREATE TABLE attendance (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    assignment_id INTEGER REFERENCES assignment (id),
    business_date DATE NOT NULL,
    came_at TEXT NOT NULL CHECK (length(came_at) = 16),
    left_at TEXT CHECK (length(left_at) = 16),
    away_minutes INTEGER NOT NULL CHECK (away_minutes BETWEEN 0 AND 1440),
    work TEXT NOT NULL CHECK (length(work) <= 200),
    came_by TEXT NOT NULL CHECK (came_by IN ('click', 'card', 'touch', 'paper', 'import')),
    left_by TEXT NOT NULL CHECK (left_by IN
        ('', 'click', 'card', 'touch', 'paper', 'import', 'auto')),
    reviewed_at TEXT,
    reviewed_by TEXT,
    request_key TEXT NOT NULL UNIQUE,
    import_run_id INTEGER REFERENCES import_run (id),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK ((left_at IS NULL) = (left_by = ''))
);
CREATE UNIQUE INDEX attendance_open ON attendance (volunteer_id)
    WHERE left_at IS NULL AND voided_at IS NULL;
CREATE INDEX attendance_day ON attendance (business_date);
CREATE INDEX attendance_volunteer ON attendance (volunteer_id, came_at);
CREATE INDEX attendance_assignment ON attendance (assignment_id);
CREATE TABLE attendance_correction (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    attendance_id INTEGER NOT NULL REFERENCES attendance (id),
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);
CREATE INDEX attendance_correction_attendance ON attendance_correction (attendance_id);
CREATE TABLE hours_line (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    kind TEXT NOT NULL CHECK (kind IN ('attend', 'worklog', 'brought', 'adjust', 'reversal')),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN -60000000 AND 60000000),
    business_date DATE NOT NULL,
    served_on DATE NOT NULL,
    attendance_id INTEGER REFERENCES attendance (id),
    cites_id INTEGER REFERENCES hours_line (id),
    work TEXT NOT NULL,
    reason TEXT NOT NULL,
    rule TEXT NOT NULL,
    import_run_id INTEGER REFERENCES import_run (id),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    digest TEXT NOT NULL,
    CHECK (kind NOT IN ('adjust', 'reversal') OR (cites_id IS NOT NULL AND reason <> '')),
    CHECK (kind IN ('adjust', 'reversal') OR minutes >= 0)
);
CREATE INDEX hours_line_volunteer ON hours_line (volunteer_id, business_date);
CREATE INDEX hours_line_day ON hours_line (business_date);
CREATE INDEX hours_line_attendance ON hours_line (attendance_id);
CREATE INDEX hours_line_cites ON hours_line (cites_id);
CREATE UNIQUE INDEX hours_line_reversed ON hours_line (cites_id) WHERE kind = 'reversal';
CREATE TABLE month_lock (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    month TEXT NOT NULL UNIQUE CHECK (length(month) = 7),
    minutes INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    people INTEGER NOT NULL,
    digest TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);
CREATE TABLE service_certificate (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('record', 'certificate')),
    volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes >= 0),
    snapshot TEXT NOT NULL,
    digest TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);
CREATE INDEX service_certificate_volunteer ON service_certificate (volunteer_id);
CREATE TABLE certificate_step (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    certificate_id INTEGER NOT NULL REFERENCES service_certificate (id),
    move TEXT NOT NULL CHECK (move IN ('draft', 'review', 'notice', 'issue', 'print', 'void')),
    day DATE NOT NULL,
    until DATE,
    person TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);
CREATE INDEX certificate_step_certificate ON certificate_step (certificate_id);
CREATE TABLE handover_note (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    business_date DATE NOT NULL,
    said_at TEXT NOT NULL CHECK (length(said_at) = 16),
    said_by TEXT NOT NULL,
    body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 1000),
    important INTEGER NOT NULL CHECK (important IN (0, 1)),
    request_key TEXT NOT NULL UNIQUE,
    taken_at TEXT,
    taken_by TEXT NOT NULL,
    done_at TEXT,
    done_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    version INTEGER NOT NULL
);
CREATE INDEX handover_note_day ON handover_note (business_date);
"""
