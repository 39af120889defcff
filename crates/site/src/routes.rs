//! Every address on one screen: method, path, who may use it, handler, and what it is. The router and the
//! description of the API are both made from these tables, so that neither can say what the other does not.

use std::future::poll_fn;
use std::pin::Pin;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};

use crate::office::act::table::{self as act_table, columns as act_columns, row as act_row};
use crate::office::act::{check as act_check, files as act_files, receipt};
use crate::office::declare::{evidence, filing, start, step, tasks};
use crate::office::{
    OfficeSite, account, accounts, act, case_files, case_page, coaching, desk, experts, file_list, password,
    people, photos, receipt_file, reminders, search, sign_in, starting, unfinished,
};
use crate::pages::Pages;
use crate::papers::{check, issue, list, show};
use crate::problem::{Left, Trouble};
use crate::public::{
    PublicSite, artwork, calls, comment, data, diff, home, ledger, maker, mark, members, powers, project,
    registers, reported_list, reported_page, rules, searching, standards, table_file,
};
use crate::{Site, api, assets, health, layers, reports};

/// Who may use an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Anyone; a page.
    Page,
    /// Anyone; for programs.
    Data,
    /// Whoever is signed in, or is about to be; a page.
    Member,
    /// Anyone; for programs, which are told more with a token.
    Either,
    /// Programs with a token.
    Token,
    /// Those who run the platform.
    Operator,
}

/// One address.
#[derive(Debug, Clone, Copy)]
pub struct Address {
    /// Method, in capitals.
    pub method: &'static str,
    /// Path with places in braces.
    pub path: &'static str,
    /// Who may use it.
    pub audience: Audience,
    /// What it is, in English.
    pub summary: &'static str,
}

macro_rules! addresses {
    ($state:ty, $routes:ident, $table:ident; $($method:ident $path:literal $audience:ident $handler:path, $summary:literal;)+) => {
        fn $routes() -> Router<$state> {
            Router::new()$(.route($path, axum::routing::$method($handler)))+
        }
        const $table: &[Address] = &[$(Address {
            method: method_name(stringify!($method)),
            path: $path,
            audience: Audience::$audience,
            summary: $summary,
        }),+];
    };
}

