-- The leaves of the log of promises, from 0 without gaps. Rows are added, and never changed or removed.
CREATE TABLE mien_promise (
  position BIGINT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  -- What a leaf is about, so that the same is not promised twice.
  subject TEXT NOT NULL,
  hash TEXT NOT NULL,
  leaf TEXT NOT NULL
);

CREATE INDEX mien_promise_subject ON mien_promise (subject);
CREATE INDEX mien_promise_hash ON mien_promise (hash);
CREATE INDEX mien_promise_kind ON mien_promise (kind, position);

-- The hashes above whole tiles: that of level L and place P stands above the leaves from P * 256^L on.
CREATE TABLE mien_promise_node (
  level INTEGER NOT NULL,
  place BIGINT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (level, place)
);

INSERT INTO mien_number (name, newest) VALUES ('promise', 0);
