//! S: what the grammar does not know.

super::codes! {
    UNEXPECTED = "S0001" "unexpected-token" Error "the text does not fit the grammar";
    NESTING = "S0002" "nested-too-deeply" Error "an expression or a block is nested more than 128 deep";
}
