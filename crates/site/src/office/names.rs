//! What people call the things that an entry names by their numbers: a history tells both.

use policy::authorization::code::MarkCode;
use policy::authorization::{Authorization, Declaration};
use policy::enterprise::Dossier;
use policy::enterprise::facts::{Fact, FactKind};
use policy::powers::Office;
use policy::scheme::{Scheme, SchemeFact, SchemeFactKind};
use policy::supervision::Proceeding;

use crate::session::office_words;
use crate::visitor::Visitor;

/// Where names are looked up; what is not on file there keeps its number.
#[derive(Clone, Copy, Default)]
pub(crate) struct Names<'a> {
    pub(crate) dossier: Option<&'a Dossier>,
    pub(crate) scheme: Option<&'a Scheme>,
}

/// A number and what it is called.
fn both(id: &str, name: &str) -> String {
    if name == id { id.to_owned() } else { format!("{id} · {name}") }
}

impl Names<'_> {
    /// A product: set aside, it is still called what it was.
    pub(super) fn product(self, id: &str) -> String {
        let known = self.dossier.and_then(|dossier| dossier.products.list.iter().rfind(|one| one.id == id));
        known.map_or_else(|| id.to_owned(), |product| product.name.clone())
    }

    /// A product, and behind it its number.
    pub(super) fn product_and_id(self, id: &str) -> String {
        let name = self.product(id);
        if name == id { name } else { format!("{name} ({id})") }
    }

    /// A number, with the product that it is about.
    pub(super) fn about(self, id: &str, product: &str) -> String {
        both(id, &self.product(product))
    }

    /// A declaration.
    pub(super) fn declaration(self, id: &str) -> String {
        let known = self.dossier.and_then(|dossier| dossier.declarations.iter().find(|one| one.id == id));
        known.map_or_else(|| id.to_owned(), |one| self.about(id, &one.filing.product))
    }

    /// A declaration as it is filed.
    pub(super) fn filed(self, declaration: &Declaration) -> String {
        self.about(&declaration.id, &declaration.filing.product)
    }

    /// A mark as it is granted.
    pub(super) fn granted(self, mark: &Authorization) -> String {
        self.about(&mark.code.to_string(), &mark.product)
    }

    /// Work, with the product that it is about if it is about one.
    pub(super) fn work(self, proceeding: &Proceeding) -> String {
        self.about(&proceeding.id, proceeding.product.as_deref().unwrap_or(&proceeding.id))
    }

    /// A retest, with its laboratory.
    pub(super) fn retest(self, check: &str, laboratory: &str) -> String {
        format!("{} · {}", self.check(check), self.body(laboratory))
    }

    /// A mark.
    pub(super) fn mark(self, code: MarkCode) -> String {
        let marks = self.dossier.map(|dossier| dossier.authorizations.list.iter());
        let known = marks.and_then(|mut marks| marks.find(|one| one.code == code));
        known.map_or_else(|| code.to_string(), |one| self.about(&code.to_string(), &one.product))
    }

    /// A check.
    pub(super) fn check(self, id: &str) -> String {
        let known = self.dossier.and_then(|dossier| dossier.checks.list.iter().rfind(|one| one.id == id));
        known.map_or_else(|| id.to_owned(), |one| self.about(id, &one.product))
    }

    /// A body or laboratory.
    pub(super) fn body(self, id: &str) -> String {
        let known = self.scheme.and_then(|scheme| scheme.bodies.list.iter().rfind(|one| one.id == id));
        known.map_or_else(|| id.to_owned(), |body| both(id, &body.name))
    }

    /// A fact on file.
    pub(super) fn fact(self, kind: FactKind, id: &str) -> String {
        let certificates = self.dossier.map(|dossier| dossier.certificates.list.iter());
        match kind {
            FactKind::Product => self.about(id, id),
            FactKind::Certificate => certificates
                .and_then(|mut list| list.find(|one| one.id == id))
                .map_or_else(|| id.to_owned(), |one| self.about(id, &one.product)),
            _ => id.to_owned(),
        }
    }

    /// A fact as it is entered: it brings its name itself.
    pub(super) fn entered(self, fact: &Fact) -> String {
        match fact {
            Fact::Product(product) => both(&product.id, &product.name),
            Fact::Certificate(certificate) => self.about(&certificate.id, &certificate.product),
            other => other.record().id().to_owned(),
        }
    }

    /// A fact of the scheme.
    pub(super) fn scheme_fact(self, kind: SchemeFactKind, id: &str) -> String {
        let Some(scheme) = self.scheme else { return id.to_owned() };
        let entry = scheme.catalogue.list.iter().rfind(|one| one.id == id);
        match kind {
            SchemeFactKind::Body => self.body(id),
            SchemeFactKind::CatalogueEntry => entry.map_or_else(|| id.to_owned(), |one| both(id, &one.title)),
            SchemeFactKind::Call => {
                scheme.call(id).map_or_else(|| id.to_owned(), |call| both(id, &call.title))
            }
            SchemeFactKind::Expert => {
                scheme.expert(id).map_or_else(|| id.to_owned(), |expert| both(id, &expert.organisation))
            }
            SchemeFactKind::Artwork => {
                let one = scheme.artworks.list.iter().rfind(|one| one.id == id);
                one.map_or_else(|| id.to_owned(), |one| both(id, &one.title))
            }
            SchemeFactKind::Holder | SchemeFactKind::Organisation | SchemeFactKind::ReviewBar => {
                id.to_owned()
            }
        }
    }

    /// A fact of the scheme as it is entered.
    pub(super) fn scheme_entered(self, visitor: &Visitor, fact: &SchemeFact) -> String {
        match fact {
            SchemeFact::CatalogueEntry(entry) => both(&entry.id, &entry.title),
            SchemeFact::Body(body) => both(&body.id, &body.name),
            SchemeFact::Organisation(one) => both(&one.name, &office_words(&one.office, visitor.lang)),
            SchemeFact::Call(call) => both(&call.id, &call.title),
            SchemeFact::Expert(expert) => both(&expert.id, &expert.organisation),
            SchemeFact::ReviewBar(bar) => both(&bar.id, &bar.expert),
            SchemeFact::Artwork(artwork) => artwork.title.clone(),
            SchemeFact::Holder(holder) => both(&holder.person, &self.office(visitor, &holder.office)),
        }
    }

    /// An office, by the name of its body or laboratory where it is one's.
    pub(super) fn office(self, visitor: &Visitor, office: &Office) -> String {
        let own = self.dossier.filter(|dossier| office.of.as_deref() == Some(dossier.enterprise.as_str()));
        let body =
            office.of.as_deref().map(|of| self.body(of)).filter(|body| office.of.as_ref() != Some(body));
        match own.map(Dossier::name).or(body) {
            Some(name) => format!("{} {name}", visitor.word(office.kind.words())),
            None => office_words(office, visitor.lang),
        }
    }
}
