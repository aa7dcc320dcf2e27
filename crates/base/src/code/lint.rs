//! L: what is allowed and probably not meant.

super::codes! {
    BODY_ABOUT_OUTER = "L0001" "body-about-outer" Warning "a condition of a quantifier's body speaks of an outer variable only";
    UNUSED_LET = "L0002" "unused-let" Warning "a `let` is never used";
    UNUSED_PARAMETER = "L0003" "unused-parameter" Warning "a parameter is never used";
    NEEDLESS_OTHERWISE = "L0004" "needless-otherwise" Warning "`otherwise` stands behind what is never null";
    EMPTY_WINDOW = "L0005" "empty-window" Warning "a time ends before it begins";
    UNUSED_TEMPLATE = "L0006" "unused-template" Warning "a template is never used";
}
