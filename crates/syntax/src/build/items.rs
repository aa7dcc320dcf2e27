//! Items and their fields.

use super::{Builder, Node, Parts, push_doc};
use crate::ast::{
    Alias, Argument, Def, Entity, Enum, Expr, Field, Ident, Item, Log, LogLine, LogPart, Modifier,
    ModifierKind, Param, Parameter, Record, Set, Template, Use, Variant,
};
use crate::grammar::Rule;
use crate::slips;

impl Builder<'_> {
    pub(super) fn item(&mut self, pair: Node<'_>, doc: String) -> Option<Item> {
        Some(match pair.as_rule() {
            Rule::entity => Item::Entity(self.entity(pair, doc)),
            Rule::record => Item::Record(self.record(pair, doc)),
            Rule::enumeration => Item::Enum(self.enumeration(pair, doc)),
            Rule::alias => Item::Alias(self.alias(pair, doc)),
            Rule::param => Item::Param(self.param(pair, doc)),
            Rule::set => Item::Set(self.set(pair, doc)),
            Rule::def => Item::Def(self.def(pair, doc)),
            Rule::rule_item => Item::Rule(self.rule(pair, doc)),
            Rule::template => Item::Template(self.template(pair, doc)),
            Rule::instance => Item::Use(self.instance(pair, doc)),
            Rule::waiver => Item::Waiver(self.waiver(pair, doc)),
            Rule::test => Item::Test(self.test(pair, doc)),
            _ => return None,
        })
    }

    fn entity(&mut self, pair: Node<'_>, doc: String) -> Entity {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let mut entity = Entity {
            doc,
            name: self.ident_or_nothing(parts.next_of(Rule::type_name)),
            base: None,
            from: None,
            when: None,
            fields: Vec::new(),
            label: None,
            targeting: None,
            log: None,
            span,
        };
        let mut field_doc = String::new();
        for part in parts {
            self.entity_part(&mut entity, part, &mut field_doc);
        }
        entity
    }

    fn entity_part(&mut self, entity: &mut Entity, part: Node<'_>, doc: &mut String) {
        let span = self.span(&part);
        match part.as_rule() {
            Rule::doc => push_doc(doc, &part),
            Rule::base => entity.base = Some(self.qualified_or_nothing(Parts::of(part).next())),
            Rule::source_path => entity.from = Some(self.inner_string(part)),
            Rule::discriminator => entity.when = Some(self.inner_string(part)),
            Rule::label => {
                let field = self.inner_ident(part);
                self.once(&mut entity.label, field, span, "label");
            }
            Rule::targeting => {
                let kind = self.inner_ident(part);
                self.once(&mut entity.targeting, kind, span, "targeting");
            }
            Rule::log => {
                let log = self.log(part);
                self.once(&mut entity.log, log, span, "log");
            }
            _ => entity.fields.push(self.field(part, std::mem::take(doc))),
        }
    }

    pub(super) fn inner_ident(&self, pair: Node<'_>) -> Ident {
        self.ident_or_nothing(Parts::of(pair).next())
    }

    fn log(&mut self, pair: Node<'_>) -> Log {
        let span = self.span(&pair);
        let lines = Parts::of(pair).map(|line| self.log_line(line)).collect();
        Log { lines, span }
    }

    fn log_line(&mut self, pair: Node<'_>) -> LogLine {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let Some(word) = parts.next_of(Rule::log_word) else {
            return LogLine::When(self.expression(parts.next()));
        };
        let path = parts.next().map(|path| self.dotted(&path));
        LogLine::Path {
            part: log_part(word.as_str()),
            path: path.unwrap_or_default(),
            span,
        }
    }

    fn record(&mut self, pair: Node<'_>, doc: String) -> Record {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.ident_or_nothing(parts.next_of(Rule::type_name));
        let mut fields = Vec::new();
        let mut field_doc = String::new();
        for part in parts {
            match part.as_rule() {
                Rule::doc => push_doc(&mut field_doc, &part),
                _ => fields.push(self.field(part, std::mem::take(&mut field_doc))),
            }
        }
        Record {
            doc,
            name,
            fields,
            span,
        }
    }

    fn field(&mut self, pair: Node<'_>, doc: String) -> Field {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let modifiers = std::iter::from_fn(|| parts.next_of(Rule::modifier));
        let modifiers = modifiers.map(|pair| self.modifier(&pair)).collect();
        let mut field = Field {
            doc,
            modifiers,
            name: self.ident_or_nothing(parts.next_of(Rule::word)),
            ty: self.ty(parts.next_of(Rule::ty)),
            from: None,
            null: None,
            absent_is_null: None,
            span,
        };
        for part in parts {
            self.field_part(&mut field, part);
        }
        field
    }

    fn modifier(&self, pair: &Node<'_>) -> Modifier {
        // The blanks after the word are a part of the pair, and a comment may stand among them.
        let mut words = pair
            .as_str()
            .split(|letter: char| !letter.is_ascii_lowercase());
        let word = words.next().unwrap_or("");
        let kind = match word {
            "volatile" => ModifierKind::Volatile,
            "exact" => ModifierKind::Exact,
            "secret" => ModifierKind::Secret,
            "computed" => ModifierKind::Computed,
            _ => ModifierKind::Key,
        };
        let start = pair.as_span().start();
        Modifier {
            kind,
            span: self.range(start, start + word.len()),
        }
    }

    fn field_part(&mut self, field: &mut Field, part: Node<'_>) {
        let span = self.span(&part);
        let keyword = part.clone().into_inner().next().map(|pair| pair.as_rule());
        match keyword {
            Some(Rule::k_from) => {
                let from = self.inner_string(part);
                self.once(&mut field.from, from, span, "from");
            }
            Some(Rule::k_null) => {
                let null = self.inner_string(part);
                self.once(&mut field.null, null, span, "null");
            }
            Some(Rule::k_absent) => self.once(&mut field.absent_is_null, span, span, "absent"),
            _ => {
                self.report(slips::field_condition(span));
            }
        }
    }

    fn enumeration(&mut self, pair: Node<'_>, doc: String) -> Enum {
        let span = self.span(&pair);
        let ordered = pair.as_str().starts_with("ordered");
        let mut parts = Parts::of(pair);
        let name = self.ident_or_nothing(parts.next_of(Rule::type_name));
        let mut variants = Vec::new();
        let mut variant_doc = String::new();
        for part in parts {
            match part.as_rule() {
                Rule::doc => push_doc(&mut variant_doc, &part),
                _ => variants.push(self.variant(part, std::mem::take(&mut variant_doc))),
            }
        }
        Enum {
            doc,
            ordered,
            name,
            variants,
            span,
        }
    }

    fn variant(&mut self, pair: Node<'_>, doc: String) -> Variant {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        Variant {
            doc,
            name: self.ident_or_nothing(parts.next()),
            wire: parts.next_of(Rule::string).map(|pair| self.string(&pair)),
            span,
        }
    }

    fn alias(&mut self, pair: Node<'_>, doc: String) -> Alias {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        Alias {
            doc,
            name: self.ident_or_nothing(parts.next_of(Rule::type_name)),
            members: parts
                .next()
                .map(|pair| self.union(pair))
                .unwrap_or_default(),
            span,
        }
    }

    fn param(&mut self, pair: Node<'_>, doc: String) -> Param {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        Param {
            doc,
            name: self.ident_or_nothing(parts.next_of(Rule::name)),
            ty: self.ty(parts.next_of(Rule::ty)),
            value: self.expression(parts.next()),
            span,
        }
    }

    fn set(&mut self, pair: Node<'_>, doc: String) -> Set {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        Set {
            doc,
            name: self.ident_or_nothing(parts.next_of(Rule::name)),
            value: self.whole_collection(parts.next()),
            span,
        }
    }

    fn def(&mut self, pair: Node<'_>, doc: String) -> Def {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        Def {
            doc,
            name: self.ident_or_nothing(parts.next_of(Rule::name)),
            parameters: self.parameters(parts.next_of(Rule::parameters)),
            result: self.ty(parts.next_of(Rule::ty)),
            body: self.whole_collection(parts.next()),
            span,
        }
    }

    fn parameters(&mut self, pair: Option<Node<'_>>) -> Vec<Parameter> {
        let parts = pair.into_iter().flat_map(Parts::of);
        parts.map(|part| self.parameter(part)).collect()
    }

    fn parameter(&mut self, pair: Node<'_>) -> Parameter {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        Parameter {
            name: self.ident_or_nothing(parts.next_of(Rule::name)),
            ty: self.ty(parts.next()),
            span,
        }
    }

    fn template(&mut self, pair: Node<'_>, doc: String) -> Template {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.ident_or_nothing(parts.next_of(Rule::name));
        let parameters = self.parameters(parts.next_of(Rule::parameters));
        let mut rules = Vec::new();
        let mut rule_doc = String::new();
        for part in parts {
            match part.as_rule() {
                Rule::doc => push_doc(&mut rule_doc, &part),
                _ => rules.push(self.rule(part, std::mem::take(&mut rule_doc))),
            }
        }
        Template {
            doc,
            name,
            parameters,
            rules,
            span,
        }
    }

    fn instance(&mut self, pair: Node<'_>, doc: String) -> Use {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let template = self.qualified_or_nothing(parts.next_of(Rule::qualified_name));
        let arguments = parts.map(|part| self.argument(part)).collect();
        Use {
            doc,
            template,
            arguments,
            span,
        }
    }

    fn argument(&mut self, pair: Node<'_>) -> Argument {
        let pair = self.pair(pair).0;
        Argument {
            name: pair.name,
            value: pair.value,
            span: pair.span,
        }
    }

    pub(super) fn whole_collection(&mut self, pair: Option<Node<'_>>) -> Expr {
        match pair {
            Some(pair) => self.collection(pair).expr,
            None => self.no_expression(),
        }
    }
}

fn log_part(word: &str) -> LogPart {
    match word {
        "object" => LogPart::Object,
        "user" => LogPart::User,
        "app" => LogPart::App,
        "field" => LogPart::Field,
        "group" => LogPart::Group,
        _ => LogPart::Time,
    }
}
