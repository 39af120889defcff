//! Units of the comparison table: one spelling for each, and exact factors between those of one
//! dimension. A unit that is not in the table is kept as text and compares only with itself.

use std::borrow::Cow;
use std::fmt;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::writing::{clip, fold, is_dash};

const MAX_CHARS: usize = 24;

/// What is measured. Only units of one dimension convert into each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Mass per mass: `mg/kg`, `ppm`, `%`. A `%` or `ppm` of another kind (volume, efficiency) meets only its
    /// own spelling in a sound row; a row that mixes it with `mg/kg` says that it means mass.
    MassFraction,
    /// Mass per volume.
    MassConcentration,
    /// Mass per area.
    MassPerArea,
    /// Length.
    Length,
    /// Area.
    Area,
    /// Volume.
    Volume,
    /// Mass.
    Mass,
    /// Time.
    Time,
    /// Pressure and mechanical stress.
    Pressure,
    /// Power.
    Power,
    /// Energy.
    Energy,
    /// Force.
    Force,
    /// Voltage.
    Voltage,
    /// Current.
    Current,
    /// Electrical resistance.
    Resistance,
    /// Frequency.
    Frequency,
    /// Speed along a line.
    Speed,
    /// Speed of turning.
    Rotation,
    /// Volume per time.
    Flow,
    /// Number of times.
    Count,
    /// Temperature, in degrees Celsius only.
    Temperature,
    /// Sound level, unweighted.
    SoundLevel,
    /// Sound level, A-weighted: not the same thing as an unweighted one.
    SoundLevelA,
}

use Dimension::{
    Area, Count, Current, Energy, Flow, Force, Frequency, Length, Mass, MassConcentration, MassFraction,
    MassPerArea, Power, Pressure, Resistance, Rotation, SoundLevel, SoundLevelA, Speed, Temperature, Time,
    Voltage, Volume,
};

