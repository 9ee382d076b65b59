-- What the gateway saw of each call, beyond its models.
ALTER TABLE model_call ADD COLUMN tools INTEGER NOT NULL DEFAULT 0;
-- Calls recorded before are what they were then: refused, or of an unproven model.
ALTER TABLE model_call ADD COLUMN judgement TEXT NOT NULL DEFAULT 'PENDING';
UPDATE model_call SET judgement = 'REFUSED' WHERE refused = 1;
ALTER TABLE model_call ADD COLUMN sent INTEGER NOT NULL DEFAULT 0;
UPDATE model_call SET sent = 1 - refused;
ALTER TABLE model_call ADD COLUMN response_id TEXT;
ALTER TABLE model_call ADD COLUMN fingerprint TEXT;
ALTER TABLE model_call ADD COLUMN stop_reason TEXT;
ALTER TABLE model_call ADD COLUMN first_byte_at INTEGER;

-- Tool calls as they passed the gateway; those in tool_call are the agent's own word.
CREATE TABLE tool_use (
  id          INTEGER PRIMARY KEY,
  run         INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  attempt     INTEGER NOT NULL,
  use_id      TEXT    NOT NULL,
  name        TEXT,
  call        INTEGER NOT NULL,
  asked_at    INTEGER NOT NULL,
  returned_at INTEGER,
  failed      INTEGER NOT NULL,
  UNIQUE (run, attempt, use_id)
);

-- Connections of runs beside the gateway, through its proxy.
CREATE TABLE tunnel (
  id         INTEGER PRIMARY KEY,
  run        INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  attempt    INTEGER NOT NULL,
  seq        INTEGER NOT NULL,
  host       TEXT    NOT NULL,
  port       INTEGER NOT NULL,
  allowed    INTEGER NOT NULL,
  bytes_out  INTEGER NOT NULL,
  bytes_in   INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,
  error      TEXT,
  UNIQUE (run, attempt, seq)
);
