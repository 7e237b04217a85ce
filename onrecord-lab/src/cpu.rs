//! Time on the processor: on a busy machine the clock on the wall says little.

use std::time::{Duration, Instant};

/// Time of this thread on the processor, as the kernel counts it; the wall clock's where it does not say.
pub fn thread(since: Instant) -> Duration {
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let counted = counted.and_then(|line| line.split_whitespace().next()?.parse().ok());
    counted.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// Time of the programs started from here and ended since, on the processor.
pub fn children() -> Option<Duration> {
    ticks(13)
}

/// Two neighbouring fields of the kernel's account of this process, user and system, summed.
fn ticks(first: usize) -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/self/stat").ok()?;
    let cells: Vec<&str> = line.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: u64 = cells.get(first)?.parse::<u64>().ok()? + cells.get(first + 1)?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10)) // a tick is 10 ms on every Linux
}

/// What a piece of work gives, and its time on the processor in all its threads, to 10 ms.
pub fn measured_in_all_threads<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (since, before) = (Instant::now(), ticks(11));
    let made = work();
    let spent = ticks(11).zip(before).map(|(after, before)| after.saturating_sub(before));
    (made, spent.unwrap_or_else(|| since.elapsed()))
}

/// What a piece of work gives, and the time of this thread on the processor.
pub fn measured<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let since = Instant::now();
    let before = thread(since);
    let made = work();
    (made, thread(since).saturating_sub(before))
}
