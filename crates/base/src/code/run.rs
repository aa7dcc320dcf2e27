//! R: the run itself: arguments, packs, snapshots.

super::codes! {
    NOT_FOUND = "R0001" "not-found" Error "a folder or file that was asked for does not exist";
}
