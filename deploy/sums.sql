-- n and C of every cell, of a question, arm and day: what `nearside counts` estimates from. Rows that are not merged yet
-- are added up here.
SELECT q, arm, day, cell, sum(number) AS number
FROM nearside_counts
GROUP BY q, arm, day, cell
ORDER BY q, arm, day, cell
