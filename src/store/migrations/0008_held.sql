-- The chats that Telegram asked to wait with, in JSON: they are written to after the others.
ALTER TABLE broadcasts ADD COLUMN held TEXT NOT NULL DEFAULT '[]';
