//! Synthetic shops for tests and measurements: categories, brands and tags follow Zipf's law, and brands and tags
//! cluster by category, as in real shops. Not here: what is done with them.
#![allow(dead_code)]

use nearside::catalog::product::{Currency, Price, Product};

/// How scattered a shop is, and the shopper in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Brands, tags and prices go with the category; the shopper keeps to a few categories.
    Normal,
    /// Brands, tags and prices have nothing to do with the category.
    Hard,
    /// The shopper looks at things from everywhere.
    Broad,
}

/// Random numbers that are the same every time.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// From 0 up to, not including, `end`.
    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Picks 0 most often, then 1, and so on.
struct Zipf(Vec<f64>);

impl Zipf {
    fn new(n: usize, power: f64) -> Zipf {
        let mut sum = 0.0;
        Zipf(
            (1..=n)
                .map(|k| {
                    sum += (k as f64).powf(-power);
                    sum
                })
                .collect(),
        )
    }

    fn pick(&self, chance: &mut Chance) -> usize {
        let at = chance.share() * self.0[self.0.len() - 1];
        self.0.partition_point(|sum| *sum < at)
    }
}

/// The products, and the ids of 60 that the shopper looked at, oldest first.
pub fn shop(n: usize, shape: Shape) -> (Vec<Product>, Vec<String>) {
    let mut chance = Chance::new(n as u64 + shape as u64);
    let leaves = (n / 50).clamp(20, 4_000);
    let middles = (leaves / 6).clamp(6, 700);
    let tops = (middles / 4).clamp(3, 20);
    let (brands, tags) = ((n / 25).clamp(20, 8_000), (n / 10).clamp(100, 12_000));
    let (of_leaf, of_brand, of_tag, any_tag) =
        (Zipf::new(leaves, 0.8), Zipf::new(60, 0.7), Zipf::new(60, 0.8), Zipf::new(tags, 1.0));
    let mut own = |all: usize| -> Vec<Vec<usize>> {
        (0..middles).map(|_| (0..60).map(|_| chance.below(all)).collect()).collect()
    };
    let (own_brands, own_tags) = (own(brands), own(tags));
    let usual_price: Vec<f64> = (0..leaves).map(|_| 2.0 + chance.share() * 7.0).collect();
    let usd = Currency::parse("USD").expect("a code");

    let mut middle_of = Vec::with_capacity(n);
    let mut products = Vec::with_capacity(n);
    for k in 0..n {
        let leaf = of_leaf.pick(&mut chance);
        let middle = leaf % middles;
        let hard = shape == Shape::Hard;
        let brand = if hard {
            let low = 1 + chance.below(brands); // low numbers more often
            chance.below(low)
        } else {
            own_brands[middle][of_brand.pick(&mut chance)]
        };
        let level = if hard { 2.0 + chance.share() * 7.0 } else { usual_price[leaf] + chance.share() * 2.0 - 1.0 };
        let mut labels: Vec<String> = Vec::new();
        while labels.len() < 5 {
            let clustered = !hard && chance.share() < 0.8;
            let tag = if clustered { own_tags[middle][of_tag.pick(&mut chance)] } else { any_tag.pick(&mut chance) };
            let label = format!("t{tag}");
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        middle_of.push(middle);
        products.push(Product {
            id: format!("i{k}"),
            title: format!("Item {k}"),
            categories: vec![format!("d{} > c{middle} > s{leaf}", middle % tops)],
            brand: format!("b{brand}"),
            price: Some(Price { minor: (level.exp() * 10.0) as u32 + 1, currency: usd }),
            labels,
            ..Product::default()
        });
    }
    let liked: Vec<usize> = (0..3).map(|_| of_leaf.pick(&mut chance) % middles).collect();
    let mut viewed = Vec::new();
    for attempt in 0.. {
        let k = chance.below(n);
        let anywhere = shape == Shape::Broad || attempt % 40 == 0 || attempt > 40_000;
        if anywhere || liked.contains(&middle_of[k]) {
            viewed.push(format!("i{k}"));
            if viewed.len() == 60 {
                break;
            }
        }
    }
    (products, viewed)
}