/// Spelling, other spellings (after NFKC, without spaces and `^`), dimension, factor to the smallest unit of
/// the dimension. All factors are exact by definition of the units and at most 10¹².
const UNITS: &[(&str, &[&str], Dimension, u64)] = &[
    ("μg/kg", &["ug/kg", "ppb", "ng/g"], MassFraction, 1),
    ("mg/kg", &["ppm", "μg/g", "ug/g", "mg/Kg", "mg/KG", "毫克/千克"], MassFraction, 1_000),
    ("mg/100 g", &["mg/100g"], MassFraction, 10_000),
    ("g/kg", &["mg/g", "‰", "g/Kg"], MassFraction, 1_000_000),
    ("%", &["g/100g", "%(m/m)", "%(w/w)", "wt%"], MassFraction, 10_000_000),
    ("μg/m³", &["μg/m3", "ug/m3"], MassConcentration, 1),
    ("mg/m³", &["mg/m3", "μg/L", "ug/L", "μg/l"], MassConcentration, 1_000),
    ("mg/L", &["mg/l", "g/m3", "μg/mL", "μg/ml"], MassConcentration, 1_000_000),
    ("g/L", &["g/l", "mg/mL", "mg/ml", "kg/m3", "g/dm3"], MassConcentration, 1_000_000_000),
    ("g/cm³", &["g/cm3", "g/mL", "g/ml", "kg/L", "kg/dm3"], MassConcentration, 1_000_000_000_000),
    ("mg/m²", &["mg/m2"], MassPerArea, 1),
    ("mg/dm²", &["mg/dm2"], MassPerArea, 100),
    ("g/m²", &["g/m2", "gsm"], MassPerArea, 1_000),
    ("mg/cm²", &["mg/cm2"], MassPerArea, 10_000),
    ("kg/m²", &["kg/m2"], MassPerArea, 1_000_000),
    ("nm", &["纳米"], Length, 1),
    ("μm", &["um", "微米"], Length, 1_000),
    ("mm", &["MM", "毫米"], Length, 1_000_000),
    ("cm", &["CM", "厘米"], Length, 10_000_000),
    ("dm", &["分米"], Length, 100_000_000),
    ("m", &["米"], Length, 1_000_000_000),
    ("km", &["千米", "公里"], Length, 1_000_000_000_000),
    ("mm²", &["mm2", "平方毫米"], Area, 1),
    ("cm²", &["cm2", "平方厘米"], Area, 100),
    ("dm²", &["dm2"], Area, 10_000),
    ("m²", &["m2", "平方米"], Area, 1_000_000),
    ("μL", &["uL", "μl", "ul", "mm3"], Volume, 1),
    ("mL", &["ml", "ML", "cm3", "毫升"], Volume, 1_000),
    ("L", &["l", "dm3", "升"], Volume, 1_000_000),
    ("m³", &["m3", "立方米"], Volume, 1_000_000_000),
    ("μg", &["ug", "微克"], Mass, 1),
    ("mg", &["毫克"], Mass, 1_000),
    ("g", &["克"], Mass, 1_000_000),
    ("kg", &["Kg", "KG", "千克", "公斤"], Mass, 1_000_000_000),
    ("t", &["吨"], Mass, 1_000_000_000_000),
    ("ms", &["毫秒"], Time, 1),
    ("s", &["sec", "秒"], Time, 1_000),
    ("min", &["分钟", "分"], Time, 60_000),
    ("h", &["hr", "小时", "时"], Time, 3_600_000),
    ("d", &["天", "日"], Time, 86_400_000),
    ("Pa", &["pa", "N/m2", "帕"], Pressure, 1),
    ("hPa", &["mbar"], Pressure, 100),
    ("kPa", &["KPa", "Kpa", "kpa", "kN/m2", "千帕"], Pressure, 1_000),
    ("bar", &["巴"], Pressure, 100_000),
    ("MPa", &["Mpa", "N/mm2", "兆帕"], Pressure, 1_000_000),
    ("GPa", &["Gpa", "kN/mm2"], Pressure, 1_000_000_000),
    ("mW", &["毫瓦"], Power, 1),
    ("W", &["w", "瓦"], Power, 1_000),
    ("kW", &["KW", "Kw", "kw", "千瓦"], Power, 1_000_000),
    ("MW", &["兆瓦"], Power, 1_000_000_000),
    ("J", &["焦", "焦耳"], Energy, 1),
    ("kJ", &["KJ", "千焦"], Energy, 1_000),
    ("W·h", &["Wh"], Energy, 3_600),
    ("MJ", &["兆焦"], Energy, 1_000_000),
    ("kW·h", &["kWh", "KWh", "KWH", "千瓦时", "千瓦·时"], Energy, 3_600_000),
    ("mN", &[], Force, 1),
    ("cN", &["厘牛"], Force, 10),
    ("N", &["牛", "牛顿"], Force, 1_000),
    ("kN", &["KN", "千牛"], Force, 1_000_000),
    ("mV", &["毫伏"], Voltage, 1),
    ("V", &["v", "伏"], Voltage, 1_000),
    ("kV", &["KV", "千伏"], Voltage, 1_000_000),
    ("μA", &["uA"], Current, 1),
    ("mA", &["毫安"], Current, 1_000),
    ("A", &["安"], Current, 1_000_000),
    ("mΩ", &["毫欧"], Resistance, 1),
    ("Ω", &["欧"], Resistance, 1_000),
    ("kΩ", &["KΩ", "千欧"], Resistance, 1_000_000),
    ("MΩ", &["兆欧"], Resistance, 1_000_000_000),
    ("GΩ", &[], Resistance, 1_000_000_000_000),
    ("Hz", &["HZ", "hz", "赫兹"], Frequency, 1),
    ("kHz", &["KHz", "KHZ", "千赫"], Frequency, 1_000),
    ("MHz", &["MHZ", "兆赫"], Frequency, 1_000_000),
    ("GHz", &["GHZ"], Frequency, 1_000_000_000),
    ("mm/min", &[], Speed, 60),
    ("mm/s", &[], Speed, 3_600),
    ("cm/s", &[], Speed, 36_000),
    ("m/min", &["米/分钟"], Speed, 60_000),
    ("km/h", &["千米/小时"], Speed, 1_000_000),
    ("m/s", &["米/秒"], Speed, 3_600_000),
    ("r/min", &["rpm", "RPM", "转/分", "转/分钟"], Rotation, 1),
    ("mL/h", &["ml/h"], Flow, 1),
    ("mL/min", &["ml/min"], Flow, 60),
    ("L/h", &["l/h"], Flow, 1_000),
    ("L/min", &["l/min"], Flow, 60_000),
    ("m³/h", &["m3/h"], Flow, 1_000_000),
    ("L/s", &["l/s"], Flow, 3_600_000),
    ("m³/min", &["m3/min"], Flow, 60_000_000),
    ("m³/s", &["m3/s"], Flow, 3_600_000_000),
    ("次", &["cycles", "times"], Count, 1),
    ("千次", &[], Count, 1_000),
    ("万次", &[], Count, 10_000),
    ("℃", &["°C", "摄氏度"], Temperature, 1),
    ("dB", &["db", "DB", "分贝"], SoundLevel, 1),
    ("dB(A)", &["dBA", "db(A)", "dB(a)"], SoundLevelA, 1),
];

/// Chinese measure words that may stand as a unit or a part of one (`个/cm²`, `次/min`).
const MEASURE_WORDS: &[&str] = &[
    "个", "片", "只", "件", "枚", "粒", "根", "条", "层", "倍", "年", "月", "周", "圈", "处", "台", "套",
    "人", "度", "张", "支", "瓶", "滴", "点", "包", "袋", "盒", "双", "把", "块", "孔", "道", "转", "目",
    "旦", "株", "批",
];

