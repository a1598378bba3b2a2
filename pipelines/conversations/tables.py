"""The tables of the conversations' file.

A turn is never changed but while its answer grows (`writer` is set then, to who writes it). The
words of titles and finished turns are in full text indexes that triggers keep in step; a growing
answer is not in them, since each save would take all its words out and in again.
"""

from pipelines.sqlite_file import Tables

# Deleting a conversation deletes its turns by `conversation`, in one step; by `parent` they would
# go one below the other, and SQLite allows a thousand of these steps only.
_SCHEMA = """
CREATE TABLE conversations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    named INTEGER NOT NULL,
    pinned INTEGER NOT NULL,
    created REAL NOT NULL,
    changed REAL NOT NULL,
    model TEXT NOT NULL,
    version TEXT NOT NULL,
    system_prompt TEXT NOT NULL,
    settings TEXT NOT NULL,
    kind TEXT NOT NULL,
    leaf INTEGER REFERENCES turns (id) DEFERRABLE INITIALLY DEFERRED,
    deleted REAL
);
CREATE INDEX conversations_in_order ON conversations (pinned, changed, id) WHERE deleted IS NULL;
CREATE INDEX conversations_deleted ON conversations (deleted) WHERE deleted IS NOT NULL;
CREATE INDEX conversations_by_leaf ON conversations (leaf);
CREATE TABLE turns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    parent INTEGER REFERENCES turns (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL,
    content TEXT NOT NULL,
    thinking TEXT NOT NULL,
    created REAL NOT NULL,
    writer TEXT,
    answered INTEGER NOT NULL,
    model TEXT NOT NULL,
    version TEXT NOT NULL,
    settings TEXT NOT NULL,
    seed INTEGER,
    finish TEXT,
    prompt_tokens INTEGER,
    cached_tokens INTEGER,
    new_tokens INTEGER,
    first_token_s REAL,
    seconds REAL,
    tokens_per_s REAL,
    notes TEXT NOT NULL
);
CREATE INDEX turns_of_conversation ON turns (conversation, id);
CREATE INDEX turns_by_parent ON turns (parent, conversation);
CREATE INDEX turns_growing ON turns (writer) WHERE writer IS NOT NULL;
CREATE TABLE attachments (
    id INTEGER PRIMARY KEY,
    turn INTEGER NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX attachments_of_turn ON attachments (turn);
CREATE VIRTUAL TABLE title_words USING fts5 (
    title, content='conversations', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2", prefix='1 2 3'
);
CREATE TRIGGER title_added AFTER INSERT ON conversations BEGIN
    INSERT INTO title_words (rowid, title) VALUES (new.id, new.title);
END;
CREATE TRIGGER title_changed AFTER UPDATE OF title ON conversations BEGIN
    INSERT INTO title_words (title_words, rowid, title) VALUES ('delete', old.id, old.title);
    INSERT INTO title_words (rowid, title) VALUES (new.id, new.title);
END;
CREATE TRIGGER title_gone AFTER DELETE ON conversations BEGIN
    INSERT INTO title_words (title_words, rowid, title) VALUES ('delete', old.id, old.title);
END;
CREATE VIRTUAL TABLE turn_words USING fts5 (
    content, content='turns', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2", prefix='1 2 3'
);
CREATE TRIGGER turn_added AFTER INSERT ON turns WHEN new.writer IS NULL BEGIN
    INSERT INTO turn_words (rowid, content) VALUES (new.id, new.content);
END;
CREATE TRIGGER turn_finished AFTER UPDATE OF writer ON turns
WHEN old.writer IS NOT NULL AND new.writer IS NULL BEGIN
    INSERT INTO turn_words (rowid, content) VALUES (new.id, new.content);
END;
CREATE TRIGGER turn_gone AFTER DELETE ON turns WHEN old.writer IS NULL BEGIN
    INSERT INTO turn_words (turn_words, rowid, content) VALUES ('delete', old.id, old.content);
END;
"""

#: Since version 2 messages show pictures. `file` is the name of the copy in the folder of pictures.
_IMAGES = """
CREATE TABLE images (
    id INTEGER PRIMARY KEY,
    turn INTEGER NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    file TEXT NOT NULL,
    digest TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    region TEXT
);
CREATE INDEX images_of_turn ON images (turn);
CREATE INDEX images_by_file ON images (file);
"""

TABLES = Tables(2, _SCHEMA + _IMAGES, {1: _IMAGES})
