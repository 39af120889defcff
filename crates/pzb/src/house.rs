//! The office in a folder, opened for a verb: configuration, law, key and registry together, and the failures of
//! the registry in the reader's words.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use policy::calendar::Day;
use policy::command::{Act, Command};
use policy::decide::Refusal;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::membership::Member;
use policy::finding::Finding;
use policy::paper::Issued;
use policy::powers::Actor;
use policy::scheme::Scheme;
use policy::standard::Standard;
use policy::standard::number::StandardNumber;
use policy::standard::project::Project;
use policy::standard::project::stage::PlanLine;
use policy::standard::publishing::DutyReport;
use registry::{
    Fault, Moment, OpenFault, Opening, Order, Reader, Receipt, Refused, Registry, Report, is_person,
};
use serde_json::json;

use crate::actor::office_text;
use crate::answer::{Exit, Failure};
use crate::cli::DataArgs;
use crate::config::{self, Config, Flags};
use crate::law::Laws;
use crate::trial::Shelf;
use crate::{clock, foreign, key, wording};

/// Where salts come from.
pub type Entropy = Box<dyn Fn() -> [u8; 32] + Send + Sync>;

/// An open office.
pub struct House {
    /// What holds.
    pub config: Config,
    /// What questions are judged by.
    pub laws: Laws,
    /// The registry.
    pub registry: Registry,
    /// A reader of it.
    pub reader: Reader,
}

/// Whether a folder holds an office.
#[must_use]
pub fn is_office(data: &Path) -> bool {
    data.join("registry.db").exists()
}

/// Refuses a folder that holds no office.
fn must_be_office(data: &Path) -> Result<(), Failure> {
    if is_office(data) {
        return Ok(());
    }
    let shown = data.display();
    Err(Failure::new(
        Exit::NotFound,
        format!("文件夹{shown}中没有数据；新建请用pzb serve或pzb account add"),
        format!(
            "there is no office in the folder `{shown}`; `pzb serve` and `pzb account add` make a new one"
        ),
    ))
}

/// Audits the office of a folder, whether or not it would open.
///
/// # Errors
/// No office there, another process has it, its key is not there, or its database cannot be read at all.
pub fn audit(args: &DataArgs) -> Result<Report, Failure> {
    must_be_office(&args.data)?;
    let config = config::of_folder(&args.data, args.config.as_deref(), &Flags::default())?;
    let seed = key::read_or_make(&key_file(&args.data, &config), true, key::fresh)?;
    registry::audit_folder(&args.data, &config.origin, &seed).map_err(|fault| not_opened(&fault))
}

fn key_file(data: &Path, config: &Config) -> PathBuf {
    config.ledger_key_file.clone().unwrap_or_else(|| data.join(key::FILE))
}

impl House {
    /// Opens the office of a folder that holds one.
    ///
    /// # Errors
    /// No office there, another process has it, or the record does not continue what was signed.
    pub fn open(args: &DataArgs) -> Result<House, Failure> {
        must_be_office(&args.data)?;
        House::open_or_make(args)
    }

    /// Opens the office of a folder, making a new one where there is none.
    ///
    /// # Errors
    /// As [`House::open`].
    pub fn open_or_make(args: &DataArgs) -> Result<House, Failure> {
        let config = config::of_folder(&args.data, args.config.as_deref(), &Flags::default())?;
        House::with(&args.data, config, key::fresh, Box::new(clock::entropy))
    }

    /// Opens the office with a configuration, a way to make its key, and chance.
    ///
    /// # Errors
    /// As [`House::open`].
    pub fn with(
        data: &Path,
        config: Config,
        fresh: impl FnOnce() -> [u8; 32],
        entropy: Entropy,
    ) -> Result<House, Failure> {
        let laws = Laws::read(config.parameters_file.as_deref(), config.calendar_file.as_deref())?;
        std::fs::create_dir_all(data)
            .map_err(|fault| crate::files::failure(data, "建立文件夹", "make the folder", &fault))?;
        let opening = Opening {
            dir: data.to_owned(),
            origin: config.origin.clone(),
            signing_seed: key::read_or_make(&key_file(data, &config), is_office(data), fresh)?,
            parameters: laws.parameters.clone(),
            calendar: laws.calendar.clone(),
            entropy,
        };
        let registry = Registry::open(opening).map_err(|fault| not_opened(&fault))?;
        let reader = registry.reader();
        Ok(House { config, laws, registry, reader })
    }

