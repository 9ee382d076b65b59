-- Files of a good run that somebody waits for; the content is empty where it was too large.
CREATE TABLE artifact (
  id      INTEGER PRIMARY KEY,
  run     INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  name    TEXT    NOT NULL,
  bytes   INTEGER NOT NULL,
  content BLOB NOT NULL,
  kept_at INTEGER NOT NULL,
  UNIQUE (run, attempt, name)
);
