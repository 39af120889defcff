//! What is round every page: title, menus, language, type size, who is signed in, and the request's number.

use std::sync::Arc;

use crate::assets;
use crate::lang::Lang;
use crate::public::artwork::Emblem;
use crate::visitor::Glimpse;
use crate::words::Text;

/// Part of the site that a page belongs to, for the main menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// The first page.
    Home,
    /// The page behind a code.
    Verify,
    /// Register of marks.
    Marks,
    /// Register of makers.
    Makers,
    /// Register of products.
    Products,
    /// Register of standards.
    Standards,
    /// Published decisions.
    Decisions,
    /// Reports.
    Reports,
    /// Rules.
    Rules,
    /// The ledger.
    Ledger,
    /// None of the menu.
    Other,
}

/// Who is signed in, as the frame tells it.
#[derive(Debug, Clone)]
pub(crate) struct Badge {
    /// The person's name.
    pub(crate) name: String,
    /// The office they act in.
    pub(crate) office: String,
    /// Token of their forms.
    pub(crate) csrf: String,
    /// Whether it is the administrator's, whose desk has people on it.
    pub(crate) is_administrator: bool,
}

/// What a page says where it is not today's.
#[derive(Debug, Clone)]
pub(crate) struct Banner {
    /// Which day it is.
    pub(crate) says: String,
    /// The same page of today.
    pub(crate) back: String,
}

/// One entry of the main menu.
#[derive(Debug)]
pub(crate) struct MenuItem {
    /// Where it leads.
    pub(crate) href: &'static str,
    /// What it is called.
    pub(crate) word: &'static str,
    /// Whether the page is in it.
    pub(crate) is_here: bool,
}

/// The frame of a page.
pub(crate) struct Frame {
    /// Words.
    pub(crate) w: &'static Text,
    /// Language.
    pub(crate) lang: Lang,
    /// Title, unique to the page.
    pub(crate) title: String,
    /// Address of the style sheet.
    pub(crate) style: &'static str,
    /// Address of the sign.
    pub(crate) icon: &'static str,
    /// The official picture of the mark, if the federation has put one on file.
    pub(crate) emblem: Option<Arc<Emblem>>,
    /// Larger type.
    pub(crate) is_large: bool,
    /// Demonstration data.
    pub(crate) is_demo: bool,
    /// Who is signed in.
    pub(crate) badge: Option<Badge>,
    /// Said where the page is not today's.
    pub(crate) banner: Option<Banner>,
    /// The request's number.
    pub(crate) request: String,
    /// The same page in the other language.
    pub(crate) other_lang: String,
    /// The same page in the other type size.
    pub(crate) other_type: String,
    is_kept: bool,
    section: Section,
}

impl Frame {
    /// The frame of a page.
    pub(crate) fn new(
        glimpse: &Glimpse,
        is_demo: bool,
        badge: Option<Badge>,
        title: String,
        section: Section,
    ) -> Frame {
        Frame {
            w: glimpse.words(),
            lang: glimpse.lang,
            title,
            style: assets::style(),
            icon: assets::icon(),
            emblem: None,
            is_large: glimpse.is_large,
            is_demo,
            badge,
            banner: None,
            request: glimpse.request.clone(),
            other_lang: address_with(glimpse, "lang", glimpse.lang.other().name()),
            other_type: address_with(glimpse, "type", other_size(glimpse.is_large)),
            is_kept: glimpse.is_kept,
            section,
        }
    }

    /// What is said where a form came late and what was typed is kept.
    pub(crate) fn kept(&self) -> Option<&'static str> {
        let words = &self.w.account;
        self.is_kept.then_some(if self.badge.is_some() { words.kept_here } else { words.kept })
    }

    /// The same frame with the official picture of the mark, if there is one.
    pub(crate) fn under(mut self, emblem: Option<Arc<Emblem>>) -> Frame {
        self.emblem = emblem;
        self
    }

    /// The same frame as whoever is not signed in sees it.
    pub(crate) fn of_nobody(mut self) -> Frame {
        self.badge = None;
        self
    }

    /// The same frame round a page of these days.
    pub(crate) fn seen(mut self, banner: Option<Banner>) -> Frame {
        self.banner = banner;
        self
    }

    /// The tag of the other language.
    pub(crate) fn other_tag(&self) -> &'static str {
        self.lang.other().tag()
    }

    /// The name of the other language, as an address says it.
    pub(crate) fn other_name(&self) -> &'static str {
        self.lang.other().name()
    }

    /// The name of the other size of type, as an address says it.
    pub(crate) fn other_size(&self) -> &'static str {
        other_size(self.is_large)
    }

    /// The size of type and spaces: generous where consumers read, dense where officials work.
    pub(crate) fn size(&self) -> &'static str {
        match (self.is_large, self.section) {
            (true, _) => "lg",
            (false, Section::Home | Section::Verify) => "md",
            (false, _) => "sm",
        }
    }

    /// The main menu.
    pub(crate) fn menu(&self) -> [MenuItem; 6] {
        let words = &self.w.frame;
        [
            ("/v", words.verify, Section::Verify),
            ("/marks", words.marks, Section::Marks),
            ("/makers", words.makers, Section::Makers),
            ("/products", words.products, Section::Products),
            ("/standards", words.standards, Section::Standards),
            ("/decisions", words.decisions, Section::Decisions),
        ]
        .map(|(href, word, section)| MenuItem { href, word, is_here: section == self.section })
    }
}

fn other_size(is_large: bool) -> &'static str {
    if is_large { "usual" } else { "large" }
}

/// The address of the page without some parts of the query.
pub(crate) fn address_without(glimpse: &Glimpse, keys: &[&str]) -> String {
    let pairs = glimpse.query.iter().flat_map(|query| query.split('&')).filter(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        !pair.is_empty() && !keys.contains(&name)
    });
    let kept: Vec<&str> = pairs.collect();
    if kept.is_empty() { glimpse.path.clone() } else { format!("{}?{}", glimpse.path, kept.join("&")) }
}

/// The address of the page with one part of the query replaced.
pub(crate) fn address_with(glimpse: &Glimpse, key: &str, value: &str) -> String {
    let query = glimpse.query.as_ref().map_or(0, String::len);
    let mut address = String::with_capacity(glimpse.path.len() + query + key.len() + value.len() + 3);
    address.push_str(&glimpse.path);
    address.push('?');
    for pair in glimpse.query.iter().flat_map(|query| query.split('&')) {
        let name = pair.split('=').next().unwrap_or_default();
        if name != key && !pair.is_empty() && name != "format" {
            address.push_str(pair);
            address.push('&');
        }
    }
    address.push_str(key);
    address.push('=');
    address.push_str(value);
    address
}
