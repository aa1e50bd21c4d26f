//! The command line: `nearside compile`, `check`, `eval`, `collect`, `counts`. Errors end as one line with a code, and exit 1.

mod check;
mod collect;
mod compile;
mod counts;
mod eval;
mod files;
mod show;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Personal picks for an online shop, computed in the shopper's own browser.
#[derive(Parser)]
#[command(name = "nearside", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compile a product feed (Google, Shopify, WooCommerce, OpenAI, JSON-LD …) into catalog.nsc
    Compile(compile::Arguments),
    /// Say what could be better in a product feed and in nearside.json, without writing a catalog
    ///
    /// Exit status: 0 when nothing is wrong, 1 when products, or half of the prices, are lost, a file cannot be read or, with
    /// --strict, when there is any warning; 2 for an option that there is not.
    Check(check::Arguments),
    /// Measure what personal picks would have done on a shop's own orders
    Eval(eval::Arguments),
    /// Receive anonymous reports, keep nothing but sums, and show what they tell
    Collect(collect::Arguments),
    /// What anonymous counts can tell: how many reports a difference takes, and what repeating gives away
    Counts(counts::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Compile(arguments) => compile::run(&arguments).map(|()| true),
        Command::Check(arguments) => check::run(&arguments),
        Command::Eval(arguments) => eval::run(&arguments).map(|()| true),
        Command::Collect(arguments) => collect::run(&arguments).map(|()| true),
        Command::Counts(arguments) => counts::run(&arguments).map(|()| true),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
