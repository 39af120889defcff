//! One paper of each kind, about an invented firm of the demonstration county.

use documents::paper::{
    Acceptance, Appointment, Certificate, Comparison, ComparisonRow, Correction, DutyLetter, DutyLetterKind,
    DutyRow, Firm, GroundLine, Head, HearingRecord, InterviewNotice, Kind, MarkOn, Paper, Procedure, Refusal,
    Revocation, SanctionNotice, Told,
};
use policy::article::Said;
use policy::calendar::Day;

/// A day of the sample year.
pub fn day(month: i8, day: i8) -> Day {
    Day::new(2026, month, day).expect("a day")
}

/// The head of every sample.
pub fn head() -> Head {
    Head {
        issuer: Said::new("品牌建设联合会", "brand federation"),
        entry: 1234,
        on: day(3, 9),
        issued_on: day(3, 11),
        reached: None,
        is_demo: true,
        is_preview: false,
        public_url: "https://pzb.example".to_owned(),
        emblem: None,
    }
}

/// The firm.
pub fn firm() -> Firm {
    Firm { name: "浙江清溪纺织股份有限公司".to_owned(), code: "91330000MA27U0001X".to_owned() }
}

/// The mark.
pub fn mark() -> MarkOn {
    MarkOn {
        code: "PZB-7K3M-92QD".to_owned(),
        product: "高支纯棉床上用品四件套".to_owned(),
        models: vec!["QX-100".to_owned(), "QX-120".to_owned(), "QX-200A".to_owned()],
        standard: "T/ZZB 0123—2024".to_owned(),
    }
}

fn basis() -> Said {
    Said::new("自我声明，2026年2月16日收到", "self-declaration, received on 16 February 2026")
}

/// Two grounds.
pub fn grounds() -> Vec<GroundLine> {
    vec![
        GroundLine {
            clauses: vec![10],
            says: Said::new("抽检两次不合格", "The product failed twice in checks against its standard"),
            found: Said::new(
                "抽检CK-7、CK-9均判定不合格",
                "checks CK-7 and CK-9 were both verified as failed",
            ),
        },
        GroundLine {
            clauses: vec![9, 11],
            says: Said::new("三年内因质量问题受过行政处罚", "A penalty for quality within three years"),
            found: Said::new(
                "行政处罚 甬市监罚〔2025〕88号，2025年11月3日",
                "penalty 甬市监罚〔2025〕88号 of 3 November 2025",
            ),
        },
    ]
}

/// A condition that nobody can tell.
fn unknown() -> GroundLine {
    GroundLine {
        clauses: vec![9],
        says: Said::new("未列入严重违法失信企业名单", "not on the list of seriously dishonest firms"),
        found: Said::new(
            "缺少名单记录，由市场监管局提供",
            "missing: the record of listings, from: market bureau of the county",
        ),
    }
}

fn told() -> Told {
    Told::Text("经核对检验报告，两次抽检的样品均为授权型号，结果已告知当事人，期限内未提出异议。".to_owned())
}

/// A comparison table with so many rows.
pub fn comparison(rows: usize, code: Option<&str>) -> Comparison {
    let names = ["断裂强力（经向）", "耐洗色牢度", "甲醛含量", "水洗尺寸变化率", "pH值", "起毛起球"];
    let row = |at: usize| ComparisonRow {
        indicator: names[at % names.len()].to_owned(),
        detail: ["N", "级", "mg/kg", "%", "", "级"][at % names.len()].to_owned(),
        limit: ["≥450", "≥4–5", "≤20", "−2.0～+1.0", "4.5～7.5", "≥4"][at % names.len()].to_owned(),
        cells: ["≥250", "≥3–4", "≤75", "无此项"].map(str::to_owned).to_vec(),
    };
    Comparison {
        head: head(),
        standard: "T/ZZB 0123—2024".to_owned(),
        title: "高支纯棉床上用品".to_owned(),
        references: ["GB/T 22796—2021", "GB 18401—2010", "OEKO-TEX 100", "ISO 12945-2"]
            .map(str::to_owned)
            .to_vec(),
        rows: (0..rows).map(row).collect(),
        sample: true,
        notes: vec!["无此项：该标准未规定此指标。".to_owned()],
        product: code.map(|_| "高支纯棉床上用品四件套".to_owned()),
        code: code.map(str::to_owned),
        page: code.map_or_else(|| "/standards/T~ZZB_0123".to_owned(), |code| format!("/v/{code}")),
    }
}

/// The sample of a kind.
pub fn sample(kind: Kind) -> Paper {
    let (head, firm, mark) = (head(), firm(), mark());
    match kind {
        Kind::Certificate => Paper::Certificate(Certificate {
            head,
            firm,
            mark,
            basis: basis(),
            from: day(3, 9),
            until: Day::new(2029, 3, 8).expect("a day"),
        }),
        Kind::Acceptance => Paper::Acceptance(Acceptance {
            head,
            firm,
            mark,
            basis: basis(),
            from: day(3, 9),
            until: Day::new(2029, 3, 8).expect("a day"),
            reasons: Told::Nothing,
        }),
        Kind::Refusal | Kind::InterviewNotice | Kind::SanctionNotice | Kind::HearingRecord => before(kind),
        Kind::Revocation | Kind::Correction => decision(kind),
        Kind::ComparisonPoster => Paper::ComparisonPoster(comparison(6, None)),
        Kind::ComparisonInsert => Paper::ComparisonInsert(comparison(6, Some("PZB-7K3M-92QD"))),
        Kind::DutyReport | Kind::DutyPublication | Kind::DutyNotice => Paper::Duties(duties(kind)),
    }
}

