-- How the last slots of every job ended, without a look at the rows themselves.
CREATE INDEX slot_roll ON slot (owner, job, due, outcome, verdict);
