//! HTTP: reports in at one address, totals out at another. Everything has a bound: connections, the time and bytes of a
//! request, and what waits to be written. Not here: what is kept (`store`), and what is answered (`counts::reply`).

use super::store::{Busy, Store};
use super::today;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use nearside::counts::otlp::{decode, LONGEST};
use nearside::counts::reply::{Head, Refusal, Reply, View, PATIENCE};
use nearside::counts::sums::Kept;
use nearside::counts::Plan;
use nearside::{Code, Error};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// For the head of a request, and between two requests.
const HEAD_PATIENCE: Duration = Duration::from_secs(10);
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

/// Receives and shows until a signal comes; then finishes what has begun.
pub fn run(
    plan: Plan,
    store: Store,
    listen: SocketAddr,
    show: Option<SocketAddr>,
    connections: usize,
) -> nearside::Result<()> {
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
            let _ = tokio::time::timeout(HEAD_PATIENCE, graceful.shutdown()).await;
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
            async move { Ok::<_, Infallible>(reply(&shared, side, request).await) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_PATIENCE)
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

async fn reply(shared: &Shared, side: Side, request: Request<Incoming>) -> Response<Full<Bytes>> {
    let said = match side {
        Side::Receive => receive(shared, request).await,
        Side::Show => show(shared, &request).await,
    };
    let Reply { status, headers, body } = said.unwrap_or_else(Reply::from);
    let mut answer = Response::new(Full::new(body.into()));
    *answer.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in headers {
        answer.headers_mut().append(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    answer
}

/// One report. Says 200 only when it is on disk.
async fn receive(shared: &Shared, request: Request<Incoming>) -> Result<Reply, Refusal> {
    let headers = request.headers();
    let head = Head {
        method: request.method().as_str(),
        path: request.uri().path(),
        kind: headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes),
        encoded: headers.contains_key(header::CONTENT_ENCODING),
        length: request.body().size_hint().lower(),
    };
    head.check(&shared.plan)?;
    let patience = Duration::from_secs(PATIENCE.into());
    let body = match tokio::time::timeout(patience, Limited::new(request.into_body(), LONGEST).collect()).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(error)) if error.is::<LengthLimitError>() => return Err(Refusal::Long),
        Ok(Err(_)) => return Err(Refusal::Broken),
        Err(_) => return Err(Refusal::Slow),
    };
    let received = decode(&body, &shared.plan, today()).map_err(Refusal::Report)?;
    let kept = shared.store.add(received).map_err(|Busy| Refusal::Busy)?;
    match kept.await {
        Ok(true) => Ok(Reply::kept()),
        _ => Err(Refusal::NotKept),
    }
}

/// The page, its style, and the numbers.
async fn show(shared: &Shared, request: &Request<Incoming>) -> Result<Reply, Refusal> {
    let uri = request.uri();
    let view = View::asked(request.method().as_str(), uri.path(), uri.query().unwrap_or_default(), today())?;
    let Some((from, to)) = view.days() else { return Ok(view.reply(&shared.plan, &Kept::default())) };
    let kept = shared.store.read(from, to).map_err(|Busy| Refusal::Busy)?;
    match kept.await {
        Ok(Ok(kept)) => Ok(view.reply(&shared.plan, &kept)),
        _ => Err(Refusal::Unreadable),
    }
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
