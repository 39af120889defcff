//! The pages in a real browser: Debian's Chromium, driven by its own driver. Whoever comes with a keyboard alone, a
//! telephone, another language or no scripts can do everything; nothing is done twice; nothing typed is lost.

mod asked;
mod driver;
mod every_page;
mod firm;
mod house;
mod life;
mod once;
mod plain;
mod seat;
mod wrong;
