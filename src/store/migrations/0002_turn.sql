-- The turn that an answer made, in whatever form the answerer wants it back.
ALTER TABLE shown ADD COLUMN turn TEXT;