    /// The person whom somebody names by their identifier or, where only this house reads it, by their login.
    ///
    /// # Errors
    /// Nobody signs in so, or a fault.
    pub fn person(&self, named: &str) -> Result<String, Failure> {
        if is_person(named) {
            return Ok(named.to_owned());
        }
        let account = self.reader.account(named).map_err(|fault| broken(&fault))?;
        account.map(|account| account.person).ok_or_else(|| {
            Failure::invalid(
                format!("没有登录名为{named}的账户；请写登录名或P-开头的人员编号（pzb account list）"),
                format!(
                    "there is no account `{named}`: name a person by login or by identifier, P-… (`pzb account list`)"
                ),
            )
        })
    }

    /// Who acts, named so, by their identifier.
    ///
    /// # Errors
    /// As [`House::person`].
    pub fn actor(&self, named: &Actor) -> Result<Actor, Failure> {
        Ok(Actor { person: self.person(&named.person)?, office: named.office.clone() })
    }

    /// Refuses somebody who does not hold the office today, for what is no act; acts the policy refuses by itself.
    ///
    /// # Errors
    /// The person does not hold the office, or a fault.
    pub fn must_hold(&self, actor: &Actor, today: Day) -> Result<(), Failure> {
        let scheme = self.reader.scheme().map_err(|fault| broken(&fault))?;
        if scheme.holds(&actor.person, &actor.office, today) {
            return Ok(());
        }
        let office = office_text(&actor.office);
        Err(Failure::invalid(
            format!("{}在{today}不任{office}；任职由管理员录入（pzb import holders）", actor.person),
            format!(
                "`{}` does not hold the office `{office}` on {today}; holders are entered by an administrator \
                 (pzb import holders)",
                actor.person
            ),
        ))
    }

    /// Carries out a command now.
    ///
    /// # Errors
    /// Refused, a conflict, or a fault.
    pub fn act(&self, actor: &Actor, command: Command, expected: Option<u64>) -> Result<Receipt, Failure> {
        let now = Moment { unix_seconds: clock::now() };
        let order = Order { actor: actor.clone(), command, now, expected };
        self.registry.act(order).map_err(|refused| not_done(&refused))
    }

    /// Carries out commands now, together; what became of each, in their order.
    #[must_use]
    pub fn act_all(&self, actor: &Actor, commands: Vec<Command>) -> Vec<Result<Receipt, Failure>> {
        let now = Moment { unix_seconds: clock::now() };
        let order = |command| Order { actor: actor.clone(), command, now, expected: None };
        let answers = self.registry.act_all(commands.into_iter().map(order));
        answers.into_iter().map(|answer| answer.map_err(|refused| not_done(&refused))).collect()
    }
}

/// Why a folder cannot be opened, as a failure.
#[must_use]
pub fn not_opened(fault: &OpenFault) -> Failure {
    let en = fault.to_string();
    match fault {
        OpenFault::InUse(folder) => Failure::new(
            Exit::Conflict,
            format!(
                "文件夹{folder}正由另一进程使用：请先停止它，或改用其地址（导入用pzb import --server，其他用接口/api/v1）"
            ),
            format!(
                "{en} (`pzb import --server URL --token-file FILE`, and its API under /api/v1 for everything else)"
            ),
        ),
        OpenFault::Folder(folder, what) => {
            Failure::fault(format!("文件夹{folder}无法使用"), en).with(json!({ "cause": what }))
        }
        OpenFault::LaterForm(found, known) => {
            Failure::fault(format!("文件夹由更新版本的程序写成（格式{found}，本程序认到{known}）"), en)
        }
        OpenFault::Used(folder, name) => Failure::new(
            Exit::Conflict,
            format!("文件夹{folder}不是空的，其中有{name}：请恢复到新文件夹，或先移走其中内容"),
            en,
        ),
        OpenFault::Behind { signed, found } => Failure::new(
            Exit::Findings,
            format!("数据库只有{found}条，落后于已签名的{signed}条；继续会使账本分叉，请恢复更新的备份"),
            en,
        ),
        OpenFault::CheckpointGone => {
            Failure::new(Exit::Findings, "曾签过检查点，而checkpoint文件不在；请从备份放回", en)
        }
        OpenFault::Fault(fault) => broken(fault),
    }
}

