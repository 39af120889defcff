//! Every statement the office runs, as named constants: one text for both databases.

pub const HEAD_INIT: &str = "insert into ledger_head (id, next, form, signed) values (1, 0, $1, 0)";
pub const HEAD: &str = "select next, form, signed from ledger_head where id = 1";
/// Locks the head row first: positions are gapless and in commit order because nobody else gets past this line.
pub const HEAD_LOCK: &str = "update ledger_head set next = next where id = 1 returning next";
pub const HEAD_TAKE: &str = "update ledger_head set next = $1 where id = 1";
pub const HEAD_FORM: &str = "update ledger_head set form = $1 where id = 1";
pub const HEAD_SIGNED: &str = "update ledger_head set signed = 1 where id = 1";

pub const ENTRY_ADD: &str = "insert into entry (pos, body, leaf) values ($1, $2, $3)";
pub const ENTRY_BODY: &str = "select body from entry where pos = $1";
pub const ENTRY_RANGE: &str = "select pos, body, leaf from entry where pos >= $1 and pos < $2 order by pos";
/// The first entry at or behind a position; nothing where there is none.
pub const ENTRY_BEYOND: &str = "select min(pos) from entry where pos >= $1";
pub const BODY_RANGE: &str = "select body from entry where pos >= $1 and pos < $2 order by pos";
pub const LEAF_RANGE: &str = "select leaf from entry where pos >= $1 and pos < $2 order by pos";

pub const TILE_ADD: &str = "insert into tile (level, idx, hashes) values ($1, $2, $3)";
pub const TILE_COUNT: &str = "select count(*) from tile";
pub const TILE: &str = "select hashes from tile where level = $1 and idx = $2";

pub const TAG_ADD: &str = "insert into entry_tag (tag, pos) values ($1, $2)";
pub const TAGGED: &str = "select e.pos, e.body, e.leaf from entry_tag t join entry e on e.pos = t.pos \
     where t.tag = $1 and t.pos > $2 order by t.pos limit $3";

/// The same from the last one back.
pub const TAGGED_BACK: &str = "select e.pos, e.body, e.leaf from entry_tag t join entry e on e.pos = t.pos \
     where t.tag = $1 and t.pos < $2 order by t.pos desc limit $3";

pub const ALL_TAGS: &str =
    "select tag, pos from entry_tag where (tag, pos) > ($1, $2) order by tag, pos limit $3";
/// Which tags lie between two, each once.
pub const TAGS_BETWEEN: &str =
    "select distinct tag from entry_tag where tag > $1 and tag < $2 order by tag limit $3";
pub const TAGS_CLEAR: &str = "delete from entry_tag";
pub const TAG_POSITIONS: &str = "select pos from entry_tag where tag = $1 order by pos";

pub const COMMAND: &str = "select digest, receipt from command where key = $1";
pub const COMMAND_ADD: &str = "insert into command (key, digest, receipt) values ($1, $2, $3)";

pub const ALL_COMMANDS: &str = "select key, receipt from command where key > $1 order by key limit $2";

pub const ROW: &str = "select kind, id, state, enterprise, product, region, due_on, title, version, words, body \
     from register where kind = $1 and id = $2";
pub const ROW_VERSION: &str = "select version from register where kind = $1 and id = $2";
pub const ROW_BODY: &str = "select body, version from register where kind = $1 and id = $2";
/// Whose number it is. A record that was set aside leaves its number free.
pub const ROW_OWNER: &str =
    "select enterprise from register where kind = $1 and id = $2 and state <> 'annulled'";
pub const ROW_HELD: &str = "select enterprise, words from register where kind = $1 and id = $2";
/// What tells whether a row is found and counts; the body behind it is not read.
pub const ROW_TOLD: &str = "select words, state, region from register where kind = $1 and id = $2";
pub const ROW_SET: &str = "update register set state = $3, enterprise = $4, product = $5, region = $6, due_on = $7, title = $8, \
     version = $9, words = $10, body = $11 where kind = $1 and id = $2";
pub const ROW_ADD: &str = "insert into register (kind, id, state, enterprise, product, region, due_on, title, version, words, body) \
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
pub const ROWS: &str = "select kind, id, state, enterprise, product, region, due_on, title, version, words, body from register \
     where kind = $1 and id > $2 and ($3 = '' or state = $3) and ($4 = '' or (region >= $4 and region < $5)) \
     and ($6 = '' or (due_on <> '' and due_on < $6)) and ($7 = '' or due_on >= $7) order by id limit $8";
pub const ROWS_IN_STATE: &str = "select kind, id, state, enterprise, product, region, due_on, title, version, words, body from register \
     where kind = $1 and state = $3 and id > $2 and ($4 = '' or (region >= $4 and region < $5)) \
     and ($6 = '' or (due_on <> '' and due_on < $6)) and ($7 = '' or due_on >= $7) order by id limit $8";
