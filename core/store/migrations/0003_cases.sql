-- SPDX-License-Identifier: GPL-3.0-or-later
-- Saved cases: queries with known right answers, run again to see what curation and training moved.

CREATE TABLE saved_case (
    id       INTEGER PRIMARY KEY,
    key      BLOB NOT NULL UNIQUE, -- random: the same in every copy of the project
    name     TEXT NOT NULL,
    request  TEXT NOT NULL,        -- JSON object
    at       INTEGER NOT NULL,     -- when it was added
    changed  INTEGER NOT NULL,     -- of two copies the later one wins
    reviewer TEXT NOT NULL         -- stable id; empty: nobody said who
) STRICT;

-- What is right for a case and what is wrong: never a triplet, never an event.
CREATE TABLE case_judgement (
    saved_case INTEGER NOT NULL REFERENCES saved_case(id) ON DELETE CASCADE,
    image      BLOB NOT NULL,    -- key; no foreign key: a merged case may name what is not here
    right      INTEGER NOT NULL, -- 1 right, 0 wrong
    position   INTEGER NOT NULL, -- the first right one is the target
    PRIMARY KEY (saved_case, image)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_run (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    method  TEXT NOT NULL,
    encoder TEXT NOT NULL, -- id
    model   TEXT NOT NULL, -- id of the alignment or head
    data    TEXT NOT NULL  -- digest of the gallery
) STRICT;

CREATE TABLE case_rank (
    run        INTEGER NOT NULL REFERENCES case_run(id) ON DELETE CASCADE,
    saved_case INTEGER NOT NULL REFERENCES saved_case(id) ON DELETE CASCADE,
    rank       INTEGER NOT NULL, -- best one of a right image, from 1
    PRIMARY KEY (run, saved_case)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_rank_by_case ON case_rank(saved_case);
