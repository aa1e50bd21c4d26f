"""The same reports on the other way: PyPI's rotel, a receiver of OTLP that is not ours, passes them on to a sink that reads
them with the official classes; from there into ClickHouse's own engine (PyPI: chdb), by deploy/*.sql. Prints the sums of
each as JSON: question, arm, day, cell (-1: reports), number.   python3 wire.py BODIES DEPLOY
"""
import datetime, gzip, http.client, json, pathlib, socket, struct, subprocess, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import rotel
from chdb.session import Session
from google.protobuf.json_format import MessageToJson
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest

bodies, deploy = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
NANO_DAY = 86_400 * 10**9
received, lock = [], threading.Lock()


class Sink(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_POST(self):
        body = self.rfile.read(int(self.headers['content-length']))
        if self.headers.get('content-encoding') == 'gzip':
            body = gzip.decompress(body)
        request = ExportMetricsServiceRequest.FromString(body)
        with lock:
            for resource in request.resource_metrics:
                for scoped in resource.scope_metrics:
                    for metric in scoped.metrics:
                        received.extend((scoped.scope, metric, point) for point in metric.histogram.data_points)
        self.send_response(200)
        self.send_header('content-type', 'application/x-protobuf')
        self.send_header('content-length', '0')
        self.end_headers()

    def log_message(self, *_):
        pass


def free():
    with socket.socket() as one:
        one.bind(('127.0.0.1', 0))
        return one.getsockname()[1]


def reports():
    data, at = bodies.read_bytes(), 0
    while at < len(data):
        (length,) = struct.unpack_from('<I', data, at)
        yield data[at + 4:at + 4 + length]
        at += 4 + length


def post(port, all, kind, answers):
    client = http.client.HTTPConnection('127.0.0.1', port, timeout=60)
    for body in all:
        client.request('POST', '/v1/metrics', body, {'content-type': kind})
        answer = client.getresponse()
        answer.read()
        answers.append(answer.status)


def arrived(number):
    """Waits until so many points came, or none for five seconds."""
    last, since = -1, time.time()
    while len(received) < number and time.time() - since < 5:
        if len(received) != last:
            last, since = len(received), time.time()
        time.sleep(.05)
    return len(received)


def through_rotel(all):
    sink = ThreadingHTTPServer(('127.0.0.1', 0), Sink)
    threading.Thread(target=sink.serve_forever, daemon=True).start()
    port = free()
    agent = subprocess.Popen([
        pathlib.Path(rotel.__file__).parent / 'rotel-agent', 'start', '--otlp-http-endpoint', f'127.0.0.1:{port}',
        '--otlp-grpc-endpoint', f'127.0.0.1:{free()}', '--exporter', 'otlp', '--otlp-exporter-protocol', 'http',
        '--otlp-exporter-endpoint', f'http://127.0.0.1:{sink.server_port}',
    ], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as one:
                if one.connect_ex(('127.0.0.1', port)) == 0:
                    break
            time.sleep(.05)
        answers = []
        senders = [threading.Thread(target=post, args=(port, all[k::8], 'application/x-protobuf', answers)) for k in range(8)]
        [sender.start() for sender in senders]
        [sender.join() for sender in senders]
        points = arrived(len(all))
        # The same in JSON, as the specification has it: 64 bits as texts.
        as_json = [MessageToJson(ExportMetricsServiceRequest.FromString(body)).encode() for body in all[:100]]
        told = []
        post(port, as_json, 'application/json', told)
        return {
            'points': points, 'statuses': sorted(set(answers)),
            'json': {'sent': len(as_json), 'statuses': sorted(set(told)), 'points': arrived(points + len(as_json)) - points},
        }
    finally:
        agent.kill()
        agent.wait()
        sink.shutdown()


def attributes(point):
    return {pair.key: pair.value.string_value for pair in point.attributes}


def sums(points):
    """As integers, straight from the points."""
    out = {}
    for _, _, point in points:
        mine = attributes(point)
        key = (mine['q'], mine.get('arm', ''), point.start_time_unix_nano // NANO_DAY)
        for cell, number in enumerate([1, *point.bucket_counts], -1):
            out[(*key, cell)] = out.get((*key, cell), 0) + number
    return sorted([*key, number] for key, number in out.items())


def row(scope, metric, point):
    """A point as the exporter writes it."""
    return {
        'ScopeName': scope.name, 'ScopeVersion': scope.version, 'ServiceName': '', 'MetricName': metric.name,
        'MetricUnit': metric.unit, 'Attributes': attributes(point), 'Count': point.count,
        'StartTimeUnix': point.start_time_unix_nano, 'TimeUnix': point.time_unix_nano,
        'BucketCounts': list(point.bucket_counts), 'ExplicitBounds': list(point.explicit_bounds),
        'AggregationTemporality': metric.histogram.aggregation_temporality,
    }


def what_no_report_is(sound):
    """Changes of a sound row, each against one condition of the view alone."""
    cells, count = sound['BucketCounts'], sound['Count']
    first, second = [cell for cell, one in enumerate(cells) if one][:2]
    less = [0 if cell == first else one for cell, one in enumerate(cells)]
    double = [2 if cell == second else one for cell, one in enumerate(less)]
    return [
        {'BucketCounts': less}, {'BucketCounts': double}, {'BucketCounts': [1] * len(cells), 'Count': len(cells)},
        {'Count': count + 1}, {'Attributes': {**sound['Attributes'], 'id': '4711'}}, {'Attributes': {'q': ''}},
        {'Attributes': {**sound['Attributes'], 'arm': 'left'}}, {'StartTimeUnix': sound['StartTimeUnix'] + 1},
        {'TimeUnix': sound['TimeUnix'] + 1}, {'MetricName': 'other'}, {'ScopeName': 'other'}, {'ScopeVersion': '2'},
        {'AggregationTemporality': 2}, {'ExplicitBounds': []},
        {name: sound[name] - 5 * NANO_DAY for name in ['StartTimeUnix', 'TimeUnix']},
    ]


def in_clickhouse(points):
    rows = [row(*point) for point in points]
    sound = next(one for one in rows if len(one['BucketCounts']) > 4)
    spoilt = [{**sound, **change} for change in what_no_report_is(sound)]
    session = Session()
    schema = '\n'.join(line for line in (deploy / 'clickhouse.sql').read_text().splitlines() if not line.startswith('--'))
    # Beside it a table that keeps rows, to ask the way that one would without the view.
    kept = schema.split(';')[0].replace('otel_metrics_histogram', 'kept').replace('ENGINE = Null', 'ENGINE = MergeTree ORDER BY (MetricName, TimeUnix)')
    session.query('CREATE DATABASE nearside')
    session.query('USE nearside')
    for statement in [*schema.split(';'), kept]:
        if statement.strip():
            session.query(statement)
    file = bodies.with_suffix('.rows.jsonl')
    for part in [rows[at:at + 1000] for at in range(0, len(rows), 1000)] + [spoilt]:
        file.write_text('\n'.join(json.dumps(one) for one in part))
        for table in ['otel_metrics_histogram', *(['kept'] if part is not spoilt else [])]:
            columns = ', '.join(rows[0])
            read = ', '.join(f'fromUnixTimestamp64Nano({name})' if 'TimeUnix' in name else name for name in rows[0])
            session.query(f"INSERT INTO {table} ({columns}) SELECT {read} FROM file('{file}', 'JSONEachRow', "
                          "'ScopeName String, ScopeVersion String, ServiceName String, MetricName String, MetricUnit String, "
                          "Attributes Map(String, String), Count UInt64, StartTimeUnix Int64, TimeUnix Int64, "
                          "BucketCounts Array(UInt64), ExplicitBounds Array(Float64), AggregationTemporality Int32')")
    ask = lambda sql: [json.loads(line) for line in str(session.query(sql, 'JSONCompactEachRow')).splitlines()]
    day = lambda text: (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days
    view = [[q, arm, day(on), cell, int(number)] for q, arm, on, cell, number in ask((deploy / 'sums.sql').read_text())]
    direct = []
    for q, arm, on, n, cells in ask(
        "SELECT Attributes['q'] q, Attributes['arm'] arm, toDate(StartTimeUnix, 'UTC') d, "
        "intDiv(sum(Count), if(any(length(BucketCounts)) = 2, 1, intDiv(any(length(BucketCounts)), 4))) n, sumForEach(BucketCounts) c "
        "FROM kept WHERE MetricName = 'nearside.report' GROUP BY q, arm, d"):
        direct += [[q, arm, day(on), cell, int(number)] for cell, number in enumerate([n, *cells], -1)]
    return {'view': sorted(view), 'direct': sorted(direct), 'rows': int(ask('SELECT count() FROM otel_metrics_histogram')[0][0]),
            'kept': int(ask('SELECT count() FROM nearside_counts FINAL')[0][0]), 'spoilt': len(spoilt)}


all_reports = list(reports())
found = through_rotel(all_reports)
print(json.dumps({**found, 'rotel': sums(received), 'clickhouse': in_clickhouse(received)}))
