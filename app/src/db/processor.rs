//! On which processor a thread works.

/// Keeps this thread, and those that it will start, to the last of the processors that it may use (the first ones hear
/// the machine's interrupts). Two threads that hand a word to and fro wait for each other anyway; side by side on one
/// processor neither has to wake another each time, which costs more than most statements of a write. Where this is not
/// allowed or not known, the system places them as it likes.
#[cfg(target_os = "linux")]
pub fn keep_to_one() {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
    let Ok(allowed) = sched_getaffinity(None) else { return };
    let Some(last) = (0..CpuSet::MAX_CPU).rev().find(|at| allowed.is_set(*at)) else { return };
    let mut one = CpuSet::new();
    one.set(last);
    if let Err(error) = sched_setaffinity(None, &one) {
        tracing::debug!(%error, "the writer's threads stay where the system puts them");
    }
}

/// Only Linux is known.
#[cfg(not(target_os = "linux"))]
pub fn keep_to_one() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::keep_to_one;
    use rustix::thread::sched_getaffinity;

    #[test]
    fn a_thread_and_those_it_starts_stay_on_one() {
        let counts = std::thread::spawn(|| {
            keep_to_one();
            let here = sched_getaffinity(None).unwrap().count();
            (here, std::thread::spawn(|| sched_getaffinity(None).unwrap().count()).join().unwrap())
        });
        assert_eq!(counts.join().unwrap(), (1, 1));
        assert!(sched_getaffinity(None).unwrap().count() >= 1);
    }
}
