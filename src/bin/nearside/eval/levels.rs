//! The same orders seen as products, as types and as categories: units of a higher level are merged after the
//! products were read. Not here: questions (`tasks`).

use super::orders::{natural, Basket, Orders};
use super::shipped::bare;
use nearside::catalog::product::Product;
use nearside::{Code, Error, Result};
use std::collections::{BTreeMap, HashMap};
use std::io::BufRead;

/// Orders, and the products that a catalog is compiled from.
pub struct Level {
    /// `product`, `type` or `category`.
    pub name: &'static str,
    /// The id of each item number.
    pub ids: Vec<String>,
    /// What the shop's feed says of the items.
    pub products: Vec<Product>,
    /// Each buyer's baskets.
    pub buyers: Vec<Vec<Basket>>,
}

impl Level {
    /// The orders as they are. Without products, an item is only its id.
    pub fn products(orders: Orders, products: Option<Vec<Product>>) -> Level {
        let products = products.unwrap_or_else(|| orders.ids.iter().map(|id| bare(id)).collect());
        Level { name: "product", ids: orders.ids, products, buyers: orders.buyers }
    }
}

/// One row of the table of levels.
#[derive(Clone)]
struct Place {
    department: String,
    category: String,
    kind: String,
}

/// Which type, category and department each product belongs to.
pub struct Places(HashMap<String, Place>);

fn bad(what: &str) -> Error {
    Error::new(Code::BadFeed, format!("the table of levels {what}"))
}

impl Places {
    /// Reads a table with the columns `product_id`, `department`, `product_category` and `product_type`.
    ///
    /// # Errors
    /// [`Code::BadFeed`] when it lacks a column or cannot be read.
    pub fn read(source: impl BufRead) -> Result<Places> {
        let mut lines = source.lines();
        let unreadable = |error: std::io::Error| bad(&format!("cannot be read to its end: {error}"));
        let header = lines.next().ok_or_else(|| bad("is empty"))?.map_err(unreadable)?;
        let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
        let at = |name: &str| {
            let found = columns.iter().position(|column| *column == name);
            found.ok_or_else(|| bad(&format!("has no column \"{name}\"")))
        };
        let at = [at("product_id")?, at("department")?, at("product_category")?, at("product_type")?];
        let mut places = HashMap::new();
        for line in lines {
            let line = line.map_err(unreadable)?;
            let cells: Vec<&str> = line.split('\t').collect();
            let [id, department, category, kind] =
                at.map(|at| cells.get(at).map_or_else(String::new, |cell| cell.to_string()));
            places.insert(id, Place { department, category, kind });
        }
        Ok(Places(places))
    }

    /// The levels above the products: types, then categories. A unit takes its place in the tree from its first
    /// product. Products that the table does not know are left out.
    pub fn levels(&self, level: &Level) -> [Level; 2] {
        [self.merge(level, "type", |place| &place.kind), self.merge(level, "category", |place| &place.category)]
    }

    fn merge(&self, level: &Level, name: &'static str, unit: impl Fn(&Place) -> &String) -> Level {
        let place_of: Vec<Option<&Place>> = level.ids.iter().map(|id| self.0.get(id)).collect();
        let mut first = BTreeMap::<&str, &Place>::new();
        for place in place_of.iter().flatten() {
            first.entry(unit(place)).or_insert(place);
        }
        let number: HashMap<&str, u32> = first.keys().enumerate().map(|(k, unit)| (*unit, k as u32)).collect();
        let product = |(k, (unit, place)): (usize, (&&str, &&Place))| {
            let path = match name {
                "type" => format!("{} > {}", place.department, place.category),
                _ => place.department.clone(),
            };
            Product { id: k.to_string(), title: unit.to_string(), categories: vec![path], ..Default::default() }
        };
        let products: Vec<Product> = first.iter().enumerate().map(product).collect();
        let merge = |basket: &Basket| {
            let places = basket.items.iter().filter_map(|item| place_of[*item as usize]);
            let mut items: Vec<u32> = places.map(|place| number[unit(place).as_str()]).collect();
            items.sort_unstable();
            items.dedup();
            (!items.is_empty()).then_some(Basket { day: basket.day, items })
        };
        let buyers = level.buyers.iter().map(|history| history.iter().filter_map(merge).collect()).collect();
        let ids: Vec<String> = products.iter().map(|product| product.id.clone()).collect();
        debug_assert!(ids.is_sorted_by_key(|id| natural(id)));
        Level { name, ids, products, buyers }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_merged_after_the_products() {
        let orders = Orders::read("buyer\tday\titems\n1\t1\t10 11 12\n1\t2\t12 99\n".as_bytes()).unwrap();
        let table = "product_type\tproduct_id\tdepartment\tproduct_category\nRYE\t10\tFOOD\tBREAD\nRYE\t11\tFOOD\tROLLS\nTEA\t12\tDRINKS\tHOT\n";
        let products = Level::products(orders, None);
        let [types, categories] = Places::read(table.as_bytes()).unwrap().levels(&products);
        let titles = |level: &Level| {
            level.products.iter().map(|p| format!("{}: {}", p.title, p.categories[0])).collect::<Vec<_>>()
        };
        assert_eq!(titles(&types), ["RYE: FOOD > BREAD", "TEA: DRINKS > HOT"]);
        assert_eq!(titles(&categories), ["BREAD: FOOD", "HOT: DRINKS", "ROLLS: FOOD"]);
        let baskets = |level: &Level| level.buyers[0].iter().map(|b| b.items.clone()).collect::<Vec<_>>();
        assert_eq!(baskets(&types), [vec![0, 1], vec![1]], "99 is not in the table");
        assert_eq!(baskets(&categories), [vec![0, 1, 2], vec![1]]);
        for (text, words) in [("", "is empty"), ("product_id\tdepartment\n", "no column \"product_category\"")] {
            let error = Places::read(text.as_bytes()).err().unwrap();
            assert!(error.code() == Code::BadFeed && error.message().contains(words), "{error}");
        }
    }
}
