-- Which tokens were met of the sessions that began in one hour and were given a combination of segments, or refused it:
-- 4,096 bits, or a list where it is shorter, in base 64.
CREATE TABLE mien_crowd (
  hour BIGINT NOT NULL,
  -- What kind of crowd, and the identities of the segments, in hexadecimal digits.
  combination TEXT NOT NULL,
  tokens TEXT NOT NULL,
  PRIMARY KEY (hour, combination)
);