const fn method_name(name: &'static str) -> &'static str {
    match name.as_bytes() {
        b"post" => "POST",
        _ => "GET",
    }
}

addresses! { PublicSite, public_routes, PUBLIC;
    get "/"                              Page home::show, "front page: type a code, search, counts";
    get "/v"                             Page mark::form, "the form to type a code";
    get "/v/{code}"                      Page mark::show, "the page behind a code; the same as JSON by Accept";
    get "/search"                        Page searching::search, "search in all public registers";
    get "/marks"                         Page registers::marks, "register of marks";
    get "/makers"                        Page registers::makers, "register of makers";
    get "/makers/{code}"                 Page maker::show, "a maker with its products and marks";
    get "/members"                       Page members::show, "register of the federation's members";
    get "/products"                      Page registers::products, "register of products";
    get "/standards"                     Page registers::standards, "register of standards";
    get "/standards/{number}"            Page standards::show, "a standard with its editions and tables";
    get "/calls"                         Page calls::calls, "public calls for proposals (clause 2)";
    get "/calls/{id}"                    Page calls::call, "a call, and the proposals that answer it";
    get "/projects"                      Page calls::projects, "standards projects, by stage";
    get "/projects/{id}"                 Page project::show, "a project step by step: panels, documents, comments";
    get "/projects/{id}/documents/{digest}" Data project::document, "a document of a project";
    get "/systems"                       Page calls::systems, "standard systems, by industry";
    get "/standards/{number}/diff"       Page diff::show, "what changed between the tables of two editions; the same as JSON by Accept";
    get "/standards/{number}/tables/{file}" Data table_file::show, "the comparison table of an edition: .xlsx, .csv or .json";
    get "/decisions"                     Page registers::decisions, "published decisions";
    get "/duties"                        Page reports::publications::show, "published reports of duties not fulfilled; a spreadsheet by format=csv or format=xlsx";
    get "/duties/{report}"               Page reported_page::show, "one of them with its lines; a spreadsheet by format=csv or format=xlsx";
    get "/reports"                       Page reports::list, "figures counted from the registers";
    get "/reports/findings"              Page reports::findings_behind::show, "the findings behind a figure; a spreadsheet by format=csv or format=xlsx";
    get "/reports/duties-told"           Page reports::told_behind::show, "the duties of drafters behind a public figure, as far as they are told; a spreadsheet by format=csv or format=xlsx";
    get "/reports/duties-behind"         Member reports::duties_behind::show, "the duties of drafters behind a figure, for those whose work they are";
    get "/reports/{name}"                Page reports::show, "one report; a spreadsheet by format=csv or format=xlsx";
    get "/reports/checks-by-standard/{number}/{list}" Page reports::behind::show_of_standard, "the checks behind a figure of a standard";
    get "/reports/project-stages/{stage}/stays" Page reports::stays::show, "the stays of projects behind a figure of a stage";
    get "/reports/by-month/{month}/{list}" Page reports::behind::show, "the checks or the work behind a figure of a month";
    get "/rules"                         Page rules::show, "every rule and number";
    get "/artwork"                       Page artwork::show, "the official picture of the mark, today and before; the same as JSON by Accept";
    get "/artwork/{file}"                Data artwork::file, "one of these pictures, named by its digest";
    get "/powers"                        Page powers::show, "which office may do what, over whom, by which clause";
    get "/data"                          Page data::show, "open data: every public register whole, with its SHA-256";
    get "/data/{file}"                   Data data::file, "a register whole: marks, makers, members, products, standards, decisions, calls, projects, systems, leaves, tables, verdicts, duties or published-duties, .csv or .json";
    get "/ledger"                        Page ledger::about, "how to check the ledger";
    get "/ledger/proof"                  Page ledger::proof_form, "where the form for a proof leads";
    get "/ledger/checkpoint"             Data ledger::checkpoint, "the signed checkpoint (c2sp.org/tlog-checkpoint)";
    get "/ledger/vkey"                   Data ledger::vkey, "the verifier key (c2sp.org/signed-note)";
    get "/ledger/tile/{*path}"           Data ledger::tile, "tiles and entry bundles (c2sp.org/tlog-tiles)";
    get "/ledger/entries/{position}"     Data ledger::entry, "the bytes of one entry";
    get "/ledger/proof/{position}"       Data ledger::proof, "the proof of one entry (c2sp.org/tlog-proof)";
    get "/papers/check"                  Page check::ask, "the form to check a paper, and the answer about a digest";
    get "/papers/{position}"             Page list::show, "papers made from an entry";
    get "/papers/{position}/{file}"      Data show::file, "an issued paper as PDF; those with private words for the offices concerned";
    get "/api/openapi.json"              Data api::openapi::show, "this description";
    get "/api/v1/marks"                  Data api::read::marks, "marks, by filter and cursor";
    get "/api/v1/marks/{code}"           Data api::read::mark, "one mark";
    get "/api/v1/makers"                 Data api::read::makers, "makers, by filter and cursor";
    get "/api/v1/members"               Data api::read::members, "memberships of the federation, by filter and cursor";
    get "/api/v1/products"               Data api::read::products, "products, by filter and cursor";
    get "/api/v1/standards"              Data api::read::standards, "standards, by filter and cursor";
    get "/api/v1/standards/{number}"     Data api::read::standard, "a standard with its editions";
    get "/api/v1/standards/{number}/verdicts" Data api::verdicts::standard, "whether each edition of a standard is to be reviewed";
    get "/api/v1/calls"                  Data api::projects::calls, "public calls, by filter and cursor";
    get "/api/v1/calls/{id}"             Data api::projects::call, "a call, and the projects that answer it";
    get "/api/v1/projects"               Data api::projects::projects, "projects, by filter and cursor";
    get "/api/v1/projects/{id}"          Data api::projects::project, "a project with its steps, comments and answers";
    get "/api/v1/decisions"              Data api::read::decisions, "published decisions, by filter and cursor";
    get "/api/v1/duties"                 Data reported_list::as_json, "published reports of duties not fulfilled, with every line";
    get "/assets/{name}"                 Data asset, "style sheet and sign, named by content";
    get "/favicon.ico"                   Data favicon, "where browsers look for the sign";
    get "/healthz"                       Operator health::alive, "the process answers";
    get "/readyz"                        Operator health::ready, "acts are done; store and ledger can be read";
    get "/metrics"                       Operator health::metrics, "counters, for the machine itself or with a token";
}

addresses! { OfficeSite, office_routes, OFFICE;
    get "/projects/{id}/comment"              Page comment::ask, "comment on a draft or a public notice; nobody needs an account";
    post "/projects/{id}/comment"             Page comment::send, "sends a comment";
    get "/sign-in"                            Member sign_in::ask, "the form to sign in";
    post "/sign-in"                           Member sign_in::sign_in, "signs in";
    post "/sign-in/password"                  Member password::change_first, "whoever was given a password chooses another";
    post "/sign-out"                          Member sign_in::sign_out, "ends this session";
    get "/account"                            Member account::show, "one's sessions and tokens";
    get "/account/office"                     Member sign_in::choose_office, "choose the office to act in";
    post "/account/office"                    Member sign_in::take_office, "takes the office";
    get "/account/password"                   Member password::ask, "choose another password";
    post "/account/password"                  Member password::change, "takes the new password; all other sessions end";
    get "/account/reminders"                  Member reminders::show, "reminders by e-mail";
    post "/account/reminders"                 Member reminders::ask, "sends a code to an address for reminders";
    post "/account/reminders/code"            Member reminders::confirm, "confirms the address by its code";
    post "/account/reminders/end"             Member reminders::end, "stops reminders and forgets the address";
    post "/account/sessions/end"              Member account::end_others, "ends all other sessions";
    post "/account/sessions/{id}/end"         Member account::end_session, "ends a session";
    post "/account/tokens"                    Member account::make_token, "makes an API token";
    post "/account/tokens/{id}/end"           Member account::end_token, "withdraws an API token";
    get "/desk"                               Member desk::show, "what waits for the office";
    get "/desk/search"                        Member search::search, "search in all cases within reach";
    get "/desk/new/{act}"                     Member starting::ask, "begins an act: which case is it about?";
    get "/desk/offices"                       Member people::show, "for the administrator: who holds which office, and accounts";
    get "/desk/offices/new"                   Member accounts::ask, "for the administrator: make an account";
    post "/desk/offices/new"                  Member accounts::make, "makes an account with a password for once";
    post "/desk/offices/{person}/password"    Member accounts::give, "gives a password for once; every session of the person ends";
    get "/desk/offices/{person}/disable"      Member accounts::ask_disable, "what follows when an account is disabled";
    post "/desk/offices/{person}/disable"     Member accounts::disable, "the account may not be used any more";
    post "/desk/offices/{person}/enable"      Member accounts::enable, "the account may be used again";
    post "/desk/offices/{person}/sessions/end" Member people::end_sessions, "ends every session of a person";
    post "/desk/offices/{person}/tokens/end"  Member people::end_tokens, "withdraws every API token of a person";
    get "/declare"                            Member start::show, "a maker's declarations not sent yet, and may I?";
    post "/declare"                           Member start::begin, "begins a declaration";
    get "/declare/{id}"                       Member tasks::show, "its questions as a list";
    post "/declare/{id}/end"                  Member start::end, "forgets it";
    get "/declare/{id}/review"                Member filing::review, "check the answers";
    post "/declare/{id}/review"               Member filing::file, "files the declaration";
    get "/declare/{id}/receipt"               Member filing::receipt, "the receipt of a declaration that was filed";
    get "/declare/{id}/evidence"              Member evidence::ask, "the files sent along";
    post "/declare/{id}/evidence/done"        Member evidence::done, "that is all";
    get "/declare/{id}/evidence/{digest}"     Member evidence::show, "a file that is not filed yet";
    post "/declare/{id}/evidence/{digest}/end" Member evidence::end, "forgets a file";
    get "/declare/{id}/{step}"                Member step::ask, "one question";
    post "/api/v1/files/{digest}/end"         Token api::files::end, "forgets a file that nothing is filed with";
    get "/api/v1/cases/{kind}/{id}/papers"    Token api::papers::of_case, "the papers of a case that were issued, or that the office may issue";
    get "/api/v1/makers/{code}"               Either api::maker::show, "the dossier of a maker, as pzb check reads it; checks that are not verified for those who open them";
    get "/api/v1/makers/{code}/entries"       Either api::maker::entries, "the ledger entries about a maker, as far as whoever asks is told of them";
    get "/api/v1/makers/{code}/verdicts"      Either api::verdicts::maker, "every rule's answer about a maker; the duties of clause 4 for those who are told them";
    get "/api/v1/desk"                        Token api::desk::show, "what waits for the office of the token";
    get "/api/v1/reports"                     Either api::reports::all, "the headlines, and every report that whoever asks may read";
    get "/api/v1/reports/{name}"              Either api::reports::one, "one report: its columns, rows and sums, each figure with the list behind it";
    get "/api/v1/experts"                     Token api::panels::experts, "the register of experts, with bars on them";
    get "/api/v1/projects/{id}/panels"        Token api::panels::panels, "the panels of a project: votes and what was said of clauses, as far as the office reads them";
    get "/api/v1/projects/{id}/comments"      Either api::comments::list, "the comments of a project, and what became of them";
    post "/api/v1/projects/{id}/comments"     Data api::comments::send, "a comment on a draft or a public notice; nobody needs a token";
    get "/api/v1/papers/{position}"           Either api::papers::of_entry, "the papers made from an entry";
    get "/api/v1/papers/{position}/{file}"    Either api::papers::one, "a paper: its digest and, for who may issue it, the act that does; the file by Accept";
    get "/papers/{position}/{file}/issue"     Member issue::ask, "what would be issued, and what has happened since";
    post "/papers/{position}/{file}/issue"    Member issue::issue, "issues a paper: its digest enters the ledger";
    get "/cases/{kind}/{id}/evidence/{digest}" Member case_files::show, "a file sent along with a declaration, a label filing, a statement or an objection";
    get "/desk/coaching"                      Member coaching::show, "firms that could lead, and duties that run out soon";
    get "/desk/experts"                       Member experts::show, "the register of experts; a spreadsheet by format=csv or format=xlsx";
    get "/cases/{kind}/{id}/file"             Member file_list::show, "what is on file in a case as one list; a spreadsheet by format=csv or format=xlsx";
    get "/desk/photos"                        Member photos::ask, "photos sent and not filed yet";
    get "/desk/photos/{digest}"               Member photos::show, "a file of the tray that is not filed yet";
    post "/desk/photos/{digest}/end"          Member photos::end, "forgets a photo";
    get "/cases/{kind}/{id}/entries/{position}/receipt" Member receipt_file::show, "the receipt of an act on a case as JSON, for `pzb check`";
    get "/cases/{kind}/{id}"                  Member case_page::show, "a case";
    get "/cases/{kind}/{id}/acts/{act}"       Member act::ask, "the form of an act";
    get "/cases/{kind}/{id}/acts/{act}/check" Member act_check::look, "what an act would do";
    post "/cases/{kind}/{id}/acts/{act}/check" Member act_check::confirm, "does an act that was looked at";
    get "/cases/{kind}/{id}/acts/{act}/table"  Member act_table::show, "the comparison table of a form: its rows, judged";
    post "/cases/{kind}/{id}/acts/{act}/table" Member act_table::press, "moves, adds or removes a row; starts from an earlier edition";
    get "/cases/{kind}/{id}/acts/{act}/table/columns" Member act_columns::ask, "the standards that a table compares with";
    post "/cases/{kind}/{id}/acts/{act}/table/columns" Member act_columns::save, "keeps them";
    get "/cases/{kind}/{id}/acts/{act}/table/rows/{row}" Member act_row::ask, "one row of a table";
    post "/cases/{kind}/{id}/acts/{act}/table/rows/{row}" Member act_row::save, "keeps it";
    get "/cases/{kind}/{id}/acts/{act}/files" Member act_files::ask, "the files that a form brings";
    post "/cases/{kind}/{id}/acts/{act}/files/{digest}/end" Member act_files::end, "forgets one of them";
    get "/cases/{kind}/{id}/acts/{act}/receipt" Member receipt::ask, "the receipt of an act; as JSON by format=json";
    post "/desk/forms/{key}/end"              Member unfinished::end, "forgets a form that was begun";
}

// The one public address that reads a file.
addresses! { PublicSite, upload_routes, UPLOAD;
    post "/papers/check"                 Page check::check, "the answer about a file";
}

// The addresses of pages that take a file.
addresses! { OfficeSite, evidence_routes, EVIDENCE;
    post "/declare/{id}/evidence"             Member evidence::send, "keeps a file";
    post "/cases/{kind}/{id}/acts/{act}/table/sheet" Member act_table::bring, "reads a sheet into the table of a form";
    post "/desk/photos"                       Member photos::send, "keeps a photo";
    post "/cases/{kind}/{id}/acts/{act}/files" Member act_files::send, "keeps a file for a form";
}

// The one address of programs that takes a file.
addresses! { OfficeSite, file_routes, FILES;
    post "/api/v1/files"                      Token api::files::send, "keeps a file to file a declaration with";
}

// Forms in which people write texts. Whatever is written is answered at its field, also what is far too long: nobody loses it.
addresses! { OfficeSite, text_routes, TEXTS;
    post "/declare/{id}/{step}"               Member step::answer, "keeps the answer";
    post "/cases/{kind}/{id}/acts/{act}"      Member act::submit, "keeps what was typed, to be looked at";
}

// This one takes whole comparison tables and so more than other addresses for programs.
addresses! { OfficeSite, large_routes, LARGE;
    post "/api/v1/acts"                       Token api::acts::act, "does an act";
}

/// The most that an act with a comparison table may bring, in bytes.
const ACT_BYTES: usize = 2 * 1024 * 1024;

/// The most that a form with a text may bring, in bytes: a letter of Chinese takes nine of them on its way.
const TEXT_BYTES: usize = 3 * 1024 * 1024;

/// The longest request that is read to its end before its sender is told that it is too long, in bytes: a browser that is cut
/// off while it sends shows its own error, and not ours.
const HEARD_OUT_BYTES: usize = 32 * 1024 * 1024;

/// Every address.
pub const ADDRESSES: [&[Address]; 7] = [PUBLIC, OFFICE, TEXTS, LARGE, UPLOAD, EVIDENCE, FILES];

/// Reads a body to its end and keeps nothing of it.
async fn hear_out(mut body: Body) {
    while let Some(Ok(_)) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {}
}

/// Addresses whose requests bring so many bytes at the most. One that says at its head that it brings far more is answered at
/// once: nobody waits for what would not be read. Whoever finds out that it was more, how much is taken is told here.
fn bounded<S: Clone + Send + Sync + 'static>(routes: Router<S>, most: usize) -> Router<S> {
    let says_more = move |request: Request, next: Next| async move {
        let length = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
        let answer = match length.and_then(|length| length.parse::<usize>().ok()) {
            Some(length) if length > most => {
                if length <= HEARD_OUT_BYTES {
                    hear_out(request.into_body()).await;
                }
                return Trouble::TooLarge(Some(most)).into_response();
            }
            _ => next.run(request).await,
        };
        match answer.extensions().get::<Left>().map(|Left(trouble)| trouble.as_ref()) {
            None | Some(Trouble::TooLarge(None)) if answer.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Trouble::TooLarge(Some(most)).into_response()
            }
            _ => answer,
        }
    };
    routes.layer(DefaultBodyLimit::max(most)).layer(middleware::from_fn(says_more))
}

