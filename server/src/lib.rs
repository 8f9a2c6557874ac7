//! Pam's server: the command line, the routes, and what goes into a database or comes out of it.

pub mod check;
pub mod cli;
pub mod demo;
pub mod export;
pub mod import;
pub mod mail;
pub mod serve;
