//! Counters and one histogram, in Prometheus' text form. Labels come from closed sets (route patterns, status
//! codes, outcomes), so a stranger cannot make the registry grow.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;

/// Upper bounds of the buckets, in microseconds, and as printed in seconds.
const BUCKETS: [(u64, &str); 9] = [
    (250, "0.00025"),
    (1_000, "0.001"),
    (2_500, "0.0025"),
    (10_000, "0.01"),
    (50_000, "0.05"),
    (250_000, "0.25"),
    (1_000_000, "1"),
    (5_000_000, "5"),
    (30_000_000, "30"),
];

#[derive(Debug, Default, Clone)]
struct Histogram {
    counts: [u64; BUCKETS.len()],
    sum_micros: u64,
    total: u64,
}

#[derive(Debug, Default)]
struct Route {
    by_status: BTreeMap<u16, u64>,
    durations: Histogram,
}

impl Route {
    fn note(&mut self, status: u16, micros: u64) {
        *self.by_status.entry(status).or_default() += 1;
        for (count, (bound, _)) in self.durations.counts.iter_mut().zip(BUCKETS) {
            *count += u64::from(micros <= bound);
        }
        self.durations.sum_micros = self.durations.sum_micros.saturating_add(micros);
        self.durations.total += 1;
    }
}

#[derive(Debug, Default)]
struct Kept {
    routes: BTreeMap<String, Route>,
    acts: BTreeMap<&'static str, u64>,
}

/// The registry of one server.
#[derive(Debug, Default)]
pub(crate) struct Metrics(Mutex<Kept>);

impl Metrics {
    fn with(&self, change: impl FnOnce(&mut Kept)) {
        let mut kept = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        change(&mut kept);
    }

    /// Notes a request that was answered.
    pub(crate) fn request(&self, route: &str, status: u16, micros: u64) {
        self.with(|kept| {
            // A route is known after its first request: then nothing is allocated.
            if let Some(known) = kept.routes.get_mut(route) {
                return known.note(status, micros);
            }
            kept.routes.entry(route.to_owned()).or_default().note(status, micros);
        });
    }

    /// Notes what became of an act: `done`, `repeated`, `refused`, `conflict` or `fault`.
    pub(crate) fn act(&self, outcome: &'static str) {
        self.with(|kept| *kept.acts.entry(outcome).or_default() += 1);
    }

    /// Everything in text, with the ledger's size and the build.
    pub(crate) fn text(&self, ledger_size: Option<u64>, build: &super::BuildInfo) -> String {
        let mut out = String::with_capacity(4096);
        let mut line = |text: std::fmt::Arguments| {
            // Writing to a String cannot fail.
            let _ = out.write_fmt(text);
            out.push('\n');
        };
        line(format_args!("# HELP pzb_build_info The program that answers.\n# TYPE pzb_build_info gauge"));
        line(format_args!(
            "pzb_build_info{{version=\"{}\",commit=\"{}\"}} 1",
            escaped(&build.version),
            escaped(&build.commit)
        ));
        if let Some(size) = ledger_size {
            line(format_args!(
                "# HELP pzb_ledger_entries Entries in the ledger.\n# TYPE pzb_ledger_entries gauge"
            ));
            line(format_args!("pzb_ledger_entries {size}"));
        }
        self.with(|kept| {
            line(format_args!("# HELP pzb_acts_total Acts asked for, by outcome.\n# TYPE pzb_acts_total counter"));
            for (outcome, count) in &kept.acts {
                line(format_args!("pzb_acts_total{{outcome=\"{outcome}\"}} {count}"));
            }
            line(format_args!(
                "# HELP pzb_http_requests_total Requests answered.\n# TYPE pzb_http_requests_total counter"
            ));
            for (name, route) in &kept.routes {
                for (status, count) in &route.by_status {
                    let name = escaped(name);
                    line(format_args!(
                        "pzb_http_requests_total{{route=\"{name}\",status=\"{status}\"}} {count}"
                    ));
                }
            }
            line(format_args!(
                "# HELP pzb_http_request_duration_seconds Time to answer.\n# TYPE pzb_http_request_duration_seconds histogram"
            ));
            for (route, known) in &kept.routes {
                let (route, histogram) = (escaped(route), &known.durations);
                for (count, (_, bound)) in histogram.counts.iter().zip(BUCKETS) {
                    line(format_args!(
                        "pzb_http_request_duration_seconds_bucket{{route=\"{route}\",le=\"{bound}\"}} {count}"
                    ));
                }
                let Histogram { total, sum_micros, .. } = histogram;
                line(format_args!("pzb_http_request_duration_seconds_bucket{{route=\"{route}\",le=\"+Inf\"}} {total}"));
                line(format_args!(
                    "pzb_http_request_duration_seconds_sum{{route=\"{route}\"}} {}.{:06}",
                    sum_micros / 1_000_000,
                    sum_micros % 1_000_000
                ));
                line(format_args!("pzb_http_request_duration_seconds_count{{route=\"{route}\"}} {total}"));
            }
        });
        out
    }
}

fn escaped(label: &str) -> String {
    label.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}
