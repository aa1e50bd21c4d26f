"""Reads every line of reports.hex with the official classes (PyPI: opentelemetry-proto), prints what it says, and
fails unless they write the same bytes.   python3 tests/counts/official.py
"""
import pathlib
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest

lines = (pathlib.Path(__file__).parent / 'reports.hex').read_text().split()
for line in lines:
    body = bytes.fromhex(line)
    request = ExportMetricsServiceRequest.FromString(body)
    (resource,) = request.resource_metrics
    (scoped,) = resource.scope_metrics
    (metric,) = scoped.metrics
    (point,) = metric.histogram.data_points
    d, count = len(point.bucket_counts), sum(point.bucket_counts)
    assert not resource.HasField('resource') and (scoped.scope.name, scoped.scope.version) == ('nearside.counts', '1')
    assert (metric.name, metric.unit, metric.histogram.aggregation_temporality) == ('nearside.report', '1', 1)
    assert point.count == count and not point.HasField('sum') and not point.exemplars
    assert list(point.explicit_bounds) == [cell + .5 for cell in range(d - 1)]
    assert point.time_unix_nano - point.start_time_unix_nano == 86_400 * 10**9
    assert request.SerializeToString(deterministic=True) == body
    print({pair.key: pair.value.string_value for pair in point.attributes}, list(point.bucket_counts), len(body), 'bytes')
assert lines
print(len(lines), 'reports read and written alike')
