//! Pam's shared app: what residents and moderators see and do.
//!
//! One feature, one folder; a request goes one way: view → api → store → event → live → view. It compiles
//! twice: with `ssr` into the server, with `hydrate` into the browser's file.
#![recursion_limit = "256"]

#[cfg(feature = "ssr")]
rust_i18n::i18n!("locales", fallback = "ca");

pub mod account;
pub mod appeal;
pub mod bulk;
pub mod carry;
pub mod change;
#[cfg(feature = "ssr")]
pub mod db;
#[cfg(feature = "ssr")]
mod diff;
#[cfg(feature = "ssr")]
pub mod digest;
pub mod fault;
pub mod follow;
pub mod html;
pub mod i18n;
pub mod live;
pub mod moderation;
pub mod page;
pub mod pipeline;
pub mod plan;
pub mod pulse;
pub mod record;
pub mod report;
#[cfg(feature = "ssr")]
pub mod request;
pub mod sanction;
pub mod search;
#[cfg(feature = "ssr")]
pub mod services;
pub mod steer;
pub mod support;
pub mod team;
pub mod thread;
pub mod ui;
pub mod vote;
pub mod watch;
pub mod wire;
