//! Findings and verdicts as plain text for a terminal, generically: no rule is named here.

use std::fmt::Write;

use policy::article::{Said, counted};
use policy::authorization::MarkState;
use policy::calendar::Day;
use policy::decide::Problem;
use policy::dossier_file::Judged;
use policy::enterprise::Dossier;
use policy::finding::{Finding, Verdict};

use crate::say::Style;

/// The most notes of a finding that one sentence repeats.
const MOST_NOTES: usize = 3;

/// Everything judged about an enterprise.
#[must_use]
pub fn judged(
    dossier: &Dossier,
    as_of: Day,
    known_on: Option<Day>,
    judged: &[Judged],
    style: Style,
) -> String {
    format!("{}{}", head(dossier, as_of, known_on, style), answers(judged, style))
}

/// Which enterprise it is, and by which days it is looked at.
#[must_use]
pub fn head(dossier: &Dossier, as_of: Day, known_on: Option<Day>, style: Style) -> String {
    let as_of_words = style.pick("截至", "as of");
    let mut text = format!("{}  {}  {as_of_words} {as_of}", dossier.enterprise, dossier.name());
    if let Some(day) = known_on {
        let _ = write!(text, "  {} {day}", style.pick("以当日已录入为限", "as known on"));
    }
    text.push('\n');
    text
}

/// The answers of the rules, thing by thing.
#[must_use]
pub fn answers(judged: &[Judged], style: Style) -> String {
    let mut text = String::new();
    if judged.is_empty() {
        let nothing = style.pick(
            "档案中没有可判断的事项：写入asks、声明、授权、抽检或处理事项",
            "nothing in the dossier asks for a judgement: add `asks`, a declaration, an authorisation, a check or a proceeding",
        );
        let _ = writeln!(text, "{nothing}");
    }
    for one in judged {
        let _ = write!(text, "\n{} {}", one.subject, one.id);
        if let Some(state) = &one.state {
            let since = one.since.map(|day| format!(" {} {day}", style.pick("自", "since")));
            let _ = write!(text, "  [{}{}]", style.outcome(state, state), since.unwrap_or_default());
        }
        text.push('\n');
        if let Some(words) = not_standing(one, style) {
            let _ = writeln!(text, "  = {words}");
        }
        verdict(&mut text, &one.verdict, style);
    }
    text
}

/// That a mark may not be borne on the day, whatever the rules say of its grounds; nothing for one that may.
#[must_use]
pub fn not_standing(one: &Judged, style: Style) -> Option<String> {
    let is_mark = one.subject == "authorization";
    let state = one.state.as_deref().filter(|state| is_mark && *state != "valid")?;
    let words =
        MarkState::named(state).map_or_else(|| state.to_owned(), |words| style.word(words).to_owned());
    let since = one.since.map(|day| format!("{} {day}", style.pick("，自", ", since"))).unwrap_or_default();
    let may_not = style.pick("标志现在不得使用：", "the mark may not be borne now: ");
    Some(style.outcome("not_met", &format!("{may_not}{words}{since}")))
}

fn verdict(text: &mut String, verdict: &Verdict, style: Style) {
    let words = style.outcome(&verdict.outcome, style.say(&verdict.outcome_words));
    let _ = write!(text, "  = {words}");
    match verdict.earliest {
        Some(day) if day > verdict.as_of => {
            let _ = write!(text, "; {} {day}", style.pick("最早符合日", "earliest day"));
        }
        Some(_) => {}
        None => {
            let _ = write!(text, "; {}", style.pick("不会自行符合", "does not turn by itself"));
        }
    }
    text.push('\n');
    if let Some(route) = verdict.wanted_route() {
        let on = route.on.map(|day| format!(" ({day})")).unwrap_or_default();
        let _ = writeln!(
            text,
            "  {}: {}{on}: {}",
            style.pick("最近的情形", "nearest route"),
            style.say(&route.title),
            style.say(&route.remedy)
        );
    }
    for one in &verdict.findings {
        finding(text, one, style);
    }
}

