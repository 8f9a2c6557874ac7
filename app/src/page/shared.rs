//! What several parts of one page hold together.

/// The page's one `T`: the first part that asks makes it, and every other gets the same. On the server, where a page
/// is drawn once and nothing changes, each part has its own.
pub fn shared<T: Copy + 'static>(make: impl FnOnce() -> T) -> T {
    #[cfg(not(feature = "hydrate"))]
    return make();
    #[cfg(feature = "hydrate")]
    browser::shared(make)
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::Owner;
    use std::{
        any::{Any, TypeId},
        cell::RefCell,
        collections::HashMap,
    };

    thread_local! {
        static HELD: RefCell<HashMap<TypeId, Box<dyn Any>>> = RefCell::default();
    }

    pub(super) fn shared<T: Copy + 'static>(make: impl FnOnce() -> T) -> T {
        let found = HELD.with_borrow(|held| held.get(&TypeId::of::<T>()).and_then(|held| held.downcast_ref().copied()));
        found.unwrap_or_else(|| {
            let made = outside(make);
            HELD.with_borrow_mut(|held| held.insert(TypeId::of::<T>(), Box::new(made)));
            made
        })
    }

    /// Makes something that outlives the part that happens to come first.
    fn outside<T>(make: impl FnOnce() -> T) -> T {
        let part = Owner::current();
        let page = Owner::new_root(None);
        let made = page.with(make);
        std::mem::forget(page);
        if let Some(part) = part {
            part.set();
        }
        made
    }
}