/// All pages of the site.
pub(crate) fn router(site: Site) -> Pages {
    let public = PublicSite::new(&site);
    let office = OfficeSite::new(&site, public.clone());
    // Only these read what is sent.
    let forms = bounded(office_routes(), layers::FORM_BYTES);
    let texts = bounded(text_routes(), TEXT_BYTES);
    let large = bounded(large_routes(), ACT_BYTES);
    let uploads = bounded(upload_routes(), check::FILE_BYTES);
    let evidence = bounded(evidence_routes(), evidence::UPLOAD_BYTES);
    let files = bounded(file_routes(), api::files::UPLOAD_BYTES);
    let routes = Router::new()
        .merge(uploads.with_state(public.clone()))
        .merge(public_routes().with_state(public.clone()))
        .merge(forms.merge(texts).merge(large).merge(evidence).merge(files).with_state(office))
        .fallback(|| async { Trouble::NotFound });
    Pages::new(layers::surround(routes, public.clone()), public)
}

async fn asset(Path(name): Path<String>, asked: HeaderMap) -> Response {
    assets::serve(&name, &asked)
}

async fn favicon(State(site): State<PublicSite>) -> Response {
    // The picture may be another one tomorrow.
    let emblem = site.emblem();
    Redirect::temporary(emblem.as_ref().map_or(assets::icon(), |emblem| emblem.href.as_str())).into_response()
}
