//! Texts that are read: `date`, `capture`, `json_texts`, `ip_in`, `x509`.

use std::net::IpAddr;
use std::rc::Rc;

use tenet_hir::{BuiltinField, ExprId, Form};
use tenet_snapshot::json_texts;

use super::collection::doubt;
use crate::certificate::Certificate;
use crate::machine::Machine;
use crate::network::Range;
use crate::truth::{Any, Known, Truth, and};
use crate::value::{Collection, Item, Text, Value};
use crate::why;

impl<'a> Machine<'a> {
    pub(super) fn parse(&mut self, expr: ExprId, text: ExprId, form: &Form) -> Known<Value<'a>> {
        let text = self.text(text)?;
        Ok(match form {
            Form::Date(format) => {
                let found = format.read(text.as_str(self.strings()));
                found.map_or(Value::Null, Value::Date)
            }
            Form::Capture(pattern) => {
                let strings = self.strings();
                let capture = |text: &str| {
                    let found = pattern.capture(text);
                    found.map(|found| Text::made(strings, found.to_owned()))
                };
                let found = if let Text::Symbol(symbol) = text {
                    let memory = &mut self.memory.captures;
                    let known = memory.entry((expr, symbol));
                    known
                        .or_insert_with(|| capture(strings.get(symbol)))
                        .clone()
                } else {
                    capture(text.as_str(strings))
                };
                found.map_or(Value::Null, Value::Text)
            }
        })
    }

    pub(super) fn json_texts(&mut self, expr: ExprId) -> Known<Value<'a>> {
        let text = self.text(expr)?;
        let strings = self.strings();
        let texts = json_texts(text.as_str(strings));
        let items = match texts {
            Some(texts) => texts
                .into_iter()
                .map(|text| Text::made(strings, text))
                .collect(),
            None => vec![text],
        };
        let items = items
            .into_iter()
            .map(|text| Item::definite(Value::Text(text)));
        Ok(Value::List(Rc::new(Collection {
            items: items.collect(),
            open: None,
            elsewhere: false,
        })))
    }

    /// Whether an address is in one of the ranges. One range that cannot be
    /// read leaves it open whether the address is in that one.
    pub(super) fn ip_in(&mut self, address: ExprId, ranges: ExprId) -> Truth {
        let address = self.address(address);
        let ranges = self.value(ranges);
        let (address, ranges) = match (address, ranges) {
            (Ok(address), Ok(ranges)) => (address, self.present(ranges)?),
            (Err(reasons), Ok(_)) | (Ok(_), Err(reasons)) => return Err(reasons),
            (Err(address), Err(ranges)) => return Err(address.merged(&ranges)),
        };
        let Value::List(ranges) = ranges else {
            return self.misfit();
        };
        let mut any = Any::default();
        for item in &ranges.items {
            let range = item.value.clone().and_then(|value| self.addresses(value));
            let holds = range.map(|range| range.holds(address));
            if any.decides(&and(doubt(item.doubt.as_ref()), holds)) {
                return Ok(true);
            }
        }
        if let Some(reasons) = &ranges.open {
            any.decides(&Err(reasons.clone()));
        }
        any.finish()
    }

    fn address(&mut self, expr: ExprId) -> Known<IpAddr> {
        let text = self.text(expr)?;
        match crate::network::address(text.as_str(self.strings())) {
            Some(address) => Ok(address),
            None => self.unknown(why::no_address()),
        }
    }

    fn addresses(&mut self, value: Value<'a>) -> Known<Range> {
        let text = self.as_text(value)?;
        match Range::parse(text.as_str(self.strings())) {
            Some(range) => Ok(range),
            None => self.unknown(why::no_range(text.as_str(self.strings()))),
        }
    }

    pub(super) fn x509(&mut self, expr: ExprId) -> Known<Value<'a>> {
        let text = self.text(expr)?;
        let strings = self.strings();
        let read = |text: &str| Certificate::read(text).map(Rc::new);
        let found = if let Text::Symbol(symbol) = text {
            let known = self.memory.certificates.entry(symbol);
            known.or_insert_with(|| read(strings.get(symbol))).clone()
        } else {
            read(text.as_str(strings))
        };
        Ok(found.map_or(Value::Null, Value::Certificate))
    }

    pub(super) fn certificate_field(
        &mut self,
        certificate: &Certificate,
        field: BuiltinField,
    ) -> Known<Value<'a>> {
        let strings = self.strings();
        let text = |text: &str| Ok(Value::Text(Text::made(strings, text.to_owned())));
        match field {
            BuiltinField::CertificateSubject => text(&certificate.subject),
            BuiltinField::CertificateIssuer => text(&certificate.issuer),
            BuiltinField::CertificateSerial => text(&certificate.serial),
            BuiltinField::CertificateThumbprint => text(&certificate.thumbprint),
            BuiltinField::CertificateNotBefore => Ok(Value::Date(certificate.not_before)),
            BuiltinField::CertificateNotAfter => Ok(Value::Date(certificate.not_after)),
            BuiltinField::InclusionKind
            | BuiltinField::InclusionGroup
            | BuiltinField::InclusionIntent
            | BuiltinField::InclusionFiltered
            | BuiltinField::ActorUser
            | BuiltinField::ActorApp => self.misfit(),
        }
    }
}
