-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the review workspace keeps: guidelines, each reviewer's standing decisions, and which texts
-- are stale because of a person's correction alone.

-- Every version of the guidelines. The newest has the greatest (ordinal, version); people count
-- them 1, 2, … in that order.
CREATE TABLE guideline (
    ordinal  INTEGER NOT NULL, -- greatest one + 1 when it was written; never changed
    version  TEXT NOT NULL,    -- first 12 hex digits of SHA-256 of the Markdown
    markdown TEXT NOT NULL,
    at       INTEGER NOT NULL,
    reviewer TEXT NOT NULL,    -- stable id
    PRIMARY KEY (ordinal, version)
) STRICT, WITHOUT ROWID;

-- Projection: slot.standing, one row a decision.
CREATE TABLE standing (
    slot         INTEGER NOT NULL REFERENCES slot(id) ON DELETE CASCADE,
    event        TEXT NOT NULL,
    reviewer     TEXT NOT NULL,
    verdict      INTEGER NOT NULL, -- Verdict
    at           INTEGER NOT NULL,
    milliseconds INTEGER NOT NULL,
    PRIMARY KEY (slot, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_by_reviewer ON standing(reviewer, at, verdict, milliseconds);
INSERT INTO standing(slot, event, reviewer, verdict, at, milliseconds)
    SELECT s.id, e.id, e.reviewer,
        CASE WHEN e.kind = 'accept' OR e.verdict = 'accept' THEN 0
             WHEN e.kind = 'edit' OR e.verdict = 'edit' THEN 1 ELSE 2 END,
        e.at, e.milliseconds
    FROM slot s JOIN json_each(s.standing) b JOIN event e ON e.id = b.value
    WHERE s.standing IS NOT NULL;

-- How much is left, without a look at the slots themselves.
CREATE INDEX slot_with_text ON slot(state, text) WHERE text IS NOT NULL;

-- What was taken back, for redo: never a walk over all that a reviewer ever did.
CREATE INDEX event_taking_back ON event(reviewer, lamport) WHERE kind IN ('undo', 'redo');

-- A text whose image's attribute was corrected since: what it was made of. While there is a row,
-- text.stale has its second bit (2); the first (1) is set by imports and stays.
CREATE TABLE outdated (
    text      INTEGER NOT NULL REFERENCES text(id) ON DELETE CASCADE,
    image     INTEGER NOT NULL REFERENCES image(id) ON DELETE CASCADE,
    attribute TEXT NOT NULL,
    made_of   TEXT, -- null: the image had no such attribute
    PRIMARY KEY (text, image, attribute)
) STRICT, WITHOUT ROWID;
CREATE INDEX outdated_by_image ON outdated(image, attribute);
