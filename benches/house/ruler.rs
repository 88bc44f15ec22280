//! Measuring and printing.

use std::time::{Duration, Instant};

/// How often each thing is done, after a few times that do not count.
pub const TIMES: usize = 100;
pub const WARM: usize = 5;

/// A heading, with what the columns say.
pub fn part(title: &str) {
    println!(
        "\n{title:<46} {:>10}   {:>9}   {:>9}",
        "median", "5 %", "95 %"
    );
}

/// Prints the median with the middle nine tenths, in milliseconds; the median comes back.
pub fn say(what: &str, mut all: Vec<Duration>) -> Duration {
    all.drain(..WARM.min(all.len() / 2));
    all.sort_unstable();
    let at = |share: usize| all[(all.len() - 1) * share / 100];
    let ms = |d: Duration| d.as_secs_f64() * 1000.0;
    println!(
        "  {what:<44} {:>7.3} ms   {:>6.3} ms   {:>6.3} ms",
        ms(at(50)),
        ms(at(5)),
        ms(at(95))
    );
    at(50)
}

/// Prints how many times as long one takes as its neighbour.
pub fn beside(what: &str, one: Duration, neighbour: Duration) {
    let times = one.as_secs_f64() / neighbour.as_secs_f64().max(1e-9);
    println!("  {what:<44} {times:>7.2} x");
}

/// Prints how many of it fit into a second.
pub fn a_second(what: &str, one: Duration) {
    println!("  {what:<44} {:>7.0} /s", 1.0 / one.as_secs_f64().max(1e-9));
}

/// Prints a figure that is no time.
pub fn figure(what: &str, value: f64, unit: &str) {
    println!("  {what:<44} {value:>7.2} {unit}");
}

/// A thing done once, and how long it took.
pub fn since(begun: Instant, all: &mut Vec<Duration>) {
    all.push(begun.elapsed());
}

/// Times an expression, over and over, and prints it under a name.
macro_rules! timed {
    ($what:expr, $body:expr) => {{
        let mut all = Vec::with_capacity($crate::ruler::TIMES + $crate::ruler::WARM);
        for _ in 0..$crate::ruler::TIMES + $crate::ruler::WARM {
            let begun = std::time::Instant::now();
            std::hint::black_box($body);
            $crate::ruler::since(begun, &mut all);
        }
        $crate::ruler::say($what, all)
    }};
}
pub(crate) use timed;
