//! Makes the catalogue of the pages out of its Fluent files: for each section a struct with a field for each key, in both
//! languages (decision 0030). The build script and the tests include this file; the program never reads Fluent.

use std::collections::BTreeSet;
use std::fmt::Write;

use fluent_syntax::ast::{
    Comment, Entry, Expression, InlineExpression, Message, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::{parser, unicode};

/// The languages, by the folders of their files. The first one says in which order a text takes its values.
pub(crate) const LANGS: [&str; 2] = ["zh-CN", "en"];

/// What stands for a place in a text that is made (`{0}`, `[0:row|rows]`), and so in no text itself.
const SIGNS: [char; 5] = ['{', '}', '[', ']', '|'];

/// A file of words.
pub(crate) struct Source {
    /// One of [`LANGS`].
    pub(crate) lang: String,
    /// The name of the file without its ending.
    pub(crate) section: String,
    /// What is in it.
    pub(crate) text: String,
}

impl Source {
    fn name(&self) -> String {
        format!("words/{}/{}.ftl", self.lang, self.section)
    }
}

/// A section in one language.
struct Section {
    file: String,
    about: String,
    texts: Vec<Text>,
    /// Keys whose texts were not to be read, which is told already.
    unread: Vec<String>,
}

impl Section {
    /// The keys of the other language that are not here.
    fn lacks<'a>(&'a self, other: &'a Section) -> impl Iterator<Item = String> + 'a {
        let is_here = |key| self.unread.contains(key) || self.texts.iter().any(|text| text.key == *key);
        let lacking = other.texts.iter().filter(move |text| !is_here(&text.key));
        lacking.map(|text| format!("{}: `{}` is missing, which {} has", self.file, text.key, other.file))
    }
}

/// A text in one language.
struct Text {
    key: String,
    parts: Vec<Part>,
    /// Its values as its comment has them, in the order in which a page gives them.
    order: Vec<String>,
}

/// A piece of a text.
enum Part {
    Words(String),
    Value(String),
    Counted { by: String, one: Vec<Part>, more: Vec<Part> },
}

/// The Rust of the whole catalogue, or everything that is wrong with its files, each with file and key.
pub(crate) fn generate(sources: &[Source]) -> Result<String, Vec<String>> {
    let mut faults = Vec::new();
    let mut rust = Rust::default();
    let names: BTreeSet<&str> = sources.iter().map(|source| source.section.as_str()).collect();
    for name in names {
        if !is_name(name) {
            faults.push(format!("words: a section cannot be called `{name}`"));
            continue;
        }
        let of = |lang: &str| sources.iter().find(|source| source.section == name && source.lang == lang);
        let [Some(zh), Some(en)] = LANGS.map(of) else {
            faults.push(format!("words: `{name}.ftl` must stand in {}", LANGS.join(" and in ")));
            continue;
        };
        let (zh, en) = (section(zh, &mut faults), section(en, &mut faults));
        rust.section(name, &zh, &en, &mut faults);
    }
    if faults.is_empty() { Ok(rust.whole()) } else { Err(faults) }
}

/// Reads one file.
fn section(source: &Source, faults: &mut Vec<String>) -> Section {
    let file = source.name();
    let mut told = |fault: String| faults.push(format!("{file}: {fault}"));
    let (tree, errors) = match parser::parse(source.text.as_str()) {
        Ok(tree) => (tree, Vec::new()),
        Err((tree, errors)) => (tree, errors),
    };
    // What cannot be read is told once, and not once more as missing.
    let mut unread: Vec<String> = Vec::new();
    for error in errors {
        let place = error.slice.unwrap_or(error.pos);
        let (before, from) = source.text.split_at_checked(place.start).unwrap_or((&source.text, ""));
        let key = from.split(['=', '\n']).next().unwrap_or_default().trim();
        told(format!("`{key}` (line {}) is no Fluent: {}", before.matches('\n').count() + 1, error.kind));
        unread.push(key.to_owned());
    }
    let mut about = None;
    let mut texts: Vec<Text> = Vec::new();
    for entry in tree.body {
        match entry {
            Entry::Message(message) => {
                let key = message.id.name;
                if texts.iter().any(|text| text.key == key) {
                    told(format!("`{key}` stands there twice"));
                    continue;
                }
                match text(&message, &source.lang) {
                    Ok(text) => texts.push(text),
                    Err(fault) => {
                        told(format!("`{key}` {fault}"));
                        unread.push(key.to_owned());
                    }
                }
            }
            Entry::Term(term) => told(format!("`-{}` is a term, which no page asks for", term.id.name)),
            Entry::ResourceComment(comment) => about = about.or(Some(comment.content.join(" "))),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::Junk { .. } => {}
        }
    }
    if about.is_none() {
        told("says nowhere what it is about (`### …`)".to_owned());
    }
    Section { file, about: about.unwrap_or_default(), texts, unread }
}

/// Reads one text, or tells what of Fluent it uses that a page has no use for.
fn text(message: &Message<&str>, lang: &str) -> Result<Text, String> {
    if !is_name(message.id.name) {
        return Err("is no name of a field (a to z, 0 to 9 and _)".to_owned());
    }
    if let Some(attribute) = message.attributes.first() {
        return Err(format!("has an attribute, `{}`: make it a key of its own", attribute.id.name));
    }
    let pattern = message.value.as_ref().ok_or("has no text")?;
    let order = message.comment.as_ref().map(values_of).unwrap_or_default();
    if lang != LANGS[0] && !order.is_empty() {
        return Err(format!("names its values in order, which {} does for all languages", LANGS[0]));
    }
    Ok(Text { key: message.id.name.to_owned(), parts: parts(pattern, lang, true)?, order })
}

/// The values that the comment above a text begins with: `# $rows, $columns`.
fn values_of(comment: &Comment<&str>) -> Vec<String> {
    let first = comment.content.first().copied().unwrap_or_default();
    first.split(", ").map_while(|name| name.strip_prefix('$')).map(str::to_owned).collect()
}

/// The pieces of a text. What is counted does not stand inside of what is counted.
fn parts(pattern: &Pattern<&str>, lang: &str, may_count: bool) -> Result<Vec<Part>, String> {
    pattern
        .elements
        .iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => words(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                InlineExpression::VariableReference { id } => value_named(id.name).map(Part::Value),
                InlineExpression::StringLiteral { value } => {
                    words(&unicode::unescape_unicode_to_string(value))
                }
                InlineExpression::NumberLiteral { .. } => {
                    Err("has a number in braces: write it as text".to_owned())
                }
                InlineExpression::FunctionReference { id, .. } => {
                    Err(format!("calls `{}`: the page does that", id.name))
                }
                InlineExpression::MessageReference { id, .. } => {
                    Err(format!("refers to `{}`: write it out", id.name))
                }
                InlineExpression::TermReference { id, .. } => {
                    Err(format!("refers to `-{}`: write it out", id.name))
                }
                InlineExpression::Placeable { .. } => Err("has braces inside of braces".to_owned()),
            },
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                if !may_count {
                    return Err("has a choice inside of a choice".to_owned());
                }
                if lang == LANGS[0] {
                    return Err("has a choice, and Chinese says the same of one and of more".to_owned());
                }
                let InlineExpression::VariableReference { id } = selector else {
                    return Err("has a choice by something else than a value".to_owned());
                };
                let mut forms = Vec::new();
                for (name, is_default) in [("one", false), ("other", true)] {
                    let form = variants.iter().find(|form| form.key == VariantKey::Identifier { name });
                    let form = form.filter(|form| form.default == is_default && variants.len() == 2);
                    let form = form.ok_or("has a choice of other forms than [one] and *[other]")?;
                    forms.push(parts(&form.value, lang, false)?);
                }
                let more = forms.pop().unwrap_or_default();
                let one = forms.pop().unwrap_or_default();
                Ok(Part::Counted { by: value_named(id.name)?, one, more })
            }
        })
        .collect()
}

