-- How many ids after `newest` were looked at for the message that was begun.
ALTER TABLE journal ADD COLUMN searched BIGINT NOT NULL DEFAULT 0;
