-- People who work with the console, as they were when they last signed in.
CREATE TABLE mien_person (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  -- Codes with commas between them.
  roles TEXT NOT NULL,
  -- Days since 1970.
  seen_day BIGINT NOT NULL
);

-- Who is signed in, by the SHA-256 of what their browser holds, in hexadecimal digits.
CREATE TABLE mien_sign_in (
  hash TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL,
  roles TEXT NOT NULL,
  means TEXT NOT NULL,
  -- What ties it to the token it was made with; empty where there was none.
  bond TEXT NOT NULL,
  begun_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL
);

CREATE INDEX mien_sign_in_person ON mien_sign_in (person);

-- Tokens that people made, by the SHA-256 of their text, in hexadecimal digits.
CREATE TABLE mien_token (
  id TEXT NOT NULL PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  -- Days since 1970; -1 before the first use.
  used_day BIGINT NOT NULL
);

-- Sign-ins on their way through a provider, by the SHA-256 of their state, in hexadecimal digits.
CREATE TABLE mien_leg (
  state TEXT NOT NULL PRIMARY KEY,
  browser TEXT NOT NULL,
  back TEXT NOT NULL,
  begun_at BIGINT NOT NULL
);
