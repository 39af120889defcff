//! Who acts, as written on the command line: `PERSON/OFFICE` or `PERSON/OFFICE:OF`.

use policy::powers::{Actor, Office, OfficeKind};

use crate::json::did_you_mean;

/// The name of an office kind, as in JSON.
#[must_use]
pub fn office_name(kind: OfficeKind) -> &'static str {
    match kind {
        OfficeKind::Federation => "federation",
        OfficeKind::Alliance => "alliance",
        OfficeKind::CertificationBody => "certification_body",
        OfficeKind::Laboratory => "laboratory",
        OfficeKind::ProvinceBureau => "province_bureau",
        OfficeKind::CityBureau => "city_bureau",
        OfficeKind::CountyBureau => "county_bureau",
        OfficeKind::Finance => "finance",
        OfficeKind::Maker => "maker",
        OfficeKind::Administrator => "administrator",
        OfficeKind::Expert => "expert",
        OfficeKind::Public => "public",
    }
}

/// Reads an office: `federation`, `county_bureau:330784`, `maker:9133…`.
///
/// # Errors
/// A kind that there is not, or an office that must name which one it is and does not.
pub fn parse_office(text: &str) -> Result<Office, String> {
    let (kind, of) = text.split_once(':').map_or((text, None), |(kind, of)| (kind, Some(of)));
    let names = || OfficeKind::ALL.into_iter().map(office_name);
    let Some(known) = OfficeKind::ALL.into_iter().find(|known| office_name(*known) == kind) else {
        let close =
            did_you_mean(kind, names()).map(|word| format!("; did you mean `{word}`?")).unwrap_or_default();
        return Err(format!(
            "there is no office `{kind}`: {}{close}",
            names().collect::<Vec<_>>().join(", ")
        ));
    };
    let several = matches!(
        known,
        OfficeKind::CertificationBody
            | OfficeKind::Laboratory
            | OfficeKind::CityBureau
            | OfficeKind::CountyBureau
            | OfficeKind::Maker
            | OfficeKind::Expert
    );
    match of {
        None | Some("") if several => Err(format!(
            "there are several offices of the kind `{kind}`: write `{kind}:WHICH`, such as `{kind}:330784`"
        )),
        of => Ok(Office { kind: known, of: of.filter(|of| !of.is_empty()).map(str::to_owned) }),
    }
}

/// Reads `PERSON/OFFICE`.
///
/// # Errors
/// No slash, no person, or an office that there is not.
pub fn parse(text: &str) -> Result<Actor, String> {
    let (person, office) = text
        .split_once('/')
        .ok_or_else(|| format!("write PERSON/OFFICE, such as `li/federation`, not `{text}`"))?;
    if person.is_empty() || person.chars().count() > 100 {
        return Err("the person has 1 to 100 characters".to_owned());
    }
    Ok(Actor { person: person.to_owned(), office: parse_office(office)? })
}

/// The office as it is written.
#[must_use]
pub fn office_text(office: &Office) -> String {
    let kind = office_name(office.kind);
    office.of.as_ref().map_or_else(|| kind.to_owned(), |of| format!("{kind}:{of}"))
}
