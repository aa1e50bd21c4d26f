-- In one statement, one after the other: two that start at once must not both make a table.
DO $$ BEGIN
    PERFORM pg_advisory_xact_lock(1852137842, 0);
    -- From which day on a question has these cells.
    CREATE TABLE IF NOT EXISTS nearside_turn (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        question text NOT NULL, arm text NOT NULL, cells text NOT NULL, day integer NOT NULL);
    -- Cell -1 is the number of reports.
    CREATE TABLE IF NOT EXISTS nearside_total (
        question text NOT NULL, arm text NOT NULL, cells text NOT NULL, day integer NOT NULL, cell integer NOT NULL,
        number bigint NOT NULL, PRIMARY KEY (question, arm, cells, day, cell));
END $$
