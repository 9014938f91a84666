-- What all nodes keep secret together: random bytes in base 64, written once.
CREATE TABLE mien_secret (
  name TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL
);
