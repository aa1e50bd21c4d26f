//! Results as tables for people and as JSON for machines. Not here: the picture (`plot`).

use super::clicks::Clicks;
use super::measure::{Measured, Quality};
use super::metrics::Worth;
use super::sessions::NextWorth;
use serde_json::{json, Map, Value};

/// Five digits are more than the data can tell.
fn round(number: f64) -> f64 {
    (number * 100_000.0).round() / 100_000.0
}

fn all_four(worth: &Worth) -> Value {
    json!({
        "recall10": round(worth.recall10), "recall20": round(worth.recall20),
        "ndcg10": round(worth.ndcg10), "hr10": round(worth.hr10),
    })
}

fn clicks_json(worth: &NextWorth) -> Value {
    json!({"hr20": round(worth.hr20), "mrr20": round(worth.mrr20), "us_per_query": (worth.us_per_query * 10.0).round() / 10.0})
}

/// All results, in the shape that `docs/quality.md` describes.
pub fn json(orders: Option<&Measured>, clicks: Option<&Clicks>) -> Value {
    let (mut all, mut known) = (Map::new(), Map::<String, Value>::new());
    if let Some(orders) = orders {
        all.insert("cj".to_owned(), orders_json(&orders.ours));
        for (name, quality) in &orders.baselines {
            known.insert(name.clone(), json!({"cj": orders_json(quality)}));
        }
    }
    if let Some(clicks) = clicks {
        all.insert("sessions".to_owned(), clicks_json(&clicks.ours));
        for (name, worth) in &clicks.baselines {
            let of_method = known.entry(name.clone()).or_insert_with(|| json!({}));
            of_method["sessions"] = clicks_json(worth);
        }
    }
    all.insert("baselines".to_owned(), Value::Object(known));
    Value::Object(all)
}

fn orders_json(quality: &Quality) -> Value {
    let mut out = Map::new();
    for (level, worth) in &quality.levels {
        out.insert((*level).to_owned(), all_four(worth));
    }
    if let Some(worth) = &quality.discovery {
        out.insert("discovery".to_owned(), json!({"recall20": round(worth.recall20)}));
    }
    if let Some(worth) = &quality.cart {
        out.insert("cart".to_owned(), json!({"recall10": round(worth.recall10)}));
    }
    if !quality.short.is_empty() {
        let short = quality.short.iter().map(|(keep, worth)| (keep.to_string(), all_four(worth)));
        out.insert("short".to_owned(), Value::Object(short.collect()));
    }
    Value::Object(out)
}

const EMPTY: &str = "     -";

fn cell(number: Option<f64>) -> String {
    number.map_or_else(|| EMPTY.to_owned(), |number| format!(" {number:.4}"))
}

/// All results, for people.
pub fn text(orders: Option<&Measured>, clicks: Option<&Clicks>, validation: bool) -> String {
    let orders = orders.map(|orders| orders_text(orders, validation) + &answer(orders));
    let parts: Vec<String> = orders.into_iter().chain(clicks.map(clicks_text)).collect();
    parts.join("\n")
}

/// What it would have done for the shop, against popularity, in a sentence or two.
fn answer(measured: &Measured) -> String {
    let Some(ours) = measured.ours.levels.get("product") else { return String::new() };
    let percent = |share: f64| format!("{:.1} %", share * 100.0);
    let mut out = format!(
        "\nIn your shop, ten personal picks would have held {} of what a shopper ordered next, and {} of shoppers would \
         have found something of their next order among them.\n",
        percent(ours.recall10),
        percent(ours.hr10)
    );
    let sellers = measured.baselines.iter().find(|(name, _)| name == "popularity");
    if let Some(sellers) = sellers.and_then(|(_, quality)| quality.levels.get("product")) {
        out += &format!(
            "The ten best sellers would have held {}, for {} of shoppers",
            percent(sellers.recall10),
            percent(sellers.hr10)
        );
        out += &match sellers.recall10 {
            none if none <= 0.0 => ".\n".to_owned(),
            some => format!(": personal picks find {:.1} times as much.\n", ours.recall10 / some),
        };
    }
    out
}

fn clicks_text(clicks: &Clicks) -> String {
    let which = if clicks.repeats { "the open item may be shown again" } else { "the open item is never shown" };
    let mut out = format!(
        "{} sessions to learn from, {} items, {} cases; {which}\n\n{:<26}  HR@20  MRR@20  µs a list\n",
        clicks.train, clicks.items, clicks.ours.cases, ""
    );
    let known = clicks.baselines.iter().map(|(name, worth)| (name.as_str(), worth));
    for (name, worth) in
        std::iter::once(("nearside", &clicks.ours)).chain(known).chain([("(our table in floats)", &clicks.float)])
    {
        out += &format!("{name:<26} {:.4}  {:.4}  {:>9.1}\n", worth.hr20, worth.mrr20, worth.us_per_query);
    }
    out
}

/// The results about orders, for people.
fn orders_text(measured: &Measured, validation: bool) -> String {
    let which = if validation { "second last basket (validation)" } else { "last basket" };
    let mut out = format!(
        "{} buyers, {} items, {} baskets; the {which} of each buyer hidden; means over buyers\n\n",
        measured.buyers, measured.items, measured.baskets
    );
    let rows =
        || std::iter::once(("nearside", &measured.ours)).chain(measured.baselines.iter().map(|(n, q)| (n.as_str(), q)));
    let with_levels = measured.ours.levels.len() > 1;
    out += &format!("{:<12}  product R@10   R@20   N@10  HR@10", "");
    if with_levels {
        out += "   type R@10   N@10   category R@10   N@10";
    }
    out += "   new R@20   cart R@10\n";
    for (name, quality) in rows() {
        let level = |level: &str, take: fn(&Worth) -> f64| cell(quality.levels.get(level).map(take));
        out += &format!("{name:<12}       {}", level("product", |w| w.recall10));
        out +=
            &[level("product", |w| w.recall20), level("product", |w| w.ndcg10), level("product", |w| w.hr10)].concat();
        if with_levels {
            out += &format!("     {}{}", level("type", |w| w.recall10), level("type", |w| w.ndcg10));
            out += &format!("         {}{}", level("category", |w| w.recall10), level("category", |w| w.ndcg10));
        }
        out += &format!("    {}", cell(quality.discovery.map(|w| w.recall20)));
        out += &format!("     {}\n", cell(quality.cart.map(|w| w.recall10)));
    }
    if !measured.ours.short.is_empty() {
        out += "\nonly the last baskets of a buyer known, R@10 / N@10\n            ";
        measured.ours.short.keys().for_each(|keep| out += &format!("  {keep:>15}"));
        out.push('\n');
        for (name, quality) in rows().filter(|(_, quality)| !quality.short.is_empty()) {
            out += &format!("{name:<12}");
            for worth in quality.short.values() {
                out += &format!("   {:.4} / {:.4}", worth.recall10, worth.ndcg10);
            }
            out.push('\n');
        }
    }
    if let Some([shipped, float, published]) = &measured.rebuy {
        let row = |name: &str, worth: &Worth| format!("{name:<46} {:.4} / {:.4}\n", worth.recall10, worth.ndcg10);
        out += "\nthe re-buy score with nothing beside it, R@10 / N@10\n";
        out += &row("whole numbers, shipped", shipped);
        out += &row("the same in floats", float);
        out += &row("in floats without the breadth of buyers", published);
        let apart = f64::max((shipped.recall10 - float.recall10).abs(), (shipped.ndcg10 - float.ndcg10).abs());
        out += &format!("whole numbers and floats are {apart:.5} apart\n");
    }
    out
}
