//! HTTP: reports in at one address, totals out at another. Everything has a bound: connections, the time and bytes of a
//! request, and what waits to be written. Not here: what is kept (`store`).
//!
//! Of a request only method, path, `Content-Type`, `Content-Encoding` and length are looked at.

use super::store::{Busy, Store};
use super::{page, results, today};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use nearside::counts::otlp::{decode, LONGEST, TYPE};
use nearside::counts::plan::Plan;
use nearside::day::Day;
use nearside::{Code, Error, Result};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// For the head of a request, for its body, and between two requests.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of a request's head, at most, and of what is read ahead.
const BUFFER: usize = 16 * 1024;

/// What every request may need.
struct Shared {
    plan: Plan,
    store: Store,
}

/// Which of the two addresses a request came to.
#[derive(Clone, Copy)]
enum Side {
    Receive,
    Show,
}

type Answer = Response<Full<Bytes>>;

/// Receives and shows until a signal comes; then finishes what has begun.
pub fn run(plan: Plan, store: Store, listen: SocketAddr, show: Option<SocketAddr>, connections: usize) -> Result<()> {
    let fault = |error: std::io::Error| Error::new(Code::Internal, error.to_string());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(fault)?;
    runtime.block_on(async {
        let mut stop = Stop::new().map_err(fault)?;
        let shared = Arc::new(Shared { plan, store });
        let graceful = Arc::new(GracefulShutdown::new());
        let mut doors = Vec::new();
        for (address, side) in [(Some(listen), Side::Receive), (show, Side::Show)] {
            let Some(address) = address else { continue };
            let cannot = |error| Error::new(Code::BadOption, format!("{address} cannot be listened on: {error}"));
            let listener = TcpListener::bind(address).await.map_err(cannot)?;
            let address = listener.local_addr().map_err(cannot)?;
            match side {
                Side::Receive => println!("reports  http://{address}{}", shared.plan.endpoint()),
                Side::Show => println!("totals   http://{address}/"),
            }
            doors.push(tokio::spawn(accept(listener, side, shared.clone(), graceful.clone(), connections)));
        }
        stop.wait().await;
        for door in doors {
            door.abort();
            // It ends by being aborted; there is nothing to learn from it.
            let _ = door.await;
        }
        if let Some(graceful) = Arc::into_inner(graceful) {
            let _ = tokio::time::timeout(PATIENCE, graceful.shutdown()).await;
        }
        Ok(())
    })
}

async fn accept(
    listener: TcpListener,
    side: Side,
    shared: Arc<Shared>,
    graceful: Arc<GracefulShutdown>,
    connections: usize,
) {
    let places = Arc::new(Semaphore::new(connections));
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            // No file descriptor is left, as a rule: wait for one.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // An answer is one small packet.
        let _ = stream.set_nodelay(true);
        let shared = shared.clone();
        let service = service_fn(move |request| {
            let shared = shared.clone();
            async move { Ok::<_, Infallible>(answer(&shared, side, request).await) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(PATIENCE)
            .max_buf_size(BUFFER)
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A connection that broke is over; whose it was is nobody's business.
            let _ = connection.await;
            drop(place);
        });
    }
}

async fn answer(shared: &Shared, side: Side, request: Request<Incoming>) -> Answer {
    let mut answer = match side {
        Side::Receive => receive(shared, request).await,
        Side::Show => show(shared, &request).await,
    };
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    answer
}

fn with(status: StatusCode, kind: &'static str, body: impl Into<Bytes>) -> Answer {
    let mut answer = Response::new(Full::new(body.into()));
    *answer.status_mut() = status;
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}

fn refuse(status: StatusCode, code: &'static str) -> Answer {
    with(status, "text/plain; charset=utf-8", code)
}

fn only(method: &'static str) -> Answer {
    let mut answer = refuse(StatusCode::METHOD_NOT_ALLOWED, "WRONG_METHOD");
    answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static(method));
    answer
}

fn later() -> Answer {
    let mut answer = refuse(StatusCode::SERVICE_UNAVAILABLE, "BUSY");
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    answer
}

