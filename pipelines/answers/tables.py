"""The tables of the answers' file.

An entry is what one model said about one picture, all its answers together; its words are in the
full text index, which triggers keep in step. So words that stand in different answers of one model
find the picture, and pictures can be looked for by model.
"""

from pipelines.sqlite_file import Tables

_SCHEMA = """
CREATE TABLE pictures (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    folder TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL
);
CREATE INDEX pictures_by_folder ON pictures (folder);
CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    picture INTEGER NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    asked REAL NOT NULL,
    name TEXT NOT NULL,
    said TEXT NOT NULL,
    UNIQUE (picture, model)
);
CREATE INDEX entries_by_picture ON entries (picture, asked);
CREATE TABLE answers (
    entry INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    version TEXT NOT NULL,
    asked REAL NOT NULL,
    PRIMARY KEY (entry, question)
);
CREATE VIRTUAL TABLE entry_words USING fts5 (
    name, said, content='entries', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2", prefix='1 2 3'
);
CREATE TRIGGER entry_added AFTER INSERT ON entries BEGIN
    INSERT INTO entry_words (rowid, name, said) VALUES (new.id, new.name, new.said);
END;
CREATE TRIGGER entry_changed AFTER UPDATE OF name, said ON entries BEGIN
    INSERT INTO entry_words (entry_words, rowid, name, said)
        VALUES ('delete', old.id, old.name, old.said);
    INSERT INTO entry_words (rowid, name, said) VALUES (new.id, new.name, new.said);
END;
CREATE TRIGGER entry_gone AFTER DELETE ON entries BEGIN
    INSERT INTO entry_words (entry_words, rowid, name, said)
        VALUES ('delete', old.id, old.name, old.said);
END;
"""

TABLES = Tables(1, _SCHEMA)
