//! T: names, types and nulls.

super::codes! {
    UNKNOWN_FIELD = "T0104" "unknown-field" Error "an entity or record has no field of that name";
}
