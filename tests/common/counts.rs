//! A plan with every kind of question, reports to it, and their bytes written a second time, from the published
//! description of the format and independent of the encoder.
#![allow(dead_code)]

use nearside::counts::otlp::Received;
use nearside::counts::*;
use nearside::day::Day;
use nearside::profile::{self, Profile};

pub const TODAY: Day = Day(20_779); // 2026-11-22

pub const EVERYTHING: &str = r#"{
  "questions": {
    "funnel": {"purpose": "How far visitors get"},
    "category.view": {"purpose": "What is looked at"},
    "category.purchase": {"purpose": "What is bought"},
    "reach": {"purpose": "Whether a department is found"},
    "arm.picks": {"purpose": "Whether personal picks help", "outcome": "ordered"},
    "paired.order-2": {"purpose": "Which order is better"}
  }
}"#;

pub fn categories() -> Vec<String> {
    ["Tea", "Brötchen \"süß\"", "Pots"].map(str::to_owned).to_vec()
}

pub fn plan(counts: &str) -> Plan {
    Plan::from_config(&format!(r#"{{"shop": "x", "counts": {counts}}}"#), &categories()).unwrap().unwrap()
}

/// A profile as it is stored: facets `category:Tea`, `category:Pots > Iron`, of items `t` and `p`.
pub fn shopper(level: &str, log: &[(u32, &str, u32)]) -> Profile {
    let log: Vec<String> = log.iter().map(|(day, signal, place)| format!("[{day},\"{signal}\",[{place}]]")).collect();
    let mut body = format!("{{\"level\":\"{level}\"");
    if !log.is_empty() {
        body += &format!(
            ",\"facets\":[\"category:Tea\",\"category:Pots > Iron\"],\"items\":[[\"t\",[0]],[\"p\",[1]]],\"log\":[{}]",
            log.join(",")
        );
    }
    body.push('}');
    let sum = nearside::catalog::format::checksum(body.as_bytes());
    profile::read(&format!("{{\"nearside\":1,\"sum\":\"{sum:016x}\",\"profile\":{body}}}")).expect("a sound profile")
}

/// Coins that can be had again (Steele, Lea & Flood, "Fast splittable pseudorandom number generators", 2014).
pub struct Splitmix(pub u64);

impl Splitmix {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }
}

impl Coins for Splitmix {
    fn word(&mut self) -> Result<u32, NoCoins> {
        Ok((self.next() >> 32) as u32)
    }
}

/// No coins at all.
pub struct Broken;

impl Coins for Broken {
    fn word(&mut self) -> Result<u32, NoCoins> {
        Err(NoCoins)
    }
}

/// A report to the question at this place, of an answer that is drawn too.
pub fn report(plan: &Plan, place: usize, with: bool, coins: &mut Splitmix, day: Day) -> Received {
    let asked = &plan.asked()[place];
    let cell = below(coins, asked.answers().len() as u32).unwrap() as u16;
    let report = randomize(Symbol::new(asked.domain(), cell).unwrap(), coins).unwrap();
    let arm = asked.has_arms().then_some(Arm::ALL[usize::from(with)]);
    Received { place, arm, day, report }
}

/// The request, member by member, so that each can be wrong.
#[derive(Clone)]
pub struct Message {
    pub resource: bool,
    pub scope: String,
    pub version: String,
    pub metric: String,
    pub unit: String,
    pub temporality: u8,
    /// The temporality in one byte more than it needs.
    pub long: bool,
    pub start: u64,
    pub end: u64,
    pub count: u64,
    pub cells: Vec<u64>,
    pub bounds: Vec<f64>,
    pub attributes: Vec<(String, String)>,
    /// Further fields of the point, and of what is around it, from the inside out.
    pub more: Vec<u8>,
    pub around: [Vec<u8>; 6],
}

impl Message {
    pub fn of(sent: &Received, plan: &Plan) -> Message {
        let asked = &plan.asked()[sent.place];
        let size = asked.domain().size();
        let day = 86_400_000_000_000u64;
        let mut attributes = vec![("q".to_owned(), asked.name().to_owned())];
        attributes.extend(sent.arm.map(|arm| ("arm".to_owned(), arm.word().to_owned())));
        Message {
            resource: false,
            scope: "nearside.counts".into(),
            version: "1".into(),
            metric: "nearside.report".into(),
            unit: "1".into(),
            temporality: 1,
            long: false,
            start: u64::from(sent.day.0) * day,
            end: u64::from(sent.day.0 + 1) * day,
            count: asked.domain().weight().into(),
            cells: (0..size).map(|cell| sent.report.shows(cell).into()).collect(),
            bounds: (0..size - 1).map(|cell| f64::from(cell) + 0.5).collect(),
            attributes,
            more: Vec::new(),
            around: Default::default(),
        }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut point = vec![];
        for (key, value) in [(0x11, self.start), (0x19, self.end), (0x21, self.count)] {
            point.push(key);
            point.extend(value.to_le_bytes());
        }
        point.extend(part(0x32, &self.cells.iter().flat_map(|cell| cell.to_le_bytes()).collect::<Vec<_>>()));
        point.extend(part(0x3a, &self.bounds.iter().flat_map(|bound| bound.to_le_bytes()).collect::<Vec<_>>()));
        for (key, value) in &self.attributes {
            let any = part(0x0a, value.as_bytes());
            point.extend(part(0x4a, &[part(0x0a, key.as_bytes()), part(0x12, &any)].concat()));
        }
        point.extend(&self.more);
        let mut histogram = part(0x0a, &point);
        histogram.push(0x10);
        histogram.extend(if self.long { vec![self.temporality | 0x80, 0] } else { vec![self.temporality] });
        let [in_histogram, in_metric, in_scope, in_scoped, in_resource, in_all] = self.around.each_ref();
        histogram.extend(in_histogram);
        let metric = [part(0x0a, self.metric.as_bytes()), part(0x1a, self.unit.as_bytes()), part(0x4a, &histogram)];
        let metric = [metric.concat().as_slice(), in_metric].concat();
        let scope = [part(0x0a, self.scope.as_bytes()), part(0x12, self.version.as_bytes())];
        let scope = [scope.concat().as_slice(), in_scope].concat();
        let scoped = [part(0x0a, &scope), part(0x12, &metric), in_scoped.clone()].concat();
        let resource = if self.resource { part(0x0a, b"") } else { vec![] };
        let resource = [resource, part(0x12, &scoped), in_resource.clone()].concat();
        [part(0x0a, &resource).as_slice(), in_all].concat()
    }
}

/// A field of a known length.
fn part(key: u8, value: &[u8]) -> Vec<u8> {
    let mut out = vec![key];
    let mut length = value.len();
    while length >= 128 {
        out.push((length % 128) as u8 | 128);
        length /= 128;
    }
    out.push(length as u8);
    out.extend(value);
    out
}
