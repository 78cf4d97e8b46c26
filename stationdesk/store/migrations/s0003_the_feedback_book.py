"""The feedback book: entries, rounds, what was done and answered, and the working calendar."""

SQL = """
CREATE TABLE calendar_day (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    day DATE NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'worked', 'weekday', 'weekend', 'market')),
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);
CREATE TABLE feedback_policy (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    valid_from DATE NOT NULL,
    first_days INTEGER NOT NULL CHECK (first_days BETWEEN 0 AND 60),
    final_days INTEGER NOT NULL CHECK (final_days BETWEEN 0 AND 366),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    UNIQUE (kind, valid_from),
    CHECK (first_days <= final_days)
);
CREATE TABLE feedback_page (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE TABLE feedback_entry (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    page_id INTEGER REFERENCES feedback_page (id),
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    urgency TEXT NOT NULL CHECK (urgency IN ('normal', 'complex', 'danger')),
    visitor_group TEXT NOT NULL,
    author_name TEXT NOT NULL,
    author_phone TEXT NOT NULL,
    body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 5000),
    place TEXT NOT NULL,
    about_person TEXT NOT NULL,
    praised TEXT NOT NULL,
    praise_form TEXT NOT NULL CHECK (praise_form IN ('', 'words', 'banner', 'letter')),
    business_date DATE NOT NULL,
    said_at TEXT NOT NULL CHECK (length(said_at) = 16),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    handwritten INTEGER NOT NULL CHECK (handwritten IN (0, 1)),
    search_words TEXT NOT NULL,
    request_key TEXT NOT NULL UNIQUE,
    import_run_id INTEGER REFERENCES import_run (id),
    state TEXT NOT NULL,
    round_number INTEGER NOT NULL CHECK (round_number > 0),
    handler TEXT NOT NULL,
    first_due_at TEXT,
    first_reply_at TEXT,
    final_due_at TEXT,
    closed_at TEXT,
    rating INTEGER CHECK (rating BETWEEN 1 AND 5),
    erased_on DATE,
    version INTEGER NOT NULL
);
CREATE INDEX feedback_entry_day ON feedback_entry (business_date);
CREATE INDEX feedback_entry_state ON feedback_entry (state, final_due_at);
CREATE TABLE feedback_event (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    entry_id INTEGER NOT NULL REFERENCES feedback_entry (id),
    round_number INTEGER NOT NULL CHECK (round_number > 0),
    move TEXT NOT NULL,
    happened_at TEXT NOT NULL CHECK (length(happened_at) = 16),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    person TEXT NOT NULL,
    told TEXT NOT NULL,
    undoes_id INTEGER UNIQUE REFERENCES feedback_event (id)
);
CREATE INDEX feedback_event_entry ON feedback_event (entry_id);
CREATE TABLE feedback_reply (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    entry_id INTEGER NOT NULL REFERENCES feedback_entry (id),
    event_id INTEGER NOT NULL UNIQUE REFERENCES feedback_event (id),
    round_number INTEGER NOT NULL,
    interim INTEGER NOT NULL CHECK (interim IN (0, 1)),
    body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 5000),
    outcome TEXT NOT NULL,
    planned_on DATE,
    referred_to TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('board', 'phone', 'in_person', 'letter', 'message')),
    replied_by TEXT NOT NULL,
    replied_at TEXT NOT NULL CHECK (length(replied_at) = 16),
    posted_on DATE,
    taken_down_on DATE
);
CREATE INDEX feedback_reply_entry ON feedback_reply (entry_id);
CREATE TABLE feedback_call_back (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    entry_id INTEGER NOT NULL REFERENCES feedback_entry (id),
    event_id INTEGER NOT NULL UNIQUE REFERENCES feedback_event (id),
    round_number INTEGER NOT NULL,
    reached INTEGER NOT NULL CHECK (reached IN (0, 1)),
    solved TEXT NOT NULL CHECK (solved IN ('', 'yes', 'partly', 'no')),
    rating INTEGER CHECK (rating BETWEEN 1 AND 5),
    called_by TEXT NOT NULL,
    called_at TEXT NOT NULL CHECK (length(called_at) = 16),
    note TEXT NOT NULL
);
CREATE INDEX feedback_call_back_entry ON feedback_call_back (entry_id);
CREATE TABLE feedback_link (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    entry_id INTEGER NOT NULL REFERENCES feedback_entry (id),
    entity TEXT NOT NULL,
    entity_uid TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE INDEX feedback_link_entry ON feedback_link (entry_id);
CREATE INDEX feedback_link_entity ON feedback_link (entity, entity_uid);
CREATE TABLE feedback_duplicate (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    entry_id INTEGER NOT NULL REFERENCES feedback_entry (id),
    master_id INTEGER NOT NULL REFERENCES feedback_entry (id),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    CHECK (entry_id <> master_id)
);
CREATE UNIQUE INDEX feedback_duplicate_entry ON feedback_duplicate (entry_id)
    WHERE voided_at IS NULL;
CREATE TABLE reply_template (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
    body TEXT NOT NULL,
    archived_on DATE,
    version INTEGER NOT NULL
);
CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    assigned_to TEXT NOT NULL,
    due_on DATE,
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    done_on DATE,
    done_by TEXT NOT NULL,
    result TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT
);
CREATE TABLE replenishment_wish (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    item_id INTEGER REFERENCES item (id),
    goods TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    reason TEXT NOT NULL,
    business_date DATE NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    fulfilled_on DATE,
    document_id INTEGER REFERENCES stock_document (id),
    note TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    CHECK (item_id IS NOT NULL OR length(goods) > 0)
);
"""
