//! The paths of an explanation as pictures.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Explained, Looked, Named, Verdict};

/// An arrow of a picture.
struct Arrow {
    from: usize,
    to: usize,
    label: String,
    excludes: bool,
}

/// Boxes by the ids of what they stand for, and the arrows between them: two
/// objects may have one name.
#[derive(Default)]
struct Picture {
    boxes: BTreeMap<String, usize>,
    names: Vec<String>,
    arrows: Vec<Arrow>,
}

/// The paths in the language of Graphviz.
pub fn dot(explained: &Explained) -> String {
    let picture = Picture::of(explained);
    let mut text = String::from("digraph reach {\n  rankdir=LR;\n  node [shape=box];\n");
    for (at, name) in picture.names.iter().enumerate() {
        _ = writeln!(text, "  n{at} [label=\"{}\"];", escaped(name, "\\\""));
    }
    for arrow in &picture.arrows {
        let style = if arrow.excludes { ", style=dashed" } else { "" };
        _ = writeln!(
            text,
            "  n{} -> n{} [label=\"{}\"{style}];",
            arrow.from, arrow.to, arrow.label
        );
    }
    text.push_str("}\n");
    text
}

/// The paths in the language of Mermaid.
pub fn mermaid(explained: &Explained) -> String {
    let picture = Picture::of(explained);
    let mut text = String::from("flowchart LR\n");
    for (at, name) in picture.names.iter().enumerate() {
        _ = writeln!(text, "  n{at}[\"{}\"]", escaped(name, "#quot;"));
    }
    for arrow in &picture.arrows {
        let line = if arrow.excludes { "-." } else { "--" };
        let end = if arrow.excludes { ".->" } else { "-->" };
        _ = writeln!(
            text,
            "  n{} {line} {} {end} n{}",
            arrow.from, arrow.label, arrow.to
        );
    }
    text
}

fn escaped(name: &str, quote: &str) -> String {
    name.replace('\\', "\\\\")
        .replace('"', quote)
        .replace(['\n', '\r'], " ")
}

impl Picture {
    /// Every path, and every assignment without one, which ends at what it names.
    fn of(explained: &Explained) -> Self {
        let mut picture = Self::default();
        let policy = picture.named(&explained.policy);
        for looked in &explained.looked {
            if looked.paths.is_empty() {
                picture.loose(policy, looked);
            }
            for path in &looked.paths {
                let mut from = policy;
                for step in &path.steps {
                    let to = picture.node(step.id.as_deref(), &step.to);
                    let label = format!("{} {}", step.edge, step.clause);
                    picture.arrow(from, to, label, step.edge == "excludes");
                    from = to;
                }
            }
        }
        picture.named(&explained.object);
        picture
    }

    fn named(&mut self, named: &Named) -> usize {
        self.node(Some(&named.key), &named.name)
    }

    fn loose(&mut self, from: usize, looked: &Looked) {
        let verb = if looked.excludes {
            "excludes"
        } else {
            "includes"
        };
        let name = looked.name.as_deref().unwrap_or(&looked.what);
        let unknown = matches!(looked.user, Verdict::Unknown(_))
            || matches!(looked.device, Verdict::Unknown(_));
        let label = if unknown {
            format!("{verb}, unknown")
        } else {
            verb.to_owned()
        };
        let to = self.node(looked.id.as_deref(), name);
        self.arrow(from, to, label, looked.excludes);
    }

    /// The box of an object; what has no id goes by its name.
    fn node(&mut self, id: Option<&str>, name: &str) -> usize {
        let next = self.names.len();
        let key = id.unwrap_or(name).to_lowercase();
        let at = *self.boxes.entry(key).or_insert(next);
        if at == next {
            self.names.push(name.to_owned());
        }
        at
    }

    fn arrow(&mut self, from: usize, to: usize, label: String, excludes: bool) {
        let known = self
            .arrows
            .iter()
            .any(|arrow| (arrow.from, arrow.to, &arrow.label) == (from, to, &label));
        if !known {
            self.arrows.push(Arrow {
                from,
                to,
                label,
                excludes,
            });
        }
    }
}
