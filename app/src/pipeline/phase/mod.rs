//! One small file for each phase: what it looks for, and a test of it alone.
pub mod closed;
pub mod duplicate;
pub mod length;
pub mod links;
pub mod newcomer;
pub mod outside;
pub mod personal;
pub mod rate;
pub mod sanctions;
pub mod shouting;
pub mod spam;
pub mod words;
