-- Portable SQL: what stands here works in SQLite and in PostgreSQL.
-- Times are seconds since 1970, in UTC, but where a name says milliseconds.

-- Chats that spoke to the bot, and what they have set.
CREATE TABLE chats (
    chat BIGINT PRIMARY KEY,
    settings TEXT NOT NULL,
    seen BIGINT NOT NULL
);

-- People and chats that the owner or an invitation let in, or kept out.
CREATE TABLE standings (
    subject BIGINT PRIMARY KEY,
    standing TEXT NOT NULL,
    since BIGINT NOT NULL
);

-- What was asked in a conversation, so that a follow-up can be understood.
CREATE TABLE turns (
    chat BIGINT NOT NULL,
    topic BIGINT NOT NULL,
    asker BIGINT NOT NULL,
    asked_ms BIGINT NOT NULL,
    turn TEXT NOT NULL,
    PRIMARY KEY (chat, topic, asker, asked_ms)
);

-- What was shown, so that its buttons work after a restart.
CREATE TABLE shown (
    token TEXT PRIMARY KEY,
    chat BIGINT NOT NULL,
    topic BIGINT NOT NULL,
    asker BIGINT NOT NULL,
    asked_in BIGINT NOT NULL,
    messages TEXT NOT NULL,
    reader BIGINT,
    question TEXT NOT NULL,
    language TEXT NOT NULL,
    outcome TEXT NOT NULL,
    sources TEXT NOT NULL,
    offers TEXT NOT NULL,
    shown_at BIGINT NOT NULL
);
CREATE INDEX shown_by_question ON shown (chat, asked_in);

-- What people think of what was shown: 1 or -1, and why not.
CREATE TABLE votes (
    token TEXT NOT NULL,
    person BIGINT NOT NULL,
    vote INTEGER NOT NULL,
    reason TEXT,
    voted_at BIGINT NOT NULL,
    PRIMARY KEY (token, person)
);

-- What people wrote with /feedback.
CREATE TABLE notes (
    person BIGINT NOT NULL,
    written_ms BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (person, written_ms)
);
