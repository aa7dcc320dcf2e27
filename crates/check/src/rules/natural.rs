//! The natural order of rule ids: `SVC-C2` before `SVC-C10`.

/// A piece of an id; numbers come before texts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    Number(u64),
    Text(String),
}

/// What ids are sorted by.
pub(super) fn key(id: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for character in id.chars() {
        match (character.to_digit(10), pieces.last_mut()) {
            (Some(digit), Some(Piece::Number(number))) => {
                *number = number.saturating_mul(10).saturating_add(u64::from(digit));
            }
            (Some(digit), Some(Piece::Text(_)) | None) => {
                pieces.push(Piece::Number(u64::from(digit)));
            }
            (None, Some(Piece::Text(text))) => text.push(character),
            (None, Some(Piece::Number(_)) | None) => {
                pieces.push(Piece::Text(character.to_string()));
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn numbers_count() {
        let mut ids = ["SVC-C10", "SVC-C2.b", "SVC-C2", "GRP-M1a"];
        ids.sort_by_key(|id| key(id));
        assert_eq!(ids, ["GRP-M1a", "SVC-C2", "SVC-C2.b", "SVC-C10"]);
    }
}