/// A unit of measure in its one spelling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Unit(Cow<'static, str>);

impl Unit {
    /// Reads a unit. Known ones get their one spelling (`㎏`, `KG` → `kg`; `µ` and `μ` are the same);
    /// an unknown one is kept as it stands, without spaces.
    ///
    /// # Errors
    /// Nothing, more than 24 characters, or a text that begins like a number or a limit.
    pub fn parse(text: &str) -> Result<Self, UnitFault> {
        let key = spelling_key(text);
        if let Some((symbol, ..)) = lookup(&key) {
            return Ok(Self(Cow::Borrowed(symbol)));
        }
        let kept: String = fold(text).chars().filter(|found| *found != ' ').collect();
        let begins_wrong =
            |first: char| first.is_numeric() || is_dash(first) || "≥≤<>=±~(+/.,|".contains(first);
        if kept.is_empty() || kept.chars().count() > MAX_CHARS || kept.starts_with(begins_wrong) {
            return Err(UnitFault { found: clip(text.trim()) });
        }
        Ok(Self(Cow::Owned(kept)))
    }

    /// The unit when the text can be one behind a number, where any other text is more likely a mistake:
    /// a known unit, or one made of Latin and Greek letters, `%`, `‰`, `°` and measure words.
    pub(super) fn behind_number(text: &str) -> Option<Self> {
        let unit = Self::parse(text).ok()?;
        let plausible = unit.dimension().is_some() || {
            // No plain dash: behind a number it is the sign of a range. `m⁻²` is read, `m-2` is not.
            let is_symbol = |found: char| {
                found.is_ascii_alphanumeric()
                    || "%‰°μµΩ′″⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains(found)
                    || ('α'..='ω').contains(&found)
            };
            let is_part = |part: &str| {
                let counted = part.trim_start_matches(['万', '千', '百']);
                !part.is_empty() && (MEASURE_WORDS.contains(&counted) || part.chars().all(is_symbol))
            };
            unit.as_str().replace("/(", "/").replace(')', "").split(['/', '·']).all(is_part)
        };
        plausible.then_some(unit)
    }

    /// The spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the unit measures; none for a unit that is not in the table.
    pub fn dimension(&self) -> Option<Dimension> {
        self.entry().map(|(.., dimension, _)| *dimension)
    }

    /// How many of the smallest unit of its dimension this unit is, exact.
    pub fn factor(&self) -> Option<Decimal> {
        self.entry().map(|(.., factor)| Decimal::from(*factor))
    }

    /// Whether numbers in the one can be compared with numbers in the other.
    pub fn converts_to(&self, other: &Self) -> bool {
        self == other || self.dimension().is_some_and(|own| other.dimension() == Some(own))
    }

    fn entry(&self) -> Option<&'static (&'static str, &'static [&'static str], Dimension, u64)> {
        UNITS.iter().find(|(symbol, ..)| *symbol == self.0)
    }
}

fn lookup(key: &str) -> Option<&'static (&'static str, &'static [&'static str], Dimension, u64)> {
    UNITS.iter().find(|(symbol, others, ..)| *symbol == key || others.contains(&key))
}

/// NFKC (so that `㎏`, `m²`, `µ`, `℃` and full-width letters meet their plain spellings), without spaces and
/// `^`, with one slash, one dash and one dot.
fn spelling_key(text: &str) -> String {
    let unified = |found: char| match found {
        ' ' | '^' => None,
        '\u{2215}' | '\u{2044}' => Some('/'),
        '⋅' | '•' | '∙' | '*' | '・' => Some('·'),
        _ if is_dash(found) => Some('-'),
        _ => Some(found),
    };
    fold(text).nfkc().filter_map(unified).collect()
}

/// Why a text is not a unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a unit")]
pub struct UnitFault {
    /// The text.
    pub found: String,
}

impl UnitFault {
    /// The same sentence in Chinese ([`fmt::Display`] gives the English).
    pub fn zh(&self) -> String {
        format!("“{}”不是计量单位", self.found)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl TryFrom<String> for Unit {
    type Error = UnitFault;
    fn try_from(text: String) -> Result<Self, UnitFault> {
        Self::parse(&text)
    }
}

impl From<Unit> for String {
    fn from(unit: Unit) -> Self {
        unit.0.into_owned()
    }
}

impl JsonSchema for Unit {
    fn schema_name() -> Cow<'static, str> {
        "Unit".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "unit of measure; known units are brought to one spelling, others kept",
            "minLength": 1,
            "maxLength": MAX_CHARS,
            "examples": ["mg/kg", "%", "mm", "kPa", "dB(A)"],
        })
    }
}
