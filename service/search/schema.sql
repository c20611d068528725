-- The index of a search. Numbers of things follow the kind, then the label: things that are shown together lie together.
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE things (
  id INTEGER PRIMARY KEY,
  iri TEXT NOT NULL,
  kind TEXT NOT NULL,
  same INTEGER NOT NULL, -- the first thing of that kind and that label, of any contract
  length INTEGER NOT NULL -- of the label, in words
);
CREATE TABLE presence (thing INTEGER NOT NULL, contract TEXT NOT NULL, PRIMARY KEY (contract, thing)) WITHOUT ROWID;
-- A key is a name as it is compared whole
CREATE TABLE names (
  key TEXT NOT NULL, thing INTEGER NOT NULL, sort TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (key, thing, sort, name)
) WITHOUT ROWID;
CREATE INDEX names_of ON names (thing);
CREATE TABLE texts (
  thing INTEGER NOT NULL, place INTEGER NOT NULL, sort TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (thing, place)
) WITHOUT ROWID;
-- Words as people write them, to find those that are nearly written so
CREATE TABLE vocabulary (word TEXT PRIMARY KEY, things INTEGER NOT NULL) WITHOUT ROWID;
-- Only which words stand where is kept: what is shown comes from the tables above
CREATE VIRTUAL TABLE words USING fts5 (
  names, texts, content = '', detail = column, prefix = '2 3', tokenize = "unicode61 remove_diacritics 0"
);
