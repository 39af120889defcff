//! The comparison table of a standard on paper: as a poster for the wall, as an insert for the box.

use serde_json::json;

use super::form::{Form, Template};
use super::told::Head;
use super::{Kind, Lang};

/// One indicator, as it is to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonRow {
    /// What is measured.
    pub indicator: String,
    /// Unit, size class or method; may be empty.
    pub detail: String,
    /// The limit of this standard.
    pub limit: String,
    /// What each reference says, in their order.
    pub cells: Vec<String>,
}

/// The comparison table of one edition (clause 3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Who issues it, under which entry.
    pub head: Head,
    /// Number of the standard, with year.
    pub standard: String,
    /// Its title.
    pub title: String,
    /// The standards compared with.
    pub references: Vec<String>,
    /// The indicators.
    pub rows: Vec<ComparisonRow>,
    /// Whether the limits are sample data.
    pub sample: bool,
    /// Notes below the table.
    pub notes: Vec<String>,
    /// The product with its maker, for an insert.
    pub product: Option<String>,
    /// The code of the mark, for an insert.
    pub code: Option<String>,
    /// Where the QR code leads, as a path on the platform: the page of the standard, or of the mark for an insert.
    pub page: String,
}

impl Comparison {
    /// The address of the page behind it.
    fn address(&self) -> String {
        format!("{}{}", self.head.public_url, self.page)
    }

    pub(super) fn poster(&self, kind: Kind, lang: Lang) -> Form {
        let title = lang.pick("关键性能指标对比表", "How this standard compares");
        let scan = match (&self.code, lang) {
            (Some(_), Lang::Zh) => "扫码查询该产品的授权状态和全部记录",
            (Some(_), Lang::En) => "Scan to see the mark on this product and everything on record",
            (None, Lang::Zh) => "扫码查看本标准的各版本与比对记录",
            (None, Lang::En) => "Scan to see this standard, its editions and their tables",
        };
        self.form((Template::Poster, kind, lang), title, scan)
    }

    pub(super) fn insert(&self, kind: Kind, lang: Lang) -> Form {
        let title = lang.pick("品字标 指标对比", "Zhejiang Made: the limits");
        let scan = lang.pick("扫码查询授权状态", "Scan: what this mark is worth today");
        self.form((Template::Insert, kind, lang), title, scan)
    }

    fn form(&self, (template, kind, lang): (Template, Kind, Lang), title: &str, scan: &str) -> Form {
        let standard = match lang {
            Lang::Zh => format!("{}《{}》", self.standard, self.title),
            Lang::En => format!("{} {}", self.standard, self.title),
        };
        let subtitle = match &self.product {
            Some(product) => format!("{product} · {standard}"),
            None => standard,
        };
        let rows: Vec<_> = self
            .rows
            .iter()
            .map(|row| {
                // A row with fewer cells than there are references says so, and never slides to the left.
                let cells: Vec<&str> = (0..self.references.len())
                    .map(|at| row.cells.get(at).map_or("—", String::as_str))
                    .collect();
                json!({ "indicator": row.indicator, "detail": row.detail, "limit": row.limit, "cells": cells })
            })
            .collect();
        let data = json!({
            "subtitle": subtitle,
            "opening": lang.pick(
                "对比国际、国家、行业或国外标准；指标越严者为优。依据浙市监质〔2019〕6号文件第三条公开。",
                "Set beside international, national, industry or foreign standards. Made public under clause 3 of \
                 document Zhe Shi Jian Zhi [2019] No. 6.",
            ),
            "own": lang.pick("品字标标准", "Zhejiang Made"),
            "references": self.references,
            "rows": rows,
            "sample": self.sample,
            "notes": self.notes,
            "code": self.code.clone().unwrap_or_default(),
            "scan": scan,
        });
        Form::new((template, kind, lang), &self.head, (title, self.address()), data)
    }
}
