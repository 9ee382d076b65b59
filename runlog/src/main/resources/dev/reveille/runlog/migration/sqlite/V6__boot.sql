-- What each boot took, and the host it met. Kept for longer than the runs, as trends take weeks.
-- judged says what was concluded when this was the newest: GOOD, or NEAR_LIMIT. Null: not yet.
CREATE TABLE boot (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  workflow_id   TEXT    NOT NULL,
  run_id        TEXT    NOT NULL,
  attempt       INTEGER NOT NULL,
  at            INTEGER NOT NULL,
  owner         TEXT    NOT NULL,
  job           TEXT    NOT NULL,
  agent         TEXT    NOT NULL,
  target        TEXT    NOT NULL,
  host          TEXT    NOT NULL,
  probe         INTEGER NOT NULL,
  how           TEXT    NOT NULL,
  ending        TEXT    NOT NULL,
  millis        INTEGER NOT NULL,
  limit_millis  INTEGER NOT NULL,
  warn_at       REAL    NOT NULL,
  stage         TEXT,
  stages        TEXT    NOT NULL,
  agent_version TEXT,
  facts         TEXT    NOT NULL,
  judged        TEXT,
  UNIQUE (workflow_id, run_id, attempt, how)
);

CREATE INDEX boot_of ON boot (owner, agent, target, host, how, at);
CREATE INDEX boot_at ON boot (at);
CREATE INDEX boot_unjudged ON boot (owner, id) WHERE judged IS NULL;
