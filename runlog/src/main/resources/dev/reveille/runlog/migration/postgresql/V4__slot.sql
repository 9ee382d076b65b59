-- What each job's schedule promised, a row for each version of its times; and how it was last seen.
CREATE TABLE spec (
  id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner      TEXT    NOT NULL,
  job        TEXT    NOT NULL,
  since_at   BIGINT NOT NULL,
  until_at   BIGINT,
  promise    TEXT    NOT NULL,
  -- The first promised time that has no slot yet; null when there is none.
  next_at    BIGINT,
  watched    TEXT    NOT NULL,
  seen_at    BIGINT NOT NULL,
  -- Set when an apply is about to remove the schedule.
  leaving_at BIGINT,
  UNIQUE (owner, job, since_at)
);

CREATE INDEX spec_live ON spec (owner) WHERE until_at IS NULL OR next_at IS NOT NULL;

-- One row for each slot, whatever became of it.
CREATE TABLE slot (
  id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner       TEXT    NOT NULL,
  job         TEXT    NOT NULL,
  due         BIGINT NOT NULL,
  spec        BIGINT REFERENCES spec (id),
  workflow_id TEXT COLLATE "C" NOT NULL,
  latest_at   BIGINT NOT NULL,
  fold        BIGINT NOT NULL,
  watched     TEXT    NOT NULL,
  outcome     TEXT,
  verdict     TEXT,
  message     TEXT,
  run_id      TEXT,
  decided_at  BIGINT,
  missed_told_at BIGINT,
  queued_told_at BIGINT,
  -- That the job is good again, after either of these.
  good_told_at BIGINT,
  UNIQUE (owner, job, due)
);

CREATE INDEX slot_open ON slot (owner, id) WHERE outcome IS NULL;
CREATE INDEX slot_due ON slot (due, id);
CREATE INDEX slot_untold ON slot (owner, id)
  WHERE outcome = 'MISSED' AND run_id = '' AND missed_told_at IS NULL;
CREATE INDEX slot_workflow ON slot (workflow_id);
CREATE INDEX slot_troubled ON slot (owner, job)
  WHERE (missed_told_at IS NOT NULL OR queued_told_at IS NOT NULL) AND good_told_at IS NULL;
