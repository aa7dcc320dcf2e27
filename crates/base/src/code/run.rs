//! R: the run itself: arguments, packs, snapshots.

super::codes! {
    NOT_FOUND = "R0001" "not-found" Error "a folder or file that was asked for does not exist";
    MANIFEST = "R0002" "pack-manifest" Error "a `tenet.toml` cannot be read";
    PACK_CYCLE = "R0003" "pack-cycle" Error "packs depend on each other in a circle";
    UNKNOWN_RULE = "R0004" "unknown-rule" Error "no rule has the id or fits the pattern that was asked for";
    NOTHING_SELECTED = "R0005" "nothing-selected" Error "the selection leaves no rule to judge";
    EMPTY_PACK = "R0006" "empty-pack" Error "a pack has no file of rules";
    BAD_ARGUMENT = "R0007" "bad-argument" Error "an argument is not of its form";
    UNREADABLE = "R0008" "unreadable" Error "a file could not be read";
    UNWRITABLE = "R0009" "unwritable" Error "a result could not be written";
    NO_SCENARIO = "R0010" "no-scenario" Error "no scenario is there, or none fits the filter";
    TOO_MANY_TURNS = "R0011" "too-many-turns" Error "the loops of a rule would turn too often";
    NO_SUCH_OBJECT = "R0012" "nothing-named-so" Error "nothing in the snapshot has the name";
    AMBIGUOUS_NAME = "R0013" "several-named-so" Error "several objects have the name";
    REGISTER_MAPPING = "R0016" "register-mapping" Error "a register in `tenet.toml` cannot be mapped";
    UNKNOWN_COLLECTION = "R0017" "unknown-collection" Warning "`tenet.toml` vouches for a collection that nobody declares";
    UNREAD_REGISTER = "R0018" "unread-register" Note "a register of `tenet.toml` is not read";
    REDACTION_KEY = "R0019" "redaction-key" Error "there is no key to make pseudonyms with";
    OTHER_VERDICTS = "R0020" "other-verdicts" Warning "a redacted snapshot is judged otherwise than the one that it is of";
}
