//! `nearside eval`: what personal picks would have done for a shop, measured on its own orders. Each buyer's last
//! basket is hidden; the catalog is compiled from all other baskets; the list made from the buyer's earlier ones is
//! compared with the hidden basket. The scoring is the shipped one.

use clap::Args;
use nearside::catalog::compile::{compile, Options};
use nearside::catalog::{Catalog, FacetKeys, ItemIx};
use nearside::consent::{admit, Level};
use nearside::day::Day;
use nearside::policy::Policy;
use nearside::profile::{write, Profile};
use nearside::rank::{Exclude, Page, Placement, Ranker, Request, Taste};
use nearside::signal::Signal;
use nearside::{Code, Error, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Arguments {
    /// The product feed.
    feed: PathBuf,
    /// The baskets file, with buyers and days.
    baskets: PathBuf,
    /// Count only buyers with at least this many baskets.
    #[arg(long, default_value_t = 5)]
    at_least: usize,
    /// Hide the second last basket and leave the last one out: for choosing constants.
    #[arg(long)]
    validation: bool,
    /// Print one JSON object instead of a table.
    #[arg(long)]
    json: bool,
}

/// One buyer's baskets in order: day and ids.
type History = Vec<(Day, Vec<String>)>;

/// Means over buyers of what a list found.
#[derive(Default)]
struct Scores {
    buyers: usize,
    recall10: f64,
    recall20: f64,
    ndcg10: f64,
    hit10: f64,
}

impl Scores {
    fn add(&mut self, list: &[ItemIx], hidden: &BTreeSet<ItemIx>) {
        let found = |k: usize| list.iter().take(k).filter(|item| hidden.contains(item)).count() as f64;
        let gain = |place: usize| 1.0 / (place as f64 + 2.0).log2();
        let ideal: f64 = (0..hidden.len().min(10)).map(gain).sum();
        let gained: f64 = (0..list.len().min(10)).filter(|k| hidden.contains(&list[*k])).map(gain).sum();
        self.buyers += 1;
        self.recall10 += found(10) / hidden.len() as f64;
        self.recall20 += found(20) / hidden.len() as f64;
        self.ndcg10 += gained / ideal;
        self.hit10 += f64::from(found(10) > 0.0);
    }

    fn row(&self) -> [f64; 4] {
        let n = self.buyers.max(1) as f64;
        [self.recall10 / n, self.recall20 / n, self.ndcg10 / n, self.hit10 / n]
    }
}

pub fn run(args: &Arguments) -> Result<()> {
    let buyers = read(&args.baskets)?;
    let mut buyers: Vec<History> = buyers.into_values().filter(|history| history.len() >= args.at_least).collect();
    if args.validation {
        buyers.iter_mut().for_each(|history| drop(history.pop()));
    }
    if buyers.is_empty() {
        return Err(Error::new(Code::BadFeed, "no buyer has enough baskets; is there a column \"buyer\"?"));
    }
    let catalog = train(&args.feed, &buyers)?;
    let keys = FacetKeys::new(&catalog);
    let policy = Policy::default();

    let names = ["popular", "personal", "popular, new to the buyer", "personal, new to the buyer"];
    let mut scores: [Scores; 4] = Default::default();
    let mut sizes = Vec::new();
    let nobody = Taste::default();
    for history in &buyers {
        let Some(((today, last), before)) = history.split_last() else { continue };
        let profile = profile_of(before, &catalog);
        sizes.push(write(&profile).len());
        let taste = Taste::new(&profile, &catalog, &keys, &policy, *today);
        let hidden: BTreeSet<ItemIx> = last.iter().filter_map(|id| catalog.find(id)).collect();
        let known = |item: &ItemIx| taste.item(*item).bought > 0;
        let new: BTreeSet<ItemIx> = hidden.iter().copied().filter(|item| !known(item)).collect();
        for (taste_at, taste) in [&nobody, &taste].into_iter().enumerate() {
            let ranker = Ranker::new(&catalog, taste, policy.weights(), Page::default());
            if !hidden.is_empty() {
                scores[taste_at].add(&list(&ranker, 20, false), &hidden);
            }
            if !new.is_empty() {
                // The neutral list leaves out what was bought by hand: it has no profile to know it from.
                let wanted = if taste_at == 0 { 20 + 2_000 } else { 20 };
                let mut found = list(&ranker, wanted, true);
                found.retain(|item| !known(item));
                found.truncate(20);
                scores[taste_at + 2].add(&found, &new);
            }
        }
    }
    sizes.sort_unstable();
    let (half, most) = (sizes[sizes.len() / 2], sizes[sizes.len() - 1]);
    if args.json {
        let rows = names.iter().zip(&scores).map(|(name, scores)| {
            let [r10, r20, n10, h10] = scores.row();
            format!(r#""{name}":{{"buyers":{},"recall10":{r10:.4},"recall20":{r20:.4},"ndcg10":{n10:.4},"hit10":{h10:.4}}}"#, scores.buyers)
        });
        let rows = rows.collect::<Vec<_>>().join(",");
        println!(
            r#"{{"items":{},"lists":{{{rows}}},"profile_bytes":{{"median":{half},"most":{most}}}}}"#,
            catalog.len()
        );
        return Ok(());
    }
    println!("{} items, last basket of {} buyers hidden; means over buyers\n", catalog.len(), buyers.len());
    println!("{:<28} {:>7} {:>8} {:>8} {:>8} {:>8}", "list", "buyers", "R@10", "R@20", "N@10", "HR@10");
    for (name, scores) in names.iter().zip(&scores) {
        let [r10, r20, n10, h10] = scores.row();
        println!("{name:<28} {:>7} {r10:>8.4} {r20:>8.4} {n10:>8.4} {h10:>8.4}", scores.buyers);
    }
    println!("\nprofile text before it is cut to 32 kB: half of them below {half} bytes, the longest {most}");
    Ok(())
}

fn list(ranker: &Ranker<'_>, count: usize, only_new: bool) -> Vec<ItemIx> {
    let exclude = Exclude { bought: only_new, ..Default::default() };
    let request = Request { exclude, ..Request::new(Placement::Category, count) };
    ranker.list(&request).into_iter().map(|scored| scored.item).collect()
}

fn profile_of(baskets: &[(Day, Vec<String>)], catalog: &Catalog) -> Profile {
    let mut profile = Profile { level: Some(Level::Remember), ..Default::default() };
    for (day, ids) in baskets {
        let items = ids.iter().filter_map(|id| catalog.find(id)).collect();
        if let Some(admitted) = admit(profile.level, true, catalog, Signal::Purchase, items, Vec::new()) {
            profile.log.note(&admitted, catalog, *day);
        }
    }
    profile
}

fn train(feed: &Path, buyers: &[History]) -> Result<Catalog> {
    let mut lines = String::from("buyer\tday\titems\n");
    for (buyer, history) in buyers.iter().enumerate() {
        for (day, ids) in &history[..history.len() - 1] {
            lines.push_str(&format!("{buyer}\t{day}\t{}\n", ids.join(" ")));
        }
    }
    let feed = super::files::open(feed, |file, _| file)?;
    let (bytes, _) =
        compile(feed, Some(lines.as_bytes()), &Options { cards: false, ..Default::default() }, &mut |_| {})?;
    Catalog::open(bytes)
}

/// Reads a baskets file whole: the columns `buyer`, `day` and `items`, in any order.
fn read(path: &Path) -> Result<BTreeMap<String, History>> {
    let bad = |why: &str| Error::new(Code::BadFeed, format!("the baskets file {why}"));
    let mut lines = super::files::open(path, |file, _| file)?.lines();
    let header = lines.next().and_then(|line| line.ok()).ok_or_else(|| bad("is empty"))?;
    let column = |name: &str| {
        let at = header.split('\t').position(|column| column == name);
        at.ok_or_else(|| bad(&format!("has no column \"{name}\"")))
    };
    let (buyer, day, items) = (column("buyer")?, column("day")?, column("items")?);
    let mut buyers = BTreeMap::<String, History>::new();
    for line in lines {
        let line = line.map_err(|error| bad(&format!("cannot be read: {error}")))?;
        let cells: Vec<&str> = line.split('\t').collect();
        let (Some(buyer), Some(day), Some(items)) = (cells.get(buyer), cells.get(day), cells.get(items)) else {
            continue;
        };
        let Some(day) = Day::parse(day).or_else(|| day.parse().ok().map(Day)) else { continue };
        let ids = items.split(' ').map(str::to_owned).collect();
        buyers.entry((*buyer).to_owned()).or_default().push((day, ids));
    }
    Ok(buyers)
}
