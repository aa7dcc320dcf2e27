//! W: waivers, which accept violations.

super::codes! {
    UNKNOWN_WAIVED_RULE = "W0001" "unknown-waived-rule" Error "a waiver names no rule";
    AMBIGUOUS_WAIVED_RULE = "W0002" "ambiguous-waived-rule" Error "a waiver names rules of more than one pack";
    INCOMPLETE_WAIVER = "W0003" "incomplete-waiver" Error "a waiver does not say until when, why, or who approved it";
    WAIVES_ALL = "W0004" "waives-all" Warning "a waiver accepts every violation of its rule";
    EXPIRED_WAIVER = "W0005" "expired-waiver" Warning "a waiver has ended, so it waives nothing";
    UNUSED_WAIVER = "W0006" "unused-waiver" Warning "a waiver matches no violated case";
    UNDECIDED_WAIVER = "W0007" "undecided-waiver" Warning "nobody knows whether a waiver matches anything";
    WAIVER_ENDS_SOON = "W0008" "waiver-ends-soon" Warning "a waiver is about to end";
    WAIVER_WITHOUT_NOW = "W0009" "waiver-without-now" Warning "nothing says whether a waiver has ended, so it waives nothing";
}
