//! What each paper must say, read back from the file by another program.

use documents::paper::{Kind, Lang, Paper, Told, press};
use policy::article::Said;

use super::reader::{OnDisk, tight};
use super::samples::{comparison, firm, sample};

/// The two headings of a refusal are two questions: what is not met, and what nobody can tell.
const REFUSAL: [&[&str]; 2] = [
    &[
        "第10条",
        "第9条、第11条",
        "书面向我会申请复核",
        "一、不符合的条件",
        "甬市监罚〔2025〕88号",
        "二、无法判断的条件",
        "缺少名单记录，由市场监管局提供",
    ],
    &[
        "cl. 9, cl. 11",
        "How to ask for a review",
        "The document sets no last day",
        "2. Conditions that cannot be told",
        "What was found, and what would turn it",
    ],
];

/// When, where and with whom.
const INTERVIEW: [&[&str]; 2] = [
    &[
        "约谈",
        "2026年3月20日上午9时30分",
        "示例路1号市市场监管局201会议室",
        "约谈单位：杭州市市场监管局",
        "代替原定于2026年3月16日约谈的通知",
        "第十条",
    ],
    &[
        "Notice of an interview",
        "On 20 March 2026 at 9:30",
        "takes the place of the one for 16 March 2026",
        "clause 10",
        "the market bureau of the city of Hangzhou",
    ],
];

/// Where, who attended, and the day of issue in the imprint.
const HEARING: [&[&str]; 2] = [
    &[
        "听证笔录",
        "请核对笔录",
        "主持人：",
        "当事人（或代理人）：",
        "三楼听证室",
        "余杭区市场监管局、示例检验中心",
        "2026年3月11日印发",
    ],
    &[
        "Record of the hearing",
        "In the chair:",
        "For the party:",
        "Issued on 11 March 2026",
        "The original reads:",
    ],
];

fn expected(kind: Kind) -> [&'static [&'static str]; 2] {
    match kind {
        Kind::Certificate => [
            &["品字标授权证书", "PZB-7K3M-92QD", "2026年3月9日至2029年3月8日", "QX-200A"],
            &["Certificate of Authorisation", "9 March 2026 to 8 March 2029", "T/ZZB 0123—2024"],
        ],
        Kind::Acceptance => [
            &["关于准予使用品字标标识的通知", "附件：品字标授权证书", "品字标〔2026〕1234号"],
            &["The Zhejiang Made quality mark is granted", "Annex: Certificate of authorisation"],
        ],
        Kind::Refusal => REFUSAL,
        Kind::InterviewNotice => INTERVIEW,
        Kind::SanctionNotice => [
            &["拟撤销", "最后期限为2026年3月16日", "5个工作日", "有权要求听证", "案号：P-88"],
            &[
                "The last day is 16 March 2026",
                "5 working days",
                "ask for a hearing",
                "Nothing has been decided",
            ],
        ],
        Kind::HearingRecord => HEARING,
        Kind::Revocation => [
            &["撤销查验码PZB-7K3M-92QD的授权", "2026年3月8日举行听证", "不得再以自我声明方式申报"],
            &["is revoked", "a hearing was held on 8 March 2026", "cannot be declared again"],
        ],
        Kind::Correction => [
            &["更正", "账目第901条", "恢复查验码PZB-7K3M-92QD的授权", "2027年6月30日"],
            &["Correction of a revocation", "ledger entry 901", "stands again"],
        ],
        Kind::ComparisonPoster => [
            &["关键性能指标对比表", "≥450", "无此项", "示例数据"],
            &["How this standard compares", "OEKO-TEX 100", "sample data"],
        ],
        Kind::ComparisonInsert => [
            &["指标对比", "PZB-7K3M-92QD", "≥450", "示例数据"],
            &["Zhejiang Made: the limits", "PZB-7K3M-92QD", "sample data"],
        ],
        Kind::DutyReport => [
            &["关于未履行主体责任企业情况的报告", "省市场监督管理局：", "BG-2026-01-31", "共2项", "特此报告"],
            &["Report on duties of drafters", "2 in all", "reported for publication"],
        ],
        Kind::DutyPublication => [
            &["关于公开未履行主体责任企业信息的公告", "已于2026-02-20逾期履行", "共2项，另列已更正1项"],
            &["are made public", "met late, on 2026-02-20", "2 in all, beside 1 listed that proved wrong"],
        ],
        Kind::DutyNotice => [
            &["关于未履行主体责任企业情况的通报", "余杭区财政部门：", "确认收到本通报"],
            &["Finance Department of Yuhang", "confirm on the platform"],
        ],
    }
}

