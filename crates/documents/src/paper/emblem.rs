//! The official picture of the mark on papers: a file that the federation put on file, in the place of the stand-in. Whether
//! papers can carry it is tried on the press, before it is on file.

use policy::article::Said;
use policy::calendar::Day;

use super::press::{HEAVIEST, PressFault, press};
use super::{Certificate, Firm, Head, Lang, MarkOn, Paper};

/// What of the most that a paper weighs is left to the texts of a real certificate, beside those of the one that is tried.
const FOR_TEXTS: usize = 12_000;

/// Why a picture cannot stand on papers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EmblemFault {
    /// It is no picture that can be read.
    #[error("the picture cannot be read")]
    Unreadable,
    /// A certificate with it would weigh more than a paper may.
    #[error("a certificate with the picture would weigh about {0} bytes more than a paper may")]
    Heavy(usize),
}

/// Tries a picture, a PNG, on a certificate of that day.
///
/// # Errors
/// [`EmblemFault`]: it cannot be read, or is too heavy once it is unpacked.
pub fn emblem_fits(png: &[u8], on: Day) -> Result<(), EmblemFault> {
    for lang in [Lang::Zh, Lang::En] {
        let weight = match press(&sample(png, on), lang) {
            Ok(pdf) => pdf.len(),
            Err(PressFault::Setting(_) | PressFault::Writing(_) | PressFault::Address(_)) => {
                return Err(EmblemFault::Unreadable);
            }
        };
        let over = weight.saturating_add(FOR_TEXTS).saturating_sub(HEAVIEST);
        if over > 0 {
            return Err(EmblemFault::Heavy(over));
        }
    }
    Ok(())
}

/// A certificate that is given to nobody.
fn sample(png: &[u8], on: Day) -> Paper {
    Paper::Certificate(Certificate {
        head: Head {
            issuer: Said::new("品牌建设联合会", "brand federation"),
            reached: None,
            entry: 0,
            on,
            issued_on: on,
            is_demo: false,
            is_preview: true,
            public_url: "https://pzb.example".to_owned(),
            emblem: Some(png.to_vec()),
        },
        firm: Firm { name: "企业名称".to_owned(), code: "统一社会信用代码".to_owned() },
        mark: MarkOn {
            code: "PZB-0000-0000".to_owned(),
            product: "产品".to_owned(),
            models: Vec::new(),
            standard: "标准".to_owned(),
        },
        basis: Said::new("授权依据", "basis"),
        from: on,
        until: on,
    })
}
