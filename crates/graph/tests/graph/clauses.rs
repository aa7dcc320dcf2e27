//! The clauses that answers name, as the book tells them.

use tenet_graph::clauses::CLAUSES;

const BOOK: &str = include_str!("../../../../book/src/targeting.md");

#[test]
fn every_clause_stands_in_the_book() {
    for clause in CLAUSES {
        let (id, text, certainty) = (clause.id, clause.text, clause.certainty.name());
        let row = format!("| {id} | {text} | {certainty} |");
        assert!(BOOK.contains(&row), "the book has no row `{row}`");
    }
}
