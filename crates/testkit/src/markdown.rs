//! Just enough Markdown: headings, and fenced blocks with the words behind the fence.

/// A fenced block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fenced {
    /// The words behind the fence: `tenet fail`.
    pub info: String,
    /// What stands in it.
    pub text: String,
    /// The line of its first line of text, from 1.
    pub line: usize,
}

/// A heading with the blocks up to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading without its marks; empty before the first.
    pub heading: String,
    /// The line of the heading, from 1.
    pub line: usize,
    /// Whether there is a sentence besides.
    pub has_prose: bool,
    /// Its blocks.
    pub blocks: Vec<Fenced>,
}

/// The sections of a page; the first holds what stands before the second heading.
pub fn sections(page: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Option<Fenced> = None;
    for (number, line) in page.lines().enumerate() {
        let number = number + 1;
        if let Some(mut block) = open.take() {
            if line.trim_end() == "```" {
                if let Some(section) = sections.last_mut() {
                    section.blocks.push(block);
                }
            } else {
                block.text.push_str(line);
                block.text.push('\n');
                open = Some(block);
            }
        } else if let Some(info) = line.strip_prefix("```") {
            let info = info.trim().to_owned();
            open = Some(Fenced {
                info,
                text: String::new(),
                line: number + 1,
            });
        } else if line.starts_with('#') {
            sections.push(section(line, number));
        } else if let Some(section) = sections.last_mut() {
            section.has_prose |= !line.trim().is_empty();
        }
    }
    sections
}

fn section(line: &str, number: usize) -> Section {
    Section {
        heading: line.trim_start_matches('#').trim().to_owned(),
        line: number,
        has_prose: false,
        blocks: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_belong_to_the_heading_above_them() {
        let page = "# A\n```tenet prelude\nx\n```\n## B\nwhy\n```expect\n# ok\n```\n";
        let found = sections(page);
        let headings: Vec<_> = found
            .iter()
            .map(|section| section.heading.as_str())
            .collect();
        assert_eq!(headings, ["A", "B"]);
        assert_eq!(found[1].blocks[0].text, "# ok\n");
        assert_eq!((found[1].line, found[1].blocks[0].line), (5, 8));
        assert!(found[1].has_prose && !found[0].has_prose);
    }
}
