-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first schema: DATA's entities, the event log, and the projection of the log.
-- Keys are the 10 bytes behind their 20 hex digits. Closed vocabularies are the numbers of
-- core/domain/names.h in the order written there. Tables and columns marked "projection" can be
-- rebuilt from the rest (core/store/projection.h).

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who has the file open for writing, so that whoever waits can be told for whom.
CREATE TABLE writer (
    session TEXT PRIMARY KEY,
    pid     INTEGER NOT NULL,
    host    TEXT NOT NULL,
    command TEXT NOT NULL,
    turn    INTEGER NOT NULL -- greatest: wrote last
) STRICT, WITHOUT ROWID;

-- An import; its rows are visible when it is complete.
CREATE TABLE batch (
    id        INTEGER PRIMARY KEY,
    signature TEXT NOT NULL,
    cursor    TEXT NOT NULL DEFAULT '',
    session   TEXT NOT NULL,
    complete  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX batch_unfinished ON batch(id) WHERE complete = 0;

CREATE TABLE root (
    id      INTEGER PRIMARY KEY,
    label   TEXT NOT NULL UNIQUE,
    path    TEXT NOT NULL,
    source  TEXT NOT NULL DEFAULT '',
    licence TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE image (
    id           INTEGER PRIMARY KEY,
    key          BLOB NOT NULL UNIQUE,
    root         INTEGER NOT NULL REFERENCES root(id),
    name         TEXT NOT NULL,    -- no index: its key is computed from the root's label and the name
    state        INTEGER NOT NULL, -- ImageState
    sha256       BLOB,
    phash        INTEGER,
    bytes        INTEGER NOT NULL DEFAULT 0,
    modified     INTEGER NOT NULL DEFAULT 0,
    width        INTEGER NOT NULL DEFAULT 0,
    height       INTEGER NOT NULL DEFAULT 0,
    product      TEXT,
    category     TEXT,
    duplicate_of INTEGER REFERENCES image(id) ON DELETE SET NULL,
    batch        INTEGER REFERENCES batch(id),
    removed      INTEGER NOT NULL DEFAULT 0, -- projection: it or its product was removed
    source       TEXT,
    licence      TEXT,
    attributes   TEXT                        -- JSON object, corrections applied
) STRICT;
CREATE INDEX image_by_sha256 ON image(sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX image_by_product ON image(product) WHERE product IS NOT NULL;
CREATE INDEX image_by_duplicate ON image(duplicate_of) WHERE duplicate_of IS NOT NULL;

-- Updates of stored images that an unfinished batch holds back.
CREATE TABLE held_image (
    batch      INTEGER NOT NULL REFERENCES batch(id),
    image      INTEGER NOT NULL REFERENCES image(id),
    content    INTEGER NOT NULL, -- the fields up to height are given
    catalogue  INTEGER NOT NULL, -- product, category, attributes are given
    state      INTEGER NOT NULL,
    sha256     BLOB,
    phash      INTEGER,
    bytes      INTEGER NOT NULL,
    modified   INTEGER NOT NULL,
    width      INTEGER NOT NULL,
    height     INTEGER NOT NULL,
    product    TEXT,
    category   TEXT,
    attributes TEXT,
    PRIMARY KEY (batch, image)
) STRICT, WITHOUT ROWID;

-- Projection of `correct` events: what the catalogue says, while the image shows the correction.
CREATE TABLE correction (
    image     INTEGER NOT NULL REFERENCES image(id) ON DELETE CASCADE,
    attribute TEXT NOT NULL,
    value     TEXT,
    catalogue TEXT, -- null: the catalogue has no such attribute
    PRIMARY KEY (image, attribute)
) STRICT, WITHOUT ROWID;

CREATE TABLE pair (
    id        INTEGER PRIMARY KEY,
    key       BLOB NOT NULL UNIQUE, -- made of both image keys, so it also makes (reference, target) unique
    reference INTEGER NOT NULL REFERENCES image(id),
    target    INTEGER NOT NULL REFERENCES image(id),
    mirror    INTEGER,              -- no foreign key: its check would search this column at each insert
    batch     INTEGER REFERENCES batch(id),
    removed   INTEGER NOT NULL DEFAULT 0, -- projection: it or one of its images was removed
    category  TEXT,
    source    TEXT                        -- source fields verbatim, JSON
) STRICT;
CREATE INDEX pair_by_reference ON pair(reference);
CREATE INDEX pair_by_target ON pair(target);

CREATE TABLE slot (
    id         INTEGER PRIMARY KEY,
    key        BLOB NOT NULL UNIQUE,
    pair       INTEGER NOT NULL REFERENCES pair(id),
    direction  INTEGER NOT NULL, -- Direction
    language   TEXT NOT NULL,
    caption    INTEGER NOT NULL,
    batch      INTEGER REFERENCES batch(id),
    arrivals   INTEGER NOT NULL DEFAULT 0, -- greatest text.arrival
    -- projection of the log:
    state      INTEGER NOT NULL DEFAULT 0, -- SlotState
    text       INTEGER,                    -- final text, or candidate
    decisions  INTEGER NOT NULL DEFAULT 0, -- reviewers who decided
    decided_at INTEGER,
    decided_by TEXT,                       -- event id
    standing   TEXT,                       -- event ids, JSON array
    reasons    TEXT,                       -- JSON array
    UNIQUE (pair, direction, language, caption)
) STRICT;
CREATE INDEX slot_by_state ON slot(direction, state);

CREATE TABLE text (
    id        INTEGER PRIMARY KEY,
    key       BLOB NOT NULL UNIQUE,
    slot      INTEGER NOT NULL REFERENCES slot(id),
    arrival   INTEGER NOT NULL, -- order within the slot, the same in every copy of the project
    origin    INTEGER NOT NULL, -- Origin
    generator TEXT NOT NULL,
    version   TEXT NOT NULL,
    seed      INTEGER NOT NULL,
    parent    INTEGER REFERENCES text(id) ON DELETE SET NULL,
    batch     INTEGER REFERENCES batch(id),
    stale     INTEGER NOT NULL DEFAULT 0,
    removed   INTEGER NOT NULL DEFAULT 0, -- projection
    body      TEXT NOT NULL,
    terms     TEXT NOT NULL,
    prompt    TEXT,
    parts     TEXT
) STRICT;
CREATE INDEX text_by_slot ON text(slot);
CREATE INDEX text_by_parent ON text(parent) WHERE parent IS NOT NULL;
CREATE VIRTUAL TABLE text_search USING fts5(
    terms, content='text', content_rowid='id', tokenize="unicode61 remove_diacritics 0");

-- Append-only.
CREATE TABLE event (
    id                TEXT PRIMARY KEY,
    session           TEXT NOT NULL,
    seq               INTEGER NOT NULL,
    prev_hash         TEXT NOT NULL,
    hash              TEXT NOT NULL,
    lamport           INTEGER NOT NULL,
    at                INTEGER NOT NULL,
    reviewer          TEXT NOT NULL,
    kind              TEXT NOT NULL,
    slot              BLOB, -- slot key; no foreign key: a merged log may name what is not here
    subject           TEXT,
    text_before       TEXT,
    text_after        TEXT,
    verdict           TEXT,
    base              TEXT, -- JSON array
    reasons           TEXT, -- JSON array
    milliseconds      INTEGER NOT NULL DEFAULT 0,
    shown             TEXT,
    batch             TEXT,
    guideline_version TEXT,
    undone            INTEGER NOT NULL DEFAULT 0, -- projection
    set_aside         INTEGER NOT NULL DEFAULT 0, -- names what was a conflict at a merge: not folded
    UNIQUE (session, seq)
) STRICT;
CREATE INDEX event_by_lamport ON event(lamport);
CREATE INDEX event_by_slot ON event(slot) WHERE slot IS NOT NULL;
CREATE INDEX event_by_subject ON event(subject) WHERE subject IS NOT NULL;
CREATE INDEX event_by_batch ON event(batch) WHERE batch IS NOT NULL;
CREATE INDEX event_by_reviewer ON event(reviewer, lamport);

-- Keys of merged rows whose images are here under other names (same SHA-256).
CREATE TABLE alias (
    key  BLOB PRIMARY KEY,
    kind INTEGER NOT NULL, -- 0 image, 1 slot, 2 text
    row  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_by_row ON alias(row, kind);

CREATE TABLE reviewer (
    id        INTEGER PRIMARY KEY,
    stable_id TEXT NOT NULL UNIQUE, -- what events carry
    name      TEXT NOT NULL UNIQUE,
    pseudonym TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE draft (
    reviewer INTEGER NOT NULL REFERENCES reviewer(id) ON DELETE CASCADE,
    slot     INTEGER NOT NULL REFERENCES slot(id) ON DELETE CASCADE,
    body     TEXT NOT NULL,
    PRIMARY KEY (reviewer, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_by_slot ON draft(slot);

CREATE TABLE score (
    text    INTEGER NOT NULL REFERENCES text(id) ON DELETE CASCADE,
    name    TEXT NOT NULL,
    value   REAL NOT NULL,
    parts   TEXT,
    made_by TEXT NOT NULL,
    PRIMARY KEY (text, name)
) STRICT, WITHOUT ROWID;

-- Projection of add_target and remove_target.
CREATE TABLE target (
    slot  INTEGER NOT NULL REFERENCES slot(id) ON DELETE CASCADE,
    image INTEGER NOT NULL REFERENCES image(id) ON DELETE CASCADE,
    PRIMARY KEY (slot, image)
) STRICT, WITHOUT ROWID;
CREATE INDEX target_by_image ON target(image);

-- Projection of `remove`: subjects that are removed now.
CREATE TABLE tombstone (
    subject TEXT PRIMARY KEY, -- image:KEY pair:KEY product:P text:KEY
    event   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE split (
    image     INTEGER PRIMARY KEY REFERENCES image(id) ON DELETE CASCADE,
    part      INTEGER NOT NULL, -- SplitPart
    origin    INTEGER NOT NULL, -- 0 imported, 1 drawn
    component INTEGER NOT NULL,
    seed      INTEGER NOT NULL
) STRICT;

CREATE TABLE query (
    id        INTEGER PRIMARY KEY,
    key       BLOB NOT NULL UNIQUE,
    reference INTEGER NOT NULL REFERENCES image(id),
    caption   INTEGER NOT NULL,
    body      TEXT NOT NULL,
    part      TEXT NOT NULL,
    source    TEXT,
    batch     INTEGER REFERENCES batch(id)
) STRICT;
CREATE INDEX query_by_reference ON query(reference);
