//! Fenced blocks of a Markdown page.

/// A fenced block.
pub(crate) struct Block {
    /// The line of its opening fence, from 1.
    pub(crate) line: usize,
    /// The words after the fence, split at commas: `console`, `status=1`.
    pub(crate) info: Vec<String>,
    /// Its text.
    pub(crate) text: String,
}

impl Block {
    /// Whether the block is of a kind: its first word.
    pub(crate) fn is(&self, kind: &str) -> bool {
        self.info.first().is_some_and(|word| word == kind)
    }

    /// The value of `name=value` among its words.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.info
            .iter()
            .find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
    }
}

/// The fenced blocks of a page, in order.
pub(crate) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (at, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                let info = info.split(',').map(|word| word.trim().to_owned()).collect();
                open = Some(Block {
                    line: at + 1,
                    info,
                    text: String::new(),
                });
            }
            (Some(_), Some("")) => blocks.extend(open.take()),
            (Some(block), _) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}
