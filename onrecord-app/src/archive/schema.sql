-- The archive of onrecord, version 2 (PRAGMA user_version). docs/archive.md tells how to use it.
--
-- `key` is a number of this file alone, for joins. `id` is the name of the thing everywhere: on the wire,
-- on pages, in any other archive.
--
-- Places are given twice. `…_point` counts Unicode code points of article.body, as SQLite's substr() does:
--     substr(body, start_point + 1, end_point - start_point)
-- `…_byte` counts bytes of its UTF-8. Both are half-open. Columns that hold several places, such as
-- statement.content, are JSON lists of [start, end] pairs; their twins `…_bytes` count bytes.
--
-- Times are ISO 8601, UTC where a zone is known: `…_start` not before, `…_end` not after, `…_basis` how we
-- know. `…_zone` keeps the printed offsets of both ends in minutes east, "-300/-300", where they are not UTC.

-- Settings of this file. `compiled`: whether the tables under "all articles together" are up to date.
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- ===== What each article holds by itself. Written once, never changed. =====

-- One report as printed, one capture of it.
CREATE TABLE article (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  headline TEXT,
  outlet TEXT,
  outlet_basis TEXT NOT NULL,
  outlet_hint TEXT,
  byline TEXT NOT NULL,            -- JSON list of names
  published_start TEXT,
  published_end TEXT,
  published_basis TEXT,            -- NULL: no such date at all
  published_zone TEXT,
  revised_start TEXT,
  revised_end TEXT,
  revised_basis TEXT,
  revised_zone TEXT,
  captured_start TEXT,
  captured_end TEXT,
  captured_basis TEXT,
  captured_zone TEXT,
  language TEXT NOT NULL,
  url TEXT,
  file TEXT NOT NULL,              -- as it was given to `add`
  sha256 TEXT NOT NULL,            -- of the body's UTF-8 bytes: `verify` holds every place against it
  found_by TEXT,                   -- the finder and its version; NULL: the text alone was stored
  body TEXT NOT NULL
) STRICT;

