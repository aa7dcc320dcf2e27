//! The pages of codes: the example of each must give exactly its code.
//!
//! A `tenet fail` block gives the page's code once or more and no other; a
//! `tenet ok` block gives none. Two comments tell what an example needs besides
//! its text: `// pack NAME` begins a pack that the later ones stand on with its
//! names open, and `// --param name=value` sets a parameter.

use crate::Rules;
use crate::markdown::sections;

/// What is wrong with the page of a code, if anything.
pub fn check_page(code: &str, page: &str) -> Result<(), String> {
    if !page.starts_with(&format!("# {code}: ")) {
        return Err(format!("the page does not begin with `# {code}: …`"));
    }
    let blocks: Vec<_> = sections(page)
        .into_iter()
        .flat_map(|section| section.blocks)
        .collect();
    let first = blocks.iter().find(|block| block.info.starts_with("tenet"));
    if first.is_none_or(|block| block.info != "tenet fail") {
        return Err("the first example is no `tenet fail` block".to_owned());
    }
    for block in &blocks {
        let codes = codes_of(&block.text);
        let fits = match block.info.as_str() {
            "tenet fail" => !codes.is_empty() && codes.iter().all(|found| *found == code),
            "tenet ok" => codes.is_empty(),
            _ => true,
        };
        if !fits {
            return Err(format!(
                "line {}: `{}` gives {codes:?}",
                block.line, block.info
            ));
        }
    }
    Ok(())
}

/// The codes that an example gives.
fn codes_of(example: &str) -> Vec<&'static str> {
    let mut packs: Vec<(String, String)> = vec![("example".to_owned(), String::new())];
    let mut params: Vec<(&str, &str)> = Vec::new();
    for line in example.lines() {
        if let Some(name) = line.strip_prefix("// pack ") {
            packs.push((name.trim().to_owned(), String::new()));
        } else if let Some((name, value)) = line
            .strip_prefix("// --param ")
            .and_then(|setting| setting.split_once('='))
        {
            params.push((name.trim(), value.trim()));
        } else if let Some((_, text)) = packs.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    packs.retain(|(_, text)| !text.trim().is_empty());
    let mut rules = Rules::new();
    for (name, text) in &packs {
        rules = rules.pack(name, &[(&format!("{name}.tenet"), text)]);
    }
    for (name, value) in params {
        rules = rules.param(name, value);
    }
    rules.check().codes()
}
