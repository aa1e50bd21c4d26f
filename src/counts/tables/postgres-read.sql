-- In one statement: sums and turns of one moment.
SELECT json_build_object(
    'sums', coalesce((SELECT json_agg(sum) FROM (
        SELECT question, arm, cells, day, cell, number FROM nearside_total WHERE day BETWEEN $1::integer AND $2::integer
    ) AS sum), '[]'),
    'turns', coalesce((SELECT json_agg(turn) FROM (
        SELECT question, arm, cells, day FROM nearside_turn ORDER BY id
    ) AS turn), '[]')
)::text AS kept
