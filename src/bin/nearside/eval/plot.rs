//! A picture of the results as SVG: a panel for each question, a bar for each method, ours first.
//! Not here: numbers in words (`report`).

use super::clicks::Clicks;
use super::measure::{Measured, Quality};
use super::sessions::NextWorth;
use std::fmt::Write;

/// One question: its title, and what each method reached.
struct Panel {
    title: String,
    bars: Vec<(String, f64)>,
}

const COLUMNS: usize = 3;
const PANEL_WIDTH: usize = 312;
const BAR: usize = 18;
const NAMES: usize = 88;
const LONGEST: f64 = 165.0;
const HEAD: usize = 34;
const OURS: &str = "#0b6e4f";
const OTHERS: &str = "#b8c4ce";

/// Draws what was measured.
pub fn draw(orders: Option<&Measured>, clicks: Option<&Clicks>) -> String {
    let mut panels = orders.map_or_else(Vec::new, of_orders);
    panels.extend(clicks.into_iter().flat_map(of_clicks));
    let tallest = panels.iter().map(|panel| panel.bars.len()).max().unwrap_or(0);
    let height = HEAD + tallest * BAR + 22;
    let rows = panels.len().div_ceil(COLUMNS);
    let (wide, high) = (COLUMNS * PANEL_WIDTH + 24, rows * height + 24);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" \
         role=\"img\" aria-label=\"What lists of several methods are worth, ours first\" \
         font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#1f2933\">\n\
         <rect width=\"{wide}\" height=\"{high}\" fill=\"#ffffff\"/>\n"
    );
    for (at, panel) in panels.iter().enumerate() {
        let (x, y) = (12 + at % COLUMNS * PANEL_WIDTH, 12 + at / COLUMNS * height);
        panel.draw(&mut svg, x, y);
    }
    svg + "</svg>\n"
}

impl Panel {
    fn draw(&self, svg: &mut String, x: usize, y: usize) {
        let most = self.bars.iter().map(|(_, value)| *value).fold(f64::MIN_POSITIVE, f64::max);
        // Writing to a string cannot fail.
        let _ = writeln!(svg, "<g transform=\"translate({x} {y})\">");
        let _ = writeln!(svg, "<text x=\"6\" y=\"20\" font-weight=\"600\">{}</text>", self.title);
        for (at, (name, value)) in self.bars.iter().enumerate() {
            let (top, length) = (HEAD + at * BAR, value / most * LONGEST);
            let (color, weight) = if at == 0 { (OURS, 600) } else { (OTHERS, 400) };
            let text = top + 11;
            let _ = writeln!(
                svg,
                "<text x=\"{}\" y=\"{text}\" text-anchor=\"end\" font-weight=\"{weight}\">{name}</text>",
                NAMES - 6
            );
            let _ = writeln!(
                svg,
                "<rect x=\"{NAMES}\" y=\"{top}\" width=\"{length:.1}\" height=\"13\" rx=\"2\" fill=\"{color}\"/>"
            );
            let _ = writeln!(
                svg,
                "<text x=\"{:.1}\" y=\"{text}\" font-weight=\"{weight}\">{value:.4}</text>",
                NAMES as f64 + length + 5.0
            );
        }
        svg.push_str("</g>\n");
    }
}

fn of_orders(measured: &Measured) -> Vec<Panel> {
    let panel = |title: &str, take: &dyn Fn(&Quality) -> Option<f64>| {
        let ours = take(&measured.ours).map(|value| ("nearside".to_owned(), value));
        let known = measured.baselines.iter().filter_map(|(name, quality)| Some((name.clone(), take(quality)?)));
        let bars: Vec<_> = ours.into_iter().chain(known).collect();
        (!bars.is_empty()).then(|| Panel { title: title.to_owned(), bars })
    };
    let level = |title: &str, name: &str| panel(title, &|quality| quality.levels.get(name).map(|worth| worth.recall10));
    let mut panels = vec![
        level("Next order, products: recall@10", "product"),
        level("Next order, types: recall@10", "type"),
        level("Next order, categories: recall@10", "category"),
        panel("New products: recall@20", &|quality| quality.discovery.map(|worth| worth.recall20)),
        panel("Rest of a cart: recall@10", &|quality| quality.cart.map(|worth| worth.recall10)),
    ];
    panels.extend(measured.ours.short.keys().map(|keep| {
        let plural = if *keep == 1 { "" } else { "s" };
        let title = format!("Only {keep} order{plural} known: recall@10");
        panel(&title, &|quality| quality.short.get(keep).map(|worth| worth.recall10))
    }));
    panels.into_iter().flatten().collect()
}

fn of_clicks(clicks: &Clicks) -> [Panel; 2] {
    let panel = |title: &str, take: fn(&NextWorth) -> f64| Panel {
        title: title.to_owned(),
        bars: std::iter::once(("nearside".to_owned(), take(&clicks.ours)))
            .chain(clicks.baselines.iter().map(|(name, worth)| (name.clone(), take(worth))))
            .collect(),
    };
    [
        panel("Next click: hit rate@20", |worth| worth.hr20),
        panel("Next click: mean reciprocal rank@20", |worth| worth.mrr20),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::metrics::Worth;

    #[test]
    fn each_question_is_a_panel_and_each_method_a_bar() {
        let quality = |recall10: f64| Quality {
            levels: [("product", Worth { recall10, ..Default::default() })].into(),
            short: [(1, Worth { recall10: 0.0, ..Default::default() })].into(),
            ..Default::default()
        };
        let measured = Measured {
            buyers: 2,
            items: 2,
            baskets: 4,
            ours: quality(0.5),
            baselines: vec![("popularity".to_owned(), quality(0.25))],
            rebuy: None,
        };
        let svg = draw(Some(&measured), None);
        assert_eq!(svg.matches("<g ").count(), 2, "products and one short history");
        assert!(
            svg.contains("width=\"165.0\"") && svg.contains("width=\"82.5\""),
            "half as good is half as long: {svg}"
        );
        assert!(svg.contains("width=\"0.0\"") && !svg.contains("NaN"), "nothing found is no bar");
        assert!(draw(None, None).ends_with("</svg>\n"));
    }
}
