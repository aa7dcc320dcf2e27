//! L: what is allowed and probably not meant.

super::codes! {
    BODY_ABOUT_OUTER = "L0001" "body-about-outer" Warning "a condition of a quantifier's body speaks of an outer variable only";
}
