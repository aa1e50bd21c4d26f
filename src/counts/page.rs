//! The totals as a page: tables with a bar for every answer. No script, no picture from elsewhere, and every text that a
//! shop or a catalog brought is escaped.

use super::results::{Answered, Cell, Results};
use crate::letters::thousands;
use std::fmt::Write;

/// The page's style, a file of its own because the page's policy allows no other.
pub const STYLE: &str = "\
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin: 2.5rem 0 0; font-size: 1.1rem; }
p { margin: .3rem 0; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; }
th, td { text-align: start; padding: .15rem .8rem .15rem 0; font-weight: normal; vertical-align: middle; }
thead th { opacity: .7; font-size: .85rem; }
thead th:nth-child(2), thead th:nth-child(3), td.number { text-align: end; }
td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
td.bar { width: 45%; }
svg { display: block; width: 100%; height: 1.2rem; }
.track { fill: currentColor; opacity: .08; }
.fill { fill: #2f7d6b; }
.reach { stroke: currentColor; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
.few { opacity: .75; }
";

/// The whole page.
pub fn page(results: &Results) -> String {
    let mut out = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Anonymous counts</title>\n\
         <link rel=\"stylesheet\" href=\"style.css\">\n<h1>Anonymous counts</h1>\n",
    );
    put(
        &mut out,
        &format!(
            "<p>{} to {}, UTC days. Every report was blurred on the shopper's device: no single one says what somebody \
             did. Shares are estimates; in 95 of 100 cases all intervals of a question hold the truth. Nothing is shown \
             below {} reports.</p>\n\
             <form><label>From <input type=\"date\" name=\"from\" value=\"{}\"></label> \
             <label>to <input type=\"date\" name=\"to\" value=\"{}\"></label> <button>Show</button></form>\n",
            results.from,
            results.to,
            thousands(results.minimum),
            results.from,
            results.to
        ),
    );
    for answered in &results.questions {
        question(&mut out, answered, results.minimum);
        let last = results.questions.iter().rfind(|other| other.question == answered.question);
        if answered.arm.is_some() && last.is_some_and(|last| std::ptr::eq(last, answered)) {
            for one in results.differences.iter().filter(|one| one.question == answered.question) {
                let says = if one.low > 0.0 {
                    "more with personal picks"
                } else if one.high < 0.0 {
                    "less with personal picks"
                } else {
                    "which may be no difference at all"
                };
                let [share, low, high] = [one.share, one.low, one.high].map(|share| format!("{:+.1}", 100.0 * share));
                put(&mut out, &format!("<p>With less without: {share} points ({low} to {high}): {says}.</p>\n"));
            }
        }
    }
    out += "</html>\n";
    out
}

fn put(out: &mut String, text: &str) {
    out.push_str(text);
}

fn question(out: &mut String, answered: &Answered, minimum: u64) {
    let arm = answered.arm.map(|arm| format!(", {arm}")).unwrap_or_default();
    put(out, &format!("<h2>{}{arm}</h2>\n<p>{}</p>\n", escaped(&answered.question), escaped(&answered.purpose)));
    if answered.days_left_out > 0 {
        let days = answered.days_left_out;
        put(out, &format!("<p>{days} days are left out, on which the answers to choose from changed.</p>\n"));
    }
    if !answered.enough {
        let (reports, minimum) = (thousands(answered.reports), thousands(minimum));
        put(out, &format!("<p class=\"few\">Not enough yet: {reports} of {minimum} reports.</p>\n"));
        return;
    }
    put(
        out,
        &format!(
            "<table>\n<thead><tr><th>Of {} reports<th>Share<th>Between<th></thead>\n<tbody>\n",
            thousands(answered.reports)
        ),
    );
    for cell in &answered.cells {
        put(out, &row(cell));
    }
    put(out, "</tbody>\n</table>\n");
}

fn row(cell: &Cell) -> String {
    let percent = |share: f64| format!("{:.1} %", 100.0 * share);
    let shown = cell.share.clamp(0.0, 1.0);
    // Where nothing at all is possible, only the bound says something.
    let (share, between) = if cell.low <= 0.0 {
        (format!("below {}", percent(cell.high)), String::new())
    } else {
        (percent(shown), format!("{} and {}", percent(cell.low), percent(cell.high)))
    };
    let at = |share: f64| format!("{:.2}", 1000.0 * share);
    format!(
        "<tr><th scope=\"row\">{}<td class=\"number\">{share}<td class=\"number\">{between}<td class=\"bar\">\
         <svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"track\" width=\"1000\" height=\"20\"/><rect class=\"fill\" y=\"4\" width=\"{}\" height=\"12\"/>\
         <path class=\"reach\" d=\"M{low} 10H{high}M{low} 6V14M{high} 6V14\"/></svg>\n",
        escaped(&cell.answer),
        at(shown),
        low = at(cell.low),
        high = at(cell.high),
    )
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '&' | '<' | '>' | '"' | '\'' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "&#{};", letter as u32);
            }
            _ => out.push(letter),
        }
    }
    out
}
