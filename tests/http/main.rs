//! The real binary, asked over HTTP and on the command line, by people as values: each test starts a town of its
//! own on a fresh file and a free port, and lets visitors, residents and moderators act in it.

mod account;
mod change;
mod cli;
mod crash;
mod decisions;
mod desk;
mod disk;
mod dom;
mod doors;
mod follow;
mod guard;
mod hidden;
mod hostile;
mod house;
mod import;
mod lang;
mod live;
mod pages;
mod person;
mod plans;
mod policy;
mod reading;
mod refused;
mod resume;
mod search;
mod session;
mod statements;
mod steer;
mod stream;
mod support;
mod thread;
mod town;
mod wire;
mod words;
mod writing;
