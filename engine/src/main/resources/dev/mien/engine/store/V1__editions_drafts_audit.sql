-- One dialect for SQLite and PostgreSQL: TEXT, BIGINT, INTEGER; times are milliseconds since 1970.

-- The one row that gives out numbers: whoever raises it owns the number, and nobody gets it again.
CREATE TABLE mien_edition_newest (
  only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
  number BIGINT NOT NULL
);

INSERT INTO mien_edition_newest (only_row, number) VALUES (1, 0);

CREATE TABLE mien_edition (
  number BIGINT NOT NULL PRIMARY KEY,
  published_at BIGINT NOT NULL,
  workspace TEXT NOT NULL,
  segments INTEGER NOT NULL,
  slots INTEGER NOT NULL,
  -- The whole of it, below its checksum.
  body TEXT NOT NULL
);

CREATE TABLE mien_draft (
  name TEXT NOT NULL PRIMARY KEY,
  revision BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by TEXT NOT NULL
);

CREATE TABLE mien_draft_file (
  draft TEXT NOT NULL,
  place INTEGER NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (draft, place)
);

CREATE TABLE mien_audit (
  sequence BIGINT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
);
