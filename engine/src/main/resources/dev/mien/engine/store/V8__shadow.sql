-- Which numbers of drafts an hour is to be released for.
CREATE TABLE mien_shadow (
  hour BIGINT NOT NULL,
  -- What a segment of a draft is known by across editions.
  segment TEXT NOT NULL,
  -- The same of the segment in force that it is compared with; empty where it is for itself.
  other TEXT NOT NULL,
  PRIMARY KEY (hour, segment, other)
);
