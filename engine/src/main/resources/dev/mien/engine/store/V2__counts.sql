-- What sources have counted: of each, a vector that only grows.
CREATE TABLE mien_count (
  hour BIGINT NOT NULL,
  source TEXT NOT NULL,
  edition BIGINT NOT NULL,
  slot TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- Empty where no segment drove the decision.
  segment TEXT NOT NULL,
  variant TEXT NOT NULL,
  decisions BIGINT NOT NULL,
  PRIMARY KEY (hour, source, edition, slot, reason, segment, variant)
);

-- Which tokens segments have met: 4,096 bits in base 64.
CREATE TABLE mien_reach (
  generation BIGINT NOT NULL,
  edition BIGINT NOT NULL,
  segment TEXT NOT NULL,
  bits TEXT NOT NULL,
  PRIMARY KEY (generation, edition, segment)
);
