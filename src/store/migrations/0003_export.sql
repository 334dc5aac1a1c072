-- An answer with its sources as a Markdown file.
ALTER TABLE shown ADD COLUMN export TEXT;
