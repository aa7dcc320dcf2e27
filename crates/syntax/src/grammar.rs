//! The parser that pest makes of `grammar/tenet.pest`.

use pest_derive::Parser;

/// The generated parser.
#[derive(Parser)]
#[grammar = "../../../grammar/tenet.pest"]
pub(crate) struct TenetParser;
