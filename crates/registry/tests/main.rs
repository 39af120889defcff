//! Tests of crate `registry`: the office from outside, through its one door.
mod accounts;
mod acts;
mod admission;
mod audit;
mod backup;
mod correct;
mod crowd;
mod drafts;
mod erase;
mod faults;
mod foreseen;
mod joint;
mod loaded;
<<<<<<< HEAD
mod marks;
=======
mod moment;
>>>>>>> main
mod opening;
mod papers;
mod past;
mod rebuild;
mod search;
mod sorted;
mod story;
mod support;
