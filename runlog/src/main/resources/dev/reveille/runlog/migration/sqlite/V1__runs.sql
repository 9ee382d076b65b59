-- Times are microseconds since 1970-01-01 UTC, so that both dialects keep them exactly.
-- A run without a job is one whose evidence came before its head; it is not listed.
CREATE TABLE run (
  id                   INTEGER PRIMARY KEY AUTOINCREMENT,
  workflow_id          TEXT    NOT NULL,
  run_id               TEXT    NOT NULL,
  first_run_id         TEXT,
  namespace            TEXT,
  job                  TEXT,
  owner                TEXT,
  due                  INTEGER,
  started_by           TEXT,
  target               TEXT,
  agent                TEXT,
  definition           TEXT,
  pinned               TEXT,
  boot_limit_millis    INTEGER,
  execute_limit_millis INTEGER,
  opened_at            INTEGER NOT NULL,
  status               TEXT,
  verdict              TEXT,
  message              TEXT,
  findings             TEXT,
  settled_at           INTEGER,
  UNIQUE (workflow_id, run_id)
);

CREATE INDEX run_opened ON run (opened_at, id);
CREATE INDEX run_job ON run (job, opened_at, id);
CREATE INDEX run_verdict ON run (verdict, opened_at, id);
CREATE INDEX run_job_verdict ON run (job, verdict, opened_at, id);
CREATE INDEX run_unsettled ON run (opened_at, id) WHERE settled_at IS NULL;

CREATE TABLE event (
  id      INTEGER PRIMARY KEY,
  run     INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  type    TEXT    NOT NULL,
  stage   TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  host    TEXT,
  detail  TEXT    NOT NULL,
  UNIQUE (run, attempt, type, stage)
);

CREATE TABLE model_call (
  id            INTEGER PRIMARY KEY,
  run           INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  attempt       INTEGER NOT NULL,
  seq           INTEGER NOT NULL,
  provider      TEXT    NOT NULL,
  path          TEXT    NOT NULL,
  asked         TEXT,
  answered      TEXT,
  status        INTEGER NOT NULL,
  refused       INTEGER NOT NULL,
  input_tokens  INTEGER,
  output_tokens INTEGER,
  started_at    INTEGER NOT NULL,
  ended_at      INTEGER,
  error         TEXT,
  UNIQUE (run, attempt, seq)
);

CREATE TABLE tool_call (
  id         INTEGER PRIMARY KEY,
  run        INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  attempt    INTEGER NOT NULL,
  call_id    TEXT    NOT NULL,
  name       TEXT,
  status     TEXT    NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,
  UNIQUE (run, attempt, call_id)
);

CREATE TABLE output (
  id      INTEGER PRIMARY KEY,
  run     INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  seq     INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  stream  TEXT    NOT NULL,
  bytes   INTEGER NOT NULL,
  text    TEXT    NOT NULL,
  UNIQUE (run, attempt, seq)
);

-- The processes that have this file open to write; all must be of one host.
CREATE TABLE host (
  token   TEXT PRIMARY KEY,
  boot    TEXT    NOT NULL,
  machine TEXT,
  name    TEXT    NOT NULL,
  seen_at INTEGER NOT NULL
);
