-- Times are microseconds since 1970-01-01 UTC, so that both dialects keep them exactly.
-- A run without a job is one whose evidence came before its head; it is not listed.
CREATE TABLE run (
  id                   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workflow_id          TEXT COLLATE "C" NOT NULL,
  run_id               TEXT COLLATE "C" NOT NULL,
  first_run_id         TEXT,
  namespace            TEXT,
  job                  TEXT,
  owner                TEXT,
  due                  BIGINT,
  started_by           TEXT,
  target               TEXT,
  agent                TEXT,
  definition           TEXT,
  pinned               TEXT,
  boot_limit_millis    BIGINT,
  execute_limit_millis BIGINT,
  opened_at            BIGINT NOT NULL,
  status               TEXT,
  verdict              TEXT,
  message              TEXT,
  findings             TEXT,
  settled_at           BIGINT,
  UNIQUE (workflow_id, run_id)
);

CREATE INDEX run_opened ON run (opened_at, id);
CREATE INDEX run_job ON run (job, opened_at, id);
CREATE INDEX run_verdict ON run (verdict, opened_at, id);
CREATE INDEX run_job_verdict ON run (job, verdict, opened_at, id);
CREATE INDEX run_unsettled ON run (opened_at, id) WHERE settled_at IS NULL;

CREATE TABLE event (
  id      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run     BIGINT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  type    TEXT    NOT NULL,
  stage   TEXT    NOT NULL,
  at      BIGINT NOT NULL,
  host    TEXT,
  detail  TEXT    NOT NULL,
  UNIQUE (run, attempt, type, stage)
);

CREATE TABLE model_call (
  id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run           BIGINT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  attempt       BIGINT NOT NULL,
  seq           BIGINT NOT NULL,
  provider      TEXT    NOT NULL,
  path          TEXT    NOT NULL,
  asked         TEXT,
  answered      TEXT,
  status        INTEGER NOT NULL,
  refused       INTEGER NOT NULL,
  input_tokens  BIGINT,
  output_tokens BIGINT,
  started_at    BIGINT NOT NULL,
  ended_at      BIGINT,
  error         TEXT,
  UNIQUE (run, attempt, seq)
);

CREATE TABLE tool_call (
  id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run        BIGINT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  attempt    BIGINT NOT NULL,
  call_id    TEXT    NOT NULL,
  name       TEXT,
  status     TEXT    NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at   BIGINT,
  UNIQUE (run, attempt, call_id)
);

CREATE TABLE output (
  id      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run     BIGINT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  seq     BIGINT NOT NULL,
  at      BIGINT NOT NULL,
  stream  TEXT    NOT NULL,
  bytes   BIGINT NOT NULL,
  text    TEXT    NOT NULL,
  UNIQUE (run, attempt, seq)
);

