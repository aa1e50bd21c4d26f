-- Turns and sums, as JSON, in one statement: all of it or nothing.
WITH given AS (SELECT $1::text::json AS kept), turns AS (
    INSERT INTO nearside_turn (question, arm, cells, day)
    SELECT question, arm, cells, day
    FROM given, json_to_recordset(kept -> 'turns') AS turn (question text, arm text, cells text, day integer))
INSERT INTO nearside_total AS held (question, arm, cells, day, cell, number)
SELECT question, arm, cells, day, cell, number
FROM given, json_to_recordset(kept -> 'sums')
    AS sum (question text, arm text, cells text, day integer, cell integer, number bigint)
ON CONFLICT (question, arm, cells, day, cell) DO UPDATE SET number = held.number + excluded.number
