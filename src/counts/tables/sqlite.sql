CREATE TABLE series (
    id INTEGER PRIMARY KEY, question TEXT NOT NULL, arm TEXT NOT NULL, cells TEXT NOT NULL,
    UNIQUE (question, arm, cells));
-- From which day on a question has these cells.
CREATE TABLE turn (series INTEGER NOT NULL, day INTEGER NOT NULL);
-- Cell -1 is the number of reports.
CREATE TABLE total (
    series INTEGER NOT NULL, day INTEGER NOT NULL, cell INTEGER NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (series, day, cell)) WITHOUT ROWID;
