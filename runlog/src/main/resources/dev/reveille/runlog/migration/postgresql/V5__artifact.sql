-- Files of a good run that somebody waits for; the content is empty where it was too large.
CREATE TABLE artifact (
  id      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run     BIGINT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  name    TEXT    NOT NULL,
  bytes   BIGINT NOT NULL,
  content BYTEA NOT NULL,
  kept_at BIGINT NOT NULL,
  UNIQUE (run, attempt, name)
);