pub const ROWS_OF: &str = "select kind, id, state, enterprise, product, region, due_on, title, version, words, body from register \
     where enterprise = $9 and kind = $1 and id > $2 and ($3 = '' or state = $3) and ($4 = '' or (region >= $4 and region < $5)) \
     and ($6 = '' or (due_on <> '' and due_on < $6)) and ($7 = '' or due_on >= $7) order by id limit $8";
pub const ALL_ROWS: &str = "select kind, id, state, enterprise, product, region, due_on, title, version, words, body from register \
     where (kind, id) > ($1, $2) order by kind, id limit $3";
/// In another order than that of the identifiers; rows are compared as pairs, so that the index leads.
pub const ROWS_BY_TITLE: &str = "select kind, id, state, enterprise, product, region, due_on, title, version, words, body from register \
     where kind = $1 and (title, id) > ($2, $3) and ($4 = '' or state = $4) and ($5 = '' or (region >= $5 and region < $6)) \
     order by title, id limit $7";
pub const ROWS_BY_DUE: &str = "select kind, id, state, enterprise, product, region, due_on, title, version, words, body from register \
     where kind = $1 and due_on <> '' and (due_on, id) > ($2, $3) and ($4 = '' or state = $4) and ($5 = '' or (region >= $5 and region < $6)) \
     order by due_on, id limit $7";
pub const ROWS_BY_DUE_BACK: &str = "select kind, id, state, enterprise, product, region, due_on, title, version, words, body from register \
     where kind = $1 and due_on <> '' and (due_on, id) < ($2, $3) and ($4 = '' or state = $4) and ($5 = '' or (region >= $5 and region < $6)) \
     order by due_on desc, id desc limit $7";
pub const ROWS_BY_CHANGE: &str = "select kind, id, state, enterprise, product, region, due_on, title, version, words, body from register \
     where kind = $1 and (version, id) < ($2, $3) and ($4 = '' or state = $4) and ($5 = '' or (region >= $5 and region < $6)) \
     order by version desc, id desc limit $7";
/// Which rows have a day: the index has all that is asked for.
pub const DAYS: &str = "select due_on, id from register where kind = $1 and due_on <> '' and (due_on, id) > ($2, $3) \
     order by due_on, id limit $4";
pub const ROWS_AFTER: &str = "select kind, id, state, enterprise, product, region, due_on, title, version, words, body from register \
     where kind = $1 and id > $2 order by id limit $3";
pub const ROWS_CLEAR: &str = "delete from register";

pub const COUNT: &str = "select cast(coalesce(sum(counted), 0) as bigint) from row_count where kind = $1 and ($2 = '' or state = $2)";
pub const COUNT_IN: &str = "select cast(coalesce(sum(counted), 0) as bigint) from row_count where kind = $1 and state <> $2 \
     and ($3 = '' or (region >= $3 and region < $4))";
pub const ALL_COUNTS: &str = "select kind, region, state, counted from row_count where (kind, region, state) > ($1, $2, $3) \
     order by kind, region, state limit $4";
pub const COUNTS_CLEAR: &str = "delete from row_count";
pub const COUNTS_MAKE: &str = "insert into row_count (kind, region, state, counted) \
     select kind, region, state, count(*) from register group by kind, region, state";

pub const MARK: &str = "select body, version from mark where serial = $1";
pub const MARK_SET: &str = "update mark set version = $2, body = $3 where serial = $1";
pub const MARK_ADD: &str = "insert into mark (serial, version, body) values ($1, $2, $3)";
pub const ALL_MARKS: &str =
    "select serial, version, body from mark where serial > $1 order by serial limit $2";
pub const MARKS_BACK: &str =
    "select serial, version, body from mark where serial < $1 order by serial desc limit $2";
pub const MARKS_CLEAR: &str = "delete from mark";

pub const GRAM_ADD: &str = "insert into gram (gram, kind, id) values ($1, $2, $3)";
pub const GRAM_DROP: &str = "delete from gram where gram = $1 and kind = $2 and id = $3";
pub const GRAMS_CLEAR: &str = "delete from gram";
/// How often a gram occurs, counted only as far as it matters. The kind is named in both so that both are asked alike.
pub const GRAM_RARE: &str =
    "select count(*) from (select 1 as one from gram where gram = $1 and $2 = '' limit 5000) as few";
pub const GRAM_RARE_OF: &str =
    "select count(*) from (select 1 as one from gram where gram = $1 and kind = $2 limit 5000) as few";
