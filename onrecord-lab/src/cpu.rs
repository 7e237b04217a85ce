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
    let line = std::fs::read_to_string("/proc/self/stat").ok()?;
    let cells: Vec<&str> = line.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: u64 = cells.get(13)?.parse::<u64>().ok()? + cells.get(14)?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10)) // a tick is 10 ms on every Linux
}

/// What a piece of work gives, and its time on the processor.
pub fn measured<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let since = Instant::now();
    let before = thread(since);
    let made = work();
    (made, thread(since).saturating_sub(before))
}
