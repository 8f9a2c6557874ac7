//! The steps behind `make`: set up, build, run, test, measure. Every step says what it does, is skipped when it is
//! already done, and names what is missing and how to get it when it can not go on.
use clap::{Parser, Subcommand};

mod bench;
mod bindgen;
mod browser;
mod build;
mod dev;
mod inputs;
mod places;
mod process;
mod run;
mod setup;
mod site;
mod split;
mod tests;
mod ui;

/// The steps behind `make`.
#[derive(Parser)]
#[command(name = "xtask", arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    step: Step,
}

#[derive(Subcommand)]
enum Step {
    /// Get everything that building and testing need
    Setup,
    /// Leave the browser's files in target/site and the release binary at target/release/pam
    Build,
    /// Build, load the demo plan into a new database and serve it
    Run(run::Options),
    /// Rebuild and reload on every change
    Dev(run::Options),
    /// Check formatting and lints, then pass every test: unit, HTTP, browser
    Test(tests::Options),
    /// Measure and write target/bench.json
    Bench(bench::Options),
}

fn main() {
    let outcome = match Cli::parse().step {
        Step::Setup => setup::everything(),
        Step::Build => build::release(),
        Step::Run(options) => run::run(&options),
        Step::Dev(options) => dev::dev(&options),
        Step::Test(options) => tests::test(&options),
        Step::Bench(options) => bench::bench(&options),
    };
    if let Err(fault) = outcome {
        ui::fault(&fault);
        std::process::exit(1);
    }
}
