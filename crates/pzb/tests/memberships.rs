//! `pzb import memberships`: whose a number is (reading 0030).

use crate::bin::{Ran, expect};
use crate::office::{Copy, firm};

fn import(code: i32, copy: &Copy, file: &str) -> Ran {
    let data = copy.data();
    expect(code, ["import", "memberships", file, "--data", &data, "--as", "chen/federation", "--json"])
}

/// A number of a membership is one unit's on each day: within one file, beside what is on file, and for the unit that had it.
#[test]
fn numbers_of_memberships_are_one_units_at_a_time() {
    let copy = Copy::new();
    let (xilong, second) = (firm("xilong"), firm("meixi"));
    let table = |name: &str, rows: &[(&str, &str, &str)]| {
        let mut content = "统一社会信用代码,编号,入会日期,入会依据,终止日期,事由\n".to_owned();
        for (code, from, ended) in rows {
            let reason = if ended.is_empty() { "" } else { "按决议" };
            content.push_str(&format!("{code},新会-1,{from},理事会决议〔2026〕1号,{ended},{reason}\n"));
        }
        copy.beside(name, &content)
    };
    let free = "2026-06-01";
    // The second row sees what the first would do: on the day before the number is free, and on the first day out.
    let early = table("m.csv", &[(&xilong, "2026-02-01", free), (&second, "2026-05-31", "")]);
    let ran = import(5, &copy, &early);
    assert!(ran.out.contains("from 2026-02-01, and free from 2026-06-01 on"), "{}", ran.out);
    let both = [(xilong.as_str(), "2026-02-01", free), (xilong.as_str(), "2026-07-01", "2026-08-01")];
    let again = table("m.csv", &both);
    let done = import(0, &copy, &again).json();
    assert_eq!(
        (&done["new"], &done["written"]),
        (&2.into(), &true.into()),
        "the unit joins again by its number"
    );
    let known = import(0, &copy, &again).json();
    assert_eq!((&known["new"], &known["known"]), (&0.into(), &2.into()));
    let taken = import(5, &copy, &table("m.csv", &[(&second, "2026-07-31", "")]));
    assert!(taken.out.contains("from 2026-07-01, and free from 2026-08-01 on"), "{}", taken.out);
    import(0, &copy, &table("m.csv", &[(&second, "2026-08-01", "")]));
    // Who was admitted together without a number has none in common.
    let head = "统一社会信用代码,编号,入会日期,入会依据,终止日期,事由";
    let rows =
        [firm("dipu"), firm("huangpu")].map(|code| format!("{code},,2026-09-01,理事会决议〔2026〕2号,,"));
    let together = copy.beside("m.csv", &format!("{head}\n{}\n", rows.join("\n")));
    import(0, &copy, &together);
}