/// One report. Says 200 only when it is on disk.
async fn receive(shared: &Shared, request: Request<Incoming>) -> Answer {
    if request.uri().path() != shared.plan.endpoint() {
        return refuse(StatusCode::NOT_FOUND, "NOT_FOUND");
    }
    if request.method() != Method::POST {
        return only("POST");
    }
    let headers = request.headers();
    let is_ours = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes() == TYPE.as_bytes());
    if !is_ours || headers.contains_key(header::CONTENT_ENCODING) {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "WRONG_TYPE");
    }
    if request.body().size_hint().lower() > LONGEST as u64 {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "TOO_LONG");
    }
    let body = match tokio::time::timeout(PATIENCE, Limited::new(request.into_body(), LONGEST).collect()).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(error)) if error.is::<LengthLimitError>() => return refuse(StatusCode::PAYLOAD_TOO_LARGE, "TOO_LONG"),
        Ok(Err(_)) => return refuse(StatusCode::BAD_REQUEST, "BROKEN"),
        Err(_) => return refuse(StatusCode::REQUEST_TIMEOUT, "TOO_SLOW"),
    };
    let received = match decode(&body, &shared.plan, today()) {
        Ok(received) => received,
        Err(why) => return refuse(StatusCode::BAD_REQUEST, why.code()),
    };
    match shared.store.add(received) {
        Err(Busy) => later(),
        Ok(kept) => match kept.await {
            Ok(true) => with(StatusCode::OK, TYPE, Bytes::new()),
            _ => refuse(StatusCode::INTERNAL_SERVER_ERROR, "NOT_KEPT"),
        },
    }
}

/// The page, its style, and the numbers.
async fn show(shared: &Shared, request: &Request<Incoming>) -> Answer {
    if request.method() != Method::GET {
        return only("GET");
    }
    let path = request.uri().path();
    if path == "/style.css" {
        return with(StatusCode::OK, "text/css; charset=utf-8", page::STYLE);
    }
    if path != "/" && path != "/counts.json" {
        return refuse(StatusCode::NOT_FOUND, "NOT_FOUND");
    }
    let Some((from, to)) = days(request.uri().query().unwrap_or_default(), today()) else {
        return refuse(StatusCode::BAD_REQUEST, "WRONG_DAYS");
    };
    let sums = match shared.store.read(from, to) {
        Ok(sums) => sums.await,
        Err(Busy) => return later(),
    };
    let Ok(Ok(sums)) = sums else { return refuse(StatusCode::INTERNAL_SERVER_ERROR, "UNREADABLE") };
    let results = results::Results::of(&shared.plan, &sums, from, to);
    if path == "/counts.json" {
        let json = serde_json::to_string_pretty(&results).unwrap_or_default() + "\n";
        return with(StatusCode::OK, "application/json", json);
    }
    let mut answer = with(StatusCode::OK, "text/html; charset=utf-8", page::page(&results));
    answer.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        ),
    );
    answer
}

/// `from` and `to` of a query; without them the last 28 days.
fn days(query: &str, today: Day) -> Option<(Day, Day)> {
    let (mut from, mut to) = (None, None);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=')?;
        let slot = match name {
            "from" => &mut from,
            "to" => &mut to,
            _ => return None,
        };
        if slot.replace(Day::parse(value)?).is_some() {
            return None;
        }
    }
    let to = to.unwrap_or(today);
    let from = from.unwrap_or(Day(to.0.saturating_sub(27)));
    (from <= to).then_some((from, to))
}

/// What tells it to stop.
#[cfg(unix)]
struct Stop([tokio::signal::unix::Signal; 2]);

#[cfg(unix)]
impl Stop {
    fn new() -> std::io::Result<Stop> {
        use tokio::signal::unix::{signal, SignalKind};
        Ok(Stop([signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?]))
    }

    async fn wait(&mut self) {
        std::future::poll_fn(|context| {
            let told = self.0.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
            if told {
                std::task::Poll::Ready(())
            } else {
                std::task::Poll::Pending
            }
        })
        .await;
    }
}

#[cfg(not(unix))]
struct Stop;

#[cfg(not(unix))]
impl Stop {
    fn new() -> std::io::Result<Stop> {
        Ok(Stop)
    }

    async fn wait(&mut self) {
        // Without signals there is nothing to wait for but the end.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
