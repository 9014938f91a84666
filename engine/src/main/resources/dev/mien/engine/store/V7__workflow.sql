-- Whoever acts is a person: an id that stays, and a name that pages show. Empty: the id is the name.
ALTER TABLE mien_audit ADD COLUMN name TEXT NOT NULL DEFAULT '';
CREATE INDEX mien_audit_action ON mien_audit (action);

-- A draft is a change to an edition. Those that are there are taken for changes to the newest.
ALTER TABLE mien_draft ADD COLUMN changed_name TEXT NOT NULL DEFAULT '';
ALTER TABLE mien_draft ADD COLUMN base BIGINT NOT NULL DEFAULT 0;
UPDATE mien_draft SET base = (SELECT newest FROM mien_number WHERE name = 'edition');

-- SHA-256 of its files.
ALTER TABLE mien_draft ADD COLUMN content TEXT NOT NULL DEFAULT '';

-- How far the agreement of a second person is; a time of 0 where nobody said anything.
ALTER TABLE mien_draft ADD COLUMN review TEXT NOT NULL DEFAULT 'none';
ALTER TABLE mien_draft ADD COLUMN digest TEXT NOT NULL DEFAULT '';
ALTER TABLE mien_draft ADD COLUMN asked_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mien_draft ADD COLUMN asked_by TEXT NOT NULL DEFAULT '';
ALTER TABLE mien_draft ADD COLUMN asked_name TEXT NOT NULL DEFAULT '';
ALTER TABLE mien_draft ADD COLUMN asked_say TEXT NOT NULL DEFAULT '';
ALTER TABLE mien_draft ADD COLUMN answered_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mien_draft ADD COLUMN answered_by TEXT NOT NULL DEFAULT '';
ALTER TABLE mien_draft ADD COLUMN answered_name TEXT NOT NULL DEFAULT '';
ALTER TABLE mien_draft ADD COLUMN answered_say TEXT NOT NULL DEFAULT '';

-- When it is to be published, 0 for never, and until when a node has taken that on.
ALTER TABLE mien_draft ADD COLUMN due BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mien_draft ADD COLUMN claimed_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mien_draft ADD COLUMN scheduled_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mien_draft ADD COLUMN scheduled_by TEXT NOT NULL DEFAULT '';
ALTER TABLE mien_draft ADD COLUMN scheduled_name TEXT NOT NULL DEFAULT '';
ALTER TABLE mien_draft ADD COLUMN scheduled_say TEXT NOT NULL DEFAULT '';
ALTER TABLE mien_draft ADD COLUMN failed_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mien_draft ADD COLUMN failure TEXT NOT NULL DEFAULT '';
ALTER TABLE mien_draft ADD COLUMN failure_detail TEXT NOT NULL DEFAULT '';

-- Everybody who has saved a draft, in the order of their first time.
CREATE TABLE mien_draft_author (
  draft TEXT NOT NULL,
  place INTEGER NOT NULL,
  person TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (draft, person)
);

INSERT INTO mien_draft_author (draft, place, person, name)
  SELECT name, 0, changed_by, changed_by FROM mien_draft;

-- Whose work an edition is; a time of 0 where nobody agreed, the draft empty where it was none.
CREATE TABLE mien_credit (
  edition BIGINT NOT NULL PRIMARY KEY,
  published_at BIGINT NOT NULL,
  published_by TEXT NOT NULL,
  published_name TEXT NOT NULL,
  published_say TEXT NOT NULL,
  approved_at BIGINT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_name TEXT NOT NULL,
  approved_say TEXT NOT NULL,
  draft TEXT NOT NULL,
  -- The edition it goes back to; 0 for none.
  rolled_back_to BIGINT NOT NULL
);

CREATE TABLE mien_credit_author (
  edition BIGINT NOT NULL,
  place INTEGER NOT NULL,
  person TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (edition, place)
);
