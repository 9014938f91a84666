-- One dialect for SQLite and PostgreSQL: TEXT, BIGINT, INTEGER; times are milliseconds since 1970.

-- What gives out numbers: whoever raises one owns it, and nobody gets it again.
CREATE TABLE mien_number (
  name TEXT NOT NULL PRIMARY KEY,
  newest BIGINT NOT NULL
);

INSERT INTO mien_number (name, newest) VALUES ('edition', 0), ('draft', 0), ('audit', 0);

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
