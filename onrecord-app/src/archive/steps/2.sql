-- From version 1 to 2: origins, copies, corrections, stories, differences and agreements.

CREATE TABLE origin (
  utterance INTEGER PRIMARY KEY REFERENCES utterance (key),
  at_least INTEGER NOT NULL,
  at_most INTEGER NOT NULL,
  outlet TEXT,
  article INTEGER REFERENCES article (key),
  when_start TEXT,
  when_end TEXT,
  when_basis TEXT,
  when_zone TEXT,
  words_article INTEGER REFERENCES article (key),
  start_point INTEGER,
  end_point INTEGER,
  start_byte INTEGER,
  end_byte INTEGER
) STRICT;

CREATE TABLE chain (
  utterance INTEGER NOT NULL REFERENCES utterance (key),
  seq INTEGER NOT NULL,
  outlet TEXT,
  article INTEGER REFERENCES article (key),
  when_start TEXT,
  when_end TEXT,
  when_basis TEXT NOT NULL,
  when_zone TEXT,
  words_article INTEGER REFERENCES article (key),
  start_point INTEGER,
  end_point INTEGER,
  start_byte INTEGER,
  end_byte INTEGER,
  PRIMARY KEY (utterance, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE reprint (
  key INTEGER PRIMARY KEY,
  original INTEGER NOT NULL REFERENCES article (key),
  copy INTEGER NOT NULL REFERENCES article (key),
  share REAL NOT NULL,
  basis TEXT NOT NULL,
  credit_start_point INTEGER,
  credit_end_point INTEGER,
  credit_start_byte INTEGER,
  credit_end_byte INTEGER
) STRICT;

CREATE TABLE passage (
  reprint INTEGER NOT NULL REFERENCES reprint (key),
  seq INTEGER NOT NULL,
  original_start_point INTEGER NOT NULL,
  original_end_point INTEGER NOT NULL,
  original_start_byte INTEGER NOT NULL,
  original_end_byte INTEGER NOT NULL,
  copy_start_point INTEGER NOT NULL,
  copy_end_point INTEGER NOT NULL,
  copy_start_byte INTEGER NOT NULL,
  copy_end_byte INTEGER NOT NULL,
  PRIMARY KEY (reprint, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE correction (
  key INTEGER PRIMARY KEY,
  before INTEGER NOT NULL REFERENCES article (key),
  after INTEGER NOT NULL REFERENCES article (key),
  notice_start_point INTEGER,
  notice_end_point INTEGER,
  notice_start_byte INTEGER,
  notice_end_byte INTEGER
) STRICT;

CREATE TABLE change (
  correction INTEGER NOT NULL REFERENCES correction (key),
  seq INTEGER NOT NULL,
  type TEXT NOT NULL,
  removed TEXT NOT NULL,
  added TEXT NOT NULL,
  removed_start_point INTEGER NOT NULL,
  removed_end_point INTEGER NOT NULL,
  removed_start_byte INTEGER NOT NULL,
  removed_end_byte INTEGER NOT NULL,
  added_start_point INTEGER NOT NULL,
  added_end_point INTEGER NOT NULL,
  added_start_byte INTEGER NOT NULL,
  added_end_byte INTEGER NOT NULL,
  PRIMARY KEY (correction, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE correction_statement (
  correction INTEGER NOT NULL REFERENCES correction (key),
  seq INTEGER NOT NULL,
  statement INTEGER NOT NULL REFERENCES statement (key),
  PRIMARY KEY (correction, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE story (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  headline TEXT
) STRICT;

CREATE TABLE story_article (
  story INTEGER NOT NULL REFERENCES story (key),
  seq INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article (key),
  PRIMARY KEY (story, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX story_of_article ON story_article (article);

CREATE TABLE difference (
  key INTEGER PRIMARY KEY,
  story INTEGER REFERENCES story (key),
  type TEXT NOT NULL,
  link TEXT,
  point TEXT NOT NULL,
  reason TEXT NOT NULL,
  reports INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  at_least INTEGER NOT NULL,
  at_most INTEGER NOT NULL,
  confidence REAL NOT NULL
) STRICT;

CREATE TABLE difference_account (
  difference INTEGER NOT NULL REFERENCES difference (key),
  seq INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article (key),
  words TEXT NOT NULL,
  value TEXT,
  as_of_start TEXT,
  as_of_end TEXT,
  as_of_basis TEXT NOT NULL,
  as_of_zone TEXT,
  start_point INTEGER NOT NULL,
  end_point INTEGER NOT NULL,
  start_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  PRIMARY KEY (difference, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement (
  key INTEGER PRIMARY KEY,
  story INTEGER REFERENCES story (key),
  point TEXT NOT NULL,
  reports INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  at_least INTEGER NOT NULL,
  at_most INTEGER NOT NULL
) STRICT;

CREATE TABLE agreement_account (
  agreement INTEGER NOT NULL REFERENCES agreement (key),
  seq INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article (key),
  words TEXT NOT NULL,
  value TEXT,
  as_of_start TEXT,
  as_of_end TEXT,
  as_of_basis TEXT NOT NULL,
  as_of_zone TEXT,
  start_point INTEGER NOT NULL,
  end_point INTEGER NOT NULL,
  start_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  PRIMARY KEY (agreement, seq)
) STRICT, WITHOUT ROWID;

ALTER TABLE moment ADD COLUMN story INTEGER REFERENCES story (key);

CREATE TABLE moment_after (
  moment INTEGER NOT NULL REFERENCES moment (seq),
  seq INTEGER NOT NULL,
  statement INTEGER NOT NULL REFERENCES statement (key),
  PRIMARY KEY (moment, seq)
) STRICT, WITHOUT ROWID;

-- All of this is compiled from what the articles hold: the next `add` does so.
INSERT INTO meta VALUES ('compiled', 'no') ON CONFLICT (name) DO UPDATE SET value = excluded.value;