/// Candidates that have a gram, and whether they have three others, too. Rows are compared as pairs, so that the key of
/// the index leads.
pub const GRAM_CANDIDATES: &str = "select a.kind, a.id, case when \
     ($2 = '' or exists (select 1 from gram b where b.gram = $2 and b.kind = a.kind and b.id = a.id)) \
     and ($3 = '' or exists (select 1 from gram b where b.gram = $3 and b.kind = a.kind and b.id = a.id)) \
     and ($4 = '' or exists (select 1 from gram b where b.gram = $4 and b.kind = a.kind and b.id = a.id)) \
     then 1 else 0 end from gram a \
     where a.gram = $1 and (a.kind, a.id) > ($5, $6) order by a.kind, a.id limit $7";
pub const GRAM_CANDIDATES_OF: &str = "select a.kind, a.id, case when \
     ($2 = '' or exists (select 1 from gram b where b.gram = $2 and b.kind = a.kind and b.id = a.id)) \
     and ($3 = '' or exists (select 1 from gram b where b.gram = $3 and b.kind = a.kind and b.id = a.id)) \
     and ($4 = '' or exists (select 1 from gram b where b.gram = $4 and b.kind = a.kind and b.id = a.id)) \
     then 1 else 0 end from gram a \
     where a.gram = $1 and a.kind = $5 and a.id > $6 order by a.kind, a.id limit $7";
pub const ALL_GRAMS: &str = "select gram, kind, id from gram where (gram, kind, id) > ($1, $2, $3) \
     order by gram, kind, id limit $4";

pub const TEXT_ADD: &str = "insert into attachment (digest, salt, body) values ($1, $2, $3)";
pub const TEXT: &str = "select salt, body from attachment where digest = $1";
pub const TEXT_COUNT: &str = "select count(*) from attachment where digest = $1";
pub const TEXT_ERASE: &str = "update attachment set salt = null, body = null where digest = $1";
pub const ALL_TEXTS: &str =
    "select digest, salt, body from attachment where digest > $1 order by digest limit $2";

pub const ACCOUNT_ADD: &str =
    "insert into account (person, login, hash, name, created, disabled) values ($1, $2, $3, $4, $5, $6)";
pub const ACCOUNT_BY_LOGIN: &str = "select person, login, hash, name, disabled from account where login = $1";
/// Two logins that differ in case alone are one to whoever reads them out.
pub const ACCOUNT_TAKEN: &str = "select 1 from account where lower(login) = lower($1) or person = $2";
pub const ACCOUNT_BY_PERSON: &str =
    "select person, login, hash, name, disabled from account where person = $1";
pub const ACCOUNTS: &str = "select person, login, hash, name, disabled from account order by person";
pub const ACCOUNT_HASH: &str =
    "update account set hash = $2, disabled = case when disabled = 1 then 1 else $3 end where person = $1";
pub const ACCOUNT_CHOOSE: &str =
    "update account set hash = $3, disabled = 0 where person = $1 and hash = $2 and disabled <> 1";
pub const ACCOUNT_OPEN_AGAIN: &str =
    "update account set hash = $2, disabled = 2 where person = $1 and disabled = 1";
pub const ACCOUNT_STANDING: &str = "update account set disabled = $2 where person = $1";
pub const SESSION_ADD: &str =
    "insert into session (digest, person, office, form_token, created, seen) values ($1, $2, $3, $4, $5, $5)";
pub const SESSION: &str =
    "select digest, person, office, form_token, created, seen from session where digest = $1";
pub const SESSIONS_OF: &str = "select digest, person, office, form_token, created, seen from session where person = $1 order by created";
pub const SESSION_SEEN: &str = "update session set seen = $2 where digest = $1";
pub const SESSION_OFFICE: &str = "update session set office = $2 where digest = $1";
pub const SESSION_END: &str = "delete from session where digest = $1";
pub const SESSIONS_END_OF: &str = "delete from session where person = $1";
pub const SESSIONS_END_OLD: &str = "delete from session where created < $1 or seen < $2";
pub const FORM_TOKEN_ADD: &str = "insert into form_token (digest, person, until) values ($1, $2, $3)";
pub const FORM_TOKEN: &str = "select person from form_token where digest = $1 and until > $2";
pub const FORM_TOKENS_END: &str = "delete from form_token where until <= $1 or digest = $2";
pub const TOKEN_ADD: &str = "insert into token (digest, person, office, scope, label, expires, used) values ($1, $2, $3, $4, $5, $6, 0)";
pub const TOKEN: &str =
    "select digest, person, office, scope, label, expires, used from token where digest = $1";
pub const TOKENS_OF: &str =
    "select digest, person, office, scope, label, expires, used from token where person = $1 order by label";
pub const TOKEN_USED: &str = "update token set used = $2 where digest = $1";
pub const TOKEN_END: &str = "delete from token where digest = $1";
pub const TOKENS_END_OF: &str = "delete from token where person = $1";
pub const DRAFT_ADD: &str =
    "insert into draft (id, person, office, body, changed) values ($1, $2, $3, $4, $5)";
