//! S: what the grammar does not know.

super::codes! {
    UNEXPECTED = "S0001" "unexpected-token" Error "the text does not fit the grammar";
    NESTING = "S0002" "nested-too-deeply" Error "an expression or a block is nested more than 128 deep";
    UNCLOSED = "S0003" "unclosed-bracket" Error "a bracket is not closed";
    UNMATCHED = "S0004" "unmatched-bracket" Error "a closing bracket has no opening one";
    UNCLOSED_TEXT = "S0005" "unclosed-text" Error "a text is not closed on its line";
    MIXED_AND_OR = "S0006" "mixed-and-or" Error "`and` and `or` are mixed without parentheses";
    CHAINED_COMPARISON = "S0007" "chained-comparison" Error "a comparison is compared again";
    NEEDS_PARENTHESES = "S0008" "needs-parentheses" Error "an operand needs parentheses";
    FOREIGN_OPERATOR = "S0009" "foreign-operator" Error "an operator is spelled as in another language";
    FOREIGN_QUOTES = "S0010" "foreign-quotes" Error "a text is not in double quotes";
    NULL_TEST = "S0011" "null-test" Error "null is tested as in another language";
    FOREIGN_COMMENT = "S0012" "foreign-comment" Error "a comment is written as in another language";
    MISPLACED_WHERE = "S0013" "misplaced-where" Error "a `where` belongs to no binding";
    MISPLACED_REGEX = "S0014" "misplaced-regex" Error "a regular expression stands where none can";
    MISPLACED_DOC = "S0015" "misplaced-doc" Error "a `///` documents nothing";
    MISSING_MESSAGE = "S0016" "missing-message" Error "a clause has no message";
    NO_CLAUSE = "S0017" "no-clause" Error "a rule has no `require` and no `forbid`";
    MALFORMED_NUMBER = "S0018" "malformed-number" Error "letters are glued to a number";
    UNEVEN_UNIT = "S0019" "uneven-unit" Error "a duration is given in months or years";
    BIDIRECTIONAL = "S0020" "bidirectional-control" Error "a character changes the order in which the text is shown";
    LOOKALIKE = "S0021" "lookalike-letter" Error "a name has letters that are not ASCII";
    MISPLACED_PART = "S0022" "misplaced-part" Error "a part is repeated or out of order";
    BAD_ESCAPE = "S0023" "bad-escape" Error "a text has an escape that does not exist";
    MALFORMED_BINDING = "S0024" "malformed-binding" Error "a binding or quantifier lacks a part or has one too many";
    STRAY_BRACE = "S0025" "stray-brace" Error "a brace in a message belongs to no hole";
    FOREIGN_BLANK = "S0026" "foreign-blank" Error "a blank is not a plain one";
    FIELD_CONDITION = "S0027" "field-condition" Error "a field has a condition";
}
