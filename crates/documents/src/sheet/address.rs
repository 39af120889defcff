//! Cell addresses as people know them: `B7`.

/// The letters of a column counted from 0: 0 is `A`, 25 is `Z`, 26 is `AA`.
pub fn column_letters(col: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(col) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// The address of a cell: `col` counts from 0, `row` is the row number people see, from 1.
pub fn cell_address(col: u32, row: u32) -> String {
    format!("{}{row}", column_letters(col))
}

/// The column (from 0) and row (from 1) of an address such as `B7`. `None` when it is not one, or lies
/// outside the 16,384 columns and 1,048,576 rows of a worksheet.
pub(super) fn parse_address(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = text.split_at_checked(digits)?;
    if letters.is_empty() || letters.len() > 3 || row.len() > 7 || !row.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut col = 0_u32;
    for letter in letters.bytes() {
        let value = letter.to_ascii_uppercase().checked_sub(b'A').filter(|v| *v < 26)?;
        col = col * 26 + u32::from(value) + 1;
    }
    let row: u32 = row.parse().ok()?;
    ((1..=16_384).contains(&col) && (1..=1_048_576).contains(&row)).then(|| (col - 1, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_back() {
        for (col, letters) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
        {
            assert_eq!(column_letters(col), letters);
            assert_eq!(parse_address(&format!("{letters}7")), Some((col, 7)));
        }
        for bad in ["", "7", "A", "A0", "XFE1", "A1048577", "A1B", "ÄÄ1", "AAAA1", "A99999999", "A-1", "$A$1"]
        {
            assert_eq!(parse_address(bad), None, "{bad}");
        }
    }
}
