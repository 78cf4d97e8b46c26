"""Visits, opening as it was, inspections with their corrective actions, and reports as sent."""

SQL = """
CREATE TABLE visit (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    business_date DATE NOT NULL,
    counted_at TEXT CHECK (length(counted_at) = 16),
    visitor_group TEXT NOT NULL,
    service TEXT NOT NULL,
    people INTEGER NOT NULL CHECK (people BETWEEN 1 AND 10000),
    source TEXT NOT NULL CHECK (source IN ('tap', 'form', 'sheet', 'import')),
    note TEXT NOT NULL CHECK (length(note) <= 200),
    request_key TEXT NOT NULL UNIQUE,
    import_run_id INTEGER REFERENCES import_run (id),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX visit_day ON visit (business_date);
CREATE TABLE opening_log (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    business_date DATE NOT NULL,
    opened_at TEXT NOT NULL CHECK (length(opened_at) = 16),
    closed_at TEXT CHECK (length(closed_at) = 16),
    opened_by TEXT NOT NULL,
    closed_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    version INTEGER NOT NULL
);
CREATE INDEX opening_log_day ON opening_log (business_date);
CREATE UNIQUE INDEX opening_log_open ON opening_log (business_date)
    WHERE closed_at IS NULL AND voided_at IS NULL;
CREATE TABLE inspection (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('self', 'street', 'spot')),
    business_date DATE NOT NULL,
    standard_key TEXT NOT NULL,
    standard_version TEXT NOT NULL,
    tier INTEGER CHECK (tier BETWEEN 1 AND 3),
    inspectors TEXT NOT NULL,
    escort TEXT NOT NULL,
    summary TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'signed')),
    submitted_at TEXT,
    submitted_by TEXT,
    signed_at TEXT,
    signed_by TEXT,
    digest TEXT NOT NULL,
    request_key TEXT NOT NULL UNIQUE,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    version INTEGER NOT NULL
);
CREATE INDEX inspection_day ON inspection (business_date);
CREATE TABLE inspection_line (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    inspection_id INTEGER NOT NULL REFERENCES inspection (id),
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) > 0),
    required TEXT NOT NULL,
    found TEXT NOT NULL,
    suggested TEXT NOT NULL,
    evidence TEXT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('', 'pass', 'partial', 'fail', 'na')),
    note TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (inspection_id, position)
);
CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    inspection_id INTEGER NOT NULL REFERENCES inspection (id),
    line_id INTEGER NOT NULL UNIQUE REFERENCES inspection_line (id),
    code TEXT NOT NULL,
    what TEXT NOT NULL CHECK (length(what) > 0),
    place TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('minor', 'serious', 'critical')),
    repeat_of_id INTEGER REFERENCES finding (id),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX finding_inspection ON finding (inspection_id);
CREATE INDEX finding_code ON finding (code);
CREATE TABLE corrective_action (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    finding_id INTEGER NOT NULL REFERENCES finding (id),
    cause TEXT NOT NULL,
    measure TEXT NOT NULL CHECK (length(measure) > 0),
    owner TEXT NOT NULL CHECK (length(owner) > 0),
    due_on DATE NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'doing', 'claimed', 'verified', 'void')),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX corrective_action_finding ON corrective_action (finding_id);
CREATE INDEX corrective_action_state ON corrective_action (state, due_on);
CREATE TABLE corrective_step (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    action_id INTEGER NOT NULL REFERENCES corrective_action (id),
    move TEXT NOT NULL CHECK (move IN
        ('open', 'start', 'claim', 'verify', 'reject', 'extend', 'reopen', 'void', 'undo')),
    business_date DATE NOT NULL,
    person TEXT NOT NULL,
    note TEXT NOT NULL,
    due_on DATE,
    undoes_id INTEGER UNIQUE REFERENCES corrective_step (id),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);
CREATE INDEX corrective_step_action ON corrective_step (action_id);
CREATE TABLE rectification_notice (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    inspection_id INTEGER NOT NULL REFERENCES inspection (id),
    issued_on DATE NOT NULL,
    deadline DATE NOT NULL,
    addressed_to TEXT NOT NULL,
    recheck_method TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    digest TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);
CREATE INDEX rectification_notice_inspection ON rectification_notice (inspection_id);
CREATE TABLE rectification_recheck (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    notice_id INTEGER NOT NULL REFERENCES rectification_notice (id),
    business_date DATE NOT NULL,
    checked_by TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'not_done')),
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);
CREATE INDEX rectification_recheck_notice ON rectification_recheck (notice_id);
CREATE TABLE posted_document (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
    place TEXT NOT NULL,
    keeper TEXT NOT NULL,
    review_days INTEGER NOT NULL CHECK (review_days BETWEEN 1 AND 1500),
    since DATE NOT NULL,
    archived_on DATE,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE posted_document_look (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES posted_document (id),
    business_date DATE NOT NULL,
    looked_by TEXT NOT NULL,
    renewed INTEGER NOT NULL CHECK (renewed IN (0, 1)),
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX posted_document_look_document ON posted_document_look (document_id);
CREATE TABLE sent_report (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    span TEXT NOT NULL CHECK (span IN ('month', 'quarter', 'year')),
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    issue INTEGER NOT NULL CHECK (issue > 0),
    head TEXT NOT NULL,
    statistician TEXT NOT NULL,
    filled_by TEXT NOT NULL,
    issued_on DATE NOT NULL,
    reason TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    digest TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    UNIQUE (span, first_day, issue)
);
"""