#[test]
fn every_paper_says_what_it_is_for_in_both_languages() {
    for kind in Kind::ALL {
        for (lang, words) in Lang::ALL.into_iter().zip(expected(kind)) {
            let text = OnDisk::new(&press(&sample(kind), lang).expect("a paper")).tight();
            for word in words {
                assert!(text.contains(&tight(word)), "{kind:?} {lang:?} lacks `{word}` in {text}");
            }
            let demo =
                tight(lang.pick("演示文件，不具有法律效力", "Demonstration paper, without legal effect"));
            assert!(text.contains(&demo), "{kind:?} {lang:?} does not say that it is a demonstration");
            assert!(text.contains("1234"), "{kind:?} {lang:?} does not name its entry");
        }
    }
}

#[test]
fn only_a_demonstration_says_that_it_is_one() {
    let Paper::Certificate(mut certificate) = sample(Kind::Certificate) else { panic!("a certificate") };
    certificate.head.is_demo = false;
    let text = OnDisk::new(&press(&Paper::Certificate(certificate), Lang::Zh).expect("a paper")).tight();
    assert!(!text.contains("演示"), "{text}");
    assert!(text.contains("替代字样，非官方标识"), "the stand-in says what it is");
}

#[test]
fn a_preview_says_that_it_is_not_issued_and_stays_on_its_page() {
    for lang in Lang::ALL {
        let Paper::Certificate(mut certificate) = sample(Kind::Certificate) else { panic!("a certificate") };
        let issued = press(&Paper::Certificate(certificate.clone()), lang).expect("a paper");
        assert!(!OnDisk::new(&issued).tight().contains(&tight(lang.pick("尚未签发", "not issued"))));
        certificate.head.is_preview = true;
        let preview = press(&Paper::Certificate(certificate), lang).expect("a paper");
        let said = OnDisk::new(&preview).tight();
        let words = lang
            .pick("预览：尚未签发，签发前不能核验", "Preview: not issued, and cannot be checked until it is");
        assert!(said.contains(&tight(words)), "{said}");
        assert_ne!(issued, preview);
    }
    let Paper::SanctionNotice(mut notice) = sample(Kind::SanctionNotice) else { panic!("a notice") };
    notice.head.is_preview = true;
    let said = OnDisk::new(&press(&Paper::SanctionNotice(notice), Lang::Zh).expect("a paper")).tight();
    assert!(said.contains(&tight("预览：尚未签发")), "{said}");
}

/// Where the issuer is reached, as a head that knows it says.
fn reached() -> Said {
    Said::new(
        "地址：杭州市示例路100号，310012，电话：0571-00000000",
        "Address: 100 Shili Road, Hangzhou 310012, telephone 0571-00000000",
    )
}

/// A party has to know where its answer goes; where the record names no organisation nothing is made up.
#[test]
fn a_letter_says_where_its_issuer_is_reached() {
    for is_known in [false, true] {
        let reached = is_known.then(reached);
        let Paper::SanctionNotice(mut notice) = sample(Kind::SanctionNotice) else { panic!("a notice") };
        notice.head.reached.clone_from(&reached);
        let Paper::Revocation(mut decision) = sample(Kind::Revocation) else { panic!("a decision") };
        decision.head.reached = reached;
        for lang in Lang::ALL {
            let address = tight(lang.pick("示例路100号，310012", "100 Shili Road, Hangzhou 310012"));
            let pointer = tight(lang.pick(
                "可在本平台提出，也可按文末地址书面提出",
                "on the platform, or in writing to the address at the end of this letter",
            ));
            let [notice, decision] =
                [Paper::SanctionNotice(notice.clone()), Paper::Revocation(decision.clone())]
                    .map(|paper| OnDisk::new(&press(&paper, lang).expect("a paper")).tight());
            assert_eq!(notice.contains(&pointer), is_known, "{notice}");
            for said in [notice, decision] {
                assert_eq!(said.contains(&address), is_known, "{said}");
            }
        }
    }
}

