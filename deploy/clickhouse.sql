-- What OpenTelemetry Collector's exporter writes into, and the daily sums that stay. docs/counts.md, "Outgrown one
-- machine", says what each part is for.

-- The exporter's columns, under the exporter's name (its own default tables, of collector-contrib, without the codecs and
-- indexes of what is kept). The engine Null keeps no row: a report is added up while it is written, and is gone.
CREATE TABLE IF NOT EXISTS otel_metrics_histogram (
    ResourceAttributes Map(LowCardinality(String), String),
    ResourceSchemaUrl String,
    ScopeName String,
    ScopeVersion String,
    ScopeAttributes Map(LowCardinality(String), String),
    ScopeDroppedAttrCount UInt32,
    ScopeSchemaUrl String,
    ServiceName LowCardinality(String),
    MetricName String,
    MetricDescription String,
    MetricUnit String,
    Attributes Map(LowCardinality(String), String),
    StartTimeUnix DateTime64(9),
    TimeUnix DateTime64(9),
    Count UInt64,
    Sum Float64,
    BucketCounts Array(UInt64),
    ExplicitBounds Array(Float64),
    Exemplars Nested (
        FilteredAttributes Map(LowCardinality(String), String),
        TimeUnix DateTime64(9),
        Value Float64,
        SpanId String,
        TraceId String
    ),
    Flags UInt32,
    Min Float64,
    Max Float64,
    AggregationTemporality Int32
) ENGINE = Null;

-- For each question, arm and day d + 1 whole numbers: how many reports, as cell -1, and how many showed each cell.
CREATE TABLE IF NOT EXISTS nearside_counts (
    day Date,
    q LowCardinality(String),
    arm LowCardinality(String),
    cells UInt16,
    cell Int16,
    number UInt64
) ENGINE = SummingMergeTree(number)
ORDER BY (q, arm, day, cells, cell)
TTL day + INTERVAL 25 MONTH;

-- Anybody can post anything: only what can be a report is counted. At most ln 3, d = 2 shows one cell, d = 4w shows w; for
-- a shop with "strict" write 3 for 4.
CREATE MATERIALIZED VIEW IF NOT EXISTS nearside_counts_add TO nearside_counts AS
SELECT day, q, arm, cells, cell, sum(one) AS number
FROM (
    SELECT
        toDate(StartTimeUnix, 'UTC') AS day,
        Attributes['q'] AS q,
        Attributes['arm'] AS arm,
        toUInt16(length(BucketCounts)) AS cells,
        arrayPushFront(BucketCounts, toUInt64(1)) AS ones,
        arrayMap(place -> toInt16(place) - 2, arrayEnumerate(ones)) AS places
    FROM otel_metrics_histogram
    WHERE MetricName = 'nearside.report' AND ScopeName = 'nearside.counts' AND ScopeVersion = '1'
        AND AggregationTemporality = 1
        AND Count = if(length(BucketCounts) = 2, 1, intDiv(length(BucketCounts), 4))
        AND Count = arraySum(BucketCounts) AND arrayMax(BucketCounts) = 1
        AND length(BucketCounts) <= 512 AND length(ExplicitBounds) + 1 = length(BucketCounts)
        AND length(Attributes) = 1 + mapContains(Attributes, 'arm')
        AND Attributes['q'] != '' AND length(Attributes['q']) <= 300 AND Attributes['arm'] IN ('', 'without', 'with')
        AND toUnixTimestamp64Nano(StartTimeUnix) % 86400000000000 = 0
        AND toUnixTimestamp64Nano(TimeUnix) - toUnixTimestamp64Nano(StartTimeUnix) = 86400000000000
        AND toDate(StartTimeUnix, 'UTC') BETWEEN toDate(now('UTC')) - 1 AND toDate(now('UTC'))
)
ARRAY JOIN ones AS one, places AS cell
GROUP BY day, q, arm, cells, cell;