-- Typed stretches of the body; together they are all of it.
CREATE TABLE block (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  type TEXT NOT NULL,
  start_point INTEGER NOT NULL,
  end_point INTEGER NOT NULL,
  start_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

-- Pairs of quotation marks, and what each is for. The place is that of the words inside.
CREATE TABLE mark (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  type TEXT NOT NULL,
  start_point INTEGER NOT NULL,
  end_point INTEGER NOT NULL,
  start_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

-- One article's report of somebody's words, or of their refusal to speak.
CREATE TABLE statement (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  form TEXT NOT NULL,              -- direct, mixed, indirect, post
  act TEXT NOT NULL,               -- says, asks, denies, declines …
  words TEXT NOT NULL,             -- exactly the content, its places joined by a blank
  content TEXT NOT NULL,
  cue TEXT NOT NULL,
  source TEXT NOT NULL,
  content_bytes TEXT NOT NULL,
  cue_bytes TEXT NOT NULL,
  source_bytes TEXT NOT NULL,
  within INTEGER REFERENCES statement (key) DEFERRABLE INITIALLY DEFERRED,
  addressee TEXT,
  addressee_basis TEXT,
  addressee_start_point INTEGER,
  addressee_end_point INTEGER,
  addressee_start_byte INTEGER,
  addressee_end_byte INTEGER,
  medium TEXT,
  said_start TEXT,
  said_end TEXT,
  said_basis TEXT NOT NULL,
  said_zone TEXT,
  scope TEXT NOT NULL,             -- certain, uncertain
  flags TEXT NOT NULL,             -- JSON list of words
  confidence REAL NOT NULL
) STRICT;

CREATE INDEX statement_of_article ON statement (article, seq);

-- The speakers that an article names, before they are joined with those of other articles.
CREATE TABLE cast_speaker (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,              -- person, organisation, group, unnamed
  organisation TEXT,
  private INTEGER NOT NULL,
  PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

-- Where the article names them (`alias`), and what it says of them (`attribute`: age, office, party).
CREATE TABLE cast_alias (
  article INTEGER NOT NULL,
  speaker INTEGER NOT NULL,        -- cast_speaker.seq
  role TEXT NOT NULL,              -- alias, attribute
  seq INTEGER NOT NULL,
  words TEXT NOT NULL,
  start_point INTEGER NOT NULL,
  end_point INTEGER NOT NULL,
  start_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  PRIMARY KEY (article, speaker, role, seq),
  FOREIGN KEY (article, speaker) REFERENCES cast_speaker (article, seq) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Whose each statement is, as the article by itself shows.
CREATE TABLE cast_attribution (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  statement INTEGER NOT NULL REFERENCES statement (key) ON DELETE CASCADE,
  speaker TEXT NOT NULL,           -- cast_speaker.id
  basis TEXT NOT NULL,
  chain TEXT NOT NULL,
  chain_bytes TEXT NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

-- ===== All articles together. Compiled anew at the end of each `add` that brought something. =====

-- A person, organisation or group who speaks.
CREATE TABLE speaker (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  organisation TEXT,               -- for an unnamed person: the body they speak for
  private INTEGER NOT NULL         -- 1: the private holder of an account, masked on pages
) STRICT;

-- Every place where words name a speaker.
CREATE TABLE alias (
  speaker INTEGER NOT NULL REFERENCES speaker (key),
  seq INTEGER NOT NULL,
  words TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES article (key),
  start_point INTEGER NOT NULL,
  end_point INTEGER NOT NULL,
  start_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  PRIMARY KEY (speaker, seq)
) STRICT, WITHOUT ROWID;

-- Age, office, party of a speaker, as printed.
CREATE TABLE attribute (
  speaker INTEGER NOT NULL REFERENCES speaker (key),
  seq INTEGER NOT NULL,
  words TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES article (key),
  start_point INTEGER NOT NULL,
  end_point INTEGER NOT NULL,
  start_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  PRIMARY KEY (speaker, seq)
) STRICT, WITHOUT ROWID;

-- Whose each statement is, and why.
CREATE TABLE attribution (
  statement INTEGER PRIMARY KEY REFERENCES statement (key),
  speaker INTEGER NOT NULL REFERENCES speaker (key),
  basis TEXT NOT NULL,
  chain TEXT NOT NULL,             -- from the source to the words that name the speaker
  chain_bytes TEXT NOT NULL,
  confidence REAL NOT NULL
) STRICT;

CREATE INDEX attribution_of_speaker ON attribution (speaker);

-- The words once said.
CREATE TABLE utterance (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  speaker INTEGER REFERENCES speaker (key),
  first_start TEXT,
  first_end TEXT,
  first_basis TEXT NOT NULL,
  first_zone TEXT,
  first_held INTEGER REFERENCES article (key),
  earliest_dated INTEGER REFERENCES article (key),
  reports INTEGER NOT NULL,
  mentions INTEGER NOT NULL
) STRICT;

-- One wording of an utterance; number 0 is the fullest.
CREATE TABLE variant (
  utterance INTEGER NOT NULL REFERENCES utterance (key),
  seq INTEGER NOT NULL,
  wording TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES article (key),
  content TEXT NOT NULL,           -- where that article prints the wording
  content_bytes TEXT NOT NULL,
  PRIMARY KEY (utterance, seq)
) STRICT, WITHOUT ROWID;

-- The statements with just that wording.
CREATE TABLE variant_statement (
  utterance INTEGER NOT NULL,
  variant INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  statement INTEGER NOT NULL REFERENCES statement (key),
  PRIMARY KEY (utterance, variant, seq),
  FOREIGN KEY (utterance, variant) REFERENCES variant (utterance, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX variant_of_statement ON variant_statement (statement);

-- One change from variant 0 to another variant.
CREATE TABLE edit (
  utterance INTEGER NOT NULL,
  variant INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  type TEXT NOT NULL,              -- cut, insertion, substitution …
  removed TEXT NOT NULL,
  added TEXT NOT NULL,
  removed_article INTEGER NOT NULL REFERENCES article (key),
  removed_start_point INTEGER NOT NULL,
  removed_end_point INTEGER NOT NULL,
  removed_start_byte INTEGER NOT NULL,
  removed_end_byte INTEGER NOT NULL,
  added_article INTEGER NOT NULL REFERENCES article (key),
  added_start_point INTEGER NOT NULL,
  added_end_point INTEGER NOT NULL,
  added_start_byte INTEGER NOT NULL,
  added_end_byte INTEGER NOT NULL,
  PRIMARY KEY (utterance, variant, seq),
  FOREIGN KEY (utterance, variant) REFERENCES variant (utterance, seq)
) STRICT, WITHOUT ROWID;

-- Words that refer to an utterance and are no wording of it.
CREATE TABLE echo (
  utterance INTEGER NOT NULL REFERENCES utterance (key),
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,              -- paraphrase, gloss, mention, fragment, headline
  article INTEGER NOT NULL REFERENCES article (key),
  start_point INTEGER NOT NULL,
  end_point INTEGER NOT NULL,
  start_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  statement INTEGER REFERENCES statement (key),
  PRIMARY KEY (utterance, seq)
) STRICT, WITHOUT ROWID;

-- Dated steps, in order of time.
CREATE TABLE moment (
  seq INTEGER PRIMARY KEY,
  what TEXT NOT NULL,              -- said, published, revised …
  when_start TEXT,
  when_end TEXT,
  when_basis TEXT NOT NULL,
  when_zone TEXT,
  article INTEGER NOT NULL REFERENCES article (key),
  start_point INTEGER,             -- NULL: a date that the page states in its metadata
  end_point INTEGER,
  start_byte INTEGER,
  end_byte INTEGER,
  statement INTEGER REFERENCES statement (key),
  story INTEGER REFERENCES story (key)
) STRICT;

-- Where an utterance came from: how many independent origins it has, and the report that obtained it.
CREATE TABLE origin (
  utterance INTEGER PRIMARY KEY REFERENCES utterance (key),
  at_least INTEGER NOT NULL,
  at_most INTEGER NOT NULL,
  outlet TEXT,                     -- of the report that obtained it; when_basis NULL: no report says who did
  article INTEGER REFERENCES article (key),  -- NULL: it is not held
  when_start TEXT,
  when_end TEXT,
  when_basis TEXT,
  when_zone TEXT,
  words_article INTEGER REFERENCES article (key),  -- where the words stand that name it
  start_point INTEGER,
  end_point INTEGER,
  start_byte INTEGER,
  end_byte INTEGER
) STRICT;

-- The reports on the way of the words, from the one that obtained them to the last that carries them.
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

-- An article's reuse of another's words.
CREATE TABLE reprint (
  key INTEGER PRIMARY KEY,
  original INTEGER NOT NULL REFERENCES article (key),
  copy INTEGER NOT NULL REFERENCES article (key),
  share REAL NOT NULL,             -- of the copy's words that stand in the passages, from 0 to 1
  basis TEXT NOT NULL,             -- how the direction is known: credit, dates, asymmetry, unknown
  credit_start_point INTEGER,
  credit_end_point INTEGER,
  credit_start_byte INTEGER,
  credit_end_byte INTEGER
) STRICT;

-- The words that both articles of a reprint hold, in order of the copy.
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

-- Two captures of one article that differ.
CREATE TABLE correction (
  key INTEGER PRIMARY KEY,
  before INTEGER NOT NULL REFERENCES article (key),
  after INTEGER NOT NULL REFERENCES article (key),
  notice_start_point INTEGER,
  notice_end_point INTEGER,
  notice_start_byte INTEGER,
  notice_end_byte INTEGER
) STRICT;

-- One change from the earlier capture to the later.
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

-- The statements of either capture that a change touches.
CREATE TABLE correction_statement (
  correction INTEGER NOT NULL REFERENCES correction (key),
  seq INTEGER NOT NULL,
  statement INTEGER NOT NULL REFERENCES statement (key),
  PRIMARY KEY (correction, seq)
) STRICT, WITHOUT ROWID;

-- Articles about the same events.
CREATE TABLE story (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  headline TEXT
) STRICT;

-- Which articles a story has, in order of publication.
CREATE TABLE story_article (
  story INTEGER NOT NULL REFERENCES story (key),
  seq INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article (key),
  PRIMARY KEY (story, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX story_of_article ON story_article (article);

-- A point on which accounts do not say the same.
CREATE TABLE difference (
  key INTEGER PRIMARY KEY,
  story INTEGER REFERENCES story (key),
  type TEXT NOT NULL,              -- number, date, place, name, case, wording, attribution, scope, superseded, one-sided
  link TEXT,                       -- possible-same: the accounts may describe one act
  point TEXT NOT NULL,
  reason TEXT NOT NULL,            -- the rule that found it, in a sentence
  reports INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  at_least INTEGER NOT NULL,
  at_most INTEGER NOT NULL,
  confidence REAL NOT NULL
) STRICT;

-- What one article says on that point, in order of time.
CREATE TABLE difference_account (
  difference INTEGER NOT NULL REFERENCES difference (key),
  seq INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article (key),
  words TEXT NOT NULL,
  value TEXT,                      -- what is compared, in normal form
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

-- A point on which accounts of different articles say the same.
CREATE TABLE agreement (
  key INTEGER PRIMARY KEY,
  story INTEGER REFERENCES story (key),
  point TEXT NOT NULL,
  reports INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  at_least INTEGER NOT NULL,
  at_most INTEGER NOT NULL
) STRICT;

-- What one article says on that point, in order of time.
CREATE TABLE agreement_account (
  agreement INTEGER NOT NULL REFERENCES agreement (key),
  seq INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article (key),
  words TEXT NOT NULL,
  value TEXT,                      -- what is compared, in normal form
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

-- Statements that a moment is told to come after.
CREATE TABLE moment_after (
  moment INTEGER NOT NULL REFERENCES moment (seq),
  seq INTEGER NOT NULL,
  statement INTEGER NOT NULL REFERENCES statement (key),
  PRIMARY KEY (moment, seq)
) STRICT, WITHOUT ROWID;

-- ===== Files that `add` could not read; a row goes when the file is read after all. =====

CREATE TABLE refusal (
  file TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  remedy TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- ===== Full-text search: case and accents do not matter. =====
-- The index holds no text of its own (content="…": Datasette finds it by that), and triggers keep it true
-- in the very transaction that changes a row.

CREATE VIRTUAL TABLE article_fts USING fts5 (
  headline, body,
  content="article", content_rowid="key", tokenize="unicode61 remove_diacritics 2"
);

CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
  INSERT INTO article_fts (rowid, headline, body) VALUES (new.key, new.headline, new.body);
END;

CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN
  INSERT INTO article_fts (article_fts, rowid, headline, body)
  VALUES ('delete', old.key, old.headline, old.body);
END;

CREATE TRIGGER article_changed AFTER UPDATE OF headline, body ON article BEGIN
  INSERT INTO article_fts (article_fts, rowid, headline, body)
  VALUES ('delete', old.key, old.headline, old.body);
  INSERT INTO article_fts (rowid, headline, body) VALUES (new.key, new.headline, new.body);
END;

CREATE VIRTUAL TABLE statement_fts USING fts5 (
  words,
  content="statement", content_rowid="key", tokenize="unicode61 remove_diacritics 2"
);

CREATE TRIGGER statement_added AFTER INSERT ON statement BEGIN
  INSERT INTO statement_fts (rowid, words) VALUES (new.key, new.words);
END;

CREATE TRIGGER statement_removed AFTER DELETE ON statement BEGIN
  INSERT INTO statement_fts (statement_fts, rowid, words) VALUES ('delete', old.key, old.words);
END;

CREATE TRIGGER statement_changed AFTER UPDATE OF words ON statement BEGIN
  INSERT INTO statement_fts (statement_fts, rowid, words) VALUES ('delete', old.key, old.words);
  INSERT INTO statement_fts (rowid, words) VALUES (new.key, new.words);
END;

-- Words are gathered in memory up to this many bytes before they are written: fewer, larger merges.
INSERT INTO article_fts (article_fts, rank) VALUES ('hashsize', 67108864);
INSERT INTO statement_fts (statement_fts, rank) VALUES ('hashsize', 67108864);
