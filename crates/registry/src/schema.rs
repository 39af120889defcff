//! The tables, in a form that SQLite and PostgreSQL share, and the triggers that keep entries as they were
//! written and count the rows of the register. A new kind of case needs no new table.

/// The form of the database written by this program. Form 1 had no narrow rows of marks, and in form 2 the index of the
/// search named marks by their codes; both are made anew when a folder of such a form is opened. In form 3 the row of a
/// mark told checks against other standards too; in form 4 no entry was found by its findings, the row of a decision had
/// no day, those of standards and editions had none either, and rows were not counted. In form 5 nobody was found by the
/// number of a membership, a standard did not say that it was withdrawn, and nothing told from which days editions are in
/// force. In form 6 the scheme had no pictures of the mark; in form 7
/// no notice told when its paper was issued, and in form 8 the row of open work bore a last day counted from its service. Rows, tags and search of an earlier form are made anew from the ledger when its folder is opened.
pub const FORM: i64 = 9;
/// The first form whose rows and tags are those that the ledger makes today.
pub const FORM_OF_ROWS: i64 = 9;
/// The first form whose search is that of today.
pub const FORM_OF_SEARCH: i64 = 6;

/// Creates what is missing.
pub const CREATE: &[&str] = &[
    "create table if not exists ledger_head (id bigint primary key, next bigint not null, form bigint not null, signed bigint not null)",
    "create table if not exists entry (pos bigint primary key, body text not null, leaf bytea not null)",
    "create table if not exists tile (level bigint not null, idx bigint not null, hashes bytea not null, primary key (level, idx))",
    "create table if not exists entry_tag (tag text not null, pos bigint not null, primary key (tag, pos))",
    "create table if not exists command (key text primary key, digest text not null, receipt text not null)",
    "create table if not exists register (kind text not null, id text not null, state text not null, enterprise text not null, \
     product text not null, region text not null, due_on text not null, title text not null, version bigint not null, \
     words text not null, body text not null, primary key (kind, id))",
    "create index if not exists register_enterprise on register (enterprise, kind, id)",
    "create index if not exists register_state on register (kind, state, id)",
    // One for each order of a list (`sorted.rs`).
    "create index if not exists register_title on register (kind, title, id)",
    "create index if not exists register_due on register (kind, due_on, id)",
    "create index if not exists register_version on register (kind, version, id)",
    // How many rows there are; the triggers of the register alone write it (`counts.rs`).
    "create table if not exists row_count (kind text not null, region text not null, state text not null, counted bigint not null, \
     primary key (kind, region, state))",
    // What the page behind a code reads, by the number behind the code (decision 0014).
    "create table if not exists mark (serial bigint primary key, version bigint not null, body text not null)",
    // A row is named by its place (`search.rs`).
    "create table if not exists gram (gram text not null, kind text not null, id text not null, primary key (gram, kind, id))",
    "create table if not exists attachment (digest text primary key, salt bytea, body text)",
    "create table if not exists account (person text primary key, login text not null unique, hash text not null, name text not null, \
     created bigint not null, disabled bigint not null)",
    "create table if not exists session (digest text primary key, person text not null, office text not null, form_token text not null, \
     created bigint not null, seen bigint not null)",
    // Who a form was given to, by the digest of its token: it tells that beyond the end of the session (decision 0025).
    "create table if not exists form_token (digest text primary key, person text not null, until bigint not null)",
    "create table if not exists token (digest text primary key, person text not null, office text not null, scope text not null, \
     label text not null, expires bigint not null, used bigint not null)",
    "create table if not exists draft (id text primary key, person text not null, office text not null, body text not null, \
     changed bigint not null)",
    "create index if not exists draft_person on draft (person, office)",
    "create table if not exists file (digest text primary key, draft text not null, person text not null, salt bytea, body bytea)",
    "create index if not exists file_draft on file (draft)",
    // Addresses for reminders (`reminders.rs`): `since` is empty until one is confirmed, `told` until a letter was sent.
    "create table if not exists reminder (person text primary key, address text not null, language text not null, code text not null, \
     tries bigint not null, asked bigint not null, since text not null, told text not null)",
    "create table if not exists throttle (subject text primary key, failures bigint not null, last bigint not null)",
];

/// Tables that are nothing but their key: SQLite keeps each of them in one tree where the rest have two.
pub const ONLY_KEYS: &[&str] = &["entry_tag", "gram"];

/// Tables whose key is SQLite's own number of the row: one descent finds a row, and no second tree is kept.
pub const NUMBERED: &[&str] = &["mark"];

/// SQLite's triggers: an accident is stopped here, a deed is found by the tree; and rows are counted.
pub const SQLITE_TRIGGERS: &[&str] = &[
    "create trigger if not exists entry_no_update before update on entry begin select raise(abort, 'entries are never changed'); end",
    "create trigger if not exists entry_no_delete before delete on entry begin select raise(abort, 'entries are never deleted'); end",
    // A row that is replaced is deleted without any trigger for deletions: what would be replaced is looked for first,
    // by its key and by SQLite's own number of the row.
    "create trigger if not exists entry_no_replace before insert on entry \
     when exists (select 1 from entry where pos = new.pos) or exists (select 1 from entry where rowid = new.rowid) \
     begin select raise(abort, 'entries are never replaced'); end",
    "create trigger if not exists tile_no_replace before insert on tile \
     when exists (select 1 from tile where level = new.level and idx = new.idx) \
     or exists (select 1 from tile where rowid = new.rowid) \
     begin select raise(abort, 'tiles are never replaced'); end",
    "create trigger if not exists tile_no_update before update on tile begin select raise(abort, 'tiles are never changed'); end",
    "create trigger if not exists tile_no_delete before delete on tile begin select raise(abort, 'tiles are never deleted'); end",
    // Each row of the register is counted where it is written.
    "create trigger if not exists register_counted after insert on register begin \
     insert into row_count values (new.kind, new.region, new.state, 1) on conflict (kind, region, state) do update set counted = counted + 1; \
     end",
    "create trigger if not exists register_counted_anew after update of kind, region, state on register \
     when (old.kind, old.region, old.state) <> (new.kind, new.region, new.state) begin \
     update row_count set counted = counted - 1 where kind = old.kind and region = old.region and state = old.state; \
     delete from row_count where kind = old.kind and region = old.region and state = old.state and counted = 0; \
     insert into row_count values (new.kind, new.region, new.state, 1) on conflict (kind, region, state) do update set counted = counted + 1; \
     end",
    "create trigger if not exists register_counted_out after delete on register begin \
     update row_count set counted = counted - 1 where kind = old.kind and region = old.region and state = old.state; \
     delete from row_count where kind = old.kind and region = old.region and state = old.state and counted = 0; \
     end",
];
