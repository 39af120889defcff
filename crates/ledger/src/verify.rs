//! Full verification of a log from public data alone (being written).
