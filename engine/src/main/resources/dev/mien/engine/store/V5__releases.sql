-- Exact counts are kept until they are released; those of whole days have no use any more.
DELETE FROM mien_reach;
ALTER TABLE mien_reach RENAME COLUMN generation TO hour;

INSERT INTO mien_number (name, newest) VALUES ('debit', 0);

-- What releases have cost. Rows are only ever added.
CREATE TABLE mien_debit (
  number BIGINT NOT NULL PRIMARY KEY,
  statistic TEXT NOT NULL,
  -- The first hour of the period whose debits are added up.
  from_hour BIGINT NOT NULL,
  what TEXT NOT NULL,
  -- In billionths of rho.
  price BIGINT NOT NULL,
  UNIQUE (statistic, from_hour, what, price)
);

-- What is settled: released, or refused for good.
CREATE TABLE mien_release (
  hour BIGINT NOT NULL,
  statistic TEXT NOT NULL,
  edition BIGINT NOT NULL,
  part INTEGER NOT NULL,
  -- 1 where it was refused.
  refused INTEGER NOT NULL,
  -- The square of half a 95 % interval of each number.
  spread BIGINT NOT NULL,
  PRIMARY KEY (hour, statistic, edition, part)
);

-- The numbers that were released, with their noise; what is no part of a name is empty.
CREATE TABLE mien_released (
  hour BIGINT NOT NULL,
  statistic TEXT NOT NULL,
  edition BIGINT NOT NULL,
  slot TEXT NOT NULL,
  reason TEXT NOT NULL,
  segment TEXT NOT NULL,
  variant TEXT NOT NULL,
  part INTEGER NOT NULL,
  number BIGINT NOT NULL,
  PRIMARY KEY (hour, statistic, edition, slot, reason, segment, variant)
);
