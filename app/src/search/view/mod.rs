#[cfg(feature = "ssr")]
mod page;
mod suggest;

#[cfg(feature = "ssr")]
pub use page::SearchRoute;
pub use suggest::Find;
