-- How much good runs were: the past that later runs of the same work are held against. A row does
-- not end with its run's record, since a weekly job's past is longer than records are kept.
CREATE TABLE volume (
  id          INTEGER PRIMARY KEY,
  workflow_id TEXT    NOT NULL,
  run_id      TEXT    NOT NULL,
  job         TEXT    NOT NULL,
  lineage     TEXT    NOT NULL,
  due         INTEGER NOT NULL,
  output      INTEGER,
  items       INTEGER,
  tools       INTEGER,
  tokens      INTEGER,
  millis      INTEGER,
  UNIQUE (workflow_id, run_id)
);

CREATE INDEX volume_past ON volume (job, lineage, due);