pub const DRAFT: &str = "select id, person, office, body, changed from draft where id = $1";
pub const DRAFTS_OF: &str = "select id, person, office, body, changed from draft where person = $1 and office = $2 \
     and id not like 'tray-%' order by changed desc, id";
pub const DRAFT_END: &str = "delete from draft where id = $1 and person = $2";
pub const DRAFTS_END_OLD: &str = "delete from draft where changed < $1";
/// A file that an entry names is not a draft's any more.
pub const FILE_ADD: &str = "insert into file (digest, draft, person, salt, body) values ($1, $2, $3, $4, $5)";
pub const FILE: &str = "select body from file where digest = $1 and body is not null";
pub const FILE_HEAD: &str =
    "select length(body), substr(body, 1, 8) from file where digest = $1 and body is not null";
pub const FILE_SALT: &str = "select salt from file where digest = $1 and body is not null";
/// Whether two files are one.
pub const FILES_SAME: &str = "select one.digest from file as one, file as other where one.digest = $1 and other.digest = $2 \
     and length(one.body) = length(other.body) and one.body = other.body";
pub const FILE_STATE: &str = "select body from file where digest = $1";
pub const FILE_OF: &str = "select length(body), substr(body, 1, 24) from file where digest = $1 and person = $2 \
     and body is not null";
/// Each of them: digest, length and first bytes.
pub const FILES_LOOSE: &str = "select digest, length(body), substr(body, 1, 8) from file where draft = $1 \
     and not exists (select 1 from entry_tag where tag = 'file:' || digest) order by digest";
/// A file of a tray that is the same as another one and that no entry names yet.
pub const FILE_TWIN: &str = "select digest from file where draft = $1 and length(body) = $2 and body = $3 \
     and not exists (select 1 from entry_tag where tag = 'file:' || digest)";
/// What of a tray no entry names yet.
pub const FILES_LOOSE_OF: &str = "select count(*), coalesce(sum(length(body)), 0) from file where draft = $1 \
     and not exists (select 1 from entry_tag where tag = 'file:' || digest)";
pub const FILE_END_OF: &str = "delete from file where digest = $1 and person = $2 and draft = $3 \
     and not exists (select 1 from entry_tag where tag = 'file:' || digest)";
pub const FILE_END: &str = "delete from file where digest = $1 and person = $2 \
     and not exists (select 1 from entry_tag where tag = 'file:' || digest)";
pub const FILES_END_LOOSE: &str = "delete from file where draft not in (select id from draft) \
     and not exists (select 1 from entry_tag where tag = 'file:' || digest)";
pub const FILE_ERASE: &str = "update file set salt = null, body = null where digest = $1";
pub const ALL_FILES: &str = "select digest, salt, body from file where digest > $1 order by digest limit $2";
pub const THROTTLE: &str = "select failures, last from throttle where subject = $1";
pub const THROTTLE_SET: &str = "update throttle set failures = $2, last = $3 where subject = $1";
pub const THROTTLE_ADD: &str = "insert into throttle (subject, failures, last) values ($1, $2, $3)";
pub const THROTTLE_CLEAR: &str = "delete from throttle where subject = $1";
pub const THROTTLE_COUNT: &str = "select count(*) from throttle";
pub const THROTTLE_TRIM: &str =
    "delete from throttle where subject in (select subject from throttle order by last, subject limit $1)";
pub const THROTTLE_OLD: &str = "delete from throttle where last < $1";

pub const REMINDERS_ADD: &str = "insert into reminder (person, address, language, code, tries, asked, since, told) \
     values ($1, $2, $3, $4, $5, $6, '', '')";
pub const REMINDERS_OF: &str =
    "select person, address, language, asked, since, told from reminder where person = $1";
/// Of those whose account is open (`Standing::Open`).
pub const REMINDERS_OPEN: &str = "select r.person, r.address, r.language, r.asked, r.since, r.told from reminder r \
     join account a on a.person = r.person where r.since <> '' and a.disabled = 0 order by r.person";
pub const REMINDERS_CODE: &str = "select code, tries from reminder where person = $1 and since = ''";
pub const REMINDERS_TRIED: &str = "update reminder set tries = tries - 1 where person = $1 and since = ''";
pub const REMINDERS_CONFIRM: &str = "update reminder set code = '', since = $2 where person = $1";
pub const REMINDERS_LANGUAGE: &str = "update reminder set language = $2 where person = $1";
pub const REMINDERS_TOLD: &str = "update reminder set told = $3 where person = $1 and address = $2";
pub const REMINDERS_END: &str = "delete from reminder where person = $1";
pub const REMINDERS_END_OLD: &str = "delete from reminder where since = '' and asked < $1";
