//! D: what an export holds or lacks.

super::codes! {
    MALFORMED = "D0001" "malformed-json" Warning "a file is not well-formed JSON";
}
