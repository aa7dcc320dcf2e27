//! T: names, types and nulls.
//!
//! T01 names, T02 types, T03 nulls, T04 the schema, T05 rules, T06 parameters,
//! T09 what this version does not support.

super::codes! {
    UNKNOWN_NAME = "T0101" "unknown-name" Error "no variable, parameter or set has that name";
    UNKNOWN_TYPE = "T0102" "unknown-type" Error "no entity, record, enum or type has that name";
    UNKNOWN_FUNCTION = "T0103" "unknown-function" Error "no definition or function has that name";
    UNKNOWN_FIELD = "T0104" "unknown-field" Error "an entity or record has no field of that name";
    DUPLICATE_NAME = "T0105" "duplicate-name" Error "a name is declared twice in a pack";
    RESERVED_NAME = "T0106" "reserved-name" Error "a name belongs to the language";
    UNKNOWN_MEMBER = "T0107" "unknown-member" Error "an enumeration has no member of that name";
    AMBIGUOUS_NAME = "T0108" "ambiguous-name" Error "two open packs declare the name";
    UNKNOWN_PACK = "T0109" "unknown-pack" Error "no dependency has that alias";
    RECURSION = "T0110" "recursion" Error "a declaration leads back to itself";
    SHADOWED = "T0111" "shadowed-variable" Error "a variable has the name of another that is in scope";
    WRONG_KIND = "T0112" "wrong-kind" Error "a name stands where its kind has no meaning";
    TYPE_MISMATCH = "T0201" "type-mismatch" Error "a value has another type than its place asks for";
    INCOMPARABLE = "T0202" "incomparable" Error "two values of these types are never equal";
    UNORDERED = "T0203" "unordered" Error "values of this type have no order";
    ARITHMETIC = "T0204" "no-arithmetic" Error "an operation is not defined for these types";
    NOT_A_COLLECTION = "T0205" "not-a-collection" Error "something is ranged over that has no members";
    ARGUMENT_COUNT = "T0206" "argument-count" Error "a call has too many or too few arguments";
    NO_TARGETING = "T0207" "no-targeting" Error "what has no targeting reaches nothing";
    NOT_TARGETABLE = "T0208" "not-targetable" Error "only users, devices and service principals are reached";
    NOT_A_GROUP = "T0209" "not-a-group" Error "members are asked of something that is no group";
    NEVER_IS = "T0210" "never-is" Error "an object can never be of that entity";
    IMPOSSIBLE_DATE = "T0211" "impossible-date" Error "the calendar has no such date";
    OUT_OF_RANGE = "T0212" "out-of-range" Error "a number or duration is too large";
    BAD_PATTERN = "T0213" "bad-pattern" Error "a regular expression does not compile";
    DIFFERENT_TYPES = "T0214" "different-types" Error "alternatives or items have no type in common";
    RECORD_FIELDS = "T0215" "record-fields" Error "a record literal lacks a field or gives one twice";
    NO_CONTEXT = "T0216" "no-context" Error "the place does not say which type is meant";
    NULL_READ = "T0301" "null-read" Error "a field is read of something that may be null";
    NULL_OPERAND = "T0302" "null-operand" Error "an operator or a call meets something that may be null";
    TWO_NULLS = "T0303" "two-nulls" Error "both sides of a comparison may be null";
    NULL_COMPARED = "T0304" "null-compared" Error "something is compared with null";
    NULL_RESULT = "T0305" "null-result" Error "a value may be null where its place forbids it";
    NO_KEY = "T0401" "entity-without-key" Error "an entity with a collection has no key";
    BAD_KEY = "T0402" "bad-key" Error "a key is given twice, may be null or is no plain value";
    BAD_BASE = "T0403" "bad-base" Error "an entity is declared to be one of something that is no entity";
    DUPLICATE_FIELD = "T0404" "duplicate-field" Error "a field or member is declared twice";
    BARE_ENTITY = "T0405" "bare-entity" Error "a field holds an entity without `ref`";
    UNION_MEMBER = "T0406" "union-member" Error "a union has a member that is no entity";
    DUPLICATE_COLLECTION = "T0407" "duplicate-collection" Error "two entities declare the same collection";
    NO_COLLECTION = "T0408" "no-collection" Error "a discriminator stands on an entity without a collection";
    UNKNOWN_TARGETING = "T0409" "unknown-targeting" Error "no targeting semantics has that name";
    BAD_LOG = "T0410" "bad-log" Error "a log block does not say when its events were";
    INCOMPATIBLE_FIELD = "T0411" "incompatible-field" Error "a field is declared again with a type that does not fit";
    UNKNOWN_DUTY = "T0501" "unknown-duty" Error "the pack declares no such party";
    UNKNOWN_SEVERITY = "T0502" "unknown-severity" Error "no severity has that name";
    MISSING_HEADER = "T0503" "missing-header" Error "a rule does not say whose duty it is, or how severe";
    DUPLICATE_RULE = "T0504" "duplicate-rule" Error "two rules of a pack have the same id";
    FIXED_TEXT = "T0505" "fixed-text" Error "an id, a title or a citation has a hole outside a template";
    UNKNOWN_LINT = "T0506" "unknown-lint" Error "no lint has that code";
    UNKNOWN_PARAMETER = "T0601" "unknown-parameter" Error "an override names no parameter";
    BAD_OVERRIDE = "T0602" "bad-override" Error "an override does not fit the type of its parameter";
    NOT_CONSTANT = "T0603" "not-constant" Error "the value of a parameter is computed";
    NO_DURING = "T0901" "unsupported-during" Error "`during` is not supported by this version";
    NO_CHANGES = "T0902" "unsupported-changes" Error "`changes of` is not supported by this version";
    NO_EARLIER = "T0903" "unsupported-earlier" Error "`earlier` is not supported by this version";
    NO_ACTOR = "T0904" "unsupported-actor" Error "`actor` is not supported by this version";
    NO_GENERATOR = "T0905" "unsupported-generator" Error "`e for x in C` and its functions are not supported by this version";
    NO_TEMPLATE = "T0906" "unsupported-template" Error "`template` and `use` are not supported by this version";
    NO_WAIVER = "T0907" "unsupported-waiver" Error "`waiver` is not supported by this version";
    NO_TYPE = "T0908" "unsupported-type" Error "a type of the language is not supported by this version";
    NO_SET_OF = "T0909" "unsupported-set-of" Error "`set of` is not supported by this version";
    NO_LOG = "T0910" "unsupported-log" Error "a log cannot be read by this version";
    NO_FUNCTION = "T0911" "unsupported-function" Error "a function is not supported by this version";
    NO_FIELD_CONDITION = "T0912" "unsupported-field-condition" Error "a condition of a field is not supported by this version";
    NO_TEST = "T0913" "unsupported-test" Warning "this version does not run scenarios";
}
