-- What sources have counted of patterns: of each, a vector that only grows, as in mien_count.
CREATE TABLE mien_pattern (
  -- That in which sessions were counted.
  hour BIGINT NOT NULL,
  source TEXT NOT NULL,
  edition BIGINT NOT NULL,
  -- The grid.
  slot TEXT NOT NULL,
  -- What is counted: sessions that have the combination, or those of them that reached a goal.
  reason TEXT NOT NULL,
  -- What the grid means.
  segment TEXT NOT NULL,
  -- The number of the combination.
  variant TEXT NOT NULL,
  decisions BIGINT NOT NULL,
  PRIMARY KEY (hour, source, edition, slot, reason, segment, variant)
);
