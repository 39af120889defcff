//! The grounds of a letter, by what was found: of a check the product, the standard, what was missed and when it was taken and
//! verified, with its numbers; of other records what they are, their number and their day.

use documents::paper::{GroundLine, day_in_words};
use policy::article::Said;
use policy::calendar::Day;
use policy::enterprise::facts::Recall;
use policy::enterprise::record::current;
use policy::ground::{Ground, GroundKind};
use policy::paper::PaperLang;
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
            _ => self.on_file(ground).unwrap_or_else(|| recorded(ground)),
        };
        Ok(GroundLine {
            clauses: known.iter().flat_map(|rule| rule.articles).map(|article| article.number()).collect(),
            says: known.map_or_else(|| Said::new(by, by), |rule| self.says(rule.not_met)),
            found,
        })
    }

    /// What a penalty, a listing or a breach of the firm itself is: its day, who decided and on what, as its page tells it.
    fn on_file(&self, ground: &Ground) -> Option<Said> {
        if ground.of.is_some() {
            return None;
        }
        let (dossier, id) = (self.dossier, &ground.id);
        let kind = ground.kind.words();
        if ground.kind == GroundKind::Penalty {
            let found = current(&dossier.penalties.list, id)?;
            let (day, by, law) = (told_day(found.decided_on), &found.authority, &found.legal_basis);
            return Some(Said::new(
                format!("{}由{by}作出的{} {id}，依据：{law}", day.zh, kind.zh),
                format!("{} {id}, decided on {} by {by}, under {law}", kind.en, day.en),
            ));
        }
        if ground.kind == GroundKind::Listing {
            let found = current(&dossier.listings.list, id)?;
            let (day, by) = (told_day(found.listed_on), &found.authority);
            return Some(Said::new(
                format!("{}由{by}作出的{} {id}", day.zh, kind.zh),
                format!("{} {id}, entered on {} by {by}", kind.en, day.en),
            ));
        }
        if ground.kind == GroundKind::Recall {
            let found = current(&dossier.recalls.list, id)?;
            return Some(recall(found, &self.product(&found.product)));
        }
        let found =
            (ground.kind == GroundKind::Breach).then(|| current(&dossier.breaches.list, id)).flatten()?;
        let product = found.product.as_deref().map(|id| self.product(id));
        let (zh, en) = product
            .map(|name| (format!("，产品“{name}”"), format!(", the product “{name}”")))
            .unwrap_or_default();
        let day = told_day(found.verified_on);
        Some(Said::new(
            format!("{}查实的{} {id}{zh}：{}", day.zh, kind.zh, found.found),
            format!("{} {id}, verified on {}{en}: {}", kind.en, day.en, found.found),
        ))
    }

    /// What a check found.
    fn checked(&self, check: &Check) -> Result<Said, Fault> {
        let standard = past::standard(self.reader, check.edition.number(), self.wanted.entry)?;
        let (product, edition) = (self.product(&check.product), check.edition.print());
        let (id, sampled) = (&check.id, told_day(check.sampled_on));
        let missed = missed(check, &standard);
        let verified = check.verified.as_ref().map(|verified| {
            let day = told_day(verified.mark.on);
            (format!("，{}查实", day.zh), format!(", verified on {}", day.en))
        });
        let (zh, en) = verified.unwrap_or_default();
        let result = check.retest.as_ref().or(check.result.as_ref());
        let report = result.and_then(|result| result.report.number.as_ref());
        let (by_zh, by_en) = report
            .map(|number| (format!("，检验报告{number}"), format!(", test report {number}")))
            .unwrap_or_default();
        Ok(Said::new(
            format!("产品“{product}”对照{edition}，{}；{}抽样（抽检{id}{by_zh}）{zh}", missed.zh, sampled.zh),
            format!(
                "the product “{product}” against {edition}: {}; sampled on {} (check {id}{by_en}){en}",
                missed.en, sampled.en
            ),
        ))
    }
}

/// A duty to recall: of which product, since when, until when, and that the register does not say that it was met.
fn recall(found: &Recall, product: &str) -> Said {
    let (kind, id) = (GroundKind::Recall.words(), &found.id);
    let (ordered, due) = (told_day(found.ordered_on), found.due_on.map(told_day));
    let (until_zh, until_en) = due.map_or((String::new(), String::new()), |day| {
        (format!("，期限{}", day.zh), format!(", to be done by {}", day.en))
    });
    let (met_zh, met_en) = match &found.ended {
        Some(end) => {
            let day = told_day(end.on);
            (format!("{}履行", day.zh), format!("done on {}", day.en))
        }
        None => ("没有已履行的记录".to_owned(), "there is no record that it was done".to_owned()),
    };
    Said::new(
        format!("{}责令召回产品“{product}”（{} {id}）{until_zh}，{met_zh}", ordered.zh, kind.zh),
        format!(
            "recall of the product “{product}” ordered on {} ({} {id}){until_en}; {met_en}",
            ordered.en, kind.en
        ),
    )
}

/// A day as a letter writes it in a sentence.
pub(super) fn told_day(day: Day) -> Said {
    Said::new(day_in_words(day, PaperLang::Zh), day_in_words(day, PaperLang::En))
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
    let since = ground.since.map(told_day);
    let since =
        since.map(|day| (format!("，自{}", day.zh), format!(", since {}", day.en))).unwrap_or_default();
    let of = ground.of.map(|code| (format!("（{code}）"), format!(" ({code})"))).unwrap_or_default();
    Said::new(
        format!("{} {}{}{}", kind.zh, ground.id, of.0, since.0),
        format!("{} {}{}{}", kind.en, ground.id, of.1, since.1),
    )
}

#[cfg(test)]
mod tests {
    use super::recall;

    #[test]
    fn a_recall_is_told_by_its_facts() {
        let open = r#"{"id":"召-1","product":"P1","ordered_on":"2026-10-08","due_on":"2026-11-06"}"#;
        let said = recall(&serde_json::from_str(open).expect("a recall"), "吸油烟机");
        assert_eq!(
            said.zh,
            "2026年10月8日责令召回产品“吸油烟机”（召回义务 召-1），期限2026年11月6日，没有已履行的记录"
        );
        assert_eq!(
            said.en,
            "recall of the product “吸油烟机” ordered on 8 October 2026 (recall duty 召-1), to be done by 6 November 2026; there \
             is no record that it was done"
        );
        let done = r#"{"id":"召-2","product":"P1","ordered_on":"2026-10-08","ended":{"on":"2026-11-09"}}"#;
        let said = recall(&serde_json::from_str(done).expect("a recall"), "吸油烟机");
        assert_eq!(said.zh, "2026年10月8日责令召回产品“吸油烟机”（召回义务 召-2），2026年11月9日履行");
        assert!(said.en.ends_with("(recall duty 召-2); done on 9 November 2026"), "{}", said.en);
    }
}