/// A fault of the registry, as a failure.
#[must_use]
pub fn broken(fault: &Fault) -> Failure {
    let cause = json!({ "cause": fault.to_string() });
    let exit = if matches!(fault, Fault::Altered(_)) { Exit::Findings } else { Exit::Fault };
    Failure::new(exit, foreign::office(fault), fault.to_string()).with(cause)
}

/// Why an act did not happen, as a failure: problems of the command are wrong input, findings stand in the way.
#[must_use]
pub fn not_done(refused: &Refused) -> Failure {
    match refused {
        Refused::Refusal(refusal) => refused_by_policy(refusal),
        Refused::Conflict(said) => Failure::new(Exit::Conflict, said.zh.clone(), said.en.clone()),
        Refused::Fault(fault) => broken(fault),
    }
}

/// A refusal of the policy, as a failure with all its reasons.
#[must_use]
pub fn refused_by_policy(refusal: &Refusal) -> Failure {
    let stands = |finding: &&Finding| !matches!(finding.outcome.as_str(), "met" | "not_applicable");
    let mut failure = if refusal.problems.is_empty() {
        Failure::new(Exit::Findings, "有判断结论阻碍此事项", "findings stand in the way")
    } else {
        Failure::invalid("此事项不能办理", "this cannot be done")
    };
    failure.more = refusal.problems.iter().map(wording::problem).collect();
    failure.more.extend(refusal.findings.iter().filter(stands).map(wording::in_the_way));
    failure.with(json!({ "problems": refusal.problems, "findings": refusal.findings }))
}

impl Shelf for Reader {
    fn dossier(&self, code: CreditCode) -> Result<Option<Dossier>, Failure> {
        Reader::dossier(self, code)
            .map(|found| found.map(|filed| filed.value))
            .map_err(|fault| broken(&fault))
    }

    fn scheme(&self) -> Result<Scheme, Failure> {
        Reader::scheme(self).map_err(|fault| broken(&fault))
    }

    fn project(&self, id: &str) -> Result<Option<Project>, Failure> {
        Reader::project(self, id).map(|found| found.map(|filed| filed.value)).map_err(|fault| broken(&fault))
    }

    fn rivals(&self, subject: &str) -> Result<Vec<Project>, Failure> {
        self.projects_about(subject, None).map_err(|fault| broken(&fault))
    }

    fn standard(&self, number: &StandardNumber) -> Result<Option<Standard>, Failure> {
        Reader::standard(self, number)
            .map(|found| found.map(|filed| filed.value))
            .map_err(|fault| broken(&fault))
    }

    fn report(&self, id: &str) -> Result<Option<DutyReport>, Failure> {
        self.duty_report(id).map(|found| found.map(|filed| filed.value)).map_err(|fault| broken(&fault))
    }

    fn issued_of(&self, entry: u64) -> Result<Vec<Issued>, Failure> {
        Reader::issued_of(self, entry).map_err(|fault| broken(&fault))
    }

    fn enterprise_of(&self, entry: u64) -> Result<Option<CreditCode>, Failure> {
        Reader::enterprise_of(self, entry).map_err(|fault| broken(&fault))
    }

    fn overdue(&self, day: Day) -> Result<BTreeSet<CreditCode>, Failure> {
        Reader::overdue(self, day).map_err(|fault| broken(&fault))
    }

    fn files_are_sent(&self, act: &Act, person: &str) -> Result<Result<(), Refusal>, Failure> {
        Reader::files_are_sent(self, act, person).map_err(|fault| broken(&fault))
    }

    fn size(&self) -> Result<u64, Failure> {
        Ok(self.head().size)
    }

    fn owner(&self, kind: &str, id: &str) -> Result<Option<String>, Failure> {
        Reader::owner(self, kind, id).map_err(|fault| broken(&fault))
    }

    fn members(&self, number: &str) -> Result<Vec<Member>, Failure> {
        Reader::members(self, number).map_err(|fault| broken(&fault))
    }

    fn plan_line_is_taken(&self, plan: PlanLine) -> Result<bool, Failure> {
        Reader::plan_line_is_taken(self, plan).map_err(|fault| broken(&fault))
    }

    fn text_is_there(&self, digest: &str) -> Result<Option<bool>, Failure> {
        let found = self.text(digest).map_err(|fault| broken(&fault))?;
        Ok(found.map(|sealed| sealed.text.is_some()))
    }
}
