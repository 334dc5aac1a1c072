-- Updates of Telegram, kept before Telegram is told that they arrived.
-- What is finished keeps its id alone, by which it is known when it comes again.
CREATE TABLE journal (
    update_id BIGINT PRIMARY KEY,
    -- 'waiting', 'under_way', 'finished', or 'aside' after too many failures.
    state TEXT NOT NULL,
    arrived_ms BIGINT NOT NULL,
    chat BIGINT,
    person BIGINT,
    -- The update as Telegram sent it, in JSON.
    raw TEXT NOT NULL,
    -- How many messages of its answer were begun, and the ids of those that are out.
    begun INTEGER NOT NULL DEFAULT 0,
    sent TEXT NOT NULL DEFAULT '[]',
    -- The newest message known before the last one was begun: it has a higher id.
    newest BIGINT NOT NULL DEFAULT 0,
    -- How often handling it failed, and how often the process ended meanwhile.
    failures INTEGER NOT NULL DEFAULT 0,
    deaths INTEGER NOT NULL DEFAULT 0,
    -- The message that says so to the person.
    apology BIGINT,
    reason TEXT
);
CREATE INDEX journal_unfinished ON journal (arrived_ms, update_id) WHERE state <> 'finished';
CREATE INDEX journal_finished ON journal (arrived_ms) WHERE state = 'finished';

-- Messages to all chats that are under way: the chats are walked by their ids.
CREATE TABLE broadcasts (
    -- The message with the button that began it.
    chat BIGINT NOT NULL,
    message BIGINT NOT NULL,
    text TEXT NOT NULL,
    language TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    -- The last chat that was written to, and how many were reached.
    last_chat BIGINT,
    reached BIGINT NOT NULL DEFAULT 0,
    done BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (chat, message)
);
