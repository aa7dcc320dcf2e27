//! Texts that are read: `date`, `capture`, `json_texts`, `ip_in`.

use std::net::IpAddr;

use tenet_base::Instant;
use tenet_hir::{ExprId, Form};
use tenet_snapshot::ReasonCode;

use super::Run;
use super::expr::text_of;
use super::value::{Collection, Known, Member, Truth, Value, all, any, both, unknown};
use crate::json::Json;

impl Run<'_> {
    pub(super) fn parse(&mut self, text: ExprId, form: &Form) -> Known<Value> {
        let text = self.text(text)?;
        let found = match form {
            Form::Date(format) => format.read(&text).map(Value::Date),
            Form::Capture(pattern) => {
                let found = pattern.capture(&text);
                found.map(|found| Value::Text(found.to_owned()))
            }
        };
        Ok(found.unwrap_or(Value::Null))
    }

    pub(super) fn json_texts(&mut self, text: ExprId) -> Known<Value> {
        let text = self.text(text)?;
        let mut texts = Vec::new();
        match Json::parse(&text) {
            None | Some(Json::Word(_)) => texts.push(text),
            Some(json) => gather(&json, &mut texts),
        }
        let members = texts
            .into_iter()
            .map(|text| Member::definite(Ok(Value::Text(text))));
        Ok(Value::List(Collection {
            members: members.collect(),
            ..Collection::default()
        }))
    }

    pub(super) fn ip_in(&mut self, address: ExprId, ranges: ExprId) -> Truth {
        let address = self.text(address).and_then(|text| {
            let bits = text.trim().parse().ok().map(digits);
            bits.map_or_else(|| unknown(ReasonCode::Malformed), Ok)
        });
        let (address, ranges) = both(address, self.value(ranges))?;
        let Value::List(ranges) = ranges else {
            return unknown(ReasonCode::Malformed);
        };
        let open = Some(ranges.open).filter(|open| !open.is_empty());
        let held = ranges.members.into_iter().map(|member| {
            let belongs = member.belongs();
            let range = member
                .value
                .and_then(text_of)
                .and_then(|text| prefix(&text));
            all([belongs, range.map(|range| address.starts_with(&range))])
        });
        let held: Vec<Truth> = held.chain(open.map(Err)).collect();
        any(held)
    }

    /// Day by day: the parts of each that lie between the two.
    pub(super) fn weekdays(&mut self, from: ExprId, to: ExprId) -> Known<Value> {
        let (from, to) = both(self.value(from), self.value(to))?;
        let (Value::Date(from), Value::Date(to)) = (from, to) else {
            return unknown(ReasonCode::Malformed);
        };
        let length = if from <= to {
            stretch(from, to)
        } else {
            stretch(to, from).and_then(|length| length.checked_mul(-1))
        };
        length.map_or_else(
            || unknown(ReasonCode::Overflow),
            |length| Ok(Value::Duration(length)),
        )
    }
}

fn stretch(from: Instant, to: Instant) -> Option<tenet_base::Duration> {
    let day = tenet_base::Duration::from_seconds(86_400)?;
    let monday = Instant::parse("2024-01-01")?;
    let mut total = tenet_base::Duration::ZERO;
    let mut start = from;
    while start < to {
        let end = start.day().checked_add(day)?.min(to);
        let weekday = start.day().since(monday)?.whole_days().rem_euclid(7);
        if weekday < 5 {
            total = total.checked_add(end.since(start)?)?;
        }
        start = end;
    }
    Some(total)
}

/// The binary digits of an address, all as version 6.
fn digits(address: IpAddr) -> String {
    let address = match address {
        IpAddr::V4(address) => address.to_ipv6_mapped(),
        IpAddr::V6(address) => address,
    };
    let bytes = address.octets();
    let bits = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1));
    bits.map(|bit| if bit == 1 { '1' } else { '0' }).collect()
}

/// The digits that all addresses of a range have in common.
fn prefix(text: &str) -> Known<String> {
    let (first, length) = match text.trim().split_once('/') {
        Some((first, length)) => (first, Some(length)),
        None => (text.trim(), None),
    };
    let Ok(first) = first.parse::<IpAddr>() else {
        return unknown(ReasonCode::Malformed);
    };
    let most = if first.is_ipv4() { 32 } else { 128 };
    let length = length.map_or(Some(most), |length| {
        let digits = length.chars().all(|digit| digit.is_ascii_digit());
        length.parse().ok().filter(|_| digits)
    });
    match length.filter(|length| *length <= most) {
        Some(length) => Ok(digits(first).chars().take(128 - most + length).collect()),
        None => unknown(ReasonCode::Malformed),
    }
}

fn gather(json: &Json, texts: &mut Vec<String>) {
    match json {
        Json::Word(_) => {}
        Json::Text(text) => texts.push(unescaped(text)),
        Json::List(items) => items.iter().for_each(|item| gather(item, texts)),
        Json::Object(pairs) => pairs.iter().for_each(|(_, item)| gather(item, texts)),
    }
}

/// A text without the escapes that tests use.
fn unescaped(text: &str) -> String {
    text.replace("\\\"", "\"").replace("\\\\", "\\")
}
