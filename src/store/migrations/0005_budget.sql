-- What a language model was asked, a day of Hong Kong and a person at a time.
CREATE TABLE budget (
    day TEXT NOT NULL,            -- 2026-11-27
    person INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    tokens INTEGER NOT NULL,      -- of questions and answers together
    spent_at INTEGER NOT NULL,    -- seconds since 1970
    PRIMARY KEY (day, person)
);
