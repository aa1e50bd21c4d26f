//! EASE: the linear model of items from items that has a closed form. Steck, "Embarrassingly Shallow Autoencoders for
//! Sparse Data" (WWW 2019). With X the log counts of buyers × items, G = XᵀX + λ and P = G⁻¹, an item's score is
//! x_j − (xP)_j / P_jj. The inverse is taken of the smaller side: of items, or (Woodbury) of buyers, where
//! xP = e(XXᵀ + λ)⁻¹X.

use crate::eval::method::{counts, popularity, turn, Rows, Scorer};
use crate::eval::parallel::map;
use crate::eval::split::History;
use nalgebra::DMatrix;

/// λ: how much is taken off every weight.
const RIDGE: f64 = 500.0;
/// Best sellers that are modeled; others never appear.
const ITEMS: usize = 6_000;
/// The inverse is of this many rows at most: with more buyers than that, fewer items are modeled.
const SIDE: usize = 3_000;

pub struct Ease {
    /// Log counts over the modeled items, and the items' own numbers.
    own: Rows,
    kept: Vec<u32>,
    /// P_jj.
    diagonal: Vec<f64>,
    inverse: Inverse,
}

enum Inverse {
    OfBuyers(DMatrix<f64>),
    OfItems(DMatrix<f64>),
}

impl Ease {
    pub fn fit(train: &[History<'_>], items: usize) -> Ease {
        let most = if train.len() <= SIDE { ITEMS } else { SIDE };
        let sold = popularity(train, items);
        let mut kept: Vec<u32> = (0..items as u32).collect();
        kept.sort_by(|a, b| sold[*b as usize].total_cmp(&sold[*a as usize]));
        kept.truncate(most);
        kept.sort_unstable();
        let place = |item: u32| kept.binary_search(&item).ok().map(|place| place as u32);
        let log = |row: Vec<(u32, f64)>| row.iter().filter_map(|(i, n)| Some((place(*i)?, n.ln_1p()))).collect();
        let own: Rows = counts(train).into_iter().map(log).collect();
        let columns = turn(&own, kept.len());
        if kept.len() <= own.len() {
            let inverse = invert(gram(&own, kept.len()));
            let diagonal = inverse.diagonal().iter().copied().collect();
            return Ease { own, kept, diagonal, inverse: Inverse::OfItems(inverse) };
        }
        let inverse = invert(gram(&columns, own.len()));
        // P_jj = (1 − x_jᵀ K⁻¹ x_j) / λ, with x_j the column of the item.
        let diagonal = map(&columns, |column| {
            let row = |(a, x): &(u32, f64)| -> f64 {
                column.iter().map(|(b, y)| x * y * inverse[(*a as usize, *b as usize)]).sum()
            };
            (1.0 - column.iter().map(row).sum::<f64>()) / RIDGE
        });
        Ease { own, kept, diagonal, inverse: Inverse::OfBuyers(inverse) }
    }

    /// xP, for one buyer of the training data.
    fn projected(&self, buyer: usize) -> Vec<f64> {
        let mut out = vec![0.0; self.kept.len()];
        match &self.inverse {
            Inverse::OfItems(inverse) => {
                for (item, x) in &self.own[buyer] {
                    out.iter_mut().zip(inverse.column(*item as usize).iter()).for_each(|(out, p)| *out += x * p);
                }
            }
            Inverse::OfBuyers(inverse) => {
                for (row, k) in self.own.iter().zip(inverse.column(buyer).iter()) {
                    row.iter().for_each(|(item, x)| out[*item as usize] += k * x);
                }
            }
        }
        out
    }
}

/// The sum over rows of row × row, with λ on the diagonal.
fn gram(rows: &Rows, side: usize) -> DMatrix<f64> {
    let mut gram = DMatrix::zeros(side, side);
    for row in rows {
        for (a, x) in row {
            row.iter().for_each(|(b, y)| gram[(*b as usize, *a as usize)] += x * y);
        }
    }
    (0..side).for_each(|at| gram[(at, at)] += RIDGE);
    gram
}

/// The inverse of a matrix that is positive definite by its ridge.
fn invert(gram: DMatrix<f64>) -> DMatrix<f64> {
    match gram.cholesky() {
        Some(root) => root.inverse(),
        None => unreachable!("a Gram matrix with λ on its diagonal is positive definite"),
    }
}

impl Scorer for Ease {
    fn score(&self, buyer: usize, scores: &mut [f64]) {
        scores.fill(-1e9);
        let mut modeled = self.projected(buyer);
        modeled.iter_mut().zip(&self.diagonal).for_each(|(xp, p)| *xp /= -p);
        self.own[buyer].iter().for_each(|(item, x)| modeled[*item as usize] += x);
        self.kept.iter().zip(modeled).for_each(|(item, score)| scores[*item as usize] = score);
    }
}
