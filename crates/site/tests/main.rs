//! The pages as their readers meet them: scripts in plain text against a small world, every address in both
//! languages, the catalogue of words, the forms of all acts, and the description of the API.

mod answers;
mod api_papers;
mod browser;
mod calls;
mod catalogue;
mod chrome;
mod client;
mod duties;
mod every_address;
mod evidence;
mod files;
mod forms;
mod front;
mod hand;
mod joint;
mod links;
mod lists;
mod living;
mod long_register;
mod open_data;
mod openapi;
mod papers;
mod places;
mod proxies;
mod reports;
mod scripts;
mod secure;
mod server;
mod starting;
mod systems;
mod table_written;
mod tables;
mod world;
