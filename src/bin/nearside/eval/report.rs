//! Results as a table for people and as JSON for machines.

use super::measure::{Measured, Quality};
use super::metrics::Worth;
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

/// The results about orders, in the shape that `docs/quality.md` describes.
pub fn orders_json(quality: &Quality) -> Value {
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

/// The results about orders, for people.
pub fn orders_text(measured: &Measured, validation: bool) -> String {
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
    out
}
