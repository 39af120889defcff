//! Where programs read one thing alone.

use registry::{CALL, PROJECT};

use crate::public::PublicSite;
use crate::public::filter::encoded;
use crate::public::standards::{address_of_text, number_address};

/// The address at which a row or a case of this kind is read alone; none where it is read as part of something else.
pub(super) fn of(site: &PublicSite, kind: &str, id: &str) -> Option<String> {
    let path = match kind {
        "authorization" => format!("/marks/{}", encoded(id)),
        "enterprise" => format!("/makers/{}", encoded(id)),
        "standard" => address_of_text(id),
        "edition" => number_address(id)?,
        PROJECT => format!("/projects/{}", encoded(id)),
        CALL => format!("/calls/{}", encoded(id)),
        _ => return None,
    };
    Some(format!("{}/api/v1{path}", site.public_url()))
}
