//! Which register of a dossier holds which kind of fact: said once, for whoever goes through them by kind.

use super::facts::FactKind;

impl FactKind {
    /// Every kind.
    pub const ALL: [FactKind; 15] = [
        FactKind::Registration,
        FactKind::HeadOffice,
        FactKind::Holding,
        FactKind::Penalty,
        FactKind::Listing,
        FactKind::Award,
        FactKind::SystemCertificate,
        FactKind::Commitment,
        FactKind::Recall,
        FactKind::Breach,
        FactKind::Product,
        FactKind::Certificate,
        FactKind::DraftingRole,
        FactKind::Exhibition,
        FactKind::Membership,
    ];
}

/// Runs `$body` with `$register` bound to the register of a dossier that holds facts of `$kind`; with `mut`, to be
/// written to. The kinds are matched without a wildcard: a new one does not compile until its register is named.
#[macro_export]
macro_rules! register_of {
    (@[$($borrow:tt)+] $dossier:expr, $kind:expr, $register:ident => $body:expr) => {
        match $kind {
            $crate::enterprise::facts::FactKind::Registration => {
                let $register = $($borrow)+ $dossier.registrations;
                $body
            }
            $crate::enterprise::facts::FactKind::HeadOffice => {
                let $register = $($borrow)+ $dossier.head_offices;
                $body
            }
            $crate::enterprise::facts::FactKind::Holding => {
                let $register = $($borrow)+ $dossier.holdings;
                $body
            }
            $crate::enterprise::facts::FactKind::Penalty => {
                let $register = $($borrow)+ $dossier.penalties;
                $body
            }
            $crate::enterprise::facts::FactKind::Listing => {
                let $register = $($borrow)+ $dossier.listings;
                $body
            }
            $crate::enterprise::facts::FactKind::Award => {
                let $register = $($borrow)+ $dossier.awards;
                $body
            }
            $crate::enterprise::facts::FactKind::SystemCertificate => {
                let $register = $($borrow)+ $dossier.system_certificates;
                $body
            }
            $crate::enterprise::facts::FactKind::Commitment => {
                let $register = $($borrow)+ $dossier.commitments;
                $body
            }
            $crate::enterprise::facts::FactKind::Recall => {
                let $register = $($borrow)+ $dossier.recalls;
                $body
            }
            $crate::enterprise::facts::FactKind::Breach => {
                let $register = $($borrow)+ $dossier.breaches;
                $body
            }
            $crate::enterprise::facts::FactKind::Product => {
                let $register = $($borrow)+ $dossier.products;
                $body
            }
            $crate::enterprise::facts::FactKind::Certificate => {
                let $register = $($borrow)+ $dossier.certificates;
                $body
            }
            $crate::enterprise::facts::FactKind::DraftingRole => {
                let $register = $($borrow)+ $dossier.drafting_roles;
                $body
            }
            $crate::enterprise::facts::FactKind::Exhibition => {
                let $register = $($borrow)+ $dossier.exhibitions;
                $body
            }
            $crate::enterprise::facts::FactKind::Membership => {
                let $register = $($borrow)+ $dossier.memberships;
                $body
            }
        }
    };
    (mut $dossier:expr, $kind:expr, $register:ident => $body:expr) => {
        $crate::register_of!(@[&mut] $dossier, $kind, $register => $body)
    };
    ($dossier:expr, $kind:expr, $register:ident => $body:expr) => {
        $crate::register_of!(@[&] $dossier, $kind, $register => $body)
    };
}
