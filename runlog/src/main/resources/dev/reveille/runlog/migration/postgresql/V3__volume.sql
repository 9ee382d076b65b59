-- How much good runs were: the past that later runs of the same work are held against. A row does
-- not end with its run's record, since a weekly job's past is longer than records are kept.
CREATE TABLE volume (
  id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workflow_id TEXT    NOT NULL,
  run_id      TEXT    NOT NULL,
  job         TEXT    NOT NULL,
  lineage     TEXT    NOT NULL,
  due         BIGINT NOT NULL,
  output      BIGINT,
  items       BIGINT,
  tools       BIGINT,
  tokens      BIGINT,
  millis      BIGINT,
  UNIQUE (workflow_id, run_id)
);

CREATE INDEX volume_past ON volume (job, lineage, due);
