"""Lending: kinds, pieces, borrowers, loans and holds; things kept and found; what was erased."""

SQL = """
CREATE TABLE loan_kind (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    mode TEXT NOT NULL CHECK (mode IN ('serial', 'pool')),
    audience TEXT NOT NULL CHECK (audience IN ('visitors', 'duty')),
    item_id INTEGER REFERENCES item (id),
    default_days INTEGER NOT NULL CHECK (default_days BETWEEN 0 AND 366),
    most_per_person INTEGER NOT NULL CHECK (most_per_person > 0),
    contact TEXT NOT NULL CHECK (contact IN ('tail', 'phone')),
    deposit TEXT NOT NULL,
    terms TEXT NOT NULL,
    search_words TEXT NOT NULL,
    since DATE NOT NULL,
    archived_on DATE,
    version INTEGER NOT NULL,
    CHECK (mode = 'serial' OR item_id IS NOT NULL)
);
CREATE UNIQUE INDEX loan_kind_item ON loan_kind (item_id)
    WHERE item_id IS NOT NULL AND archived_on IS NULL;
CREATE TABLE loan_part (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    loan_kind_id INTEGER NOT NULL REFERENCES loan_kind (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    item_id INTEGER REFERENCES item (id),
    since DATE NOT NULL,
    ended_on DATE
);
CREATE INDEX loan_part_kind ON loan_part (loan_kind_id);
CREATE TABLE loan_unit (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    loan_kind_id INTEGER NOT NULL REFERENCES loan_kind (id),
    code TEXT NOT NULL UNIQUE,
    amenity_id INTEGER REFERENCES amenity (id),
    place_id INTEGER REFERENCES place (id),
    note TEXT NOT NULL,
    since DATE NOT NULL,
    retired_on DATE,
    retire_reason TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX loan_unit_kind ON loan_unit (loan_kind_id);
CREATE UNIQUE INDEX loan_unit_amenity ON loan_unit (amenity_id)
    WHERE amenity_id IS NOT NULL AND retired_on IS NULL;
CREATE TABLE borrower (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    tail TEXT NOT NULL CHECK (length(tail) IN (0, 4)),
    visitor_group TEXT NOT NULL,
    search_words TEXT NOT NULL,
    since DATE NOT NULL,
    erased_on DATE,
    version INTEGER NOT NULL
);
CREATE INDEX borrower_tail ON borrower (tail);
CREATE TABLE borrower_block (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    borrower_id INTEGER NOT NULL REFERENCES borrower (id),
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    lifted_on DATE,
    lifted_by TEXT NOT NULL,
    lift_reason TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX borrower_block_borrower ON borrower_block (borrower_id);
CREATE TABLE loan_hold (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    loan_kind_id INTEGER NOT NULL REFERENCES loan_kind (id),
    loan_unit_id INTEGER REFERENCES loan_unit (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    borrower_id INTEGER NOT NULL REFERENCES borrower (id),
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    pick_up_on DATE NOT NULL,
    lapses_on DATE NOT NULL,
    note TEXT NOT NULL,
    request_key TEXT NOT NULL UNIQUE,
    cancelled_on DATE,
    cancel_reason TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    CHECK (pick_up_on <= lapses_on)
);
CREATE INDEX loan_hold_kind ON loan_hold (loan_kind_id, pick_up_on);
CREATE TABLE loan (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    borrower_id INTEGER NOT NULL REFERENCES borrower (id),
    visitor_group TEXT NOT NULL,
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    handled_by TEXT NOT NULL,
    deposit TEXT NOT NULL,
    note TEXT NOT NULL,
    despite TEXT NOT NULL,
    hold_id INTEGER REFERENCES loan_hold (id),
    request_key TEXT NOT NULL UNIQUE,
    import_run_id INTEGER REFERENCES import_run (id),
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX loan_borrower ON loan (borrower_id);
CREATE INDEX loan_day ON loan (business_date);
CREATE TABLE loan_line (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    loan_id INTEGER NOT NULL REFERENCES loan (id),
    line INTEGER NOT NULL,
    loan_kind_id INTEGER NOT NULL REFERENCES loan_kind (id),
    loan_unit_id INTEGER REFERENCES loan_unit (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    due_on DATE NOT NULL,
    UNIQUE (loan_id, line),
    CHECK (loan_unit_id IS NULL OR quantity = 1)
);
CREATE INDEX loan_line_kind ON loan_line (loan_kind_id);
CREATE INDEX loan_line_unit ON loan_line (loan_unit_id);
CREATE TABLE loan_return (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    loan_line_id INTEGER NOT NULL REFERENCES loan_line (id),
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    handled_by TEXT NOT NULL,
    good INTEGER NOT NULL CHECK (good >= 0),
    damaged INTEGER NOT NULL CHECK (damaged >= 0),
    lost INTEGER NOT NULL CHECK (lost >= 0),
    condition TEXT NOT NULL,
    document_id INTEGER REFERENCES stock_document (id),
    fault_id INTEGER REFERENCES fault (id),
    request_key TEXT NOT NULL UNIQUE,
    voided_at TEXT,
    voided_by TEXT,
    CHECK (good + damaged + lost > 0)
);
CREATE INDEX loan_return_line ON loan_return (loan_line_id);
CREATE TABLE loan_extension (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    loan_line_id INTEGER NOT NULL REFERENCES loan_line (id),
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    old_due_on DATE NOT NULL,
    new_due_on DATE NOT NULL,
    reason TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX loan_extension_line ON loan_extension (loan_line_id);
CREATE TABLE loan_contact (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    loan_id INTEGER NOT NULL REFERENCES loan (id),
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('phone', 'message', 'visit', 'other')),
    reached INTEGER NOT NULL CHECK (reached IN (0, 1)),
    note TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX loan_contact_loan ON loan_contact (loan_id);
CREATE TABLE fitness_event (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    loan_kind_id INTEGER NOT NULL REFERENCES loan_kind (id),
    loan_unit_id INTEGER REFERENCES loan_unit (id),
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity <> 0),
    cause TEXT NOT NULL CHECK (cause IN ('returned', 'found', 'repaired', 'scrapped')),
    reason TEXT NOT NULL,
    loan_return_id INTEGER REFERENCES loan_return (id),
    document_id INTEGER REFERENCES stock_document (id),
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX fitness_event_kind ON fitness_event (loan_kind_id, loan_unit_id);
CREATE TABLE part_event (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    loan_unit_id INTEGER NOT NULL REFERENCES loan_unit (id),
    loan_part_id INTEGER NOT NULL REFERENCES loan_part (id),
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity <> 0),
    loan_return_id INTEGER REFERENCES loan_return (id),
    document_id INTEGER REFERENCES stock_document (id),
    note TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX part_event_unit ON part_event (loan_unit_id);
CREATE TABLE desk_check (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL CHECK (subject IN ('loan_kind', 'kept_things', 'found_things')),
    loan_kind_id INTEGER REFERENCES loan_kind (id),
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    expected INTEGER CHECK (expected >= 0),
    counted INTEGER CHECK (counted >= 0),
    note TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    CHECK ((subject = 'loan_kind') = (loan_kind_id IS NOT NULL))
);
CREATE INDEX desk_check_subject ON desk_check (subject, loan_kind_id, business_date);
ALTER TABLE stocktake_line ADD COLUMN on_loan_at_count INTEGER;

CREATE TABLE kept_thing (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    tag TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    description TEXT NOT NULL CHECK (length(description) BETWEEN 1 AND 200),
    owner_name TEXT NOT NULL,
    owner_phone TEXT NOT NULL,
    place_id INTEGER REFERENCES place (id),
    business_date DATE NOT NULL,
    keep_until DATE,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    note TEXT NOT NULL,
    request_key TEXT NOT NULL UNIQUE,
    handed_on DATE,
    handed_to TEXT NOT NULL,
    proof TEXT NOT NULL,
    handed_at TEXT,
    handed_by TEXT NOT NULL,
    erased_on DATE,
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX kept_thing_day ON kept_thing (business_date);
CREATE TABLE found_thing (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    description TEXT NOT NULL CHECK (length(description) BETWEEN 1 AND 200),
    found_where TEXT NOT NULL,
    questions TEXT NOT NULL,
    finder_name TEXT NOT NULL,
    finder_phone TEXT NOT NULL,
    place_id INTEGER REFERENCES place (id),
    business_date DATE NOT NULL,
    pass_on_after DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    note TEXT NOT NULL,
    request_key TEXT NOT NULL UNIQUE,
    outcome TEXT CHECK (outcome IN ('claimed', 'passed_on', 'disposed')),
    outcome_on DATE,
    outcome_to TEXT NOT NULL,
    outcome_phone TEXT NOT NULL,
    answers TEXT NOT NULL,
    proof TEXT NOT NULL,
    outcome_at TEXT,
    outcome_by TEXT NOT NULL,
    erased_on DATE,
    voided_at TEXT,
    voided_by TEXT,
    CHECK ((outcome IS NULL) = (outcome_on IS NULL))
);
CREATE INDEX found_thing_day ON found_thing (business_date);
CREATE TABLE retention_run (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    witness TEXT NOT NULL,
    days INTEGER NOT NULL CHECK (days >= 0),
    lines TEXT NOT NULL,
    digest TEXT NOT NULL
);
"""
