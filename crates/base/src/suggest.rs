//! The nearest name: what a misspelt one was meant to be.

/// The candidate that is nearest to `name`, if one is near enough to be meant.
///
/// Case is left out of the comparison; ties go to the first in order.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    // One slip in three letters; a shorter name would be near to every other.
    let limit = name.chars().count() / 3;
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase());
        let better = best.is_none_or(|(least, chosen)| (distance, candidate) < (least, chosen));
        if distance <= limit && better {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_one_letter_is_found_and_a_stranger_is_not() {
        let names = ["userPrincipalName", "displayName", "id"];
        assert_eq!(
            nearest("userPrincpalName", names),
            Some("userPrincipalName")
        );
        assert_eq!(nearest("DisplayName", names), Some("displayName"));
        assert_eq!(nearest("assignments", names), None);
        assert_eq!(nearest("z", ["u", "x"]), None);
        assert_eq!(nearest("ID", ["id"]), Some("id"));
    }
}
