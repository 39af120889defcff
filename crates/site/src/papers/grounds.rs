//! The grounds of a letter, by what was found: of a check the product, the standard, what was missed and when it was taken and
//! verified, with its numbers; of other records what they are, their number and their day.

use documents::paper::GroundLine;
use policy::article::Said;
use policy::ground::{Ground, GroundKind};
use policy::rules;
use policy::standard::Standard;
use policy::supervision::Check;
use registry::Fault;

use super::making::At;
use super::past;

impl At<'_> {
    /// Grounds with the rule that found each.
    pub(super) fn grounds(&self, rule: &str, grounds: &[Ground]) -> Result<Vec<GroundLine>, Fault> {
        grounds.iter().map(|ground| self.ground(rule, ground)).collect()
    }

    fn ground(&self, rule: &str, ground: &Ground) -> Result<GroundLine, Fault> {
        let by = ground.rule.as_deref().unwrap_or(rule);
        let known = rules::named(by);
        let checks = &self.dossier.checks.list;
        let check = checks.iter().rfind(|check| ground.names(GroundKind::Check, &check.id));
        let found = match check {
            Some(check) if ground.of.is_none() => self.checked(check)?,
            _ if ground.kind == GroundKind::Rule => Said::new("没有相应的记录", "there is no record of it"),
            _ => recorded(ground),
        };
        Ok(GroundLine {
            clauses: known.iter().flat_map(|rule| rule.articles).map(|article| article.number()).collect(),
            says: known.map_or_else(|| Said::new(by, by), |rule| self.says(rule.not_met)),
            found,
        })
    }

    /// What a check found.
    fn checked(&self, check: &Check) -> Result<Said, Fault> {
        let standard = past::standard(self.reader, check.edition.number(), self.wanted.entry)?;
        let (product, edition) = (self.product(&check.product), check.edition.print());
        let (id, sampled) = (&check.id, check.sampled_on);
        let missed = missed(check, &standard);
        let verified = check.verified.as_ref().map(|verified| {
            let day = verified.mark.on;
            (format!("，{day}查实"), format!(", verified on {day}"))
        });
        let (zh, en) = verified.unwrap_or_default();
        let result = check.retest.as_ref().or(check.result.as_ref());
        let report = result.and_then(|result| result.report.number.as_ref());
        let (by_zh, by_en) = report
            .map(|number| (format!("，检验报告{number}"), format!(", test report {number}")))
            .unwrap_or_default();
        Ok(Said::new(
            format!("产品“{product}”对照{edition}，{}；{sampled}抽样（抽检{id}{by_zh}）{zh}", missed.zh),
            format!(
                "the product “{product}” against {edition}: {}; sampled on {sampled} (check {id}{by_en}){en}",
                missed.en
            ),
        ))
    }
}

/// What the sample missed, by the names of the standard.
fn missed(check: &Check, standard: &Standard) -> Said {
    let result = check.retest.as_ref().or(check.result.as_ref());
    let misses = result.map(|result| result.report.misses.as_slice()).unwrap_or_default();
    if misses.is_empty() {
        return Said::new("未达到标准", "it does not meet the standard");
    }
    let table = standard.edition(&check.edition).and_then(|edition| edition.table.as_ref());
    let english = |name: &String| {
        let mut rows = table.into_iter().flat_map(|table| &table.rows);
        let row = rows.find(|row| row.indicator.zh == *name);
        row.and_then(|row| row.indicator.en.clone()).unwrap_or_else(|| name.clone())
    };
    let names: Vec<String> = misses.iter().map(english).collect();
    Said::new(format!("{}不合格", misses.join("、")), format!("it misses the limits of {}", names.join(", ")))
}

/// What a record is, its number and since when it holds.
fn recorded(ground: &Ground) -> Said {
    let kind = ground.kind.words();
    let since = ground.since.map(|day| (format!("，自{day}"), format!(", since {day}"))).unwrap_or_default();
    let of = ground.of.map(|code| (format!("（{code}）"), format!(" ({code})"))).unwrap_or_default();
    Said::new(
        format!("{} {}{}{}", kind.zh, ground.id, of.0, since.0),
        format!("{} {}{}{}", kind.en, ground.id, of.1, since.1),
    )
}
