//! Cells read as what an importer needs.

use documents::sheet::{Cell, Date, Fault, FieldError, FieldFault, Table, cell_address, column_letters};
use proptest::prelude::*;

use super::kit::{Parts, read_default, row, text};

fn one(value: &str) -> Table {
    read_default(format!("\"值\"\n\"{}\"\n", value.replace('"', "\"\"")).as_bytes()).unwrap()
}

fn number(value: &str) -> Table {
    let rows = row(1, &text("A1", "值")) + &row(2, &format!(r#"<c r="A2"><v>{value}</v></c>"#));
    read_default(&Parts::with_rows(&rows).zip()).unwrap()
}

fn date(table: &Table) -> Result<Date, FieldError> {
    let column = table.column(&["值"]).unwrap();
    table.rows().next().unwrap().field(&column).date()
}

#[test]
fn accepted_dates() {
    let day = Date::new(2024, 2, 29).unwrap();
    for form in [
        "2024-02-29",
        "2024/2/29",
        "2024.2.29",
        "2024-2-29",
        "20240229",
        "2024年2月29日",
        "2024年02月29日",
        "2024 年 2 月 29 日",
        "２０２４年２月２９日",
        "２０２４－０２－２９",
        " 2024-02-29 ",
        "2024-02-29 00:00:00",
        "2024/2/29 0:00",
        "2024-02-29T00:00:00.000",
    ] {
        assert_eq!(date(&one(form)), Ok(day), "{form}");
    }
    assert_eq!(date(&number("20240229")), Ok(day));
}

#[test]
fn refused_dates() {
    for form in
        ["2023-02-29", "2024-13-01", "2024-00-10", "20230229", "2024年4月31日", "1899-12-31", "2100/2/29"]
    {
        let error = date(&one(form)).unwrap_err();
        assert_eq!(error.fault(), FieldFault::NoSuchDay, "{form}");
        assert_eq!(error.to_string(), format!("line 2, column A (`值`): there is no day `{form}`"));
        assert_eq!(error.zh(), format!("第 2 行，A 列（`值`）：`{form}` 这一天不存在"));
    }
    for form in [
        "24-2-29",
        "2/29/2024",
        "29.2.2024",
        "02-29",
        "2024-02",
        "2024-2/29",
        "2024年2月",
        "2024年2月29",
        "二〇二四年二月二十九日",
        "45351",
        "2024-02-29 13:05",
        "2024-02-29 x:00",
        "2024-02-29-01",
        "2024--29",
        "长期",
        "-2024-02-29",
        "2024- 2-29",
        "202402290",
        "2024-2-029",
    ] {
        assert_eq!(date(&one(form)).unwrap_err().fault(), FieldFault::WrongKind, "{form}");
    }
    let error = date(&number("45351")).unwrap_err();
    assert!(error.to_string().contains("expected a date; if it is one, format the cell as a date, or write 2024-02-29, found the number `45351`"), "{error}");
}

#[test]
fn codes() {
    let code = |table: &Table| {
        let column = table.column(&["值"]).unwrap();
        table.rows().next().unwrap().field(&column).code()
    };
    assert_eq!(code(&one(" ９１33０2ＭＡ2 ")).unwrap(), "913302MA2");
    assert_eq!(code(&one("00123")).unwrap(), "00123");
    for lost in ["3.30102E+17", "9E+17", "３．３E+17"] {
        assert_eq!(code(&one(lost)).unwrap_err().fault(), FieldFault::CodeAsNumber, "{lost}");
    }
    for lost in ["123", "330102199001011234", "0.5", "3.30102199001011E+17"] {
        let error = code(&number(lost)).unwrap_err();
        assert_eq!((error.fault(), error.address()), (FieldFault::CodeAsNumber, "A2"), "{lost}");
    }
}

#[test]
fn numbers() {
    let whole = |table: &Table| {
        let column = table.column(&["值"]).unwrap();
        table.rows().next().unwrap().field(&column).whole_number().map_err(|e| e.fault())
    };
    let decimal = |table: &Table| {
        let column = table.column(&["值"]).unwrap();
        table.rows().next().unwrap().field(&column).decimal_text().map_err(|e| e.fault())
    };
    assert_eq!(whole(&one("-12")), Ok(-12));
    assert_eq!(whole(&one("１２")), Ok(12));
    assert_eq!(whole(&number("12.0")), Ok(12));
    for bad in ["1,000", "12.0", "+1", "1e3", "十二", "9223372036854775808", "--1", "-"] {
        assert_eq!(whole(&one(bad)), Err(FieldFault::WrongKind), "{bad}");
    }
    assert_eq!(whole(&number("12.5")), Err(FieldFault::WrongKind));
    assert_eq!(whole(&number("1234567890123456")), Err(FieldFault::WrongKind));
    assert_eq!(decimal(&one("0.50")).as_deref(), Ok("0.50"));
    assert_eq!(decimal(&number("1.1000000000000001")).as_deref(), Ok("1.1"));
    assert_eq!(decimal(&number("1E-5")).as_deref(), Ok("0.00001"));
    for bad in ["≥0.5", ".5", "5.", "1,5", "0.5%", "1.2.3"] {
        assert_eq!(decimal(&one(bad)), Err(FieldFault::WrongKind), "{bad}");
    }
    assert_eq!(decimal(&number("1E-9")), Err(FieldFault::WrongKind));
}

#[test]
fn texts_and_blanks() {
    let table = read_default("\"名 称\",b\n\u{feff} 甲\u{200b} ,1\n,2\n".as_bytes()).unwrap();
    let column = table.column(&["name", "名　称"]).unwrap();
    let fields: Vec<_> = table.rows().map(|row| row.field(&column)).collect();
    assert_eq!(fields[0].text().unwrap(), "甲");
    assert!(fields[0].filled().is_some() && fields[1].filled().is_none());
    assert_eq!(fields[1].text().unwrap_err().fault(), FieldFault::Blank);
    assert_eq!(fields[1].cell(), Cell::Empty);
    let own = fields[0].refuse("没有这个县", "there is no such county");
    assert_eq!(own.to_string(), "line 2, column A (`名 称`): there is no such county");

    let column = |table: &Table| table.column(&["值"]).unwrap();
    let five = number("5000");
    assert_eq!(five.rows().next().unwrap().field(&column(&five)).text().unwrap(), "5000");
    let long = number("330102199001011234");
    assert_eq!(
        long.rows().next().unwrap().field(&column(&long)).text().unwrap_err().fault(),
        FieldFault::CodeAsNumber
    );
}

#[test]
fn columns_by_header() {
    let table = read_default("*证书编号（必填）,b,证书号\n1,2,3\n".as_bytes()).unwrap();
    assert_eq!(table.column(&["证书编号(必填)"]).unwrap().index(), 0);
    assert_eq!(table.find(&["nothing"]).unwrap(), None);
    let error = table.column(&["发证日期", "date"]).unwrap_err();
    assert_eq!(error.fault(), Fault::Header);
    assert_eq!(
        error.to_string(),
        "line 1: there is no column `发证日期`; the columns are `*证书编号（必填）`, `b`, `证书号`"
    );
    let error = table.column(&["证书编号(必填)", "证书号"]).unwrap_err();
    assert_eq!((error.fault(), error.address()), (Fault::Header, Some("C1")));
}

#[test]
fn addresses() {
    assert_eq!(cell_address(1, 7), "B7");
    assert_eq!(cell_address(16_383, 1_048_576), "XFD1048576");
    assert_eq!(column_letters(u32::MAX), "MWLQKWV");
}

proptest! {
    #![proptest_config(super::properties::config())]

    /// Every day from 1900 on is read from each accepted form, and every serial number gives the day
    /// that the calendar has at that distance.
    #[test]
    fn days_and_serials(serial in 61_u32..2_958_466) {
        let rows = row(1, &text("A1", "值")) + &row(2, &format!(r#"<c r="A2" s="1"><v>{serial}</v></c>"#));
        let table = read_default(&Parts::with_rows(&rows).zip()).unwrap();
        let day = date(&table).unwrap();
        let forms = [
            day.to_string(),
            format!("{}/{}/{}", day.year(), day.month(), day.day()),
            format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            format!("{:04}{:02}{:02}", day.year(), day.month(), day.day()),
        ];
        for form in forms {
            prop_assert_eq!(date(&one(&form)).unwrap(), day);
        }
        // The serial of the first day of the year, by the rule of leap years, is an independent count.
        let years = i64::from(day.year()) - 1;
        let before = years * 365 + years / 4 - years / 100 + years / 400;
        let months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let leap = i64::from(day.month() > 2 && Date::new(day.year(), 2, 29).is_some());
        let in_year: i64 = months.iter().take(usize::from(day.month()) - 1).sum::<i64>() + leap + i64::from(day.day());
        prop_assert_eq!(before + in_year - 693_594, i64::from(serial));
    }
}
