-- What each job's schedule promised, a row for each version of its times; and how it was last seen.
CREATE TABLE spec (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  owner      TEXT    NOT NULL,
  job        TEXT    NOT NULL,
  since_at   INTEGER NOT NULL,
  until_at   INTEGER,
  promise    TEXT    NOT NULL,
  -- The first promised time that has no slot yet; null when there is none.
  next_at    INTEGER,
  watched    TEXT    NOT NULL,
  seen_at    INTEGER NOT NULL,
  -- Set when an apply is about to remove the schedule.
  leaving_at INTEGER,
  UNIQUE (owner, job, since_at)
);

CREATE INDEX spec_live ON spec (owner) WHERE until_at IS NULL OR next_at IS NOT NULL;

-- One row for each slot, whatever became of it.
CREATE TABLE slot (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  owner       TEXT    NOT NULL,
  job         TEXT    NOT NULL,
  due         INTEGER NOT NULL,
  spec        INTEGER REFERENCES spec (id),
  workflow_id TEXT    NOT NULL,
  latest_at   INTEGER NOT NULL,
  fold        INTEGER NOT NULL,
  watched     TEXT    NOT NULL,
  outcome     TEXT,
  verdict     TEXT,
  message     TEXT,
  run_id      TEXT,
  decided_at  INTEGER,
  missed_told_at INTEGER,
  queued_told_at INTEGER,
  -- That the job is good again, after either of these.
  good_told_at INTEGER,
  UNIQUE (owner, job, due)
);

CREATE INDEX slot_open ON slot (owner, id) WHERE outcome IS NULL;
CREATE INDEX slot_due ON slot (due, id);
CREATE INDEX slot_untold ON slot (owner, id)
  WHERE outcome = 'MISSED' AND run_id = '' AND missed_told_at IS NULL;
CREATE INDEX slot_workflow ON slot (workflow_id);
CREATE INDEX slot_troubled ON slot (owner, job)
  WHERE (missed_told_at IS NOT NULL OR queued_told_at IS NOT NULL) AND good_told_at IS NULL;
