-- What sources have counted of outcomes: of each, a vector that only grows, as in mien_count.
CREATE TABLE mien_outcome (
  -- That in which what the outcome is credited to was shown first.
  hour BIGINT NOT NULL,
  source TEXT NOT NULL,
  edition BIGINT NOT NULL,
  slot TEXT NOT NULL,
  -- What is counted: that it was shown, and how, or a goal that was reached after.
  reason TEXT NOT NULL,
  -- Empty where no segment drives the slot.
  segment TEXT NOT NULL,
  -- With the offer, and what that is known by as an experiment.
  variant TEXT NOT NULL,
  decisions BIGINT NOT NULL,
  PRIMARY KEY (hour, source, edition, slot, reason, segment, variant)
);
