//! Tests of crate `registry`: the office from outside, through its one door.
mod accounts;
mod acts;
mod admission;
mod audit;
mod backup;
mod correct;
mod crowd;
mod erase;
mod faults;
mod joint;
mod loaded;
mod opening;
mod papers;
mod rebuild;
mod search;
mod story;
mod support;