fn words(text: &str) -> Result<Part, String> {
    if text.contains('\n') {
        return Err("goes over several lines: a text is one line".to_owned());
    }
    match text.chars().find(|sign| SIGNS.contains(sign)) {
        Some(sign) => Err(format!("has the sign {sign}, which stands for places to fill")),
        None => Ok(Part::Words(text.to_owned())),
    }
}

fn value_named(name: &str) -> Result<String, String> {
    if is_name(name) { Ok(name.to_owned()) } else { Err(format!("has a value with the name `${name}`")) }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// The names of the values in a text.
fn values<'a>(parts: &'a [Part], found: &mut BTreeSet<&'a str>) {
    for part in parts {
        match part {
            Part::Words(_) => {}
            Part::Value(name) => {
                found.insert(name);
            }
            Part::Counted { by, one, more } => {
                found.insert(by);
                values(one, found);
                values(more, found);
            }
        }
    }
}

/// A text as `fill` reads it: values by their numbers, what is counted in brackets with the number it agrees with.
fn made(parts: &[Part], order: &[&str]) -> String {
    let number = |name: &str| order.iter().position(|one| *one == name).unwrap_or_default();
    let one_made = |part: &Part| match part {
        Part::Words(words) => words.clone(),
        Part::Value(name) => format!("{{{}}}", number(name)),
        Part::Counted { by, one, more } => {
            format!("[{}:{}|{}]", number(by), made(one, order), made(more, order))
        }
    };
    parts.iter().map(one_made).collect()
}