/// English names of offices are written as titles, and what was found begins with a capital.
#[test]
fn english_letters_have_their_capitals() {
    let Paper::Duties(mut letter) = sample(Kind::DutyReport) else { panic!("a report") };
    letter.head.issuer = Said::new("省市场监管局", "market regulator of the province");
    let file = OnDisk::new(&press(&Paper::Duties(letter), Lang::En).expect("a paper"));
    let lines = file.ask("pdftotext", &["-layout"], &["-"]);
    for wanted in
        ["Market Regulator of the Province", "To: Market Regulator of the Province", "Overdue: the last"]
    {
        assert!(lines.contains(wanted), "no `{wanted}` in {lines}");
    }
    assert!(!lines.contains("Of The"), "{lines}");
}

/// A name in full stands in one line of the head, within the type area.
#[test]
fn a_long_name_of_the_issuer_stays_in_one_line() {
    let Paper::Revocation(mut letter) = sample(Kind::Revocation) else { panic!("a revocation") };
    let name = "浙江省品牌建设与质量发展促进联合会";
    letter.head.issuer = Said::new(name, "Zhejiang Association for Brand Building and Quality Development");
    let file = OnDisk::new(&press(&Paper::Revocation(letter), Lang::Zh).expect("a paper"));
    let lines = file.ask("pdftotext", &["-layout", "-l", "1"], &["-"]);
    assert!(lines.lines().any(|line| tight(line) == format!("{name}文件")), "{lines}");
}

#[test]
fn each_page_of_a_preview_says_so_and_none_of_what_is_issued() {
    for kind in [Kind::ComparisonPoster, Kind::SanctionNotice] {
        for is_preview in [false, true] {
            let mut paper = sample(kind);
            match &mut paper {
                Paper::ComparisonPoster(poster) => {
                    *poster = comparison(80, None);
                    poster.head.is_preview = is_preview;
                }
                Paper::SanctionNotice(notice) => {
                    notice.head.is_preview = is_preview;
                    notice.words = Told::Text("说明。".repeat(900));
                }
                other => panic!("{other:?}"),
            }
            let file = OnDisk::new(&press(&paper, Lang::Zh).expect("a paper"));
            let pages = file.pages();
            assert!(pages > 1, "{kind:?} has {pages} page");
            for page in 1..=pages {
                let said = file.of_page(page);
                assert_eq!(said.contains(&tight("尚未签发")), is_preview, "{kind:?} {page}: {said}");
            }
        }
    }
}

#[test]
fn the_code_leads_to_the_page_behind_the_mark() {
    for kind in [Kind::Certificate, Kind::ComparisonInsert] {
        for lang in Lang::ALL {
            let paper = OnDisk::new(&press(&sample(kind), lang).expect("a paper"));
            assert_eq!(paper.code(), "https://pzb.example/v/PZB-7K3M-92QD", "{kind:?} {lang:?}");
        }
    }
    let poster = OnDisk::new(&press(&sample(Kind::ComparisonPoster), Lang::Zh).expect("a paper"));
    assert_eq!(poster.code(), "https://pzb.example/standards/T~ZZB_0123");
}

#[test]
fn a_copy_for_the_public_has_the_digest_and_not_the_words() {
    let secret = "经核对检验报告";
    let digest = "5f".repeat(32);
    let with = |reasons: Told| {
        let Paper::Revocation(mut revocation) = sample(Kind::Revocation) else { panic!("a revocation") };
        revocation.reasons = reasons;
        OnDisk::new(&press(&Paper::Revocation(revocation), Lang::Zh).expect("a paper")).tight()
    };
    let full = OnDisk::new(&press(&sample(Kind::Revocation), Lang::Zh).expect("a paper")).tight();
    assert!(full.contains(secret));
    let public = with(Told::Withheld(digest.clone()));
    assert!(public.contains(&digest) && public.contains("公开副本") && !public.contains(secret));
    let erased = with(Told::Erased(digest.clone()));
    assert!(erased.contains(&digest) && erased.contains("已依法删除"));
    let none = with(Told::Nothing);
    assert!(none.contains("二、决定"), "headings are numbered without a gap: {none}");
}

#[test]
fn names_stand_as_they_were_written() {
    for kind in Kind::ALL.into_iter().filter(|kind| !kind.name().starts_with("comparison")) {
        for lang in Lang::ALL {
            let text = OnDisk::new(&press(&sample(kind), lang).expect("a paper")).tight();
            assert!(text.contains(&firm().name), "{kind:?} {lang:?}: {text}");
        }
    }
}
