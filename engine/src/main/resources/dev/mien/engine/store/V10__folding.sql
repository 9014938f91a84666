-- The hour before which counts of a kind are folded: added up by day. What is counted before it is closed.
INSERT INTO mien_number (name, newest) VALUES ('count-fold', 0), ('outcome-fold', 0), ('release-fold', 0),
  ('pattern-fold', 0);

-- What was released of outcomes on whole days, added up once nothing of them changes any more: what a month
-- comes to is read from them, and the hours stay for whoever asks for some of a day.
CREATE TABLE mien_released_day (
  -- The first hour of the day.
  hour BIGINT NOT NULL,
  statistic TEXT NOT NULL,
  edition BIGINT NOT NULL,
  slot TEXT NOT NULL,
  reason TEXT NOT NULL,
  segment TEXT NOT NULL,
  variant TEXT NOT NULL,
  part INTEGER NOT NULL,
  number BIGINT NOT NULL,
  -- The sum of those of the hours, see mien_release.
  spread BIGINT NOT NULL,
  PRIMARY KEY (hour, statistic, edition, slot, reason, segment, variant)
);