/// Both languages of a text, with the same values; or which file lacks one, or tells no order of them.
fn pair(zh: (&Section, &Text), en: (&Section, &Text)) -> Result<(String, String), String> {
    let ((zh_in, zh), (en_in, en)) = (zh, en);
    let key = &zh.key;
    let [mut in_zh, mut in_en] = [BTreeSet::new(), BTreeSet::new()];
    values(&zh.parts, &mut in_zh);
    values(&en.parts, &mut in_en);
    if let Some(alone) = in_zh.symmetric_difference(&in_en).next() {
        let (has, lacks) = if in_zh.contains(alone) { (zh_in, en_in) } else { (en_in, zh_in) };
        return Err(format!("{}: `{key}` says nothing of `${alone}`, which {} has", lacks.file, has.file));
    }
    let mut order: Vec<&str> = zh.order.iter().map(String::as_str).collect();
    if order.is_empty() && in_zh.len() < 2 {
        order = in_zh.iter().copied().collect();
    }
    // Whoever translates turns sentences round; the page goes on giving its values in this order.
    if order.len() != in_zh.len() || order.iter().copied().collect::<BTreeSet<_>>() != in_zh {
        let named: Vec<String> = in_zh.iter().map(|name| format!("${name}")).collect();
        let named = named.join(", ");
        return Err(format!(
            "{}: `{key}` needs a comment above it with its values in the order in which the page gives them: `# {named}`",
            zh_in.file
        ));
    }
    Ok((made(&zh.parts, &order), made(&en.parts, &order)))
}

/// The Rust that is made, part by part.
#[derive(Default)]
struct Rust {
    sections: String,
    fields: String,
    zh: String,
    en: String,
    pairs: String,
}

impl Rust {
    /// One section, where each of its keys stands in both languages, at the same place.
    fn section(&mut self, name: &str, zh: &Section, en: &Section, faults: &mut Vec<String>) {
        faults.extend(en.lacks(zh).chain(zh.lacks(en)));
        let both = |zh: &Text| en.texts.iter().position(|en| en.key == zh.key);
        let order: Vec<usize> = zh.texts.iter().filter_map(both).collect();
        if let Some(at) =
            order.iter().zip(order.iter().skip(1)).find_map(|(one, next)| (next < one).then_some(*next))
        {
            faults.push(format!("{}: `{}` stands elsewhere than in {}", en.file, en.texts[at].key, zh.file));
        }
        let kind: String = name.split('_').map(capital).collect();
        let (mut fields, mut in_zh, mut in_en) = (String::new(), String::new(), String::new());
        for zh_text in &zh.texts {
            let Some(en_text) = both(zh_text).map(|at| &en.texts[at]) else { continue };
            let key = &zh_text.key;
            match pair((zh, zh_text), (en, en_text)) {
                Ok((zh, en)) => {
                    fields += &format!("    pub(crate) {key}: &'static str,\n");
                    in_zh += &format!("        {key}: {zh:?},\n");
                    in_en += &format!("        {key}: {en:?},\n");
                    self.pairs += &format!("    (\"{kind}.{key}\", {zh:?}, {en:?}),\n");
                }
                Err(fault) => faults.push(fault),
            }
        }
        let about = &zh.about;
        let text = &mut self.sections;
        // Writing to a text does not fail.
        let _ =
            writeln!(text, "#[doc = {about:?}]\npub(crate) struct {kind} {{\n{fields}}}\n\nimpl {kind} {{");
        let _ = writeln!(text, "    const ZH: {kind} = {kind} {{\n{in_zh}    }};");
        let _ = writeln!(text, "    const EN: {kind} = {kind} {{\n{in_en}    }};\n}}\n");
        self.fields += &format!("    #[doc = {about:?}]\n    pub(crate) {name}: {kind},\n");
        self.zh += &format!("    {name}: {kind}::ZH,\n");
        self.en += &format!("    {name}: {kind}::EN,\n");
    }

    fn whole(&self) -> String {
        let Rust { sections, fields, zh, en, pairs } = self;
        format!(
            "{sections}/// The whole catalogue in one language.\npub(crate) struct Text {{\n{fields}}}\n\n\
             static ZH: Text = Text {{\n{zh}}};\n\nstatic EN: Text = Text {{\n{en}}};\n\n\
             /// Every key with its Chinese and its English.\n\
             const PAIRS: &[(&str, &str, &str)] = &[\n{pairs}];\n"
        )
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
