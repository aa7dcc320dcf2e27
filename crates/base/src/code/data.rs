//! D: what an export holds or lacks.

super::codes! {
    MALFORMED = "D0001" "malformed-json" Warning "a file is not well-formed JSON";
    TOO_DEEP = "D0002" "nested-too-deep" Warning "a file nests values deeper than is read";
    TOO_LARGE = "D0003" "object-too-large" Warning "an object is larger than is read";
    NO_TEXT = "D0004" "not-text" Warning "a file is neither UTF-8 nor UTF-16";
    UNREADABLE_FILE = "D0005" "unreadable-file" Warning "a file cannot be read";
    UNREADABLE_ROOT = "D0006" "unreadable-snapshot" Error "a snapshot cannot be read";
    UNREADABLE_ARCHIVE = "D0007" "unreadable-archive" Error "an archive cannot be read";
    REFUSED_MEMBER = "D0008" "refused-member" Warning "a file of an archive is not read";
    NOTHING_TO_READ = "D0009" "nothing-to-read" Error "a snapshot holds nothing that is read";
    UNKNOWN_FILES = "D0010" "unknown-files" Note "files of kinds that are not read";
    NO_ANSWER = "D0011" "no-answer" Note "JSON that nothing says the collection of";
    SAVED_ERROR = "D0012" "saved-error" Note "an error was saved in the place of an answer";
    UNKNOWN_OWNER = "D0013" "unknown-owner" Warning "an answer does not say whose list it is";
    WRONG_SHAPE = "D0014" "wrong-shape" Warning "a value is of another shape than the schema says";
    KEY_TWICE = "D0015" "key-twice" Note "a key stands twice with the same value";
    KEY_DIFFERS = "D0016" "key-differs" Warning "a key stands twice with different values";
    CONFLICTING_COPIES = "D0017" "conflicting-copies" Warning "copies of an object disagree";
    NO_KEY = "D0018" "no-key" Warning "an object has no key";
    NOT_AN_OBJECT = "D0019" "not-an-object" Warning "a value stands where objects are expected";
    BROKEN_MANIFEST = "D0020" "broken-manifest" Warning "a manifest cannot be read";
    CONTRADICTED_MANIFEST = "D0021" "contradicted-manifest" Warning "a manifest names files that are not there";
    OTHER_TENANT = "D0022" "other-tenant" Warning "roots of different tenants";
    UNKNOWN_MANIFEST_KEY = "D0023" "unknown-manifest-key" Warning "a manifest has a key that nobody knows";
    UNMATCHED_NAME = "D0024" "unmatched-name" Warning "a rule looks for a name that nothing has";
    UNLISTED_TEXT = "D0025" "unlisted-text" Warning "an enumeration does not list a text that is exported";
    STRAY_OBJECT = "D0027" "stray-object" Warning "an object that a complete collection lacks";
    REFUSED_MEMBER_OF_GROUP = "D0028" "refused-nesting" Note "a group holds what Entra would not put into it";
    NESTED_IN_LICENSED = "D0029" "nested-in-licensed-group" Note "a group with licences holds a group";
    MIXED_EXCLUSION = "D0030" "mixed-exclusion" Warning "a policy excludes a group of another kind than it includes";
    MISSING_GROUP = "D0031" "missing-group" Note "an assignment names a group that does not exist";
    MISSING_EXCLUDED_GROUP = "D0032" "missing-excluded-group" Warning "an exclusion names a group that does not exist";
    MISSING_FILTER = "D0033" "missing-filter" Warning "an assignment names a filter that does not exist";
    UNREADABLE_RULE = "D0034" "unreadable-rule" Warning "the rule of a group or of a filter cannot be read";
    COMPUTED_MEMBERS = "D0035" "computed-members" Note "the rule of a dynamic group stands in for its members";
    LATE_EXCLUSION = "D0036" "late-exclusion" Note "a policy for devices excludes a group that a rule fills";
    UNKNOWN_LAYOUT = "D0037" "unknown-layout" Note "a snapshot that no known tool wrote";
    NO_STATE = "D0038" "no-state" Note "files that say nothing of the tenant as it is";
    UNKNOWN_KINDS = "D0039" "unknown-kinds" Note "objects of kinds that nothing is known about";
    BROKEN_REGISTER = "D0052" "broken-register" Warning "a register cannot be read";
    REGISTER_COLUMN = "D0053" "register-column" Warning "a column of a register is not there once";
    UNMAPPED_COLUMN = "D0054" "unmapped-column" Note "columns of a register are not read";
    REGISTER_ROW = "D0055" "register-row" Warning "the cells of a register's row cannot be told apart";
    OTHER_CAPTURE_TIME = "D0056" "other-capture-time" Warning "an export and `tenet.toml` tell different times of capture";
}
