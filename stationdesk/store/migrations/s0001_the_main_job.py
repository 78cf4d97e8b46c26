"""Station facts, stock, amenities, tiers, imports and the audit trail."""

SQL = """
CREATE TABLE station (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    kind TEXT NOT NULL,
    street TEXT NOT NULL,
    district TEXT NOT NULL,
    address TEXT NOT NULL,
    area_square_metres INTEGER CHECK (area_square_metres > 0),
    phone TEXT NOT NULL,
    keeper TEXT NOT NULL,
    tier_applied_for INTEGER CHECK (tier_applied_for IN (1, 2, 3)),
    standard_key TEXT NOT NULL,
    month_expiry_rule TEXT NOT NULL CHECK (month_expiry_rule IN ('month_end', 'month_start')),
    version INTEGER NOT NULL
);
CREATE TABLE timetable (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    season_starts TEXT CHECK (length(season_starts) = 5),
    season_ends TEXT CHECK (length(season_ends) = 5),
    version INTEGER NOT NULL,
    CHECK ((season_starts IS NULL) = (season_ends IS NULL))
);
CREATE TABLE opening_interval (
    id INTEGER PRIMARY KEY,
    timetable_id INTEGER NOT NULL REFERENCES timetable (id),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    opens_minute INTEGER NOT NULL CHECK (opens_minute BETWEEN 0 AND 1439),
    closes_minute INTEGER NOT NULL CHECK (closes_minute BETWEEN 1 AND 1440),
    CHECK (opens_minute < closes_minute)
);
CREATE TABLE opening_exception (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    intervals TEXT NOT NULL,
    reason TEXT NOT NULL,
    withdrawn_on DATE,
    CHECK (first_day <= last_day)
);
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 60),
    shelf_order INTEGER NOT NULL,
    archived_on DATE
);
CREATE TABLE stored_file (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    size_bytes INTEGER NOT NULL,
    content BLOB NOT NULL
);
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    entity TEXT NOT NULL,
    entity_uid TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES stored_file (sha256),
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    note TEXT NOT NULL,
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    archived_on DATE
);
CREATE INDEX attachment_owner ON attachment (entity, entity_uid);
CREATE TABLE audit_event (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_uid TEXT NOT NULL,
    action TEXT NOT NULL,
    before TEXT,
    after TEXT,
    digest TEXT NOT NULL
);
CREATE INDEX audit_event_entity ON audit_event (entity, entity_uid);
CREATE TABLE import_run (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES stored_file (sha256),
    sheet TEXT NOT NULL,
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    rows_read INTEGER NOT NULL,
    undone_at TEXT,
    undone_by TEXT
);
CREATE TABLE import_row (
    id INTEGER PRIMARY KEY,
    import_run_id INTEGER NOT NULL REFERENCES import_run (id),
    sheet_row INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('new', 'added', 'counted', 'unchanged', 'left')),
    entity TEXT NOT NULL,
    entity_uid TEXT NOT NULL
);
CREATE INDEX import_row_fingerprint ON import_row (fingerprint);

CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    spec TEXT NOT NULL,
    unit TEXT NOT NULL,
    category TEXT NOT NULL,
    used_for TEXT NOT NULL,
    place_id INTEGER REFERENCES place (id),
    minimum INTEGER NOT NULL CHECK (minimum >= 0),
    target INTEGER NOT NULL CHECK (target >= 0),
    tracks_expiry INTEGER NOT NULL CHECK (tracks_expiry IN (0, 1)),
    warn_days INTEGER NOT NULL CHECK (warn_days >= 0),
    note TEXT NOT NULL,
    search_words TEXT NOT NULL,
    since DATE NOT NULL,
    archived_on DATE,
    version INTEGER NOT NULL
);
CREATE TABLE batch (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    item_id INTEGER NOT NULL REFERENCES item (id),
    batch_no TEXT NOT NULL,
    made_on DATE,
    shelf_life INTEGER CHECK (shelf_life > 0),
    shelf_life_unit TEXT CHECK (shelf_life_unit IN ('day', 'week', 'month', 'year')),
    expiry_text TEXT NOT NULL,
    expiry_precision TEXT NOT NULL CHECK (expiry_precision IN ('day', 'month', 'year', 'none')),
    expiry_day DATE,
    expires_on DATE,
    received_on DATE NOT NULL,
    opened_on DATE
);
CREATE INDEX batch_item ON batch (item_id);
CREATE TABLE stock_document (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL
        CHECK (kind IN ('receive', 'issue', 'scrap', 'move', 'stocktake', 'reversal')),
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    request_key TEXT NOT NULL UNIQUE,
    reverses_id INTEGER UNIQUE REFERENCES stock_document (id),
    source TEXT CHECK (source IN ('opening', 'purchase', 'allocation', 'donation')),
    donor TEXT NOT NULL,
    receiver TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    import_run_id INTEGER REFERENCES import_run (id),
    digest TEXT NOT NULL,
    CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL))
);
CREATE INDEX stock_document_day ON stock_document (business_date);
CREATE TABLE movement (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES stock_document (id),
    line INTEGER NOT NULL,
    business_date DATE NOT NULL,
    item_id INTEGER NOT NULL REFERENCES item (id),
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    place_id INTEGER NOT NULL REFERENCES place (id),
    quantity INTEGER NOT NULL CHECK (quantity <> 0),
    reason TEXT NOT NULL,
    UNIQUE (document_id, line)
);
CREATE INDEX movement_balance ON movement (batch_id, place_id, business_date, quantity);
CREATE INDEX movement_item ON movement (item_id, business_date);
CREATE TABLE stocktake (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    business_date DATE NOT NULL,
    started_at TEXT NOT NULL,
    started_by TEXT NOT NULL,
    scope_place_id INTEGER REFERENCES place (id),
    scope_category TEXT,
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'posted', 'cancelled')),
    document_id INTEGER UNIQUE REFERENCES stock_document (id),
    closed_at TEXT,
    closed_by TEXT
);
CREATE TABLE stocktake_line (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    stocktake_id INTEGER NOT NULL REFERENCES stocktake (id),
    line INTEGER NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    place_id INTEGER NOT NULL REFERENCES place (id),
    counted INTEGER CHECK (counted >= 0),
    counted_on DATE,
    counted_at TEXT,
    counted_by TEXT,
    book_at_count INTEGER,
    reason TEXT NOT NULL,
    UNIQUE (stocktake_id, batch_id, place_id)
);
CREATE TABLE required_set (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    used_for TEXT NOT NULL,
    place_id INTEGER REFERENCES place (id),
    check_every_days INTEGER NOT NULL CHECK (check_every_days > 0),
    since DATE NOT NULL,
    archived_on DATE,
    version INTEGER NOT NULL
);
CREATE TABLE required_line (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    required_set_id INTEGER NOT NULL REFERENCES required_set (id),
    item_id INTEGER NOT NULL REFERENCES item (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    valid_from DATE NOT NULL,
    valid_to DATE
);
CREATE TABLE set_check (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    required_set_id INTEGER NOT NULL REFERENCES required_set (id),
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    lines TEXT NOT NULL,
    note TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);

CREATE TABLE amenity (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    kind TEXT NOT NULL,
    model TEXT NOT NULL,
    serial_no TEXT NOT NULL,
    place_id INTEGER REFERENCES place (id),
    pieces INTEGER NOT NULL CHECK (pieces > 0),
    capacity INTEGER CHECK (capacity > 0),
    since DATE,
    since_text TEXT NOT NULL,
    made_on DATE,
    agent TEXT CHECK (agent IN ('powder', 'co2', 'water')),
    warranty_until DATE,
    keeper TEXT NOT NULL,
    note TEXT NOT NULL,
    search_words TEXT NOT NULL,
    registered_on DATE NOT NULL,
    retired_on DATE,
    retire_reason TEXT NOT NULL,
    import_run_id INTEGER REFERENCES import_run (id),
    version INTEGER NOT NULL
);
CREATE TABLE amenity_past (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    amenity_id INTEGER NOT NULL REFERENCES amenity (id),
    until DATE NOT NULL,
    pieces INTEGER NOT NULL CHECK (pieces > 0),
    capacity INTEGER CHECK (capacity > 0),
    UNIQUE (amenity_id, until)
);
CREATE TABLE upkeep_plan (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    amenity_id INTEGER NOT NULL REFERENCES amenity (id),
    task TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('check', 'clean', 'service', 'replace', 'scrap')),
    every INTEGER NOT NULL CHECK (every > 0),
    every_unit TEXT NOT NULL CHECK (every_unit IN ('day', 'week', 'month', 'year')),
    anchor TEXT NOT NULL CHECK (anchor IN ('schedule', 'completion')),
    first_due_on DATE NOT NULL,
    lead_days INTEGER NOT NULL CHECK (lead_days >= 0),
    checklist TEXT NOT NULL,
    template TEXT NOT NULL,
    since DATE NOT NULL,
    ended_on DATE,
    version INTEGER NOT NULL
);
CREATE INDEX upkeep_plan_amenity ON upkeep_plan (amenity_id);
CREATE TABLE plan_run (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    plan_id INTEGER NOT NULL REFERENCES upkeep_plan (id),
    due_on DATE NOT NULL,
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    done_by TEXT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('normal', 'attention', 'abnormal', 'skipped')),
    answers TEXT NOT NULL,
    reason TEXT NOT NULL,
    cost_fen INTEGER NOT NULL CHECK (cost_fen >= 0),
    document_id INTEGER REFERENCES stock_document (id),
    request_key TEXT NOT NULL UNIQUE,
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX plan_run_plan ON plan_run (plan_id, due_on);
CREATE TABLE fault (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    amenity_id INTEGER NOT NULL REFERENCES amenity (id),
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    reported_by TEXT NOT NULL,
    description TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('minor', 'serious', 'danger')),
    pieces INTEGER CHECK (pieces > 0),
    origin TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX fault_amenity ON fault (amenity_id);
CREATE TABLE fault_step (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    fault_id INTEGER NOT NULL REFERENCES fault (id),
    state TEXT NOT NULL CHECK (state IN ('reported', 'repairing', 'to_accept', 'closed')),
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    done_by TEXT NOT NULL,
    note TEXT NOT NULL,
    cost_fen INTEGER NOT NULL CHECK (cost_fen >= 0),
    document_id INTEGER REFERENCES stock_document (id),
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX fault_step_fault ON fault_step (fault_id);
CREATE TABLE outage (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    amenity_id INTEGER NOT NULL REFERENCES amenity (id),
    fault_id INTEGER REFERENCES fault (id),
    started_at TEXT NOT NULL CHECK (length(started_at) = 16),
    ended_at TEXT CHECK (length(ended_at) = 16),
    pieces INTEGER CHECK (pieces > 0),
    reason TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    CHECK (ended_at IS NULL OR started_at <= ended_at)
);
CREATE INDEX outage_amenity ON outage (amenity_id);
CREATE UNIQUE INDEX outage_open ON outage (fault_id)
    WHERE ended_at IS NULL AND voided_at IS NULL;

CREATE TABLE standard_copy (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    standard_key TEXT NOT NULL,
    standard_version TEXT NOT NULL,
    based_on TEXT NOT NULL,
    body TEXT NOT NULL,
    valid_from DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    archived_on DATE,
    UNIQUE (standard_key, standard_version)
);
CREATE TABLE hand_check (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    checked_by TEXT NOT NULL,
    passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
    amount INTEGER,
    note TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX hand_check_subject ON hand_check (subject, business_date);
CREATE TABLE exemption (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    criterion TEXT NOT NULL,
    standard_key TEXT NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE,
    reason TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE TABLE assessment (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    standard_key TEXT NOT NULL,
    standard_version TEXT NOT NULL,
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    assessor TEXT NOT NULL,
    attained INTEGER CHECK (attained IN (1, 2, 3)),
    applied_for INTEGER CHECK (applied_for IN (1, 2, 3)),
    snapshot TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
"""
