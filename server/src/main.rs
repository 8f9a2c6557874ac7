//! The binary `pam`.
use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::main()
}
