-- What a language model did for an answer, for /why.
ALTER TABLE shown ADD COLUMN trace TEXT;