/// When the answer turns if nothing else happens; of a filing on file, for a new one.
fn turns(finding: &Finding, style: Style) -> Option<String> {
    let (day, to) = (finding.turns_on?, finding.turns_to.as_ref()?);
    let turns = match finding.filed_on {
        Some(_) => style.pick("重新申报的届时变为", "for a new filing turns on"),
        None => style.pick("届时自行变为", "turns by itself on"),
    };
    Some(format!("{turns} {day}: {to}"))
}

/// One finding with its reasons.
pub fn finding(text: &mut String, finding: &Finding, style: Style) {
    let clauses: Vec<String> = finding.articles.iter().map(|a| a.number().to_string()).collect();
    let outcome = style.outcome(&finding.outcome, style.say(&finding.outcome_words));
    let part = finding.part_of.as_ref().map(|of| format!(" < {of}")).unwrap_or_default();
    let clause = style.pick("条款", "clause");
    let _ = writeln!(text, "  - {}{part}: {outcome} ({clause} {})", finding.rule, clauses.join(", "));
    let mut line = |words: &str| {
        let _ = writeln!(text, "      {words}");
    };
    line(style.say(&finding.title));
    if let Some(missing) = &finding.missing {
        let from = style.pick("由其提供", "from");
        line(&format!(
            "{}: {} ({from}: {})",
            style.pick("缺少", "missing"),
            style.say(&missing.words),
            style.say(&missing.from_words)
        ));
    }
    if let Some(office) = finding.judged_by {
        line(&format!("{}: {}", style.pick("由其判断", "to be judged by"), style.word(office.words())));
    }
    for fact in &finding.facts {
        let entered = fact.entered_on.map(|day| format!(", {} {day}", style.pick("录入", "entered")));
        let entry = fact.entry.map(|at| format!(", {} {at}", style.pick("账本第", "ledger entry")));
        line(&format!(
            "{} {} {} ({}{}{}): {}",
            style.pick("事实", "fact"),
            fact.kind,
            fact.id,
            fact.happened_on,
            entered.unwrap_or_default(),
            entry.unwrap_or_default(),
            style.say(&fact.says)
        ));
    }
    for says in &finding.no_entry {
        line(style.say(says));
    }
    for number in &finding.numbers {
        line(&format!(
            "{} {} = {} ({clause} {}, {} {}, {})",
            style.pick("参数", "number"),
            number.key,
            counted(number.value, &number.unit),
            number.article.number(),
            style.pick("自", "since"),
            number.since,
            number.policy
        ));
    }
    for note in &finding.notes {
        line(style.say(note));
    }
    if let Some(words) = turns(finding, style) {
        line(&words);
    }
    if let Some(remedy) = &finding.remedy {
        line(&format!("{}: {}", style.pick("如何符合", "what would turn it"), style.say(remedy)));
    }
}

/// A problem of a command as one sentence in both languages.
#[must_use]
pub fn problem(problem: &Problem) -> Said {
    let field = problem.field.as_ref().map(|field| format!("{field}: ")).unwrap_or_default();
    Said::new(format!("{field}{}", problem.said.zh), format!("{field}{}", problem.said.en))
}

/// A finding that stands in the way as one sentence in both languages.
#[must_use]
pub fn in_the_way(finding: &Finding) -> Said {
    let (zh, en) = finding.missing.as_ref().map_or_else(
        || (finding.title.zh.clone(), finding.title.en.clone()),
        |missing| {
            (
                format!("{}（缺少：{}）", finding.title.zh, missing.words.zh),
                format!("{} (missing: {})", finding.title.en, missing.words.en),
            )
        },
    );
    // The notes say what exactly is wrong: which row of a table, which day of a window.
    let notes = || finding.notes.iter().take(MOST_NOTES);
    let zh_notes: String = notes().map(|note| format!("；{}", note.zh)).collect();
    let en_notes: String = notes().map(|note| format!("; {}", note.en)).collect();
    Said::new(
        format!("{} {}：{zh}{zh_notes}", finding.rule, finding.outcome_words.zh),
        format!("{} {}: {en}{en_notes}", finding.rule, finding.outcome_words.en),
    )
}
