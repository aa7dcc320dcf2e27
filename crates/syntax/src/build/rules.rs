//! Rules, their clauses, and waivers.

use tenet_base::Span;

use super::{Builder, Node, Parts};
use crate::ast::{
    Clause, ClauseKind, DateLiteral, Rule as RuleItem, Step, StringLiteral, Text, Waiver,
};
use crate::grammar::Rule;
use crate::slips;

impl Builder<'_> {
    pub(super) fn rule(&mut self, pair: Node<'_>, doc: String) -> RuleItem {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let id = self.code_text(parts.next_of(Rule::code));
        let mut rule = RuleItem {
            doc,
            title: self.text_or_nothing(parts.next_of(Rule::string)),
            id,
            duty: None,
            severity: None,
            cites: Vec::new(),
            tags: Vec::new(),
            allow: Vec::new(),
            when: None,
            steps: Vec::new(),
            clauses: Vec::new(),
            span,
        };
        let mut has_clause = false;
        for part in parts {
            has_clause |= part.as_rule() == Rule::clause;
            self.rule_part(&mut rule, part);
        }
        if !has_clause {
            self.report(slips::no_clause(rule.id.span));
        }
        rule
    }

    fn rule_part(&mut self, rule: &mut RuleItem, part: Node<'_>) {
        match part.as_rule() {
            Rule::header => self.header(rule, part),
            Rule::step => self.step(rule, part),
            Rule::clause => {
                let clause = self.clause(part);
                rule.clauses.push(clause);
            }
            _ => {
                let word = self.first_word(&part);
                self.report(slips::misplaced_where(word));
            }
        }
    }

    /// The place of the word with which a pair begins.
    fn first_word(&self, pair: &Node<'_>) -> Span {
        let start = pair.as_span().start();
        let text = pair.as_str();
        let length = text.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
        self.range(start, start + length.unwrap_or(text.len()))
    }

    fn header(&mut self, rule: &mut RuleItem, part: Node<'_>) {
        let word = self.first_word(&part);
        let keyword = part.clone().into_inner().next().map(|pair| pair.as_rule());
        if !(rule.steps.is_empty() && rule.clauses.is_empty()) {
            let before = "the first `for`, `let` and clause";
            let text = part.as_str().split_ascii_whitespace().next();
            self.report(slips::out_of_order(word, text.unwrap_or(""), before));
        }
        let mut parts = Parts::of(part);
        match keyword {
            Some(Rule::k_duty) => {
                let duty = self.ident_or_nothing(parts.next());
                self.once(&mut rule.duty, duty, word, "duty");
            }
            Some(Rule::k_severity) => {
                let severity = self.ident_or_nothing(parts.next());
                self.once(&mut rule.severity, severity, word, "severity");
            }
            Some(Rule::k_cites) => rule.cites.extend(parts.map(|pair| self.text(&pair))),
            Some(Rule::k_tags) => rule.tags.extend(parts.map(|pair| self.ident(&pair))),
            Some(Rule::k_allow) => rule.allow.extend(parts.map(|pair| self.ident(&pair))),
            _ => {
                let when = self.expression(parts.next());
                self.once(&mut rule.when, when, word, "when");
            }
        }
    }

    fn step(&mut self, rule: &mut RuleItem, part: Node<'_>) {
        let span = self.span(&part);
        if !rule.clauses.is_empty() {
            let word = self.first_word(&part);
            let text = part.as_str().split_ascii_whitespace().next();
            self.report(slips::out_of_order(
                word,
                text.unwrap_or(""),
                "the first clause",
            ));
        }
        let mut parts = Parts::of(part);
        let step = match parts.next_of(Rule::binding) {
            Some(binding) => Step::For(self.binding(binding).0),
            None => Step::Let {
                name: self.ident_or_nothing(parts.next_of(Rule::name)),
                value: self.expression(parts.next()),
                span,
            },
        };
        rule.steps.push(step);
    }

    fn clause(&mut self, pair: Node<'_>) -> Clause {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let word = parts.next_of(Rule::clause_word);
        let forbids = word.as_ref().is_some_and(|word| word.as_str() == "forbid");
        let word_span = word.map_or(span, |word| self.span(&word));
        let condition = self.expression(parts.next_of(Rule::expr));
        let (mut message, mut fix, mut severity) = (None, None, None);
        for part in parts {
            let word = self.first_word(&part);
            let keyword = part.clone().into_inner().next().map(|pair| pair.as_rule());
            let value = Parts::of(part).next();
            match keyword {
                Some(Rule::k_message) => {
                    let text = self.text_or_nothing(value);
                    self.once(&mut message, text, word, "message");
                }
                Some(Rule::k_fix) => {
                    let text = self.text_or_nothing(value);
                    self.once(&mut fix, text, word, "fix");
                }
                _ => {
                    let value = self.expression(value);
                    self.once(&mut severity, value, word, "severity");
                }
            }
        }
        if message.is_none() {
            let word = if forbids { "forbid" } else { "require" };
            self.report(slips::missing_message(word_span, word));
        }
        let kind = if forbids {
            ClauseKind::Forbid
        } else {
            ClauseKind::Require
        };
        Clause {
            kind,
            condition,
            message: message.unwrap_or(Text {
                parts: Vec::new(),
                span: span.at_end(),
            }),
            fix,
            severity,
            span,
        }
    }

    pub(super) fn waiver(&mut self, pair: Node<'_>, doc: String) -> Waiver {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let rule = self.ident_or_nothing(parts.next_of(Rule::code));
        let (mut condition, mut until) = (None, None);
        let (mut reason, mut approved_by) = (None, None);
        for part in parts {
            let word = self.first_word(&part);
            let keyword = part.clone().into_inner().next().map(|pair| pair.as_rule());
            let value = Parts::of(part).next();
            match keyword {
                Some(Rule::k_until) => {
                    let date = self.date(value);
                    self.once(&mut until, date, word, "until");
                }
                Some(Rule::k_reason) => {
                    let text = self.string_or_nothing(value);
                    self.once(&mut reason, text, word, "reason");
                }
                Some(Rule::k_approved_by) => {
                    let text = self.string_or_nothing(value);
                    self.once(&mut approved_by, text, word, "approved_by");
                }
                _ => {
                    let value = self.expression(value);
                    self.once(&mut condition, value, word, "where");
                }
            }
        }
        let missing = [
            (until.is_none(), "until when", "until 2027-03-31"),
            (reason.is_none(), "why", "reason \"…\""),
            (
                approved_by.is_none(),
                "who approved it",
                "approved_by \"…\"",
            ),
        ];
        for (_, what, mend) in missing.into_iter().filter(|(missing, ..)| *missing) {
            self.report(slips::incomplete_waiver(rule.span, what, mend));
        }
        let nothing = || StringLiteral {
            text: String::new(),
            span: span.at_end(),
        };
        Waiver {
            doc,
            rule,
            condition,
            until: until.unwrap_or_else(|| DateLiteral {
                text: String::new(),
                span: span.at_end(),
            }),
            reason: reason.unwrap_or_else(nothing),
            approved_by: approved_by.unwrap_or_else(nothing),
            span,
        }
    }
}