/// A letter about three duties: one of them met meanwhile, one corrected, of which a new report knows nothing.
fn duties(kind: Kind) -> DutyLetter {
    let row = |line: u32, duty: (&str, &str), since: Option<Said>| DutyRow {
        line,
        firm: firm().name,
        code: firm().code,
        standard: "T/ZZB 0123—2024".to_owned(),
        duty: Said::new(duty.0, duty.1),
        says: Said::new("逾期未履行：最迟2025-03-01", "overdue: the last day was 2025-03-01"),
        since,
        is_corrected: false,
    };
    let wrong = Said::new("已更正：已于2025-02-01履行", "corrected: met on 2025-02-01");
    let wrong = row(3, ("参与起草，授权使用", "took part, authorisation"), Some(wrong));
    let wrong = DutyRow { is_corrected: true, ..wrong };
    let met = Said::new("已于2026-02-20逾期履行", "met late, on 2026-02-20");
    DutyLetter {
        head: head(),
        kind: match kind {
            Kind::DutyReport => DutyLetterKind::Report {
                to: Said::new("省市场监督管理局", "market regulator of the province"),
            },
            Kind::DutyPublication => DutyLetterKind::Publication,
            _ => DutyLetterKind::Notice {
                to: Said::new("余杭区财政部门", "finance department of Yuhang")
            },
        },
        report: "BG-2026-01-31".to_owned(),
        as_of: day(1, 31),
        rows: vec![
            row(1, ("牵头起草，规范贴标", "lead, label filing"), Some(met)),
            row(2, ("牵头起草，明示对比表", "lead, showing of the table"), None),
        ]
        .into_iter()
        .chain((kind != Kind::DutyReport).then_some(wrong))
        .collect(),
    }
}

/// What is sent before anything is decided, or when nothing was granted.
fn before(kind: Kind) -> Paper {
    let (head, firm, mark) = (head(), firm(), mark());
    match kind {
        Kind::Refusal => Paper::Refusal(Refusal {
            head,
            firm,
            product: mark.product,
            models: mark.models,
            standard: mark.standard,
            filed_on: day(2, 16),
            grounds: grounds(),
            unknown: vec![unknown()],
            reasons: told(),
        }),
        Kind::InterviewNotice => Paper::InterviewNotice(InterviewNotice {
            head,
            firm,
            product: Some(mark.product),
            grounds: grounds()[..1].to_vec(),
            appointment: Some(Appointment {
                on: day(3, 20),
                clock: (9, 30),
                place: "杭州市西湖区示例路1号市市场监管局201会议室".to_owned(),
                by: Said::new("杭州市市场监管局", "market bureau of the city of Hangzhou"),
                replaces: Some(day(3, 16)),
            }),
        }),
        Kind::SanctionNotice => Paper::SanctionNotice(SanctionNotice {
            head,
            firm,
            marks: vec![mark],
            grounds: grounds(),
            proceeding: "P-88".to_owned(),
            reply_by: day(3, 16),
            working_days: 5,
            words: told(),
        }),
        _ => hearing(head, firm, mark),
    }
}

/// What takes the mark away, and what gives it back.
fn decision(kind: Kind) -> Paper {
    let (head, firm, mark) = (head(), firm(), mark());
    match kind {
        Kind::Revocation => Paper::Revocation(Revocation {
            head,
            firm,
            mark,
            proceeding: "P-88".to_owned(),
            grounds: grounds(),
            procedure: Procedure {
                notice_on: Some(day(3, 2)),
                reply_by: Some(day(3, 9)),
                stated_on: Some(day(3, 5)),
                heard_on: Some(day(3, 8)),
            },
            from: day(3, 9),
            loses_models: true,
            reasons: told(),
        }),
        _ => Paper::Correction(Correction {
            head,
            firm,
            mark,
            revoked_on: day(1, 5),
            revoked_by: Some(901),
            from: day(3, 9),
            until: Day::new(2027, 6, 30).expect("a day"),
            reasons: told(),
        }),
    }
}

fn hearing(head: Head, firm: Firm, mark: MarkOn) -> Paper {
    let minutes = "主持人：现在开始听证。请调查人员陈述事实和依据。\n\
                   调查人员：两次抽检的样品编号为S-31、S-44，均由指定实验室检验，结果不合格。\n\
                   当事人代理人：对检验过程无异议；请求考虑已停止供货并召回三个批次的情况。\n\
                   主持人：请核对笔录。";
    Paper::HearingRecord(HearingRecord {
        head,
        firm,
        proceeding: "P-88".to_owned(),
        requested_on: Some(day(3, 4)),
        held_on: day(3, 9),
        place: Some("杭州市西湖区示例路1号三楼听证室".to_owned()),
        attended: vec!["余杭区市场监管局".to_owned(), "示例检验中心".to_owned()],
        marks: vec![mark],
        grounds: grounds(),
        minutes: Told::Text(minutes.to_owned()),
    })
}
